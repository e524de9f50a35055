// Runs before every test file. A template that uses a field which its page's data does not have then fails the test.
import { channel } from 'node:diagnostics_channel'
import Handlebars from 'handlebars'
import { guarded } from './guard.ts'
import { argumentsOfPartials } from './partials.ts'

const original = Handlebars.create
const guards = Symbol.for('guards pages')
const rendering = channel('test.rendering')
let passed: Map<string, Set<string>> | undefined

function create(): typeof Handlebars {
  const handlebars = original()
  const compile = handlebars.compile.bind(handlebars)
  handlebars.compile = <Data>(input: unknown, options?: CompileOptions): HandlebarsTemplateDelegate<Data> => {
    const template = compile<Data>(input, options)
    const render: HandlebarsTemplateDelegate<Data> = (data, runtime) => {
      const isPartial = (runtime as { partial?: boolean } | undefined)?.partial === true
      if (!isPartial) rendering.publish({ source: input, data })
      return template(guarded(data), runtime)
    }
    return Object.assign(render, template)
  }
  const register = handlebars.registerPartial.bind(handlebars) as (name: string, template: unknown) => void
  // A partial without arguments gets the page's data, which is guarded already. With arguments, Handlebars copies the data into a
  // plain object. Only an argument that some call passes to this partial may be missing from it.
  const registerPartial = (name: string, template: HandlebarsTemplateDelegate) => {
    passed ??= argumentsOfPartials()
    const optional = passed.get(name)
    const render: HandlebarsTemplateDelegate = (data, runtime) => template(guarded(data, name, optional), runtime)
    register(name, Object.assign(render, template))
  }
  return Object.assign(handlebars, { registerPartial })
}

// Test files in one process share their imports. One guard is enough, and nested guards would cost time.
if (!(guards in original)) Handlebars.create = Object.assign(create, { [guards]: true })
