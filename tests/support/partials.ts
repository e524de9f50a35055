import Handlebars from 'handlebars'
import { filesIn, readSource } from './sentences.ts'

/** The name by which templates call a file, if it is a partial (pages.ts). */
export function partialName(file: string): string | undefined {
  const name = file.replace(/^templates\/|\.hbs$/g, '')
  return /^partials\/(.+)$/.exec(name)?.[1] ?? /^(.+\/)_([^/]+)$/.exec(name)?.slice(1).join('')
}

/** Arguments that the forms of drafts alone give to a partial, as data (`{{> field field}}`). */
const givenAsData: Record<string, readonly string[]> = { field: ['lang'], textarea: ['lang', 'required'] }

/** The arguments that all templates pass to each partial: `{{> field name="code"}}` passes `name`. */
export function argumentsOfPartials(): Map<string, Set<string>> {
  const all = new Map(Object.entries(givenAsData).map(([name, given]) => [name, new Set(given)]))
  const note = ({ name, hash }: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement) => {
    const { original } = name as hbs.AST.PathExpression
    const passed = all.get(original) ?? new Set()
    // Handlebars has no hash where there are no arguments. Its types say otherwise.
    for (const { key } of (hash as hbs.AST.Hash | undefined)?.pairs ?? []) passed.add(key)
    all.set(original, passed)
  }
  const visitor = new (class extends Handlebars.Visitor {
    override PartialStatement(node: hbs.AST.PartialStatement): void {
      note(node)
      super.PartialStatement(node)
    }
    override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
      note(node)
      super.PartialBlockStatement(node)
    }
  })()
  for (const file of filesIn('templates/', '.hbs')) visitor.accept(Handlebars.parse(readSource(file)))
  return all
}
