import { readConfig } from '../config.ts'
import { connectionNames } from '../db/connection.ts'
import { checkInstallation } from '../db/keys/installation.ts'
import { openKeys } from '../db/keys/keys.ts'
import { openDatabase } from '../db/pool.ts'
import { say, type Message } from '../messages/message.ts'
import { command, databaseInUse, print } from './terminal.ts'
import { takeReturned, type Taken } from '../updates/take-returned.ts'

const words: Record<Taken, Message> = {
  noted: say('command-bounce-noted'),
  known: say('command-bounce-known'),
  foreign: say('command-bounce-foreign'),
  'no-report': say('command-bounce-no-report'),
  reply: say('command-bounce-kept'),
  'auto-reply': say('command-bounce-kept'),
  complaint: say('command-bounce-kept'),
  unread: say('command-bounce-kept'),
  counted: say('command-bounce-counted'),
  'too-many': say('command-bounce-too-many'),
  'too-early': say('command-bounce-too-early'),
}

/** EX_TEMPFAIL of sysexits.h: the mail server that pipes mail to this command keeps the mail and tries again. */
const comeAgain = 75

/** In bytes. The rest of a longer mail is read and left out, so that the program that pipes it does not fail. */
const largest = 25_000_000

async function beginningOf(input: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of input) {
    if (size < largest) chunks.push(chunk)
    size += chunk.length
  }
  return Buffer.concat(chunks).subarray(0, largest)
}

// `npm run bounce < message.eml` reads one returned mail.
await command(async (undo) => {
  const config = readConfig(process.env)
  const url = await databaseInUse(config, undo)
  const database = openDatabase(url, { max: 1, name: connectionNames.command })
  undo(() => database.close())
  const keys = openKeys(config.values.KEYS_DIR)
  await checkInstallation(database.db, keys)
  const taken = await takeReturned({ db: database.db, keys, config }, await beginningOf(process.stdin), new Date())
  print(words[taken])
  if (taken === 'too-early') process.exitCode = comeAgain
})
