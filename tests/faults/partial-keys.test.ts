import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { openQuietKey } from '../../server/letter/quiet-link.ts'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { readClosedWhileAway } from '../../server/db/keys/close-while-away.ts'
import { checkInstallation, checkKeysOfLetters } from '../../server/db/keys/installation.ts'
import { openKeys } from '../../server/db/keys/keys.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { shareKeys } from '../../server/db/keys/shared-keys.ts'
import { eraseDiscarded } from '../../server/letters/drafting/erase-discarded.ts'
import { discardDraft } from '../../server/letters/drafting/discard-draft.ts'
import { purgeNow } from '../../server/letters/lifecycle/purge-letter.ts'
import { settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import { startLetter } from '../../server/letters/drafting/start-letter.ts'
import { run } from '../../server/run.ts'
import { sealedName } from '../../server/signatures/stored-name.ts'
import { testServer } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { copyFolder } from '../support/copy-folder.ts'
import { draftOf, openLetter, organizer } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

/**
 * A single mistake with KEYS_DIR must destroy nothing. Starts on each partial copy of the folder, with the database of open
 * letters.
 */

const server = await testServer()
const { db, keys } = server.parts
const names = 10
const open: AddressedLetter[] = []

beforeAll(async () => {
  await checkInstallation(db, keys)
  for (let i = 0; i < 3; i++) open.push(await openLetter(server))
  const closed = await openLetter(server)
  const purged = await openLetter(server)
  await draftOf(server, await organizer(server), { title: 'Not yet' })
  for (const letter of [...open, closed])
    for (let i = 0; i < names; i++) {
      const id = Buffer.from(`${letter.id.slice(0, 8)}${letter.id.slice(9, 13)}${String(i).padStart(20, '0')}`, 'hex')
      const name_sealed = sealedName(server.parts, { id, letter_id: letter.id }, { name: `Worker ${i}` })
      const row = {
        id,
        letter_id: letter.id,
        revision: 1,
        visibility: 'withheld',
        class: 'mailbox',
        name_sealed,
      } as const
      await db.insertInto('signature').values(row).execute()
    }
  for (const letter of [closed, purged]) await closeWhere(server.parts, letter.id, server.now(), () => true)
  await purgeNow(server.parts, purged.id, server.now())
})

/** Everything that a wrong start could destroy. */
async function everything() {
  const { rows } = await sql`
    select id, state, claims_key_destroyed, names_key_destroyed, draft_key_destroyed, draft_sealed,
      (select count(*)::int from signature where letter_id = letter.id and name_sealed is not null) as names
    from letter order by id`.execute(db)
  const files = readdirSync(server.keysDir, { recursive: true, encoding: 'utf8' }).sort()
  return { rows, files: files.filter((name) => name.endsWith('.key') || name.endsWith('.gone')) }
}

function start(keysDir: string) {
  const settings = { DATABASE_URL: server.databaseUrl, KEYS_DIR: keysDir, PORT: '0', WORKER: 'off', LIMITS: 'off' }
  return run(readConfig(settings))
}

/** The error message of a refused start. A start that succeeds fails the test. */
async function refusal(keysDir: string): Promise<string> {
  const started = start(keysDir)
  const stopped = started.then((running) => running.stop())
  const error = await stopped.then(
    () => undefined,
    (reason: unknown) => reason as Error,
  )
  if (!error) throw new Error('The server started.')
  expect(error.name).toMatch(/StartProblem|KeyMissing/)
  return error.message
}

function copyOf(change: (folder: string) => void): string {
  const folder = join(testFolder(), 'keys')
  copyFolder(server.keysDir, folder)
  change(folder)
  return folder
}

const without = (folder: string, pattern: RegExp) => {
  for (const name of readdirSync(join(folder, 'letters'))) if (pattern.test(name)) rmSync(join(folder, 'letters', name))
}

interface Partial {
  what: string
  change: (folder: string) => void
  /** Words that the message must contain. */
  says: (first: string) => string[]
}

const lacks = (kinds: string) => (first: string) => ['Nothing was changed', `${first}:${kinds}`, '--closed-while-away']
const partial: Partial[] = [
  {
    what: 'nothing',
    change: (folder) => {
      rmSync(folder, { recursive: true })
      mkdirSync(folder, { mode: 0o700 })
    },
    says: () => [sentence('keys-missing')],
  },
  {
    what: 'server.key alone',
    change: (folder) => rmSync(join(folder, 'letters'), { recursive: true }),
    says: (first) => ['keys of 6 letters', `${first}:claims,names,draft`],
  },
  ...(['claims', 'names', 'draft'] as const).map((kind) => ({
    what: `all but one key of ${kind}`,
    change: (folder: string) => rmSync(join(folder, 'letters', `${open[0]!.id}.${kind}.key`)),
    says: lacks(kind),
  })),
  {
    what: 'no tombstones',
    change: (folder) => without(folder, /gone$/),
    says: () => [':claims\n', ':claims,names,draft\n'],
  },
  {
    what: 'letters that cannot be read',
    change: (folder) => {
      rmSync(join(folder, 'letters'), { recursive: true })
      symlinkSync('letters', join(folder, 'letters'))
    },
    says: () => ['cannot be read (ELOOP)', 'Look at the disk'],
  },
  {
    what: 'a file in place of letters',
    change: (folder) => {
      rmSync(join(folder, 'letters'), { recursive: true })
      writeFileSync(join(folder, 'letters'), '')
    },
    says: () => ['is no folder'],
  },
  {
    what: 'a key that cannot be read',
    change: (folder) => {
      const path = join(folder, 'letters', `${open[0]!.id}.names.key`)
      rmSync(path)
      mkdirSync(path, { mode: 0o700 })
    },
    says: () => ['cannot be read (EISDIR)'],
  },
]

describe('a start on a copy of the keys that holds', () => {
  test.each(partial)('$what is refused, and destroys nothing', async ({ change, says }) => {
    const before = await everything()
    const said = await refusal(copyOf(change))
    for (const each of says(open[0]!.id)) expect(said).toContain(each)
    expect(await everything()).toEqual(before)
    // The message contains letters' ids and nothing else of them. Titles of drafts and quiet links must not appear in a log.
    for (const letter of open) expect(said).not.toContain(openQuietKey(server.parts, letter))
  })

  test('all of them is refused beside a process that reads another folder, and starts on the folder itself', async () => {
    const before = await everything()
    // Runs only the part of a live process that answers.
    const first = await shareKeys(db, server.databaseUrl, server.keysDir)
    try {
      const copy = copyOf(() => undefined)
      expect(await refusal(copy)).toContain(sentence('keys-other-folder'))
      const bare = copyOf((folder) => rmSync(join(folder, 'letters'), { recursive: true }))
      expect(await refusal(bare)).toContain(sentence('keys-other-folder'))
      await (await start(server.keysDir)).stop()
    } finally {
      await first.close()
    }
    expect(await everything()).toEqual(before)
    expect(readdirSync(server.keysDir).filter((name) => name.startsWith('nonce'))).toEqual([])
  })
})

test('a start beside letters that are started, opened, closed and discarded finds no key missing', async () => {
  const owner = await organizer(server)
  const lives = Promise.all(
    Array.from({ length: 6 }, async (_, i) => {
      const { id } = await startLetter(server.parts, owner.id, { title: 'Quick' }, server.now())
      if (i % 2 === 0) {
        await discardDraft(server.parts, owner, id, server.now())
        return eraseDiscarded(server.parts, new Date(server.now().getTime() + 90_000_000))
      }
      const letter = await openLetter(server)
      await closeWhere(server.parts, letter.id, server.now(), () => true)
      return purgeNow(server.parts, letter.id, server.now())
    }),
  )
  const lived = { over: false }
  const end = lives.finally(() => (lived.over = true))
  let checks = 0
  for (; !lived.over; checks++) await checkKeysOfLetters(db, openKeys(server.keysDir))
  await end
  expect(checks).toBeGreaterThan(5)
})

describe('--closed-while-away', () => {
  const named = (...typed: string[]) => readClosedWhileAway(typed)

  test('takes nothing but letters that exist and kinds that are missing', async () => {
    const [first] = open
    const before = await everything()
    for (const typed of ['', first!.id, `${first!.id}:server`, `${first!.id}:claims:names`])
      expect(() => named(typed)).toThrow('cannot be read')
    const folder = copyOf((copy) => rmSync(join(copy, 'letters', `${first!.id}.names.key`)))
    const copied = openKeys(folder)
    const files = readdirSync(join(folder, 'letters'))
    for (const [typed, words] of [
      ['00000000-4a10-4f0e-9d5e-0d6a3f3c2b11:claims', 'no such letter'],
      [`${first!.id}:claims`, 'is not missing'],
      [`${first!.id}:together`, 'is not missing'],
      [`${first!.id}:names`, 'was not closed while this database was away'],
    ] as const)
      await expect(checkKeysOfLetters(db, copied, named(typed))).rejects.toThrow(words)
    expect(readdirSync(join(folder, 'letters'))).toEqual(files)
    expect(await everything()).toEqual(before)
  })

  test('closes and erases exactly what it names', async () => {
    const [first, second] = open
    const before = await everything()
    const folder = copyOf((copy) => {
      for (const kind of ['claims', 'names', 'draft']) rmSync(join(copy, 'letters', `${first!.id}.${kind}.key`))
      rmSync(join(copy, 'letters', `${second!.id}.claims.key`))
    })
    const copied = openKeys(folder)
    const typed = named(`${first!.id}:claims,names,draft`, `${second!.id}:claims`)
    await checkKeysOfLetters(db, copied, typed)
    await settleLetters({ ...server.parts, keys: copied }, server.now())
    const after = await everything()
    const rowOf = ({ rows }: typeof after, id: string) => rows.find((row) => (row as { id: string }).id === id)
    const gone = { state: 'closed', claims_key_destroyed: true, names_key_destroyed: true, draft_key_destroyed: true }
    expect(rowOf(after, first!.id)).toMatchObject({ ...gone, names: 0, draft_sealed: null })
    const closed = { state: 'closed', claims_key_destroyed: true, names_key_destroyed: false, names }
    expect(rowOf(after, second!.id)).toMatchObject(closed)
    const others = ({ rows }: typeof after) =>
      rows.filter((row) => ![first!.id, second!.id].includes((row as { id: string }).id))
    expect(others(after)).toEqual(others(before))
    // From now on it starts without the option.
    await checkKeysOfLetters(db, copied)
    expect(existsSync(join(folder, 'letters', `${second!.id}.claims.gone`))).toBe(true)
    expect(readFileSync(join(folder, 'letters', `${second!.id}.claims.gone`))).toHaveLength(0)
  })
})
