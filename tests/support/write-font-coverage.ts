// `npm run fonts`: run it after a font in server/fonts.ts has changed.
import { writeFileSync } from 'node:fs'
import { coverageFile, fontCoverage } from './font-coverage.ts'

writeFileSync(coverageFile, await fontCoverage())
