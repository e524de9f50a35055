import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import Handlebars from 'handlebars'
import { inServer, isBundle, root } from '../paths.ts'

const folder = fileURLToPath(new URL('templates/', root))
const inBundle = 'templates.cjs'

/**
 * Every template by its name (`letters/page/show` is templates/letters/page/show.hbs), ready to render in `handlebars`. A bundle of
 * the server brings them compiled.
 *
 * @throws Error if a template has a syntax error
 */
export function readTemplates(handlebars: typeof Handlebars): Map<string, HandlebarsTemplateDelegate> {
  if (isBundle) {
    const compiled = createRequire(import.meta.url)(fileURLToPath(inServer(inBundle))) as Record<
      string,
      TemplateSpecification
    >
    return new Map(Object.entries(compiled).map(([name, spec]) => [name, handlebars.template(spec)]))
  }
  return new Map(
    sources().map(([name, source]) => {
      // `compile` alone would report a syntax error at the first use.
      handlebars.precompile(source, options)
      return [name, handlebars.compile(source, options)]
    }),
  )
}

/** Compiles the templates for a bundle of the server. */
export function makeTemplates(bundle: string): void {
  const compiled = sources().map(([name, source]) => `${JSON.stringify(name)}: ${specification(source)}`)
  writeFileSync(join(bundle, inBundle), `module.exports = {\n${compiled.join(',\n')}\n}\n`)
}

const options = { strict: true, knownHelpersOnly: false }

function specification(source: string): string {
  return Handlebars.precompile(source, options) as unknown as string
}

function sources(): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [relative(folder, file).replace(/\.hbs$/, ''), readFileSync(file, 'utf8')])
}
