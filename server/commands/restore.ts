import { readConfig } from '../config.ts'
import { connectionNames } from '../db/connection.ts'
import { checkInstallation, refuseMissingKeys } from '../db/keys/installation.ts'
import { openKeys } from '../db/keys/keys.ts'
import { openDatabase } from '../db/pool.ts'
import { restore } from '../db/backup/restore.ts'
import { say } from '../messages/message.ts'
import { databaseUrls } from '../run.ts'
import { command, fileArgument, print } from './terminal.ts'

// `npm run restore -- FILE` restores into an empty database, before the server starts on it.
await command(async (undo) => {
  const file = fileArgument('restore')
  const config = readConfig(process.env)
  const { direct } = await databaseUrls(config, undo)
  await restore(direct, file, new Date())
  const database = openDatabase(direct, { max: 1, name: connectionNames.command })
  undo(() => database.close())
  const keys = openKeys(config.values.KEYS_DIR)
  await checkInstallation(database.db, keys)
  print(say('restore-done', { file }))
  // The backup is restored even if this fails. The next start would report the same problem.
  await refuseMissingKeys(database.db, keys)
})
