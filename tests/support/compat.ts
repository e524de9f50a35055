import type { CompatData, CompatStatement, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { assetAt, assetUrl } from '../../server/http/assets.ts'
import { baseline } from '../../server/http/browsers.ts'

/**
 * Lists the web features that the scripts, styles and templates of the anonymous path use. Finds in MDN's compatibility tables
 * those that a browser of the baseline lacks. Does not look up syntax, because esbuild converts it for the baseline or fails.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(root, 'node_modules')
const tables = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData

const browsers: Record<string, number> = {
  ...baseline,
  edge: baseline.chrome,
  chrome_android: baseline.chrome,
  firefox_android: baseline.firefox,
  safari_ios: baseline.safari,
  // Samsung Internet 21 is based on Chromium 110.
  samsunginternet_android: 21,
}

/** Maps a feature, by its path in the tables, to the place where it is used. */
export type Features = Map<string, string>

/**
 * The features that a browser of the baseline lacks, each with the versions that have it. A path that the tables do not contain
 * counts as lacking.
 */
export function lacking(features: Features): Record<string, string> {
  const entries = [...features].flatMap(([path, where]): [string, string][] => {
    const missing = missingFrom(compatOf(path))
    return missing === '' ? [] : [[path, `${missing} (${where})`]]
  })
  return Object.fromEntries(entries)
}

function compatOf(path: string): CompatStatement | undefined {
  let at: unknown = tables
  for (const name of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[name]
  return (at as Identifier | undefined)?.__compat
}

function missingFrom(compat: CompatStatement | undefined): string {
  if (!compat) return 'not in the tables'
  const support = compat.support as Record<string, SimpleSupportStatement | SimpleSupportStatement[] | undefined>
  return Object.entries(browsers)
    .flatMap(([browser, version]) => {
      const statements = [support[browser] ?? []].flat()
      if (statements.some((each) => has(each, version))) return []
      return [`${browser} ${String(statements[0]?.version_added ?? 'unknown')}`]
    })
    .join(', ')
}

function has(
  { version_added: added, version_removed: removed, flags, prefix, alternative_name: alias }: SimpleSupportStatement,
  version: number,
): boolean {
  if (flags || prefix || alias || typeof added !== 'string' || removed !== undefined) return false
  return Number.parseFloat(added.replace('≤', '')) <= version
}

function filesIn(folder: string, end: string): string[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(end))
  return names.map((name) => join(root, folder, name))
}

const known = (path: string) => compatOf(path) !== undefined

/** Every member of JavaScript's and the browser's own objects that the scripts use, including the bundled libraries. */
export function featuresOfScripts(): Features {
  const features: Features = new Map()
  const program = ts.createProgram(filesIn('web', '.ts'), {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    allowJs: true,
    maxNodeModuleJsDepth: 1,
    // The libraries' sources instead of their declarations.
    paths: {
      '@noble/hashes/*.js': [join(modules, '@noble/hashes/src/*.ts')],
      '@noble/ed25519': [join(modules, '@noble/ed25519/index.ts')],
      uqr: [join(modules, 'uqr/dist/index.mjs')],
    },
  })
  const checker = program.getTypeChecker()
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue
    const visit = (node: ts.Node): void => {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
      const where = `${file.fileName.slice(root.length)}:${String(line)}`
      for (const path of featuresAt(node, program, checker)) features.set(path, where)
      ts.forEachChild(node, visit)
    }
    visit(file)
  }
  return features
}

function featuresAt(node: ts.Node, program: ts.Program, checker: ts.TypeChecker): string[] {
  if (ts.isRegularExpressionLiteral(node)) return featuresOfRegExp(node.text)
  if (ts.isCallExpression(node)) return featuresOfListener(node)
  if (!ts.isIdentifier(node) || ts.isPartOfTypeNode(node)) return []
  if (node.text === 'prototype') return []
  const symbol = checker.getSymbolAtLocation(node)
  const declared =
    symbol?.declarations?.filter((each) => program.isSourceFileDefaultLibrary(each.getSourceFile())) ?? []
  return declared.filter((each) => !ts.isTypeAliasDeclaration(each)).flatMap((each) => pathOf(ownerOf(each), node.text))
}

/** The object that declares the member; '' for a global one. */
function ownerOf({ parent }: ts.Declaration): string {
  if (ts.isInterfaceDeclaration(parent)) return parent.name.text
  if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent)) return parent.parent.name.getText()
  return ts.isModuleBlock(parent) ? parent.parent.name.getText() : ''
}

/** Groups of members that TypeScript declares once, and MDN lists under each object that has them. */
const groups: Record<string, string[]> = {
  Body: ['Response'],
  ChildNode: ['Element'],
  HTMLHyperlinkElementUtils: ['HTMLAnchorElement'],
  HTMLOrSVGElement: ['HTMLElement'],
  NonDocumentTypeChildNode: ['Element'],
  ParentNode: ['Document', 'Element'],
  ReadonlyArray: ['Array'],
  ReadonlyMap: ['Map'],
}

function pathOf(owner: string, name: string): string[] {
  if (owner === 'GlobalEventHandlers') return [`api.Element.${name.slice(2)}_event`]
  if (owner === '' || owner === 'Intl') {
    const places = ['javascript.builtins', 'javascript.builtins.Intl', 'api', 'api.Window', 'api.EventTarget']
    return [`${places.find((place) => known(`${place}.${name}`)) ?? 'api'}.${name}`]
  }
  return (groups[owner] ?? [owner.replace(/Constructor$/, '')]).map((object) => memberOf(object, name))
}

function memberOf(object: string, name: string): string {
  const inherited = /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/.test(object)
    ? ['TypedArray']
    : ['Node', 'EventTarget']
  const places = [object, ...inherited].flatMap((each) =>
    ['javascript.builtins', 'javascript.builtins.Intl', 'api'].map((place) => `${place}.${each}.${name}`),
  )
  return places.flatMap((path) => [path, `${path}_static`]).find(known) ?? `api.${object}.${name}`
}

function featuresOfListener({ expression, arguments: [event] }: ts.CallExpression): string[] {
  const listens = ts.isPropertyAccessExpression(expression) && expression.name.text === 'addEventListener'
  if (!listens || !event || !ts.isStringLiteral(event)) return []
  const places = ['Window', 'Element', 'HTMLElement', 'HTMLFormElement'].map(
    (each) => `api.${each}.${event.text}_event`,
  )
  return [places.find(known) ?? `api.Window.${event.text}_event`]
}

function featuresOfRegExp(text: string): string[] {
  const found = {
    lookbehind_assertion: /\(\?<[=!]/,
    named_capturing_group: /\(\?<[a-z]/i,
    unicode_character_class_escape: /\\p\{/i,
    modifier: /\(\?[ims]/,
  }
  const used = Object.entries(found).flatMap(([name, shape]) =>
    shape.test(text) ? [`javascript.regular_expressions.${name}`] : [],
  )
  const flags = { d: 'hasIndices', s: 'dotAll', u: 'unicode', v: 'unicodeSets', y: 'sticky' }
  const set = text.slice(text.lastIndexOf('/') + 1)
  return [
    ...used,
    ...Object.entries(flags).flatMap(([flag, name]) =>
      set.includes(flag) ? [`javascript.builtins.RegExp.${name}`] : [],
    ),
  ]
}

/** The features in the styles as the server sends them. esbuild has already converted some of them for older browsers. */
export function featuresOfStyles(names: readonly string[]): Features {
  const features: Features = new Map()
  for (const name of names) {
    const css =
      assetAt(assetUrl(name))
        ?.bytes.toString()
        .replace(/"[^"]*"|'[^']*'|\/\*.*?\*\//gs, '""') ?? ''
    const add = (path: string, text: string) => features.set(path, `${name}: ${text.slice(0, 80)}`)
    for (const [, descriptors = ''] of css.matchAll(/@font-face\{([^}]*)\}/g))
      for (const [, descriptor = ''] of descriptors.matchAll(/(?<=^|;)([a-z-]+):/g))
        add(`css.at-rules.font-face.${descriptor}`, descriptors)
    // Ignores properties that begin with a dash. They are custom properties, or prefixed copies for older browsers.
    for (const [text, property = '', value = ''] of css
      .replace(/@font-face\{[^}]*\}/g, '')
      .matchAll(/(?<=[{;])([a-z][a-z-]*):([^{};]*)(?=[;}])/g)) {
      add(`css.properties.${property}`, text)
      for (const path of featuresOfValue(property, value)) add(path, text)
    }
    for (const [text] of css.matchAll(/[^{};]+(?=\{)/g)) for (const path of featuresOfSelector(text)) add(path, text)
  }
  return features
}

function featuresOfValue(property: string, value: string): string[] {
  const words = [...value.matchAll(/[a-z][a-z-]*(?!\()\b/g)]
    .map(([word]) => `css.properties.${property}.${word}`)
    .filter(known)
  const functions = [...value.matchAll(/([a-z][a-z-]*)\(/g)].map(([, name = '']) => functionPath(property, name))
  const alternative = property === 'content' && value.includes('/') ? ['css.properties.content.alt_text'] : []
  return [...words, ...functions, ...alternative]
}

function functionPath(property: string, name: string): string {
  const places = [
    'css.types',
    'css.types.color',
    'css.types.basic-shape',
    'css.types.transform-function',
    'css.types.gradient',
    'css.types.easing-function',
    `css.properties.${property}`,
  ]
  return places.map((place) => `${place}.${name}`).find(known) ?? `css.types.${name}`
}

function featuresOfSelector(text: string): string[] {
  const [, rule] = /^\s*@([a-z-]+)/.exec(text) ?? []
  if (rule === undefined)
    return [...text.matchAll(/::?([a-z][a-z-]*)/g)].map(([, name = '']) => `css.selectors.${name}`)
  const features = rule === 'media' ? [...text.matchAll(/\((?:min-|max-)?([a-z-]+)/g)] : []
  const selector = rule === 'supports' && text.includes('selector(') ? ['css.at-rules.supports.selector'] : []
  return [`css.at-rules.${rule}`, ...selector, ...features.map(([, name = '']) => `css.at-rules.media.${name}`)]
}

/** Elements and attributes that the templates use. */
export function featuresOfTemplates(files: readonly string[]): Features {
  const features: Features = new Map()
  for (const file of files) {
    const html = readFileSync(join(root, 'templates', file), 'utf8').replace(/\{\{.*?\}\}/gs, '')
    // Browsers show no feed and no sitemap.
    if (html.startsWith('<?xml')) continue
    for (const [, element = '', attributes = ''] of html.matchAll(/<([a-z][a-z0-9]*)\b([^>]*)/g))
      for (const path of featuresOfElement(element, attributes)) features.set(path, file)
  }
  return features
}

function featuresOfElement(element: string, attributes: string): string[] {
  const place = known(`svg.elements.${element}`) && !known(`html.elements.${element}`) ? 'svg' : 'html'
  const own = `${place}.elements.${element}`
  const given = [...attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].flatMap(([, name = '', value = '']) => [
    `html.global_attributes.${name}`,
    `${own}.${name}`,
    `${own}.${name}_${value}`,
  ])
  return [own, ...given.filter(known)]
}
