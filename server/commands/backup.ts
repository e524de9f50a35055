import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '../config.ts'
import type { Core } from '../core.ts'
import { backup } from '../db/backup/backup.ts'
import { backupMoment } from '../db/backup/moment.ts'
import { connectionNames, limits } from '../db/connection.ts'
import { whatToCopy } from '../db/keys/copy-of-keys.ts'
import { checkInstallation, refuseMissingKeys } from '../db/keys/installation.ts'
import { openKeys } from '../db/keys/keys.ts'
import { openDatabase } from '../db/pool.ts'
import { say } from '../messages/message.ts'
import { allTasks } from '../tasks.ts'
import { command, databaseInUse, fileArgument, print } from './terminal.ts'

const clock = () => new Date()

// `npm run backup -- FILE` works with or without a running server.
await command(async (undo) => {
  const file = fileArgument('backup')
  const config = readConfig(process.env)
  const url = await databaseInUse(config, undo)
  const database = openDatabase(url, { max: 2, name: connectionNames.command, statement: limits.longStatement })
  undo(() => database.close())
  const keys = openKeys(config.values.KEYS_DIR)
  await checkInstallation(database.db, keys)
  await refuseMissingKeys(database.db, keys)
  await afterBatches({ db: database.db, keys, config }, url)
  await backup(url, config.values.KEYS_DIR, file, clock())
  print(say('backup-written', { file }), whatToCopy(config.values.KEYS_DIR))
})

async function afterBatches(core: Core, url: string): Promise<void> {
  const closeDue = allTasks(core, null, clock)['close-due-batches']
  for (;;) {
    await closeDue?.({}, { number: 1, last: true, worker: 'backup' })
    const batchAt = await backupMoment(url, core.config.units.minute, clock())
    if (batchAt === null) return
    print(say('backup-waits', { time: batchAt.toISOString().slice(11, 16) }))
    await sleep(Math.max(batchAt.getTime() - clock().getTime(), 0) + 100)
  }
}
