// Before every test file: whatever page a test's server renders, its template may ask for nothing that its data does not have.
import Handlebars from 'handlebars'
import { guarded } from './guard.ts'

const original = Handlebars.create
const guards = Symbol.for('guards pages')

function create(): typeof Handlebars {
  const handlebars = original()
  const compile = handlebars.compile.bind(handlebars)
  handlebars.compile = <Data>(input: unknown, options?: CompileOptions): HandlebarsTemplateDelegate<Data> => {
    const template = compile<Data>(input, options)
    // Partials have their data from the page around them.
    const render: HandlebarsTemplateDelegate<Data> = (data, runtime) =>
      template((runtime as { partial?: boolean } | undefined)?.partial ? data : guarded(data), runtime)
    return Object.assign(render, template)
  }
  return handlebars
}

// Files that share what they import share this too: one guard is enough, and each around another would take its time.
if (!(guards in original)) Handlebars.create = Object.assign(create, { [guards]: true })
