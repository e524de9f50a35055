import { readConfig } from '../config.ts'
import { examineDatabase } from '../doctor/database.ts'
import { examineFiles } from '../doctor/files.ts'
import type { Finding } from '../doctor/finding.ts'
import { examineKeys } from '../doctor/keys.ts'
import { examineLogs } from '../doctor/logs.ts'
import { examineSettings } from '../doctor/settings.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { say } from '../messages/message.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import { command, databaseInUse, print } from './terminal.ts'

const clock = () => new Date()
const lines = { good: 'doctor-line-good', think: 'doctor-line-think', bad: 'doctor-line-bad' } as const

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
      logs: config.logsDir,
      data: DATABASE_URL === undefined ? DATA_DIR : undefined,
      backups: process.argv.slice(2),
    }),
    ...(await examineDatabase(url, clock)),
    ...(await examineKeys(url, KEYS_DIR)),
    ...(await examineLogs(url, config)),
  ]
  const words = wordsWithoutRequest()
  for (const { level, what, advice } of findings) {
    print(say(lines[level], { finding: formatSentence(what, words) }))
    if (advice) console.log(`      → ${formatSentence(advice, words)}`)
  }
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  console.log()
  print(say('doctor-summary', { bad: count('bad'), think: count('think'), good: count('good') }))
  if (process.argv.length === 2) print(say('doctor-no-backups'))
  if (findings.some(({ level }) => level === 'bad')) process.exitCode = 1
})
