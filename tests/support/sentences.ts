import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import Handlebars from 'handlebars'
import ts from 'typescript'

const root = new URL('../../', import.meta.url)

/** All files of a folder with this ending, as paths from the project's root. */
export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true })
    .map(String)
    .filter((file) => extname(file) === ending)
    .map((file) => `${folder}${file}`)
    .sort()
}

/**
 * The demo, the development server and the description of the API address engineers, in English. outage.ts compares the driver's
 * own words.
 */
const forEngineersOnly = ['server/rehearsal/', 'server/http/api.ts', 'server/http/dev-mail.ts', 'server/db/outage.ts']
/** Keys and seals are derived from strings that nobody reads. */
const derivesKeys = /^server\/crypto\/|\/secrets\.ts$/

/** The source files that may show something to people. */
export function codeForPeople(): string[] {
  return filesIn('server/', '.ts').filter(
    (file) => !forEngineersOnly.some((path) => file.startsWith(path)) && !derivesKeys.test(file),
  )
}

export function readSource(file: string): string {
  return readFileSync(new URL(file, root), 'utf8')
}

/** The words between tags, in attributes that people read or hear, and in the arguments of helpers and partials. */
export function sentencesInTemplate(source: string): string[] {
  const literal = source
    .replace(/\{\{!--.*?--\}\}|\{\{\{?[^{}]*\}?\}\}/gs, ' ')
    .replace(/(<style\b[^<>]*>).*?<\/style>/gs, '$1')
  // People read only descriptions and titles in `meta`. Others are for browsers: viewport, referrer, colours.
  const attributes = [
    ...literal.matchAll(/\s(?:aria-label|alt|title|placeholder)="([^"]*)"/g),
    ...literal.matchAll(/<meta (?:name|property)="[\w:]*(?:title|description|alt|site_name)" content="([^"]*)"/g),
  ].map(([, text]) => text ?? '')
  const calls = stringsIn(source).filter((text) => /^\p{Lu}|\p{L}{2,} \p{L}/u.test(text))
  return [...attributes, ...calls, ...literal.replace(/<!--.*?-->|<[^<>]*>/gs, '\n').split('\n')]
    .map((text) => text.trim())
    .filter((text) => /\p{L}{2,}/u.test(text))
}

/** Small words that names, class lists and lists of columns do not have. */
const smallWords = 'a|an|the|this|that|these|who|has|have|was|were|are|of|by|with|yet|than|your|no'

/**
 * Strings for machines: names, class lists, Kysely's `table as t` and `table.column as name`, SQL, TypeScript, header values,
 * fonts, commands, senders of mail.
 */
const forMachines = [
  new RegExp(`^(?!(?:.*\\s)?(?:${smallWords})(?:\\s|$))[a-z0-9_.-]+(?:\\s+[a-z0-9_.-]+)*$`),
  /^[a-z_]+(?:\.[a-z_]+)? as \w+$/,
  // A fact that a covering note can name.
  /^days of silence$/,
  /^(?:no)?index, ?(?:no)?[a-z, ]+$/,
  /^(?:Source (?:Code Pro|Sans \d|Serif \d)|Noto (?:Sans|Serif|Naskh|Emoji)[\w… ]*|BIZ UDPGothic)$/,
  /^attachment; filename\*?=/,
  // Policies, styles and the scripts of alphabets.
  /^sandbox; default-src /,
  /^(?:[a-z-]+: [^;]+; )+[a-z-]+: [^;]+$/,
  /^(?:Latin|Malayalam) /,
  // Seeds of places on the circle.
  /^(?:length|stride) …$/,
  /^accept-[a-z]+(?:, accept-[a-z]+)*$/,
  /^[a-z]+\/[a-z0-9.+-]+; ?[a-z]+=/,
  /^(?:private|public|no-cache|no-store)(?:, [a-z-]+(?:=\d+)?)*$/,
  /(?:^|export |…)interface /,
  /^-- /,
  /^find \. /,
  /^[\w ]+ <[^<>@ ]+@[^<>@ ]+>$/,
  /^\s*(?:with \w+ as|copy|select|insert|update|delete|vacuum|set|show|listen|create|alter|drop|begin|commit)\s/,
]

/** Every string in an expression of a template, except ids of messages and arguments for the browser. */
function stringsIn(source: string): string[] {
  const found: string[] = []
  forEachExpression(source, ({ name, params, hash }) => {
    const given = params.slice(name === 't' || name === 't-html' ? 1 : 0)
    const named = hash?.pairs.filter(({ key }) => !forBrowsers.has(key)) ?? []
    for (const node of [...given, ...named.map(({ value }) => value)])
      if (node.type === 'StringLiteral') found.push((node as hbs.AST.StringLiteral).value)
  })
  return found
}

interface Expression {
  /** The helper or field. Empty for a partial. */
  name: string
  params: hbs.AST.Expression[]
  hash: hbs.AST.Hash | undefined
}

/** Every expression of a template, also as an argument of another one. */
export function forEachExpression(source: string, act: (expression: Expression) => void): void {
  const note = ({ path, params, hash }: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression) =>
    act({ name: (path as hbs.AST.PathExpression).original, params, hash })
  const visitor = new (class extends Handlebars.Visitor {
    override MustacheStatement(node: hbs.AST.MustacheStatement): void {
      note(node)
      super.MustacheStatement(node)
    }
    override BlockStatement(node: hbs.AST.BlockStatement): void {
      note(node)
      super.BlockStatement(node)
    }
    override SubExpression(node: hbs.AST.SubExpression): void {
      note(node)
      super.SubExpression(node)
    }
    override PartialStatement(node: hbs.AST.PartialStatement): void {
      act({ name: '', params: [], hash: node.hash })
      super.PartialStatement(node)
    }
  })()
  visitor.accept(Handlebars.parse(source))
}

/** Arguments that become attributes which nobody reads. */
const forBrowsers = new Set(['accept', 'autocomplete', 'inputmode', 'name', 'pattern', 'type', 'value'])

/**
 * Strings of two or more words that code may show to users. Leaves out errors in our own code, SQL and schema descriptions,
 * because only engineers read them.
 */
export function sentencesInCode(file: string, source: string): string[] {
  const found: string[] = []
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true)
  const visit = (node: ts.Node): void => {
    if (forEngineers(node)) return
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) note(node.text)
    if (ts.isTemplateExpression(node))
      note([node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…'))
    ts.forEachChild(node, visit)
  }
  const note = (written: string) => {
    const text = written.replace(/<\/?[a-z][^<>]*(?:>|$)|^aria-labelledby=[^<>]*>/g, (tag) =>
      /(?:aria-label|alt|title)="[^"…]*\p{L}{2}/u.test(tag) ? tag : ' ',
    )
    if (
      /\p{L}{2,}[,;:]? (?:…|\p{L})+/u.test(text) &&
      !forMachines.some((form) => form.test(text) || form.test(written))
    )
      found.push(text)
  }
  visit(tree)
  return found
}

function forEngineers(node: ts.Node): boolean {
  // The name of a property, for example the stored kind of an act.
  if (ts.isStringLiteral(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node) return true
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true
  if (ts.isTaggedTemplateExpression(node)) return /^sql\b/.test(node.tag.getText())
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) return extendsError(node)
  if (ts.isNewExpression(node)) return ['Error', 'TypeError', 'RangeError'].includes(node.expression.getText())
  if (isSummaryOfRoute(node)) return true
  return (
    ts.isPropertyAssignment(node) && ['description', 'summary', 'title'].includes(node.name.getText()) && inSchema(node)
  )
}

/**
 * Returns true if the node is `summary: '…'` or `summaries = {…}` in a file of the API's routes. Only its documentation shows them.
 */
function isSummaryOfRoute(node: ts.Node): boolean {
  return (
    /[/-]api\.ts$/.test(node.getSourceFile().fileName) &&
    ((ts.isPropertyAssignment(node) && node.name.getText() === 'summary') ||
      (ts.isVariableDeclaration(node) && node.name.getText() === 'summaries'))
  )
}

/** Returns true if the call is `super(…)` in a class of errors of our own code. A Refusal and a StartProblem take messages. */
function extendsError(call: ts.Node): boolean {
  const around = ts.findAncestor(call, ts.isClassDeclaration)
  return (
    around?.heritageClauses?.some(({ types }) => types.some(({ expression }) => expression.getText() === 'Error')) ===
    true
  )
}

/** Returns true if the property is in `{ description: '…', type: … }`, or in an option of a function that makes a schema. */
function inSchema(node: ts.PropertyAssignment): boolean {
  const around = ts.findAncestor(
    node,
    (at) =>
      (ts.isCallExpression(at) && /^Type\.|^orNull$/.test(at.expression.getText())) ||
      (ts.isPropertyAssignment(at) && at.name.getText() === 'schema'),
  )
  return around !== undefined
}
