import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import { bundle } from '../../server/bundle.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the bundle of production, which holds the tests' own programs too. */
    bundle: string
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Programs of tests and benchmarks that run in a process of their own. */
const programs = [
  'tests/support/run-server.ts',
  'tests/support/delivering-worker.ts',
  'tests/support/holding-worker.ts',
  'tests/support/ending-worker.ts',
  'tests/support/hold-database.ts',
]

/** Makes the bundle once for all test files. Its programs start in a third of the time that the sources take. */
export function makeBundle(): Promise<string> {
  return bundle({ name: 'tests', more: programs, folders: ['tests/support'] })
}

/** The bundled form of a program, by its path from the root. */
export function bundled(program: string): string {
  const path = (program.startsWith('/') ? relative(root, program) : program).replace(/^server\//, '')
  return join(inject('bundle'), path.replace(/\.ts$/, '.mjs'))
}
