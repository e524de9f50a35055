import { existsSync, readdirSync, readFileSync, realpathSync, statSync, statfsSync } from 'node:fs'
import { join, sep } from 'node:path'
import { bad, good, think, type Finding } from './finding.ts'
import { say } from '../messages/message.ts'

export interface Folders {
  keys: string
  /** Folder of the copies of the letters' logs. */
  logs: string
  /** Folder of the embedded PostgreSQL. Undefined if the database is elsewhere. */
  data: string | undefined
  /** Folders that hold backups. */
  backups: readonly string[]
}

const hour = 3_600_000

/** Examines files on this machine's disk: who can read them, and which folders contain each other. */
export function examineFiles({ keys, logs, data, backups }: Folders): Finding[] {
  const found = [keys, logs, ...(data === undefined ? [] : [data]), ...backups].flatMap(readable)
  if (data !== undefined) found.push(...apart(keys, data, keysAndData), ...apart(logs, data, logsAndData))
  for (const folder of backups) {
    found.push(...apart(keys, folder, keysAndBackups), ...apart(logs, folder, logsAndBackups), ...backupsIn(folder))
    if (data !== undefined) found.push(...apart(folder, data, backupsAndData))
  }
  return [...found, ...snapshots(keys), ...swap()]
}

/** Finds folders and files that others can read. Skips PostgreSQL's own files, because nobody can enter the folder around them. */
function readable(folder: string): Finding[] {
  if (!existsSync(folder))
    return [think(say('doctor-folder-absent', { path: folder }), say('doctor-folder-absent-advice'))]
  const paths = [folder, ...readdirSync(folder).map((name) => join(folder, name))]
  const letters = join(folder, 'letters')
  if (existsSync(letters)) paths.push(...readdirSync(letters).map((name) => join(letters, name)))
  const open = paths.filter((path) => existsSync(path) && statSync(path).mode & 0o077)
  if (open.length === 0) return [good(say('doctor-folder-private', { path: folder }))]
  return open.map((path) =>
    bad(
      say('doctor-file-shared', { path }),
      say('doctor-file-shared-advice', { mode: statSync(path).isDirectory() ? '700' : '600', path }),
    ),
  )
}

const keysAndData = { nested: 'doctor-keys-in-data', apart: 'doctor-keys-apart-from-data' } as const
const keysAndBackups = { nested: 'doctor-keys-in-backups', apart: 'doctor-keys-apart-from-backups' } as const
const backupsAndData = { nested: 'doctor-backups-in-data', apart: 'doctor-backups-apart-from-data' } as const
const logsAndData = { nested: 'doctor-logs-in-data', apart: 'doctor-logs-apart-from-data' } as const
const logsAndBackups = { nested: 'doctor-logs-in-backups', apart: 'doctor-logs-apart-from-backups' } as const
type Pair =
  typeof logsAndData | typeof logsAndBackups | typeof keysAndData | typeof keysAndBackups | typeof backupsAndData

function apart(one: string, other: string, words: Pair): Finding[] {
  if (!existsSync(one) || !existsSync(other)) return []
  const [a, b] = [realpathSync(one), realpathSync(other)]
  const within = a === b || a.startsWith(b + sep) || b.startsWith(a + sep)
  return within ? [bad(say(words.nested, { one: a, other: b }), say('doctor-nested-advice'))] : [good(say(words.apart))]
}

/**
 * Finds keys among the backups, many backups, and backups made within an hour. Two copies close together reveal who signed in
 * between.
 */
function backupsIn(folder: string): Finding[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const keys = names.filter((name) => name.endsWith('.key'))
  const files = names
    // Skips a link whose target was deleted or is being renamed.
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
    .filter((file) => file !== undefined)
    .filter((file) => file.isFile())
    .map(({ mtimeMs }) => mtimeMs)
    .sort((a, b) => a - b)
  const close = files.some((time, index) => index > 0 && time - (files[index - 1] ?? 0) < hour)
  return [
    ...(keys.length > 0
      ? [
          bad(
            say('doctor-keys-among-backups', { path: folder }),
            say('doctor-keys-among-backups-advice', { files: keys }),
          ),
        ]
      : []),
    ...(close ? [think(say('doctor-backups-hasty', { path: folder }), say('doctor-backups-hasty-advice'))] : []),
    ...(files.length > 14
      ? [think(say('doctor-backups-many', { count: files.length, path: folder }), say('doctor-backups-many-advice'))]
      : []),
  ]
}

const copying = new Map([
  [0x9123683e, 'btrfs'],
  [0x2fc12fc1, 'ZFS'],
])

function snapshots(keys: string): Finding[] {
  const kind = existsSync(keys) ? copying.get(statfsSync(keys).type) : undefined
  return kind === undefined
    ? []
    : [think(say('doctor-snapshots', { filesystem: kind }), say('doctor-snapshots-advice'))]
}

function swap(): Finding[] {
  const areas = existsSync('/proc/swaps') ? readFileSync('/proc/swaps', 'utf8').trim().split('\n').slice(1) : []
  return areas.some((area) => !/zram|dm-|crypt/.test(area))
    ? [think(say('doctor-swap'), say('doctor-swap-advice'))]
    : []
}
