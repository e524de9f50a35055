import { existsSync } from 'node:fs'

/**
 * Where the running code is: `server/` where TypeScript runs as it is, or the folder of a bundle (`bundle.mjs`), which has the same
 * folders inside. Only this module depends on its own place, because a bundle merges modules of different folders.
 */
const code = new URL('./', import.meta.url)
export const isBundle = !import.meta.url.endsWith('.ts')

/** The project's folder, with `templates/` and `migrations/`. */
export const root = rootAbove(code)

/** A module that starts in a thread or process of its own, or a file beside it, by its path below `server/`. */
export function inServer(path: string): URL {
  return new URL(isBundle ? path.replace(/\.ts$/, '.mjs') : path, code)
}

function rootAbove(folder: URL): URL {
  const above = new URL('../', folder)
  if (above.href === folder.href) throw new Error('The folder with migrations/ and templates/ is missing.')
  return existsSync(new URL('migrations/', above)) ? above : rootAbove(above)
}
