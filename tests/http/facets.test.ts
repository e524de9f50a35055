import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eraseNames } from '../../server/letters/lifecycle/erase-names.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { facetsFor } from '../../server/facets/facets-for.ts'
import { openFacets } from '../../server/facets/secrets.ts'
import { credentialKeys } from '../../server/crypto/credential-secrets.ts'
import { signatureStatement } from '../../server/crypto/credential.ts'
import { facetCommitmentBytes, facetSaltPurpose } from '../../server/crypto/facet-commitment.ts'
import { deriveSecret } from '../../server/crypto/signing-key.ts'
import { letterById } from '../../server/letter/queries.ts'
import { invalidate } from '../../server/signatures/moderation/invalidate.ts'
import { reinstate } from '../../server/signatures/moderation/reinstate.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { changeAs, obtainCredential, redeemAs, seedOf, withdrawalOf, type Holder } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { crowd, times } from '../support/crowd.ts'
import { codeIn } from '../support/mail.ts'
import * as story from '../support/stories.ts'
import { sentence } from '../support/words.ts'
import {
  api,
  organizerPage,
  keyOf,
  nextBatch,
  northwind,
  openLetter,
  secondRevision,
  organizer,
  pageOf,
  submit,
} from '../support/stories.ts'
import { withConsent } from '../support/organizers.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const server = await testServer()
const { db } = server.parts
let people = 0
const lists = { role: ['Engineer', 'Nurse'], team: ['Vision'], site: ['Seattle', 'Dublin'] }
const withFacets = (batchSize = 5) => openLetter(server, { draft: { facets: lists }, batchSize })

async function counters(letter: AddressedLetter): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('facet_tally')
    .select(['facet', 'value', 'count'])
    .where('letter_id', '=', letter.id)
    .where('count', '>', 0)
    .execute()
  return Object.fromEntries(rows.map(({ facet, value, count }) => [`${facet} ${value}`, count]))
}

/** Computed again from the sealed choices of the signatures that stand. */
async function recounted(letter: AddressedLetter): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('signature')
    .select(['id', 'facets_sealed'])
    .where('letter_id', '=', letter.id)
    .where('counted', '=', true)
    .execute()
  const sums: Record<string, number> = {}
  for (const { id, facets_sealed } of rows)
    for (const [facet, value] of Object.entries(
      facets_sealed ? openFacets(server.parts, letter.id, id, facets_sealed) : {},
    ))
      sums[`${facet} ${value}`] = (sums[`${facet} ${value}`] ?? 0) + 1
  return sums
}

async function shown(letter: AddressedLetter) {
  const { json } = await api(server, null, 'GET', `/letters/${keyOf(letter)}`)
  return json.tally.facets as { facet: string; values: { value: string; at_least: number | null }[] }[]
}

test('chosen at the form, kept sealed, counted with the batch, and shown in steps', async () => {
  const letter = await withFacets()
  await crowd(server, letter, [
    ...times(7, { facets: { role: 'Engineer', site: 'Seattle' } }),
    ...times(4, { visibility: 'withheld', facets: { role: 'Nurse' } }),
    ...times(3, { facets: {} }),
  ])
  const details = await pageOf(server, `/letters/${keyOf(letter)}/sign`)
  expect(details.html).toContain('<option value="Nurse">Nurse</option>')
  const path = `/letters/${keyOf(letter)}/signings`
  const wrong = await submit(server, path, {
    visibility: 'withheld',
    name: '',
    address: 'ann@northwind.example',
    role: 'Spy',
    site: 'Dublin',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('Choose a role from the list')
  expect(wrong.html).toContain('<option value="Dublin" selected>')

  const asked = await submit(server, path, {
    visibility: 'withheld',
    name: 'Ann Lee',
    address: 'ann@northwind.example',
    role: 'Nurse',
    site: 'Dublin',
  })
  await server.work()
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)![1]!
  await submit(server, `${path}/confirmation`, { challenge, code: codeIn(server.inbox.mails().at(-1)!.text) })
  expect(await counters(letter)).toEqual({})

  await nextBatch(server, letter)
  const counted = { 'role Engineer': 7, 'role Nurse': 5, 'site Dublin': 1, 'site Seattle': 7 }
  expect(await counters(letter)).toEqual(counted)
  expect(await recounted(letter)).toEqual(counted)
  expect(await shown(letter)).toEqual([
    {
      facet: 'role',
      values: [
        { value: 'Engineer', at_least: 5 },
        { value: 'Nurse', at_least: 5 },
      ],
    },
    { facet: 'team', values: [{ value: 'Vision', at_least: null }] },
    {
      facet: 'site',
      values: [
        { value: 'Seattle', at_least: 5 },
        { value: 'Dublin', at_least: null },
      ],
    },
  ])
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}`)
  expect(html).toMatch(/<th scope="row">Nurse<\/th><td class="amount">5 or more/)
  expect(html).toMatch(/<th scope="row">Dublin<\/th><td class="amount">not shown/)
})

test('the dashboard and its API show the same, and no row says what somebody chose', async () => {
  const letter = await withFacets()
  const owner = await organizer(server)
  await db.insertInto('membership').values({ letter_id: letter.id, organizer_id: owner.id, role: 'owner' }).execute()
  await crowd(server, letter, [
    ...times(6, { facets: { role: 'Engineer' } }),
    ...times(6, { facets: { team: 'Vision' } }),
  ])
  await nextBatch(server, letter)
  const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/breakdown`)
  expect(json.facets).toEqual(await shown(letter))
  const dashboard = await organizerPage(server, owner, `/dashboard/letters/${letter.id}`)
  expect(dashboard.html).toMatch(/Engineer<\/th><td class="amount">5 or more/)
  const list = await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/signatures`)
  expect(JSON.stringify(list.json)).not.toContain('Engineer')
  const exports = () => api(server, owner, 'POST', `/dashboard/letters/${letter.id}/exports`)
  await withConsent(server, letter.id, exports)
  const exported = await exports()
  expect(JSON.stringify(exported.json)).not.toContain('Engineer')
  const table = await organizerPage(server, owner, `/dashboard/letters/${letter.id}/figures.csv`)
  expect(table.html.split('\r\n')).toEqual(
    expect.arrayContaining([
      '"role","Engineer","5 or more"',
      '"role","Nurse","not shown"',
      '"team","Vision","5 or more"',
    ]),
  )
})

test('an invalidated signature leaves the counters with the next batch, and returns with another', async () => {
  const letter = await withFacets(2)
  const moderator = await organizer(server)
  const people = await crowd(server, letter, [
    ...times(5, { facets: { role: 'Engineer' } }),
    ...times(4, { visibility: 'withheld', facets: { role: 'Nurse', site: 'Dublin' } }),
  ])
  await nextBatch(server, letter)
  for (const { signingKey } of people.slice(0, 2))
    await withdraw(server.parts, (await letterById(db, letter.id))!, signingKey, server.now())
  for (const { id: signatureId } of people.slice(5, 7))
    await invalidate(
      server.parts,
      { letterId: letter.id, organizerId: moderator.id, meant: { signatureId }, reason: 'other' },
      server.now(),
    )
  expect((await counters(letter))['role Engineer']).toBe(5)
  await nextBatch(server, letter)
  expect(await counters(letter)).toEqual({ 'role Engineer': 3, 'role Nurse': 2, 'site Dublin': 2 })
  expect(await recounted(letter)).toEqual(await counters(letter))
  const left = await sql<{ n: number }>`select count(*)::int as n from signature
    where letter_id = ${letter.id} and withdrawn and facets_sealed is not null`.execute(db)
  expect(left.rows[0]?.n).toBe(0)

  for (const { id: signatureId } of people.slice(5, 7))
    await reinstate(server.parts, { letterId: letter.id, organizerId: moderator.id, signatureId }, server.now())
  await nextBatch(server, letter)
  expect(await counters(letter)).toEqual({ 'role Engineer': 3, 'role Nurse': 4, 'site Dublin': 4 })
  expect(await recounted(letter)).toEqual(await counters(letter))
})

test('after the names are erased, nobody can read the choices, and the counters stay', async () => {
  const letter = await withFacets(2)
  const people = await crowd(server, letter, times(4, { visibility: 'withheld', facets: { role: 'Nurse' } }))
  await closeWhere(server.parts, letter.id, server.now(), () => true)
  await eraseNames(server.parts, letter.id)
  const left = await sql<{ n: number }>`select count(*)::int as n from signature
    where letter_id = ${letter.id} and facets_sealed is not null`.execute(db)
  expect(left.rows[0]?.n).toBe(0)
  for (const { signingKey } of people.slice(0, 2))
    await withdraw(server.parts, (await letterById(db, letter.id))!, signingKey, server.now())
  await nextBatch(server, letter)
  expect(await counters(letter)).toEqual({ 'role Nurse': 4 })
})

test('lists are fixed while drafting; once open they only grow, without a new revision', async () => {
  const owner = await organizer(server)
  const { json } = await api(server, owner, 'POST', '/dashboard/letters', { title: northwind.title })
  const path = `/dashboard/letters/${json.id as string}`
  const draft = await api(server, owner, 'PATCH', `${path}/draft`, {
    version: 1,
    ...northwind,
    facets: { role: ['Engineer', 'engineer'], team: [], site: [] },
  })
  expect(draft.json.errors).toEqual([{ field: 'facet-role', message: sentence('facets-entry-twice') }])
  const saved = await api(server, owner, 'PATCH', `${path}/draft`, { version: 1, ...northwind, facets: lists })
  expect(saved.json.facets).toEqual(lists)
  await api(server, owner, 'POST', `${path}/opening`, { to: 'open', version: saved.json.version as number })
  const version = async () => (await api(server, owner, 'GET', `${path}/draft`)).json.version as number
  const fewer = await api(server, owner, 'PATCH', `${path}/draft`, {
    version: await version(),
    facets: { ...lists, site: ['Seattle'] },
  })
  expect(fewer.json.errors).toEqual([{ field: 'facet-site', message: expect.stringContaining('Dublin') as string }])
  const more = await api(server, owner, 'PATCH', `${path}/draft`, {
    version: await version(),
    facets: { ...lists, team: ['Vision', 'Speech'] },
  })
  expect(more.json.edited).toBe(false)
  const { slug } = (await letterById(db, json.id as string))!
  const open = await api(server, null, 'GET', `/letters/${slug}`)
  expect(open.json.facets.team).toEqual(['Vision', 'Speech'])
  expect((await story.organizerPage(server, owner, `${path}/text/employers`)).html).toContain('Speech')
})

test('somebody anonymous states only what the signature committed to', () => {
  const id = randomUUID()
  server.parts.keys.createForLetter(id)
  const letter = { id, facets: lists }
  const salt = Buffer.alloc(32, 7)
  const commitment = sha256(facetCommitmentBytes(id, salt, { role: 'Nurse' }))
  const signature = Buffer.alloc(16, 1)
  const stated = (role: string) => ({ salt: salt.toString('base64url'), role })
  const sealed = facetsFor(server.parts, letter, signature, commitment, stated('Nurse'))!
  expect(openFacets(server.parts, id, signature, sealed)).toEqual({ role: 'Nurse' })
  expect(() => facetsFor(server.parts, letter, signature, commitment, stated('Engineer'))).toThrow(
    'refusal-facets-not-committed',
  )
  expect(() => facetsFor(server.parts, letter, signature, commitment, { salt: 'AAAA', role: 'Nurse' })).toThrow(
    'refusal-facets-not-committed',
  )
  expect(facetsFor(server.parts, letter, signature, commitment, undefined)).toBeNull()
  const nothing = sha256(facetCommitmentBytes(id, salt, {}))
  expect(facetsFor(server.parts, letter, signature, nothing, stated(''))).toHaveLength(sealed.length)
})

test('of anonymous signatures only the sums remain, and a withdrawal states the choice again', async () => {
  const letter = await openLetter(server, {
    draft: { facets: lists },
    visibilities: ['anonymous', 'withheld'],
    batchSize: 2,
  })
  const nurse = await anonymous(letter, { role: 'Nurse', site: 'Dublin' })
  const silent = await anonymous(letter, {})
  const wrong = { ...nurse.redemption, facets: { ...nurse.facets, role: 'Engineer' } }
  expect(await redeemAs(server, letter, wrong)).toMatchObject({ status: 422, json: { code: 'facets-not-committed' } })
  for (const each of [nurse, silent]) {
    const sent = { ...each.redemption, facets: each.facets }
    expect((await redeemAs(server, letter, sent)).status).toBe(202)
    expect((await redeemAs(server, letter, sent)).json['state']).toBe('accepted')
  }
  const waiting = await db.selectFrom('pending').select('facets_sealed').where('letter_id', '=', letter.id).execute()
  expect(new Set(waiting.map(({ facets_sealed }) => facets_sealed?.length)).size).toBe(1)
  await nextBatch(server, letter)
  expect(await counters(letter)).toEqual({ 'role Nurse': 1, 'site Dublin': 1 })
  expect(await recounted(letter)).toEqual({})

  const other = { ...withdrawalOf(letter, nurse), facets: { ...nurse.facets, role: 'Engineer' } }
  expect((await changeAs(server, letter, other)).json['code']).toBe('facets-not-committed')
  await changeAs(server, letter, { ...withdrawalOf(letter, nurse), facets: nurse.facets })
  await changeAs(server, letter, { ...withdrawalOf(letter, silent), facets: silent.facets })
  expect(await counters(letter)).toEqual({ 'role Nurse': 1, 'site Dublin': 1 })
  await nextBatch(server, letter)
  expect(await counters(letter)).toEqual({})
})

test('what was never counted is not subtracted for somebody anonymous, and stops no batch', async () => {
  const letter = await openLetter(server, { draft: { facets: lists }, visibilities: ['anonymous', 'withheld'] })
  await crowd(server, letter, times(1, { visibility: 'withheld', facets: { role: 'Nurse' } }))
  const silent = await anonymous(letter, { role: 'Nurse' })
  const unsaid = { status: 422, json: { code: 'facets-not-stated' } }
  expect(await redeemAs(server, letter, silent.redemption)).toMatchObject(unsaid)
  const honest = await anonymous(letter, { role: 'Engineer' })
  const sent = { ...honest.redemption, facets: honest.facets }
  await redeemAs(server, letter, sent)
  await nextBatch(server, letter)
  // After the batch, the server recognizes the credential by its published data, even without the facets.
  expect((await redeemAs(server, letter, honest.redemption)).json['state']).toBe('counted')

  const revision_hash = (await secondRevision(server, letter, 'substance')).toString('base64url')
  const agree = (role: string, said: boolean) => {
    const { facets, ...statement } = committed(letter, honest, revision_hash, { role })
    const change = { verifier: honest.verifier, change: 'agree', revision_hash, ...statement }
    return changeAs(server, letter, said ? { ...change, facets } : change)
  }
  expect(await agree('Nurse', true)).toMatchObject({ status: 422, json: { code: 'facets-changed' } })
  expect(await agree('Engineer', false)).toMatchObject(unsaid)
  expect((await agree('Engineer', true)).status).toBe(200)
  await nextBatch(server, letter)
  expect(await counters(letter)).toEqual({ 'role Nurse': 1, 'role Engineer': 1 })

  // A second safeguard: a wrong counter does not prevent the batch.
  await db.updateTable('facet_tally').set({ count: 0 }).where('letter_id', '=', letter.id).execute()
  await changeAs(server, letter, { ...withdrawalOf(letter, honest), facets: honest.facets })
  await nextBatch(server, letter)
  expect(await counters(letter)).toEqual({})
})

test('somebody anonymous may withdraw once the names are erased too', async () => {
  const letter = await openLetter(server, { draft: { facets: lists }, visibilities: ['anonymous', 'withheld'] })
  const nurse = await anonymous(letter, { role: 'Nurse' })
  await redeemAs(server, letter, { ...nurse.redemption, facets: nurse.facets })
  await nextBatch(server, letter)
  await closeWhere(server.parts, letter.id, server.now(), () => true)
  await eraseNames(server.parts, letter.id)
  const withdrawn = await changeAs(server, letter, { ...withdrawalOf(letter, nurse), facets: nurse.facets })
  expect(withdrawn).toMatchObject({ status: 200, json: { state: 'withdrawn' } })
})

async function anonymous(letter: AddressedLetter, chosen: Chosen) {
  people++
  const holder = await obtainCredential(server, letter, `anon${String(people)}@northwind.example`)
  const { facets, ...statement } = committed(letter, holder, holder.redemption.revision_hash, chosen)
  return { ...holder, redemption: { ...holder.redemption, ...statement }, facets }
}

type Chosen = { role?: string; site?: string }

function committed(letter: AddressedLetter, { signingKey }: Holder, revision_hash: string, chosen: Chosen) {
  const seed = seedOf(signingKey)
  const salt = deriveSecret(seed, letter.id, facetSaltPurpose('mailbox'))
  const commitment = sha256(facetCommitmentBytes(letter.id, salt, chosen))
  const revisionHash = Buffer.from(revision_hash, 'base64url')
  const statement = signatureStatement({ letterId: letter.id, revisionHash, visibility: 'anonymous', commitment })
  const proof = credentialKeys(seed, letter.id, 'mailbox').sign(Buffer.from(statement)).toString('base64url')
  return {
    commitment: commitment.toString('base64url'),
    proof,
    facets: { salt: salt.toString('base64url'), ...chosen },
  }
}
