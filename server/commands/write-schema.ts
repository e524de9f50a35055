import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeTypes } from '../db/describe-types.ts'
import { describeSchema } from '../db/describe.ts'
import { startEmbedded } from '../db/embedded/cluster.ts'
import { migrate } from '../db/migrate.ts'

// `npm run schema` writes migrations/schema.sql and server/db/schema.ts from a temporary database.
const types = new URL('../db/schema.ts', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'roundrobin-schema-'))
const { url, stop } = await startEmbedded({ dataDir: folder })
try {
  await migrate(url)
  writeFileSync(new URL('../../migrations/schema.sql', import.meta.url), await describeSchema(url))
  writeFileSync(types, await describeTypes(url, readFileSync(types, 'utf8')))
} finally {
  await stop()
  rmSync(folder, { recursive: true })
}
