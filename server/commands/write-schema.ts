import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeSchema } from '../db/describe.ts'
import { startEmbedded } from '../db/embedded/cluster.ts'
import { migrate } from '../db/migrate.ts'

// `npm run schema` writes migrations/schema.sql from a temporary database.
const folder = mkdtempSync(join(tmpdir(), 'roundrobin-schema-'))
const { url, stop } = await startEmbedded({ dataDir: folder })
try {
  await migrate(url)
  writeFileSync(new URL('../../migrations/schema.sql', import.meta.url), await describeSchema(url))
} finally {
  await stop()
  rmSync(folder, { recursive: true })
}
