// `npm run messages`: run it after a message file has changed.
import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { typedIds } from './message-files.ts'

const file = new URL('../../server/messages/ids.ts', import.meta.url).pathname
writeFileSync(file, await format(typedIds(), { ...(await resolveConfig(file)), filepath: file }))
