import { build, type Plugin } from 'esbuild'
import { readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterFile } from './after-file.ts'

const cache = new URL('../../node_modules/.cache/', import.meta.url).pathname

/** Modules that are bundled still find what lies beside them. */
const ownPlaces: Plugin = {
  name: 'own places',
  setup: (own) => {
    own.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
    }))
  },
}

const made = new Map<string, Promise<string>>()

/** A program in one file, which is loaded in a third of the time: that counts where many are killed. It goes with the test file. */
export function bundled(source: string): Promise<string> {
  const known = made.get(source)
  if (known) return known
  const outfile = join(cache, `${basename(source, '.ts')}-${process.pid}.mjs`)
  const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile } as const
  const file = build({ entryPoints: [source], plugins: [ownPlaces], logLevel: 'silent', ...options }).then(
    () => outfile,
  )
  made.set(source, file)
  afterFile(() => {
    made.delete(source)
    rmSync(outfile, { force: true })
  })
  return file
}
