import { existsSync, readdirSync, readFileSync, realpathSync, statSync, statfsSync } from 'node:fs'
import { join, sep } from 'node:path'
import { bad, good, think, type Finding } from './finding.ts'

export interface Folders {
  keys: string
  /** Folder of the embedded PostgreSQL. Undefined if the database is elsewhere. */
  data: string | undefined
  /** Folders that hold backups. */
  backups: readonly string[]
}

const hour = 3_600_000

/** Examines files on this machine's disk: who can read them, and which folders contain each other. */
export function examineFiles({ keys, data, backups }: Folders): Finding[] {
  const found = [keys, ...(data === undefined ? [] : [data]), ...backups].flatMap(readable)
  if (data !== undefined) found.push(...apart(keys, 'The keys', data, 'the data'))
  for (const folder of backups) {
    found.push(...apart(keys, 'The keys', folder, 'the backups'), ...backupsIn(folder))
    if (data !== undefined) found.push(...apart(folder, 'The backups', data, 'the data'))
  }
  return [...found, ...snapshots(keys), ...swap()]
}

/** Finds folders and files that others can read. Skips PostgreSQL's own files, because nobody can enter the folder around them. */
function readable(folder: string): Finding[] {
  if (!existsSync(folder)) return [think(`${folder} does not exist.`, 'Look at the setting, or at the argument.')]
  const paths = [folder, ...readdirSync(folder).map((name) => join(folder, name))]
  const letters = join(folder, 'letters')
  if (existsSync(letters)) paths.push(...readdirSync(letters).map((name) => join(letters, name)))
  const open = paths.filter((path) => existsSync(path) && statSync(path).mode & 0o077)
  if (open.length === 0) return [good(`only this user reads ${folder}`)]
  return open.map((path) =>
    bad(
      `${path} can be read by other users of this machine.`,
      `chmod ${statSync(path).isDirectory() ? '700' : '600'} ${path}`,
    ),
  )
}

function apart(one: string, its: string, other: string, others: string): Finding[] {
  if (!existsSync(one) || !existsSync(other)) return []
  const [a, b] = [realpathSync(one), realpathSync(other)]
  const within = a === b || a.startsWith(b + sep) || b.startsWith(a + sep)
  return within
    ? [
        bad(
          `${its} and ${others} lie one within the other (${a}, ${b}): who copies one has both.`,
          'Move one of them to a folder apart.',
        ),
      ]
    : [good(`${its.toLowerCase()} lie apart from ${others}`)]
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
    // A link to a deleted backup, or to one that is being renamed, leads nowhere.
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
            `There are keys among the backups in ${folder}: with them a destroyed key comes back, and the backups can be read.`,
            `Delete ${keys.join(', ')} there. Keep a copy of server.key and of the tombstones in another place, and no copy of a letter’s key.`,
          ),
        ]
      : []),
    ...(close
      ? [
          think(
            `Some of the backups in ${folder} were made within the hour: compared, they tell who signed in between.`,
            'Make one a day, just after midnight UTC, and delete the others.',
          ),
        ]
      : []),
    ...(files.length > 14
      ? [
          think(
            `There are ${String(files.length)} backups in ${folder}: each holds names that were taken away since.`,
            'Keep a week of them.',
          ),
        ]
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
    : [
        think(
          `The keys lie on ${kind}, which may keep snapshots: a deleted key would stay in them.`,
          'Leave the folder of the keys out of snapshots.',
        ),
      ]
}

function swap(): Finding[] {
  const areas = existsSync('/proc/swaps') ? readFileSync('/proc/swaps', 'utf8').trim().split('\n').slice(1) : []
  return areas.some((area) => !/zram|dm-|crypt/.test(area))
    ? [
        think(
          'This machine swaps to a disk: keys and names in memory can end up there.',
          'Encrypt the swap, or switch it off: swapoff -a.',
        ),
      ]
    : []
}
