import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { connectionNames } from '../db/connection.ts'
import { checkInstallation } from '../db/keys/installation.ts'
import { openKeys } from '../db/keys/keys.ts'
import { openDatabase } from '../db/pool.ts'
import { StartProblem } from '../db/start-problem.ts'
import { say } from '../messages/message.ts'
import { makeRecoveryLink, type NamedAccount } from '../organizers/recovery/make-recovery-link.ts'
import { command, databaseInUse, print } from './terminal.ts'

// `npm run recover-organizer -- --address ADDRESS`, or `--letter LETTER --role ROLE`, prints a link that gives an account another
// address. It works with or without a running server. Mails go out as soon as the server runs.
await command(async (undo) => {
  const named = namedAccount(process.argv.slice(2))
  const config = readConfig(process.env)
  const url = await databaseInUse(config, undo)
  const database = openDatabase(url, { max: 1, name: connectionNames.command })
  undo(() => database.close())
  const keys = openKeys(config.values.KEYS_DIR)
  await checkInstallation(database.db, keys)
  const result = await makeRecoveryLink({ db: database.db, keys, config }, named, new Date())
  if (result.outcome === 'made') {
    print(say('recover-organizer-made', { name: result.name, link: result.link, at: result.until }))
    return
  }
  process.exitCode = 1
  if (result.outcome === 'none') {
    print(say('recover-organizer-none'))
    return
  }
  print(say('recover-organizer-several'))
  for (const { id, role, name } of result.organizers) print(say('recover-organizer-choice', { id, role, name }))
})

/** @throws StartProblem if neither an address nor a letter is named, or both are */
function namedAccount(args: string[]): NamedAccount {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ args, options: { address: text, letter: text, role: text, name: text, id: text } })
    if ((values.address === undefined) !== (values.letter === undefined)) return values
  } catch {
    // An unknown option. The usage names all of them.
  }
  throw new StartProblem(say('recover-organizer-usage'))
}
