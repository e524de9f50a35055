import { dirname, join } from 'node:path'
import { backup } from '../../server/db/backup/backup.ts'
import { restore } from '../../server/db/backup/restore.ts'
import { settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import { testServer, type Code, type TestServer } from './app.ts'
import { copyFolder } from './copy-folder.ts'
import { emptyDatabase, testFolder } from './database.ts'

/** A backup of the server's database, as it is now. */
export async function backUp(server: TestServer): Promise<string> {
  const file = join(testFolder(), 'backup.gz')
  await backup(server.databaseUrl, server.keysDir, file, server.now())
  return file
}

/** The functions of a copy of the server in which a defence is switched off. */
export interface SettlingCode {
  code: Code
  settle: typeof settleLetters
}

/**
 * Another server on an empty database with this backup, with the keys and the logs that the first one has now. It has started, as
 * `run` starts it, and done its jobs.
 */
export async function restoredFrom(server: TestServer, file: string, other?: SettlingCode): Promise<TestServer> {
  const databaseUrl = await emptyDatabase()
  await restore(databaseUrl, file, server.now())
  const folder = testFolder()
  copyFolder(dirname(server.keysDir), folder)
  const over = { databaseUrl, keysDir: join(folder, 'keys') }
  const restored = await testServer(other ? { over, code: other.code } : { over })
  restored.at(server.now())
  await (other?.settle ?? settleLetters)(restored.parts, server.now())
  await restored.work()
  return restored
}
