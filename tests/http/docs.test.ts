import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Settings } from '../../server/config.ts'
import { settingsTable, withSettings } from '../support/settings-table.ts'

const root = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), 'utf8')
const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'SECURITY.md', 'CONTRIBUTING.md'],
  ...readdirSync(new URL('docs', root)).map((name) => `docs/${name}`),
]
const manifest = JSON.parse(read('package.json')) as Record<'scripts' | 'devDependencies', Record<string, string>>

const schemas = Object.entries(Settings.properties) as [string, { secret?: true }][]

describe('the settings in docs/operating.md', () => {
  it('are the table that `npm run settings` writes', async () => {
    expect(read('docs/operating.md')).toBe(await withSettings(await settingsTable()))
  })

  it('name each setting, and say which are secret', () => {
    const text = read('docs/operating.md')
    for (const [name, { secret }] of schemas)
      expect(text).toMatch(new RegExp(`^\\| \`${name}\` +\\|[^|]*\\| ${secret ? '_Secret._' : '(?!_Secret)'}`, 'm'))
  })

  it('are the only ones that any document names', () => {
    const known = new Set(schemas.flatMap(([name, { secret }]) => (secret ? [name, `${name}_FILE`] : [name])))
    // One belongs to Node, one to the tests, and one to the bench.
    const others = ['NODE_ENV', 'FIREFOX', 'BOUNCES']
    for (const document of documents)
      for (const [, name] of read(document).matchAll(/`([A-Z]{2,}_[A-Z_]+|[A-Z]{4,})[`=]/g))
        if (!others.includes(name!)) expect([document, name, known.has(name!)]).toEqual([document, name, true])
  })
})

describe('the documents', () => {
  it('keep the README short', () => {
    expect(read('README.md').split('\n').length).toBeLessThan(150)
  })

  it.each(documents)('%s names only commands that there are', (document) => {
    const named = [...read(document).matchAll(/npm (?:run )?([a-z][a-z:-]*)/g)].map(([, name]) => name!)
    for (const name of named)
      if (!['ci', 'install'].includes(name)) expect(Object.keys(manifest.scripts)).toContain(name)
  })

  it.each(documents)('%s names only files and folders that there are', (document) => {
    const text = read(document)
    const paths = [
      ...[...text.matchAll(/\]\(([\w./-]+)(?:#[\w-]+)?\)/g)].map(([, path]) => join(dirname(document), path!)),
      ...[...text.matchAll(/`((?:server|web|tests|templates|migrations)\/[\w./-]*)`/g)].map(([, path]) => path!),
    ]
    for (const path of paths) expect([path, existsSync(new URL(path, root))]).toEqual([path, true])
  })

  it('name every folder of the server', () => {
    const folders = readdirSync(new URL('server', root), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && readdirSync(new URL(`server/${entry.name}`, root)).length > 0)
      .map(({ name }) => name)
    const text = read('ARCHITECTURE.md')
    for (const name of folders) expect([name, text.includes(`${name}/`)]).toEqual([name, true])
  })
})

describe('production', () => {
  it('imports no development dependency, except where a rehearsal loads it', () => {
    const development = new Set(Object.keys(manifest.devDependencies))
    const files = readdirSync(new URL('server', root), { recursive: true, encoding: 'utf8' })
    const found = files
      .filter((file) => /\.m?ts$/.test(file))
      .flatMap((file) =>
        [
          ...read(`server/${file}`).matchAll(
            /^(?:import|export)(?! type)[^'"]*?from ['"]([^'".]+)['"]|^import ['"]([^'".]+)['"]/gm,
          ),
        ]
          .map(([, from, bare]) =>
            (from ?? bare ?? '')
              .split('/')
              .slice(0, from?.startsWith('@') ? 2 : 1)
              .join('/'),
          )
          .filter((name) => development.has(name))
          .map((name) => `${file}: ${name}`),
      )
    expect(files.length).toBeGreaterThan(50)
    expect(found).toEqual([])
  })

  it('loads nothing of a rehearsal', () => {
    const files = readdirSync(new URL('server', root), { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => /\.ts$/.test(name) && !name.startsWith('rehearsal')))
      expect([
        file,
        /from '[^']*(rehearsal|mail\/catcher\.ts)/.exec(read(`server/${file}`).replace(/^import type .*$/gm, '')),
      ]).toEqual([file, null])
  })
})
