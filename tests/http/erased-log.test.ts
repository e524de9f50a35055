import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { copyFolder } from '../../server/audit/copy-files.ts'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { nameEntry } from '../../server/audit/names-list.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { letterById } from '../../server/letter/queries.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { eraseNames } from '../../server/letters/lifecycle/erase-names.ts'
import { purgeNow } from '../../server/letters/lifecycle/purge-letter.ts'
import { finishClosings } from '../../server/letters/lifecycle/settle-letters.ts'
import { forLogOf } from '../../server/signatures/for-log.ts'
import { hideName } from '../../server/signatures/moderation/hide-name.ts'
import { invalidate } from '../../server/signatures/moderation/invalidate.ts'
import { reinstate } from '../../server/signatures/moderation/reinstate.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import { changeAs, seedOf, signAnonymously, withdrawalOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { join as joinAs, keyOf, nextBatch, openLetter, organizer, signAs } from '../support/stories.ts'

/** What people and organizers take back is nowhere in the log, and the log can still be checked. */

const server = await testServer()
const { db } = server.parts

interface Signatory {
  name: string
  tag: Buffer
  signingKey: string
  /** With the name, it opens the entry in the list of public names. */
  salt: Buffer
  entry: Buffer
}

const addressOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@northwind.example`

async function signed(letter: AddressedLetter, name: string, visibility: 'public' | 'withheld' = 'public') {
  const { signingKey } = await signAs(server, letter, { name, address: addressOf(name), visibility })
  const salt = forLogOf(seedOf(signingKey), letter.id).nameSalt
  const tag = addressTag(server.parts, letter.id, addressOf(name))
  return { name, tag, signingKey, salt, entry: Buffer.from(nameEntry(salt, name)) } satisfies Signatory
}

async function auditFile(letter: AddressedLetter): Promise<string> {
  return (await fetch(`${server.url}/letters/${keyOf(letter)}/audit.json`)).text()
}

const checkpoint = async (letter: AddressedLetter) =>
  (await fetch(`${server.url}/letters/${keyOf(letter)}/log/checkpoint`)).text()

/** The file is whole at this moment, and every checkpoint so far is of the same log. Returns what it says about the names. */
async function expectWhole(letter: AddressedLetter, older: readonly string[], when: string) {
  const file = await auditFile(letter)
  const {
    ok,
    errors,
    names,
    older: found,
  } = await checkAudit(Buffer.from(file), { signatures: nodeSignatures(), older })
  expect([when, ok, errors, found.map(({ good }) => good)]).toEqual([when, true, [], older.map(() => true)])
  return names
}

/** Every text and file in which the log is published or kept, by its name. */
async function placesOfLog(letter: AddressedLetter): Promise<Map<string, Buffer>> {
  const places = new Map<string, Buffer>()
  const path = `${server.url}/letters/${keyOf(letter)}`
  const size = Number((await checkpoint(letter)).split('\n')[1])
  const files = [
    ...['audit', 'audit.json', 'audit/mine', 'log/checkpoint', 'log/leaves/0/0'],
    ...[`log/tile/entries/000.p/${size}`, `log/tile/0/000.p/${size}`],
  ]
  for (const file of files) {
    const answer = await fetch(`${path}/${file}`)
    expect([file, answer.status]).toEqual([file, 200])
    places.set(file, Buffer.from(await answer.arrayBuffer()))
  }
  for (const table of [
    'log',
    'log_leaf',
    'log_tile',
    'log_document',
    'log_names_part',
    'letter_copy',
    'changed_signature',
  ]) {
    const { rows } = await sql<{ row: string }>`
      select row_to_json(kept)::text as row from ${sql.table(table)} as kept where letter_id = ${letter.id}`.execute(db)
    places.set(table, Buffer.from(rows.map(({ row }) => row).join('\n')))
  }
  const folder = copyFolder(server.parts.config, letter.id)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (statSync(join(folder, name)).isFile()) places.set(`copy: ${name}`, readFileSync(join(folder, name)))
  return places
}

/** The forms in which a text or bytes could stand somewhere. */
function formsOf(secret: string | Buffer): Buffer[] {
  if (typeof secret === 'string') return [Buffer.from(secret), Buffer.from(secret.toLowerCase())]
  return [secret, ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(secret.toString(form)))]
}

type Places = ReadonlyMap<string, Buffer>

const placesWith = (places: Places, secret: string | Buffer): string[] =>
  [...places].filter(([, bytes]) => formsOf(secret).some((form) => bytes.includes(form))).map(([name]) => name)

/** Of people whose names are not public any more: nothing personal, and nothing that opens an entry. */
async function expectErased(letter: AddressedLetter, people: readonly Signatory[]): Promise<void> {
  const places = await placesOfLog(letter)
  const { rows } = await sql<{ row: string }>`
    select row_to_json(signature)::text as row from signature where letter_id = ${letter.id}`.execute(db)
  const kept: Places = new Map([['signature', Buffer.from(rows.map(({ row }) => row).join('\n'))]])
  for (const { name, salt, entry, tag } of people) {
    for (const [what, secret] of Object.entries({ name, salt, entry, address: addressOf(name), tag }))
      expect([name, what, ...placesWith(places, secret)]).toEqual([name, what])
    // The row of an invalidated signature keeps the tag, because the organizers can take their decision back.
    for (const secret of [name, salt, entry]) expect([name, ...placesWith(kept, secret)]).toEqual([name])
  }
}

async function signatureOf(letter: AddressedLetter, { entry }: Signatory): Promise<string> {
  const { id } = await db
    .selectFrom('signature')
    .select('id')
    .where('letter_id', '=', letter.id)
    .where('name_entry', '=', entry)
    .executeTakeFirstOrThrow()
  return id.toString('base64url')
}

/** The letter, its people, and the checkpoints that were published. */
interface Story {
  letter: AddressedLetter
  people: Signatory[]
  ulric: Signatory
  withdrawAnonymous: () => Promise<unknown>
  by: { letterId: string; organizerId: string }
  older: string[]
}

const publicNames = ['Ondrika Vale', 'Perdita Moss', 'Quenby Roth', 'Rosalba Finch', 'Sunniva Hart', 'Tancred Wise']

async function signedLetter(): Promise<Story> {
  const letter = await openLetter(server, { firstThreshold: 1, visibilities: ['anonymous', 'withheld', 'public'] })
  const people: Signatory[] = []
  for (const name of publicNames) people.push(await signed(letter, name))
  const ulric = await signed(letter, 'Ulric Thorne', 'withheld')
  const holder = await signAnonymously(server, letter, addressOf('Viveka Lund'))
  const owner = await organizer(server)
  await joinAs(server, owner, letter.id, 'owner')
  return {
    ...{ letter, people, ulric, older: [], by: { letterId: letter.id, organizerId: owner.id } },
    withdrawAnonymous: () => changeAs(server, letter, withdrawalOf(letter, holder)),
  }
}

async function batch({ letter, older }: Story): Promise<void> {
  await nextBatch(server, letter)
  await server.work()
  older.push(await checkpoint(letter))
}

/** How people and organizers take back what is public, in the order of `publicNames`, and then what is not. */
function actsOf({ letter, people, ulric, withdrawAnonymous, by }: Story): [string, () => Promise<unknown>][] {
  const [ondrika, perdita, quenby, rosalba] = people as [Signatory, Signatory, Signatory, Signatory]
  const less = { signingKey: perdita.signingKey, to: 'withheld' }
  const remove = async () => ({ ...by, meant: { signatureId: await signatureOf(letter, quenby) }, reason: 'other' })
  const hide = async () => ({ ...by, signatureId: await signatureOf(letter, rosalba) })
  return [
    ['withdrawn', () => withdraw(server.parts, letter, ondrika.signingKey, server.now())],
    ['withheld', () => reduceVisibility(server.parts, letter, less, server.now())],
    ['invalidated', async () => invalidate(server.parts, await remove(), server.now())],
    ['hidden', async () => hideName(server.parts, await hide(), server.now())],
    ['a withheld one withdrawn', () => withdraw(server.parts, letter, ulric.signingKey, server.now())],
    ['an anonymous one withdrawn', withdrawAnonymous],
  ]
}

test('what is taken back is in no part of the log, and the check holds at every moment', async () => {
  const story = await signedLetter()
  const { letter, people, ulric, older } = story
  await batch(story)
  expect(await expectWhole(letter, older, 'first')).toEqual({ entries: 6, opened: 6, unopened: 0 })
  // What is looked for below can be found while the name is public.
  const places = await placesOfLog(letter)
  for (const secret of [people[0]!.name, people[0]!.salt, people[0]!.entry])
    expect(placesWith(places, secret)).toEqual(['audit.json'])
  await expectErased(letter, [ulric])

  for (const [what, act] of actsOf(story)) {
    await act()
    const { opened, unopened } = await expectWhole(letter, older, what)
    expect(opened + unopened).toBe(6)
    // Hidden at once: neither the name nor what opens its entry. The entry stays until the batch.
    const file = await auditFile(letter)
    const stated = people.map(({ name, salt, entry }) =>
      [name, salt.toString('hex'), entry.toString('hex')].map((text) => file.includes(text)),
    )
    expect([what, stated]).toEqual([what, people.map((_, at) => [at >= unopened, at >= unopened, true])])
  }
  await batch(story)
  expect(await expectWhole(letter, older, 'after the batch')).toEqual({ entries: 3, opened: 2, unopened: 1 })
  await expectErased(letter, [...people.slice(0, 3), ulric])
  const after = await placesOfLog(letter)
  for (const secret of [people[3]!.name, people[3]!.salt]) expect(placesWith(after, secret)).toEqual([])
}, 60_000)

test('the check holds while organizers take decisions back, and nothing personal outlives the purge', async () => {
  const story = await signedLetter()
  const { letter, people, ulric, older, by } = story
  await batch(story)
  const meant = { signatureId: await signatureOf(letter, people[4]!) }
  const remove = () => invalidate(server.parts, { ...by, meant, reason: 'other' }, server.now())
  const takeBack = () => reinstate(server.parts, { ...by, ...meant }, server.now())
  const close = async () => {
    await closeWhere(server.parts, letter.id, server.now(), () => true)
    await finishClosings(server.parts)
    server.at(new Date(server.now().getTime() + 60 * 3_600_000))
  }
  // Withdrawn after the end, so that it waits when the letter is purged.
  const leave = async () =>
    withdraw(server.parts, (await letterById(db, letter.id))!, people[5]!.signingKey, server.now())
  const steps: [string, () => Promise<unknown>][] = [
    ['removed', remove],
    ['taken back before the batch', takeBack],
    ['removed again', remove],
    ['batch of the removal', () => batch(story)],
    ['taken back after the batch', takeBack],
    ['batch that counts it again', () => batch(story)],
    ['closed', close],
    ['last batch', () => batch(story)],
    ['names key destroyed', () => eraseNames(server.parts, letter.id)],
    ['withdrawn', leave],
    ['purged', () => purgeNow(server.parts, letter.id, server.now())],
    ['copied', () => server.work()],
  ]
  for (const [what, step] of steps) {
    await step()
    await expectWhole(letter, older, what)
  }
  expect(await expectWhole(letter, older, 'at the end')).toEqual({ entries: 5, opened: 0, unopened: 5 })
  // The entries of those who stand stay, and nothing opens them.
  await expectErased(letter, [people[5]!, ulric])
  const places = await placesOfLog(letter)
  for (const { name, salt, tag } of people)
    for (const secret of [name, salt, tag, addressOf(name)]) expect(placesWith(places, secret)).toEqual([])
  const folder = copyFolder(server.parts.config, letter.id)
  expect(existsSync(join(folder, 'changes'))).toBe(false)
  expect(readdirSync(join(folder, 'claims'))).toEqual([])
}, 60_000)
