import { execSync } from 'node:child_process'
import { hkdfSync } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { emptyDraft, type LetterDraft } from '../../server/letter/rules.ts'
import { sealRecipientAddress } from '../../server/letter/secrets.ts'
import { unseal } from '../../server/crypto/sealing.ts'
import { backup } from '../../server/db/backup/backup.ts'
import { filesToCopy, whatToCopy } from '../../server/db/keys/copy-of-keys.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { eraseDiscarded } from '../../server/letters/drafting/erase-discarded.ts'
import { discardDraft } from '../../server/letters/drafting/discard-draft.ts'
import { purgeNow } from '../../server/letters/lifecycle/purge-letter.ts'
import { sealUpdate } from '../../server/updates/secrets.ts'
import { testServer } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { draftOf, northwind, openLetter, organizer } from '../support/stories.ts'
import { said } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts
const purposes = ['draft', 'update', 'recipient address', 'stage change']

/** Every value of the backup that opens with a key of this folder. Tries each key file, each purpose and each letter. */
function readable(file: string, keysDir: string, letterIds: readonly string[]): string[] {
  const values = gunzipSync(readFileSync(file))
    .toString()
    .matchAll(/\\\\x([0-9a-f]{80,})/g)
  const sealed = [...values].map(([, hex]) => Buffer.from(hex!, 'hex'))
  const files = readdirSync(keysDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.key'))
  const subkeys = files.flatMap((name) => {
    const key = readFileSync(join(keysDir, name))
    return purposes.map((purpose) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32)))
  })
  return sealed.flatMap((value) =>
    subkeys.flatMap((key) =>
      letterIds.flatMap((id) => {
        try {
          return [unseal(key, id, value).toString()]
        } catch {
          return []
        }
      }),
    ),
  )
}

test('a backup and all keys read a draft, an unpublished update and an address until the purge, and nothing after it', async () => {
  const owner = await organizer(server)
  const letter = await openLetter(server)
  await db
    .insertInto('letter_update')
    .values({ letter_id: letter.id, draft_sealed: sealUpdate(server.parts, letter.id, 'We walk out on Monday.') })
    .execute()
  await db
    .updateTable('recipient')
    .set({ address_sealed: sealRecipientAddress(server.parts, letter.id, 'ada.hartley@board.example') })
    .where('letter_id', '=', letter.id)
    .execute()
  const draft = await draftOf(server, owner, { ...emptyDraft, ...northwind, title: 'A strike' } satisfies LetterDraft)
  const file = join(testFolder(), 'backup.gz')
  await backup(server.databaseUrl, server.keysDir, file, server.now())
  const ids = [letter.id, draft]
  const before = readable(file, server.keysDir, ids).join('\n')
  for (const each of ['A strike', 'face recognition', 'We walk out', 'ada.hartley']) expect(before).toContain(each)

  await closeWhere(server.parts, letter.id, server.now(), () => true)
  await purgeNow(server.parts, letter.id, server.now())
  expect(await discardDraft(server.parts, owner, draft, server.now())).toBe('discarded')
  await eraseDiscarded(server.parts, new Date(server.now().getTime() + 90_000_000))
  expect(readable(file, server.keysDir, ids)).toEqual([])
})

test('a copy of the keys as the docs and the backup command say holds none of a letter', () => {
  expect(readFileSync('docs/operating.md', 'utf8')).toContain(filesToCopy)
  expect(said(whatToCopy(server.keysDir))).toContain(filesToCopy)
  const copied = execSync(filesToCopy, { cwd: server.keysDir, encoding: 'utf8' }).trim().split('\n')
  const tombstones = readdirSync(join(server.keysDir, 'letters')).filter((name) => !name.endsWith('.key'))
  expect(copied.sort()).toEqual(['./server.key', ...tombstones.map((name) => `./letters/${name}`)].sort())
  expect(tombstones.length).toBeGreaterThan(4)
})
