// Starts a program of production from its bundle, which is made first where it is missing: `node server/start.mjs main`.
import process from 'node:process'
import { bundle } from './bundle.mjs'

// The program finds its own arguments where they would be without this file.
const [program] = process.argv.splice(2, 1)
await import(`${await bundle()}/${program}.mjs`)
