import { auditCheckRows } from './audit-check.ts'
console.log(await auditCheckRows(20_000))
process.exit(0)
