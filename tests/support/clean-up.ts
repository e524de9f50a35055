// Before every test file, so that it comes last after it: whatever the file has left behind goes.
import { afterAll } from 'vitest'
import { cleanUp } from './after-file.ts'

afterAll(cleanUp)
