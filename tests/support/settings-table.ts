import { readFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { Settings } from '../../server/config.ts'

interface SettingSchema {
  description: string
  default?: string | number
  secret?: true
  rehearsal?: true
}

/** The table of all settings in docs/operating.md, made from the schema in server/config.ts. */
export async function settingsTable(): Promise<string> {
  const rows = Object.entries(Settings.properties as unknown as Record<string, SettingSchema>).map(([name, schema]) => {
    const standard = schema.default === undefined ? '' : `\`${String(schema.default)}\``
    const marks = [schema.secret && '_Secret._', schema.rehearsal && '_Rehearsals only._'].filter(Boolean)
    return `| \`${name}\` | ${standard} | ${[...marks, schema.description].join(' ')} |`
  })
  const file = new URL('../../docs/operating.md', import.meta.url).pathname
  const table = ['| setting | default | meaning |', '| --- | --- | --- |', ...rows].join('\n')
  return (await format(table, { ...(await resolveConfig(file)), parser: 'markdown' })).trim()
}

/** The text of docs/operating.md with this table in it. */
export async function withSettings(table: string): Promise<string> {
  const text = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8')
  return text.replace(
    /<!-- settings -->.*<!-- \/settings -->/s,
    () => `<!-- settings -->\n\n${table}\n\n<!-- /settings -->`,
  )
}
