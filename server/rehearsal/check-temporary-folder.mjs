// Stops with a sentence if temporary files cannot be written. tsx, which runs the demo and the development server, writes some before
// any code of ours runs, and prints a stack trace otherwise.
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const folder = tmpdir()
try {
  rmdirSync(mkdtempSync(join(folder, 'roundrobin-')))
} catch (error) {
  // Not in a message file, because Node.js cannot load the catalogue, which is TypeScript, without tsx.
  console.error(
    `The folder for temporary files, ${folder}, cannot be written (${error.code}). Set TMPDIR to a folder that this user may write to.`,
  )
  process.exit(1)
}
