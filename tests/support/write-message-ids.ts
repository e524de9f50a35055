// `npm run messages`: run it after a message file has changed.
import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { languages } from '../../server/messages/languages.ts'
import { comparedWithEnglish, typedIds, writtenMessages } from './message-files.ts'

const file = new URL('../../server/messages/ids.ts', import.meta.url).pathname
writeFileSync(file, await format(typedIds(), { ...(await resolveConfig(file)), filepath: file }))

for (const { tag, name } of languages.slice(1)) {
  const { lacks, superfluous } = comparedWithEnglish(writtenMessages('en'), writtenMessages(tag))
  for (const id of lacks) console.log(`${name} lacks ${id}. Readers see it in English.`)
  for (const id of superfluous) console.log(`${name} has ${id}, and English does not. Remove it.`)
}
