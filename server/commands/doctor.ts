import { readConfig } from '../config.ts'
import { examineDatabase } from '../doctor/database.ts'
import { examineFiles } from '../doctor/files.ts'
import type { Finding } from '../doctor/finding.ts'
import { examineKeys } from '../doctor/keys.ts'
import { examineSettings } from '../doctor/settings.ts'
import { command, databaseInUse } from './terminal.ts'

const clock = () => new Date()
const signs: Record<Finding['level'], string> = { good: 'fine  ', think: 'think ', bad: 'BAD   ' }

// `npm run doctor -- [FOLDER OF BACKUPS …]` reports what could reveal signatories and what to change. It changes nothing.
// Exits with code 1 if a finding is bad.
await command(async (undo) => {
  const config = readConfig(process.env)
  const { DATABASE_URL, DATA_DIR, KEYS_DIR } = config.values
  const url = await databaseInUse(config, undo)
  const findings = [
    ...examineSettings(config, process.env),
    ...examineFiles({
      keys: KEYS_DIR,
      data: DATABASE_URL === undefined ? DATA_DIR : undefined,
      backups: process.argv.slice(2),
    }),
    ...(await examineDatabase(url, clock)),
    ...(await examineKeys(url, KEYS_DIR)),
  ]
  for (const { level, what, advice } of findings)
    console.log(`${signs[level]}${what}${advice && `\n      → ${advice}`}`)
  const count = (level: Finding['level']) => String(findings.filter((finding) => finding.level === level).length)
  console.log(`\n${count('bad')} bad, ${count('think')} to think about, ${count('good')} fine.`)
  if (process.argv.length === 2)
    console.log('Backups were not looked at: name their folder, npm run doctor -- /somewhere.')
  if (findings.some(({ level }) => level === 'bad')) process.exitCode = 1
})
