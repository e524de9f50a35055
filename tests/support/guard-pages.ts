// Runs before every test file. A template that uses a field which its page's data does not have then fails the test.
import { channel } from 'node:diagnostics_channel'
import Handlebars from 'handlebars'
import { guarded } from './guard.ts'

const original = Handlebars.create
const guards = Symbol.for('guards pages')
const rendering = channel('test.rendering')

function create(): typeof Handlebars {
  const handlebars = original()
  const compile = handlebars.compile.bind(handlebars)
  handlebars.compile = <Data>(input: unknown, options?: CompileOptions): HandlebarsTemplateDelegate<Data> => {
    const template = compile<Data>(input, options)
    // A partial without arguments gets the page's data, which is guarded already. With arguments, Handlebars copies the data into a
    // plain object, whose first level is not guarded.
    const render: HandlebarsTemplateDelegate<Data> = (data, runtime) => {
      if ((runtime as { partial?: boolean } | undefined)?.partial) return template(data, runtime)
      rendering.publish({ source: input, data })
      return template(guarded(data), runtime)
    }
    return Object.assign(render, template)
  }
  return handlebars
}

// Test files in one process share their imports. One guard is enough, and nested guards would cost time.
if (!(guards in original)) Handlebars.create = Object.assign(create, { [guards]: true })
