import Handlebars from 'handlebars'
import { partialName } from './partials.ts'
import { filesIn, readSource } from './sentences.ts'

/** A form that posts, as a template writes it. A value of the page's data stands as `{path}` in the action and in names. */
export interface TemplateForm {
  file: string
  action: string
  names: string[]
  /** Other addresses to which one of its buttons sends the same fields. */
  otherActions: string[]
}

/** Which branch of a condition counts, where there are two. */
export type Branch = 'both' | 'first' | 'else'

interface Given {
  branch: Branch
  /** By the word in the partial. */
  passed: Map<string, string>
}

const files = filesIn('templates/', '.hbs')
const partials = new Map(files.flatMap((file) => [[partialName(file) ?? '', file] as const]))

/** All forms of all pages. Partials stand in the page that calls them. */
export function templateForms(branch: Branch = 'both'): TemplateForm[] {
  return files
    .filter((file) => partialName(file) === undefined)
    .flatMap((file) => {
      const html = written(Handlebars.parse(readSource(file)).body, { branch, passed: new Map() })
      return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, attributes = '', inside = '']) =>
        /\bmethod="post"/.test(attributes) ? [formOf(file, attributes, inside, html)] : [],
      )
    })
}

function formOf(file: string, attributes: string, inside: string, page: string): TemplateForm {
  const elsewhere = / form="/
  const id = /\bid="([^"]*)"/.exec(attributes)?.[1]
  // A field inside of one form may belong to another one.
  const fields = [
    ...[...inside.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)].filter(([tag]) => !elsewhere.test(tag)),
    ...page.matchAll(new RegExp(`<(?:input|textarea|select|button)\\b[^>]* form="${id ?? ' '}"[^>]*>`, 'g')),
  ].map(([tag]) => tag)
  const all = (pattern: RegExp) => [...new Set(fields.flatMap((tag) => pattern.exec(tag)?.[1] ?? []))]
  return {
    file: file.replace(/^templates\/|\.hbs$/g, ''),
    action: /\baction="([^"]*)"/.exec(attributes)?.[1] ?? '',
    names: all(/ name="([^"]*)"/).filter((name) => name !== '_csrf'),
    otherActions: all(/^<button\b.*? formaction="([^"]*)"/s),
  }
}

/** The text of a template with its partials. */
function written(statements: readonly hbs.AST.Statement[], given: Given): string {
  return statements.map((statement) => writtenOne(statement, given)).join('')
}

function writtenOne(statement: hbs.AST.Statement, given: Given): string {
  switch (statement.type) {
    case 'ContentStatement':
      return (statement as hbs.AST.ContentStatement).value
    case 'MustacheStatement':
      return valueOf((statement as hbs.AST.MustacheStatement).path, given)
    case 'BlockStatement':
      return writtenBlock(statement as hbs.AST.BlockStatement, given)
    case 'PartialStatement':
    case 'PartialBlockStatement':
      return writtenPartial(statement as hbs.AST.PartialStatement, given)
    default:
      return ''
  }
}

function writtenBlock({ path, program, inverse }: hbs.AST.BlockStatement, given: Given): string {
  // Handlebars has none where there is no else. Its types say otherwise.
  const otherwise = (inverse as hbs.AST.Program | undefined)?.body
  const condition = otherwise && ['if', 'unless'].includes(path.original)
  const first = condition && given.branch === 'else' ? '' : written(program.body, given)
  return first + (condition && given.branch === 'first' ? '' : written(otherwise ?? [], given))
}

function writtenPartial({ name, params, hash }: hbs.AST.PartialStatement, given: Given): string {
  const file = partials.get((name as hbs.AST.PathExpression).original)
  if (file === undefined) return ''
  const pairs = (hash as hbs.AST.Hash | undefined)?.pairs ?? []
  const passed = new Map(pairs.map(({ key, value }) => [key, valueOf(value, given)]))
  const [context] = params as hbs.AST.PathExpression[]
  if (context && context.original !== 'this') passed.set('this', context.original)
  return written(Handlebars.parse(readSource(file)).body, { ...given, passed })
}

/** A literal, or the path of the data. */
function valueOf(value: hbs.AST.Expression, { passed }: Given): string {
  if (value.type === 'StringLiteral') return (value as hbs.AST.StringLiteral).value
  if (value.type !== 'PathExpression') return ''
  const { parts, original } = value as hbs.AST.PathExpression
  const path = parts.join('.')
  const context = passed.get('this')
  return passed.get(path) ?? `{${context === undefined ? original.replace(/^(\.\.\/)+/, '') : `${context}.${path}`}}`
}
