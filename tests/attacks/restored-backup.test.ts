import { describe, expect, test } from 'vitest'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { AUDIT_FORMAT } from '../../server/audit/check/audit-file.ts'
import { documentsOf, logOf } from '../../server/audit/queries.ts'
import { logKeys } from '../../server/audit/secrets.ts'
import { originOf } from '../../server/audit/signed-tree.ts'
import { verifierKey } from '../../server/crypto/signed-note.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { letterById, revisionsOf } from '../../server/letter/queries.ts'
import { revisionDocument } from '../../server/letter/rules.ts'
import type { settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import type * as batches from '../../server/signatures/batch/close-batch.ts'
import { listedAfter } from '../../server/signatures/name-list/queries.ts'
import type * as withdrawals from '../../server/signatures/my-signature/withdraw.ts'
import { obtainCredential, redeemAs, signAnonymously } from '../support/anonymous.ts'
import type { Code, TestServer } from '../support/app.ts'
import { backUp, restoredFrom, type SettlingCode } from '../support/restores.ts'
import { serverWithSwitches, type Defence } from '../support/switched-off.ts'
import { askForCode, enterCode, namesOf, openLetter, signAs, verifiedCount } from '../support/stories.ts'

const restoring = 'server/signatures/copies/restore-copy.ts'
const defences: Defence[] = [
  {
    name: 'changes',
    file: restoring,
    from: '(await copiedChanges(core, letterId)) ?? []',
    to: '[]',
  },
  {
    name: 'claims',
    file: restoring,
    from: '(await copiedClaims(core, letterId, state.claim_parts)) ?? []',
    to: '[]',
  },
  {
    name: 'counted since',
    file: 'server/signatures/copies/count-since.ts',
    from: 'isCounted ? [{ row, leafId, isSame }] : []',
    to: '[]',
  },
  {
    name: 'credentials',
    file: 'server/signatures/copies/replay-credentials.ts',
    from: "parsed && 'group' in parsed && parsed.group === 'anonymous'",
    to: 'null',
  },
  // A server that knows no copies, as until November 2026. `smaller` also signs whatever its database says.
  ...['restoring', 'smaller'].map((name) => ({
    name,
    file: 'server/letters/lifecycle/settle-letters.ts',
    from: 'restoreCopies(core, now)',
    to: 'undefined',
  })),
  { name: 'smaller', file: 'server/audit/signed-tree.ts', from: '!head || head.size === 0', to: 'true' },
]

const { server, without, module } = await serverWithSwitches(defences, { settings: { UNIT_MINUTE_SECONDS: '1' } })
const { closeBatch } = (await module('signatures/batch/close-batch.ts')) as typeof batches
const { withdraw } = (await module('signatures/my-signature/withdraw.ts')) as typeof withdrawals
const parts = ['app.ts', 'db/keys/keys.ts', 'tasks.ts', 'http/page-cache.ts', 'http/limits.ts']
const copied: SettlingCode = {
  code: Object.assign({}, ...(await Promise.all(parts.map(module)))) as Code,
  settle: ((await module('letters/lifecycle/settle-letters.ts')) as { settleLetters: typeof settleLetters })
    .settleLetters,
}
const address = (name: string) => `${name.toLowerCase()}@northwind.example`

async function batch(on: TestServer, { id }: AddressedLetter): Promise<void> {
  const letter = await letterById(on.parts.db, id)
  if (letter?.next_batch_at && letter.next_batch_at > on.now()) on.at(letter.next_batch_at)
  await closeBatch(on.parts, id, on.now())
  await on.work()
}

const restored = (file: string) => restoredFrom(server, file, copied)
const named = (letter: AddressedLetter, name: string) =>
  signAs(server, letter, { name, address: address(name), visibility: 'public' })

/** The errors that a stranger's check finds, with the checkpoints that the stranger kept. */
async function errorsOf(on: TestServer, letter: AddressedLetter, older: string[] = []): Promise<string[]> {
  const { db } = on.parts
  const log = (await logOf(db, letter.id))!
  const leaves = await db
    .selectFrom('log_leaf')
    .select(['leaf', 'proof'])
    .where('letter_id', '=', letter.id)
    .orderBy('number')
    .execute()
  const texts = (await revisionsOf(db, letter.id)).map((each) => [each.hash.toString('hex'), revisionDocument(each)])
  const policies = (await documentsOf(db, letter.id)).map(({ hash, text }) => [hash.toString('hex'), text])
  const names = await listedAfter(db, letter.id, null, 1000)
  const audit = {
    ...{ format: AUDIT_FORMAT, letter: letter.id, title: 'A letter', page: 'https://letters.example' },
    key: verifierKey({ name: originOf(on.parts, letter.id), publicKey: logKeys(on.parts, letter.id).publicKey }),
    checkpoint: log.checkpoint,
    documents: Object.fromEntries([...texts, ...policies]) as Record<string, string>,
    leaves: leaves.map(({ leaf }) => leaf),
    proofs: leaves.map(({ proof }) => proof),
    openings: [],
    names_nonce: log.names_nonce?.toString('hex') ?? '',
    names: names.map(({ name_entry, name_salt, name, title }) =>
      name === null || name_salt === null
        ? [name_entry.toString('hex')]
        : [name_entry.toString('hex'), name_salt.toString('hex'), name, ...(title === null ? [] : [title])],
    ),
  }
  const { errors } = await checkAudit(Buffer.from(JSON.stringify(audit)), { signatures: nodeSignatures(), older })
  return errors.map(({ code }) => code)
}

describe('a withdrawn name comes back with an old backup', () => {
  test.each(['before', 'between', 'after'] as const)(
    'a backup from %s the withdrawals',
    async (moment) => {
      const letter = await openLetter(server)
      const people = [await named(letter, 'Ana'), await named(letter, 'Ben'), await named(letter, 'Cem')]
      await batch(server, letter)
      const row = (await letterById(server.parts.db, letter.id))!
      const files = { before: await backUp(server), between: '', after: '' }
      await withdraw(server.parts, row, people[0]!.signingKey, server.now())
      await batch(server, letter)
      files.between = await backUp(server)
      await withdraw(server.parts, row, people[1]!.signingKey, server.now())
      await batch(server, letter)
      files.after = await backUp(server)

      const good = await restored(files[moment])
      expect(await namesOf(good, letter)).toEqual(['Cem'])
      expect(await verifiedCount(good, letter)).toBe(1)
      expect(await errorsOf(good, letter)).toEqual([])
      const names = { before: ['Ana', 'Ben', 'Cem'], between: ['Ben', 'Cem'], after: ['Cem'] }
      await without('changes', async () => {
        expect((await namesOf(await restored(files[moment]), letter)).sort()).toEqual(names[moment])
      })
    },
    120_000,
  )
})

describe('somebody counts twice after a restore', () => {
  test('an address whose anonymous signature came after the backup signs again with a name', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    await named(letter, 'Ana')
    await batch(server, letter)
    const file = await backUp(server)
    await signAnonymously(server, letter, address('Ben'))
    await batch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(2)
    const signAgain = async (on: TestServer) => {
      const { challenge, code } = await askForCode(on, letter, { name: 'Ben', address: address('Ben') })
      const { status } = await enterCode(on, letter, challenge, code)
      await batch(on, letter)
      return { status, count: await verifiedCount(on, letter) }
    }
    expect(await signAgain(await restored(file))).toEqual({ status: 409, count: 2 })
    await without('claims', async () => {
      expect(await signAgain(await restored(file))).toEqual({ status: 200, count: 3 })
    })
  }, 120_000)

  test('a signature that waited in the backup, and was counted since, is lost and then added again', async () => {
    const letter = await openLetter(server)
    await named(letter, 'Ana')
    await batch(server, letter)
    await named(letter, 'Ben')
    const file = await backUp(server)
    await batch(server, letter)
    const older = (await logOf(server.parts.db, letter.id))!.checkpoint!
    const good = await restored(file)
    await batch(good, letter)
    expect(await errorsOf(good, letter, [older])).toEqual([])
    expect((await namesOf(good, letter)).sort()).toEqual(['Ana', 'Ben'])
    await without('counted since', async () => {
      const bad = await restored(file)
      const { leaf } = await bad.parts.db
        .selectFrom('log_leaf')
        .select('leaf')
        .where('letter_id', '=', letter.id)
        .where('leaf', 'like', '%\nlost\n%')
        .executeTakeFirstOrThrow()
      expect(leaf).toContain('lost')
      expect(await verifiedCount(bad, letter)).toBe(1)
    })
  }, 120_000)

  test('a credential that was spent after the backup is redeemed again', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    await named(letter, 'Ana')
    await batch(server, letter)
    const holder = await obtainCredential(server, letter, address('Ben'))
    const file = await backUp(server)
    await redeemAs(server, letter, holder.redemption)
    await batch(server, letter)
    const older = (await logOf(server.parts.db, letter.id))!.checkpoint!
    const redeemed = async (on: TestServer) => {
      await redeemAs(on, letter, holder.redemption)
      await batch(on, letter)
      return { count: await verifiedCount(on, letter), errors: await errorsOf(on, letter, [older]) }
    }
    expect(await redeemed(await restored(file))).toEqual({ count: 2, errors: [] })
    // Where the signature is lost with its proof, the log says so, and the holder counts once by redeeming again.
    await without('credentials', async () => {
      const bad = await restored(file)
      expect(await verifiedCount(bad, letter)).toBe(1)
      expect(await redeemed(bad)).toEqual({ count: 2, errors: [] })
    })
  }, 120_000)
})

test('a smaller tree after a restore is not signed, and an older checkpoint convicts whoever signs it', async () => {
  const letter = await openLetter(server)
  await named(letter, 'Ana')
  await batch(server, letter)
  const file = await backUp(server)
  for (const name of ['Ben', 'Cem', 'Dov']) await named(letter, name)
  await batch(server, letter)
  const older = (await logOf(server.parts.db, letter.id))!.checkpoint!
  const { checkpoint } = await logIn(await restored(file), letter)
  expect(checkpoint).not.toBeNull()

  // The database is an old one, and nothing has brought it to the state of its copy.
  await without('restoring', async () => {
    const behind = await restored(file)
    const before = await logIn(behind, letter)
    await signAs(behind, letter, { name: 'Eve', address: address('Eve') })
    await batch(behind, letter)
    expect(await logIn(behind, letter)).toEqual(before)
    expect(await verifiedCount(behind, letter)).toBe(1)
  })
  await without('smaller', async () => {
    const liar = await restored(file)
    const before = await logIn(liar, letter)
    await signAs(liar, letter, { name: 'Eve', address: address('Eve') })
    await batch(liar, letter)
    expect((await logIn(liar, letter)).size).toBeGreaterThan(before.size)
    expect(await errorsOf(liar, letter)).toEqual([])
    expect(await errorsOf(liar, letter, [older])).not.toEqual([])
  })
}, 120_000)

async function logIn(on: TestServer, letter: AddressedLetter) {
  const { size, checkpoint } = (await logOf(on.parts.db, letter.id))!
  return { size, checkpoint }
}
