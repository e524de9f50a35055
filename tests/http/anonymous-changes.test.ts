import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { forLogOf } from '../../server/signatures/for-log.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { credentialKeys, requestHash } from '../../server/crypto/credential-secrets.ts'
import {
  replacementStatement,
  namingStatement,
  personFields,
  signatureStatement,
  NO_COMMITMENT,
} from '../../server/crypto/credential.ts'
import { newSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { rehearsePurge } from '../../server/letters/lifecycle/purge-letter.ts'
import { settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import {
  askCredential,
  changeAs,
  credentialOf,
  holderOf,
  obtainCredential,
  pathOf,
  redeemAs,
  rowsOf,
  seedOf,
  sendBlinded,
  shown,
  signAnonymously,
  withdrawalOf,
  type Holder,
} from '../support/anonymous.ts'
import type { PersonName } from '../../server/signatures/person-name.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { tally, recount } from '../support/crowd.ts'
import { codeIn } from '../support/mail.ts'
import {
  agrees,
  api,
  organizerPage,
  organizerPost,
  enterCode,
  join,
  withConsent,
  keyOf,
  namesOf,
  nextBatch,
  openLetter,
  organizer,
  pageOf,
  peopleOf,
  post,
  secondRevision,
  signAs,
  verifiedCount,
  type Organizer,
} from '../support/stories.ts'
import { wholePerson } from '../support/person.ts'
import { askToVouch, blindedCodes, drawCodes, drawWith } from '../support/vouching.ts'
import { sentence } from '../support/words.ts'

let server: TestServer

beforeAll(async () => {
  server = await testServer({ settings: { UNIT_MINUTE_SECONDS: '1', UNIT_HOUR_SECONDS: '60' } })
})

describe('withdrawing', () => {
  let letter: AddressedLetter

  beforeAll(async () => {
    letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
  })

  test('the count loses a withdrawn signature with the next batch, and the credential cannot be used again', async () => {
    const holder = await signAnonymously(server, letter, 'ana.lee@northwind.example')
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
    const withdrawal = withdrawalOf(letter, holder)
    for (let twice = 0; twice < 2; twice++)
      expect(await changeAs(server, letter, withdrawal)).toMatchObject({ status: 200, json: { state: 'withdrawn' } })
    expect(await published(letter)).toMatchObject([{ counted: true, withdrawal: null }])
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(0)
    expect(await published(letter)).toMatchObject([{ counted: false, withdrawal: withdrawal.proof }])
    expect(await redeemAs(server, letter, holder.redemption)).toMatchObject({
      status: 410,
      json: { code: 'credential-withdrawn' },
    })
    expect(await recount(server, letter)).toEqual(await tally(server, letter))
  })

  test('a signature that is withdrawn before its batch is never counted, even if a browser tab sends it again', async () => {
    const holder = await signAnonymously(server, letter, 'ben.ito@northwind.example')
    await changeAs(server, letter, withdrawalOf(letter, holder))
    expect((await redeemAs(server, letter, holder.redemption)).status).toBe(410)
    await signAnonymously(server, letter, 'cem.oz@northwind.example')
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
    expect((await redeemAs(server, letter, holder.redemption)).status).toBe(410)
    expect(await published(letter)).toHaveLength(2)
  })

  test('the server refuses a withdrawal without a proof from the signing key', async () => {
    const [one, other] = [
      await signAnonymously(server, letter, 'dee.ng@northwind.example'),
      await obtainCredential(server, letter, 'eva.ruiz@northwind.example'),
    ]
    const forged = { ...withdrawalOf(letter, { ...one, signingKey: newSigningKey() }), verifier: one.verifier }
    expect(await changeAs(server, letter, forged)).toMatchObject({ status: 422, json: { code: 'proof-not-valid' } })
    expect(await changeAs(server, letter, withdrawalOf(letter, other))).toMatchObject({
      status: 422,
      json: { code: 'credential-unknown' },
    })
  })
})

test('a named signatory becomes anonymous with the signing key and a new code, and the name disappears at once', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
  const address = 'fay.berg@northwind.example'
  const { signingKey } = await signAs(server, letter, { name: 'Fay Berg', address, visibility: 'public' })
  await nextBatch(server, letter)
  expect(await namesOf(server, letter)).toEqual(['Fay Berg'])

  const credential = await credentialOf(server, letter, signingKey)
  const asked = await askCredential(server, letter, address)
  expect((await sendBlinded(server, letter, asked, credential.blinded)).json['code']).toBe('address-used')
  const from_named = givenUp(letter, signingKey, credential.blinded)
  expect(
    (
      await sendBlinded(server, letter, asked, credential.blinded, {
        from_named: { ...from_named, proof: 'A'.repeat(86) },
      })
    ).json['code'],
  ).toBe('named-unknown')
  const { leafId } = forLogOf(seedOf(signingKey), letter.id)
  const withLeaf = { from_named: { ...from_named, leaf_id: leafId.toString('base64url') } }
  const issued = await sendBlinded(server, letter, asked, credential.blinded, withLeaf)
  expect(issued.status).toBe(200)
  expect(await namesOf(server, letter)).toEqual([])
  // The answer was lost, so the browser sends the same request again.
  expect(await sendBlinded(server, letter, asked, credential.blinded, { from_named })).toEqual(issued)
  // A second credential has no named signature left to replace.
  const second = await credentialOf(server, letter, newSigningKey())
  const again = { from_named: givenUp(letter, signingKey, second.blinded) }
  expect((await sendBlinded(server, letter, asked, second.blinded, again)).json['code']).toBe('named-unknown')

  const holder = await holderOf(server, letter, signingKey, credential, issued)
  await redeemAs(server, letter, holder.redemption)
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(1)
  expect(await rowsOf(server, letter, 'claim')).toBe(1)
  expect(await recount(server, letter)).toEqual(await tally(server, letter))
  // The log shows a withdrawal with the slip, like any other.
  const leaves = await server.parts.db
    .selectFrom('log_leaf')
    .select(['leaf', 'proof'])
    .where('letter_id', '=', letter.id)
    .where('leaf_id', '=', leafId)
    .orderBy('number')
    .execute()
  expect(leaves.map(({ leaf, proof }) => [leaf.split('\n')[1], proof?.split('\n')[3]])).toEqual([
    ['add', 'mailed-code'],
    ['withdraw', 'slip'],
  ])
})

test('people who change between named and anonymous count once, even if fewer than k of them change', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'public'], batchSize: 3 })
  const address = 'fay.berg@northwind.example'
  const { signingKey } = await signAs(server, letter, { name: 'Fay Berg', address })
  for (const local of ['ana', 'ben']) await signAs(server, letter, { address: `${local}@northwind.example` })
  const [back] = [
    await signAnonymously(server, letter, 'cem@northwind.example'),
    await signAnonymously(server, letter, 'dee@northwind.example'),
    await signAnonymously(server, letter, 'eva@northwind.example'),
  ]
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(6)

  // One person gives up a name and another adds one. Neither has enough company yet, so nothing changes.
  const credential = await credentialOf(server, letter, signingKey)
  const asked = await askCredential(server, letter, address)
  const from_named = givenUp(letter, signingKey, credential.blinded)
  const issued = await sendBlinded(server, letter, asked, credential.blinded, { from_named })
  const holder = await holderOf(server, letter, signingKey, credential, issued)
  await redeemAs(server, letter, holder.redemption)
  await changeAs(server, letter, await namingOf(letter, back, { name: 'Cem Oz' }))
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(6)

  // With two more names, three names are added. The signatures that were given up leave in the same batch.
  for (const local of ['gil', 'hal']) await signAs(server, letter, { address: `${local}@northwind.example` })
  await nextBatch(server, letter)
  expect(await namesOf(server, letter)).toHaveLength(5)
  expect(await verifiedCount(server, letter)).toBe(7)
  for (const local of ['ida', 'jon']) await signAnonymously(server, letter, `${local}@northwind.example`)
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(10)
  expect(await rowsOf(server, letter, 'claim')).toBe(10)
  expect(await recount(server, letter)).toEqual(await tally(server, letter))
})

test.each([
  ['before its batch', false],
  ['after its batch', true],
])('%s, an anonymous signatory adds a name with one request', async (_when, counted) => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
  const holder = await signAnonymously(server, letter, 'gil.roy@northwind.example')
  if (counted) await nextBatch(server, letter)
  const naming = await namingOf(letter, holder, wholePerson)
  for (const field of personFields)
    expect(await changeAs(server, letter, { ...naming, [field]: 'Another' })).toMatchObject({ status: 422 })
  for (let twice = 0; twice < 2; twice++)
    expect(await changeAs(server, letter, naming)).toMatchObject({ status: 200, json: { state: 'named' } })
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(1)
  expect(await peopleOf(server, letter)).toEqual([wholePerson])
  expect((await redeemAs(server, letter, holder.redemption)).status).toBe(410)
  expect(await recount(server, letter)).toEqual(await tally(server, letter))
})

describe('organizers stop offering a way to sign', () => {
  const newOwner = async (letter: AddressedLetter) => {
    const owner = await organizer(server)
    await join(server, owner, letter.id, 'owner')
    return owner
  }
  const settings = async (letter: AddressedLetter, who: Organizer, change: object) => {
    const path = `/dashboard/letters/${letter.id}/draft`
    const { version } = (await api(server, who, 'GET', path)).json as { version: number }
    return (await api(server, who, 'PATCH', path, { version, ...change })).json as {
      outcome?: string
      visibilities: string[]
      vouches_each: number
      version: number
    }
  }

  test('one owner can add a choice, two must agree to remove one, and saving automatically never proposes a removal', async () => {
    const letter = await openLetter(server, { visibilities: ['withheld', 'public'] })
    const [first, second] = [await newOwner(letter), await newOwner(letter)]
    expect(await settings(letter, first, { visibilities: ['withheld', 'recipients', 'public'] })).toMatchObject({
      visibilities: ['withheld', 'recipients', 'public'],
    })
    // Additions and other changes apply at once. Only removing a choice waits for a second owner.
    expect(await settings(letter, first, { visibilities: ['public'], vouches_each: 1, batch_size: 7 })).toMatchObject({
      outcome: 'waits',
      visibilities: ['withheld', 'recipients', 'public'],
      vouches_each: 3,
      batch_size: 7,
    })
    const approvals = await organizerPage(server, second, `/dashboard/letters/${letter.id}/approvals`)
    expect(approvals.html).toContain('No longer offered: only the organizers see the name.')
    const form = async (fields: Record<string, string | string[]>, autosave = '') => {
      const { html } = await organizerPage(server, second, `/dashboard/letters/${letter.id}/text/names`)
      const given = (name: string) => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1] ?? ''
      const kept = ['version', 'base', 'batch_minutes', 'batch_size', 'first_threshold', 'notice_hours', 'vouches_each']
      const typed = { ...Object.fromEntries(kept.map((name) => [name, given(name)])), ...fields }
      return organizerPost(server, second, `/dashboard/letters/${letter.id}/text/names${autosave}`, typed)
    }
    const same = { visibilities: ['public'], vouches_each: '1' }
    const unasked = await form(same, '/autosave')
    expect([unasked.status, unasked.html]).toEqual([422, expect.stringContaining(sentence('refusal-way-taken'))])
    // Another owner removes a different choice. This is a new proposal, and nothing is carried out.
    expect((await form({ ...same, visibilities: ['withheld', 'public'] })).location).toContain('/approvals')
    // The proposal is agreed to on its own page alone.
    expect((await form(same)).location).toContain('/approvals')
    expect((await agrees(server, second, letter.id)).status).toBe(200)
    expect(await settings(letter, first, {})).toMatchObject({ visibilities: ['public'], vouches_each: 1 })
  })

  test('every issued credential stays valid, and new ones are refused', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    const owner = await newOwner(letter)
    const [unspent, gone, moved] = [
      await obtainCredential(server, letter, 'abe.one@northwind.example'),
      await signAnonymously(server, letter, 'abe.two@northwind.example'),
      await signAnonymously(server, letter, 'abe.tri@northwind.example'),
    ]
    const [lost, named] = [newSigningKey(), 'abe.fiv@northwind.example']
    const request = await credentialOf(server, letter, lost)
    const asked = await askCredential(server, letter, 'abe.fou@northwind.example')
    expect((await sendBlinded(server, letter, asked, request.blinded)).status).toBe(200)
    const { signingKey } = await signAs(server, letter, { name: 'Abe Fiv', address: named, visibility: 'public' })
    await nextBatch(server, letter)
    await withConsent(server, letter.id, () => settings(letter, owner, { visibilities: ['public'] }))
    expect(await settings(letter, owner, {})).toMatchObject({ visibilities: ['public'] })

    expect(await redeemAs(server, letter, unspent.redemption)).toMatchObject({ status: 202 })
    expect(await changeAs(server, letter, withdrawalOf(letter, gone))).toMatchObject({ status: 200 })
    expect(await changeAs(server, letter, await namingOf(letter, moved, { name: 'Abe Tri' }))).toMatchObject({
      status: 200,
    })
    // The answer was lost. Another code returns it.
    const back = await askCredential(server, letter, 'abe.fou@northwind.example')
    const issued = await sendBlinded(server, letter, back, request.blinded)
    expect(issued.status).toBe(200)
    const holder = await holderOf(server, letter, lost, request, issued)
    expect(await redeemAs(server, letter, holder.redemption)).toMatchObject({ status: 202 })
    const exchange = await credentialOf(server, letter, signingKey)
    const from_named = givenUp(letter, signingKey, exchange.blinded)
    const from = await sendBlinded(server, letter, await askCredential(server, letter, named), exchange.blinded, {
      from_named,
    })
    expect(from.status).toBe(200)
    for (const page of ['anonymous', 'credential', 'anonymous/mine', 'statements/new'])
      expect((await pageOf(server, `/letters/${keyOf(letter)}/${page}`)).status).toBe(200)
    expect((await pageOf(server, `/letters/${keyOf(letter)}/mine`)).html).toContain('/anonymous/mine')
    expect((await pageOf(server, `/letters/${keyOf(letter)}/anonymous`)).html).toContain(
      sentence('anonymity-stopped-title'),
    )

    // Nobody can start now. An unused address stays unused, and only its code reveals the refusal.
    const claims = await rowsOf(server, letter, 'claim')
    const other = await credentialOf(server, letter, newSigningKey())
    const fresh = await askCredential(server, letter, 'abe.six@northwind.example')
    expect(await sendBlinded(server, letter, fresh, other.blinded)).toMatchObject({
      status: 409,
      json: { code: 'anonymous-not-offered' },
    })
    expect(await rowsOf(server, letter, 'claim')).toBe(claims)
  })

  test('drawn vouching codes stay valid, and a repeated request for them gets the same answer', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    const owner = await newOwner(letter)
    for (const address of ['bo.one@northwind.example', 'bo.two@northwind.example', 'bo.tri@northwind.example'])
      await signAs(server, letter, { name: 'Bo Ek', address })
    const codes = await drawCodes(server, letter, 'bo.one@northwind.example', 2)
    const drawing = await blindedCodes(server, letter, 3)
    const before = await drawWith(server, letter, await askToVouch(server, letter, 'bo.two@northwind.example'), drawing)
    expect(before.status).toBe(200)
    await withConsent(server, letter.id, () => settings(letter, owner, { visibilities: ['public'], vouches_each: 0 }))
    expect(await settings(letter, owner, {})).toMatchObject({
      vouches_each: 0,
    })

    const named = { vouch: codes[0], visibility: 'public', name: 'Cy Ode' }
    expect((await post(server, pathOf(letter, 'vouched/signings'), named)).status).toBe(200)
    const credential = await credentialOf(server, letter, newSigningKey(), 'vouched')
    const blinded = credential.blinded.map(({ issuer, message }) => ({
      issuer,
      message: message.toString('base64url'),
    }))
    expect((await post(server, pathOf(letter, 'vouched/credentials'), { vouch: codes[1], blinded })).status).toBe(200)
    expect((await pageOf(server, `/letters/${keyOf(letter)}/vouched`)).html).toContain('name="vouch"')
    const again = await drawWith(server, letter, await askToVouch(server, letter, 'bo.two@northwind.example'), drawing)
    expect(again).toEqual(before)
    const first = await drawWith(server, letter, await askToVouch(server, letter, 'bo.tri@northwind.example'), drawing)
    expect(first).toMatchObject({ status: 409, json: { code: 'vouching-not-offered' } })
  })
})

describe('closing a letter', () => {
  let letter: AddressedLetter
  let late: Holder

  beforeAll(async () => {
    letter = await openLetter(server, { visibilities: ['anonymous', 'public'], batchSize: 3 })
    await signAs(server, letter, { name: 'Ida Fox', address: 'ida.fox@northwind.example' })
    late = await obtainCredential(server, letter, 'jon.kim@northwind.example')
    await closeWhere(server.parts, letter.id, server.now(), () => true)
  })

  test('deletes the issuer keys, the claims and their key, so that no credential can be issued', async () => {
    expect(await shown(server, letter)).toMatchObject({ issuance: 'ended' })
    expect(await rowsOf(server, letter, 'claim')).toBe(0)
    expect(() => server.parts.keys.claims(letter.id, 'issuer')).toThrow('was destroyed')
    const issuers = await server.parts.db.selectFrom('issuer').selectAll().where('letter_id', '=', letter.id).execute()
    expect(issuers).not.toEqual([])
    expect(issuers.filter((each) => each.private_sealed !== null)).toEqual([])
  })

  test('leaves 48 hours to use a credential, and the last batch closes when they end', async () => {
    const { redeems_until, counted_from } = await shown(server, letter)
    expect(Date.parse(redeems_until ?? '') - server.now().getTime()).toBe(48 * 60_000)
    expect(counted_from).toBe(redeems_until)
    expect(await redeemAs(server, letter, late.redemption)).toMatchObject({ status: 202, json: { state: 'accepted' } })
    expect(await verifiedCount(server, letter)).toBe(0)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(2)
    expect((await redeemAs(server, letter, late.redemption)).json['state']).toBe('counted')
  })

  test('accepts no signature after the 48 hours, but still accepts a withdrawal', async () => {
    const { redemption } = late
    const other = { ...redemption, prefix: Buffer.alloc(32).toString('base64url') }
    expect((await redeemAs(server, letter, other)).status).toBe(422)
    const naming = await namingOf(letter, late, { name: 'Jon Kim' })
    expect(await changeAs(server, letter, naming)).toMatchObject({ status: 410, json: { code: 'letter-closed' } })
    await changeAs(server, letter, withdrawalOf(letter, late))
    for (let batches = 0; batches < 2; batches++) await nextBatch(server, letter)
    // Fewer than three changes wait, so neither the count nor the rehearsal of a purge reveals them.
    expect(await verifiedCount(server, letter)).toBe(2)
    const owner = await organizer(server)
    await join(server, owner, letter.id, 'owner')
    const { stays } = await rehearsePurge(server.parts, owner.id, letter.id, server.now())
    expect(stays.signatures).toBe(2)
  })
})

test('the server refuses a credential that is first used after the 48 hours', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous'] })
  const holder = await obtainCredential(server, letter, 'kay.ode@northwind.example')
  await closeWhere(server.parts, letter.id, server.now(), () => true)
  await nextBatch(server, letter)
  expect(await redeemAs(server, letter, holder.redemption)).toMatchObject({
    status: 410,
    json: { code: 'redemption-ended' },
  })
  expect(await rowsOf(server, letter, 'signature')).toBe(0)
})

test('a credential cannot be used while signing is paused, and can be used afterwards', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous'] })
  const holder = await obtainCredential(server, letter, 'lou.may@northwind.example')
  const pause = (paused: boolean) =>
    server.parts.db.updateTable('letter').set({ paused }).where('id', '=', letter.id).execute()
  await pause(true)
  expect((await shown(server, letter)).issuance).toBe('paused')
  expect((await redeemAs(server, letter, holder.redemption)).json['code']).toBe('letter-paused')
  await pause(false)
  expect((await redeemAs(server, letter, holder.redemption)).status).toBe(202)
})

test('a backup restores a closed letter as open, and the server closes it again at its start', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous'] })
  const holder = await signAnonymously(server, letter, 'mia.sol@northwind.example')
  server.parts.keys.destroy(letter.id, 'claims')
  await settleLetters(server.parts, server.now())
  expect(await shown(server, letter)).toMatchObject({ issuance: 'ended' })
  await nextBatch(server, letter)
  expect((await redeemAs(server, letter, holder.redemption)).json['state']).toBe('counted')
})

test('two named signatures with the same key are both counted', async () => {
  const letter = await openLetter(server, { visibilities: ['public'] })
  const verifier = signatoryKeys(seedOf(newSigningKey()), letter.id).publicKey.toString('base64url')
  for (const local of ['nia', 'oto']) await signUnder(verifier, letter, `${local}@northwind.example`)
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(2)
})

async function signUnder(verifier: string, letter: AddressedLetter, address: string): Promise<void> {
  const before = server.inbox.mails().length
  const typed = { visibility: 'public', name: 'Nia Oto', address, verifier }
  const asked = await post(server, pathOf(letter, 'signings'), typed)
  await server.work()
  const code = codeIn(server.inbox.mails()[before]?.text ?? '')
  expect((await enterCode(server, letter, asked.json['challenge'] as string, code)).status).toBe(200)
}

function givenUp(letter: AddressedLetter, signingKey: string, blinded: readonly { issuer: string; message: Buffer }[]) {
  const asked = blinded.map(({ issuer, message }) => ({ issuer: Buffer.from(issuer, 'base64url'), message }))
  const keys = signatoryKeys(seedOf(signingKey), letter.id)
  const statement = replacementStatement(letter.id, requestHash(letter.id, asked))
  return {
    verifier: keys.publicKey.toString('base64url'),
    proof: keys.sign(Buffer.from(statement)).toString('base64url'),
  }
}

async function namingOf(letter: AddressedLetter, holder: Holder, person: PersonName) {
  const keys = credentialKeys(seedOf(holder.signingKey), letter.id, 'mailbox')
  const named = signatoryKeys(seedOf(holder.signingKey), letter.id).publicKey
  const revisionHash = Buffer.from((await shown(server, letter)).revision.hash, 'hex')
  const statement = namingStatement({
    letterId: letter.id,
    credentialId: holder.credentialId,
    revisionHash,
    visibility: 'public',
    verifier: named,
    ...person,
  })
  return {
    verifier: holder.verifier,
    change: 'to-named',
    revision_hash: revisionHash.toString('base64url'),
    visibility: 'public',
    ...person,
    named_verifier: named.toString('base64url'),
    withdrawal: withdrawalOf(letter, holder).proof,
    proof: keys.sign(Buffer.from(statement)).toString('base64url'),
  }
}

async function published(letter: AddressedLetter) {
  const answer = await fetch(server.url + pathOf(letter, 'credentials/published'))
  return ((await answer.json()) as { signatures: { counted: boolean; withdrawal: string | null }[] }).signatures
}

test('after a change of substance an anonymous signatory agrees to the new text with the signing key', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous'] })
  const holder = await signAnonymously(server, letter, 'pia.lund@northwind.example')
  await nextBatch(server, letter)
  const first = Buffer.from((await shown(server, letter)).revision.hash, 'hex')
  const hash = await secondRevision(server, letter, 'substance')

  const statement = signatureStatement({
    letterId: letter.id,
    revisionHash: hash,
    visibility: 'anonymous',
    commitment: NO_COMMITMENT,
  })
  const agreed = {
    verifier: holder.verifier,
    change: 'agree',
    revision_hash: hash.toString('base64url'),
    commitment: holder.redemption.commitment,
    proof: credentialKeys(seedOf(holder.signingKey), letter.id, 'mailbox')
      .sign(Buffer.from(statement))
      .toString('base64url'),
  }
  expect(await changeAs(server, letter, { ...agreed, revision_hash: first.toString('base64url') })).toMatchObject({
    status: 422,
  })
  expect(await changeAs(server, letter, agreed)).toMatchObject({ status: 200, json: { state: 'agreed' } })
  expect(await published(letter)).toMatchObject([{ revision_hash: first.toString('base64url') }])
  await nextBatch(server, letter)
  expect(await published(letter)).toMatchObject([{ revision_hash: agreed.revision_hash, proof: agreed.proof }])
  expect((await tally(server, letter)).map((row) => (JSON.parse(row) as { revision: number }).revision)).toEqual([2])
})
