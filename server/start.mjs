// Starts a program of production from its bundle: `node server/start.mjs main`. Makes the bundle first if it is missing.
import process from 'node:process'
import { bundle } from './bundle.mjs'

// The program finds its own arguments where they would be without this file.
const [program] = process.argv.splice(2, 1)

let folder
try {
  folder = await bundle()
} catch (error) {
  if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
  // Not in a message file, because Node.js cannot load the catalogue, which is TypeScript, before the bundle exists.
  console.error(
    `The program has changed, and its bundle cannot be written (${error.path}). Run npm ci as a user who may write there, then start again.`,
  )
  process.exit(1)
}
await import(`${folder}/${program}.mjs`)
