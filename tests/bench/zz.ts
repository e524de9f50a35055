import { auditCheckRows, largeLog } from './audit-check.ts'
import { writeFileSync } from 'node:fs'
if (process.argv[3]) writeFileSync('/tmp/wt/large.json', (await largeLog(Number(process.argv[2]))).json)
else console.log(await auditCheckRows(Number(process.argv[2])))
process.exit(0)
