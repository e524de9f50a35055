// `npm run settings`: run it after a setting has changed.
import { writeFileSync } from 'node:fs'
import { settingsTable, withSettings } from './settings-table.ts'

const file = new URL('../../docs/operating.md', import.meta.url)
writeFileSync(file, await withSettings(await settingsTable()))
