import { buffer } from 'node:stream/consumers'
import { readConfig } from '../config.ts'
import { connectionNames } from '../db/connection.ts'
import { checkInstallation } from '../db/keys/installation.ts'
import { openKeys } from '../db/keys/keys.ts'
import { openDatabase } from '../db/pool.ts'
import { databaseInUse, command } from './terminal.ts'
import { takeReturned, type Taken } from '../updates/take-returned.ts'

const words: Record<Taken, string> = {
  noted: 'Noted. The organizers see it.',
  known: 'This report has been noted before. Nothing was changed.',
  foreign: 'This came back to no address that a mail of ours bears. Nothing was changed.',
  'no-report': 'This is no report of a mail server about returned mail. Nothing was changed.',
  'too-early': 'The mail is just being handed over. Hand this in again in a minute.',
}

/** EX_TEMPFAIL of sysexits.h: the mail server that pipes mail to this command keeps the mail and tries again. */
const comeAgain = 75

// `npm run bounce < message.eml` reads one returned mail.
await command(async (undo) => {
  const config = readConfig(process.env)
  const url = await databaseInUse(config, undo)
  const database = openDatabase(url, { max: 1, name: connectionNames.command })
  undo(() => database.close())
  const keys = openKeys(config.values.KEYS_DIR)
  await checkInstallation(database.db, keys)
  const taken = await takeReturned({ db: database.db, keys, config }, await buffer(process.stdin), new Date())
  console.log(words[taken])
  if (taken === 'too-early') process.exitCode = comeAgain
})
