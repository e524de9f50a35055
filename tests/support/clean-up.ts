// Runs before every test file and so registers the first hook, which vitest runs last. It cleans up everything that the file
// left behind.
import { afterAll } from 'vitest'
import { cleanUp } from './after-file.ts'

afterAll(cleanUp)
