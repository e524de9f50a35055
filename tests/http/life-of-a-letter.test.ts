import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { keyKinds } from '../../server/db/keys/keys.ts'
import { closeDueLetters } from '../../server/letters/lifecycle/close-letter.ts'
import { eraseDueNames } from '../../server/letters/lifecycle/erase-names.ts'
import { lockLetter } from '../../server/letter/queries.ts'
import { purgeDueLetters } from '../../server/letters/lifecycle/purge-letter.ts'
import { finishClosings, settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import { testServer } from '../support/app.ts'
import { recount } from '../support/recount.ts'
import * as story from '../support/stories.ts'
import {
  api,
  organizerPage,
  organizerPost,
  draftOf,
  join as joinLetter,
  northwind,
  organizer,
  pageOf,
  signAs,
  type Organizer,
  letterNow,
} from '../support/stories.ts'
import { eraseDiscarded } from '../../server/letters/drafting/erase-discarded.ts'
import { restoreDraft } from '../../server/letters/drafting/restore-draft.ts'
import { Refusal } from '../../server/refusal.ts'
import { sentence, sentenceOnPage } from '../support/words.ts'
import { agrees, withConsent, proposalsFor } from '../support/organizers.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'
import { purgeRows } from '../../server/letters/lifecycle/purge-queries.ts'

const server = await testServer()
const { db } = server.parts
const ada = await organizer(server, 'Ada Fenwick')
const day = 86_400_000

async function drafted(who: Organizer = ada, title = northwind.title): Promise<{ id: string; version: number }> {
  const { json } = await api(server, who, 'POST', '/dashboard/letters', { title })
  const id = json.id as string
  const saved = await api(server, who, 'PATCH', `/dashboard/letters/${id}/draft`, {
    version: 1,
    ...northwind,
    title,
    visibilities: ['withheld', 'recipients', 'public'],
    batch_size: 1,
    first_threshold: 0,
  })
  return { id, version: saved.json.version as number }
}

async function opened(to: 'quiet' | 'open' = 'open', who: Organizer = ada): Promise<AddressedLetter> {
  const { id, version } = await drafted(who)
  const answer = await api(server, who, 'POST', `/dashboard/letters/${id}/opening`, { to, version })
  if (answer.json.outcome !== 'opened') throw new Error(JSON.stringify(answer.json))
  return row(id)
}

function row(id: string): Promise<AddressedLetter> {
  return letterNow(server, id)
}

const keyFile = (id: string, kind: string) => join(server.keysDir, 'letters', `${id}.${kind}.key`)
const later = (days: number) => server.at(new Date(server.now().getTime() + days * day))
const count = async (table: string, id: string) =>
  Number(
    (await sql<{ n: string }>`select count(*) as n from ${sql.table(table)} where letter_id = ${id}`.execute(db))
      .rows[0]?.n,
  )

function closes(id: string, who = ada) {
  return withConsent(server, id, () => api(server, who, 'POST', `/dashboard/letters/${id}/closure`))
}

async function secondOwner(id: string): Promise<Organizer> {
  const bea = await organizer(server, 'Bea Ngo')
  await db.insertInto('membership').values({ letter_id: id, organizer_id: bea.id, role: 'owner' }).execute()
  return bea
}

describe('opening', () => {
  test('lists what is missing with links, and the dates that follow, before the click', async () => {
    const { json } = await api(server, ada, 'POST', '/dashboard/letters', { title: 'A letter' })
    const empty = await organizerPage(server, ada, `/dashboard/letters/${json.id}/text/opening`)
    expect(empty.html).toContain(
      `<a href="/dashboard/letters/${json.id}/text/employers">${sentence('lifecycle-missing-employer')}`,
    )
    expect(empty.html).not.toContain(`${sentence('lifecycle-opening-title')}</button>`)
    const refused = await api(server, ada, 'POST', `/dashboard/letters/${json.id}/opening`, { to: 'open', version: 1 })
    expect(refused.json.code).toBe('letter-not-ready')

    const { id } = await drafted()
    const whole = await organizerPage(server, ada, `/dashboard/letters/${id}/text/opening`)
    for (const words of [
      sentence('lifecycle-opening-closes-words', { on: new Date('2026-05-01') }),
      sentence('lifecycle-opening-names-words', { days: 30 }),
      sentence('lifecycle-opening-purges-words', { on: new Date('2026-07-30') }),
      sentence('lifecycle-opening-alone-title'),
    ])
      expect(whole.html).toContain(words)
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/checklist`)).json).toMatchObject({
      missing: [],
      closes_at: '2026-05-01T09:30:00.000Z',
      one_person: true,
    })
  })

  test('from a page: first quietly, at an unguessable link; then to the public, at an address made of its title', async () => {
    const { id, version } = await drafted(ada, 'Größere Pausen')
    const at = `/dashboard/letters/${id}/text/opening`
    expect((await organizerPost(server, ada, at, { to: '', version: String(version) })).html).toContain(
      sentence('refusal-opening-unclear'),
    )
    expect((await organizerPost(server, ada, at, { to: 'quiet', version: String(version) })).status).toBe(303)
    const quiet = await row(id)
    expect(quiet).toMatchObject({ state: 'quiet', public: false, revision: 1 })
    expect(quiet.key).toMatch(/^([a-z]{3,9}-){4}[a-z]{3,9}$/)
    const page = await pageOf(server, `/letters/${quiet.key}`)
    expect(page.html).toContain('<title>A letter</title>')
    expect(page.html).toContain('noindex')

    await organizerPost(server, ada, at, { to: 'open', version: String(version) })
    expect(await row(id)).toMatchObject({ state: 'open', public: true, slug: 'grossere-pausen', revision: 1 })
    expect((await pageOf(server, '/letters/grossere-pausen')).status).toBe(200)
    expect((await pageOf(server, `/letters/${quiet.key}`)).status).toBe(303)
  })

  test('waits for a mail server: the page says so before the click, and the API refuses', async () => {
    const mailless = await testServer()
    const who = await organizer(mailless, 'Ada Moe')
    mailless.parts.mail = null
    const { json } = await api(mailless, who, 'POST', '/dashboard/letters', { title: 'A letter' })
    const at = `/dashboard/letters/${json.id}`
    expect((await organizerPage(mailless, who, `${at}/text/opening`)).html).toContain(
      sentence('lifecycle-no-mail-server'),
    )
    const refused = await api(mailless, who, 'POST', `${at}/opening`, { to: 'open', version: 1 })
    expect(refused).toMatchObject({ status: 503, json: { code: 'no-mail-server' } })
  })

  test('says on the letter’s page whether one person runs it, however that changes', async () => {
    const { id, version } = await drafted(ada, 'Who runs this')
    await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version })
    const path = `/letters/${(await row(id)).slug}`
    const says = (words: string) =>
      vi.waitFor(async () => expect((await pageOf(server, path)).html).toContain(words), { timeout: 5000 })
    await says(sentence('letter-about-one-person'))
    expect((await api(server, null, 'GET', path)).json.one_person).toBe(true)

    const bea = await organizer(server, 'Bea Ngo')
    expect((await api(server, ada, 'POST', `/dashboard/letters/${id}/invitations`, { role: 'owner' })).status).toBe(202)
    const aDayLater = async () => {
      later(1)
      const [{ id: asked, shown } = { id: '', shown: '' }] = await proposalsFor(server, ada, id)
      return api(server, ada, 'POST', `/dashboard/letters/${id}/approvals/${asked}/agreement`, { shown })
    }
    const { json } = await aDayLater()
    const invitation = /[^/]+$/.exec(json.link as string)?.[0]
    await api(server, bea, 'POST', '/organizers/invitations/acceptance', { invitation })
    await says(sentence('letter-about-several'))

    const people = `/dashboard/letters/${id}/people/${bea.id}`
    await api(server, ada, 'PUT', people, { role: 'viewer' })
    expect((await agrees(server, bea, id)).json.code).toBe('new-owner')
    later(3)
    await agrees(server, bea, id)
    await says(sentence('letter-about-one-person'))
    await api(server, ada, 'PUT', people, { role: 'owner' })
    await aDayLater()
    await says(sentence('letter-about-several'))
  })

  test('gives public letters of the same title different addresses, also if they open at once', async () => {
    const drafts = await Promise.all([1, 2, 3, 4].map(() => drafted(ada, 'One title')))
    await Promise.all(
      drafts.map(({ id, version }) =>
        api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version }),
      ),
    )
    const slugs = await Promise.all(drafts.map(async ({ id }) => (await row(id)).slug))
    expect(slugs.sort()).toEqual(['one-title', 'one-title-2', 'one-title-3', 'one-title-4'])
  })

  test('is for owners: an editor is refused, and with two owners, the other one has to agree on the page that shows it', async () => {
    const { id, version } = await drafted()
    const bea = await secondOwner(id)
    const at = `/dashboard/letters/${id}/opening`
    expect((await api(server, ada, 'POST', at, { to: 'open', version })).json.outcome).toBe('waits')
    expect((await api(server, ada, 'POST', at, { to: 'open', version })).json.outcome).toBe('waits')
    expect((await api(server, bea, 'POST', at, { to: 'quiet', version })).json.outcome).toBe('waits')
    expect((await api(server, bea, 'POST', at, { to: 'open', version })).json.outcome).toBe('waits')
    expect((await row(id)).state).toBe('draft')
    expect((await agrees(server, bea, id, 'open')).json.outcome).toBe('done')
    expect((await row(id)).state).toBe('open')
    const cem = await organizer(server, 'Cem Öz')
    const other = await drafted()
    await db.insertInto('membership').values({ letter_id: other.id, organizer_id: cem.id, role: 'editor' }).execute()
    const refused = await api(server, cem, 'POST', `/dashboard/letters/${other.id}/opening`, { to: 'open', version: 2 })
    expect(refused.status).toBe(403)
  })

  test('opens exactly the version of the draft that the owner has seen', async () => {
    const { id, version } = await drafted()
    await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version, text: 'Changed meanwhile.' })
    const stale = await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version })
    expect(stale.json.code).toBe('draft-changed')
  })

  test('replaces a quiet link, and the old one stops working', async () => {
    const letter = await opened('quiet')
    const page = await organizerPage(server, ada, `/dashboard/letters/${letter.id}/close`)
    expect(page.html).toContain(letter.key)
    expect(page.html).toContain('The old link stops working at once')
    await organizerPost(server, ada, `/dashboard/letters/${letter.id}/close/quiet-link`)
    const { key } = await row(letter.id)
    expect(key).not.toBe(letter.key)
    expect((await pageOf(server, `/letters/${letter.key}`)).status).toBe(404)
    expect((await pageOf(server, `/letters/${key}`)).status).toBe(200)
    const open = await opened('open')
    expect((await api(server, ada, 'POST', `/dashboard/letters/${open.id}/quiet-link`)).json.code).toBe('letter-public')
  })
})

describe('pausing', () => {
  test('stops signing and goes on again', async () => {
    const letter = await opened()
    await organizerPost(server, ada, `/dashboard/letters/${letter.id}/close/pause`, { paused: 'yes' })
    const refused = await story.post(server, `/api/v1/letters/${letter.slug}/signings`, {
      visibility: 'public',
      name: 'Ann Lee',
      address: 'ann@northwind.example',
    })
    expect(refused.json['code']).toBe('letter-paused')
    expect((await pageOf(server, `/letters/${letter.slug}`)).html).toContain(sentence('letter-paused-title'))
    await api(server, ada, 'POST', `/dashboard/letters/${letter.id}/pause`, { paused: false })
    await signAs(server, letter, { address: 'ann@northwind.example' })
  })
})

describe('closing', () => {
  test('counts waiting signatures, ends signing, and destroys the link between addresses and claims', async () => {
    const letter = await opened()
    await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    const halfWay = await story.askForCode(server, letter, { address: 'bea@northwind.example', name: 'Bea Ngo' })
    expect(existsSync(keyFile(letter.id, 'claims'))).toBe(true)
    const [tag, id, until] = [randomBytes(32), randomBytes(16), new Date(server.now().getTime() + 900_000)]
    const ofRecipient = { tag, slot: 1, letter_id: letter.id, code_mac: tag, id, created_at: until, expires_at: until }
    await db.insertInto('mailed_code').values(ofRecipient).execute()

    const at = `/dashboard/letters/${letter.id}/close/closure`
    expect((await organizerPost(server, ada, at)).html).toContain(sentence('lifecycle-not-sure'))
    await withConsent(server, letter.id, async () =>
      expect((await organizerPost(server, ada, at, { sure: 'yes' })).location).toContain('/approvals'),
    )

    expect(await row(letter.id)).toMatchObject({ state: 'closed', claims_key_destroyed: true, next_batch_at: null })
    expect(existsSync(keyFile(letter.id, 'claims'))).toBe(false)
    expect(existsSync(keyFile(letter.id, 'names'))).toBe(true)
    for (const table of ['claim', 'claim_bucket', 'claim_count', 'challenge', 'waiting_signature'])
      expect(await count(table, letter.id)).toBe(0)
    for (const table of ['mailed_code', 'mailed_code_attempts'] as const)
      expect(await db.selectFrom(table).selectAll().where('claims_of', '=', letter.id).execute()).toEqual([])
    // A recipient may still answer with a code.
    expect(await db.selectFrom('mailed_code').select('id').where('letter_id', '=', letter.id).execute()).toEqual([
      { id },
    ])
    expect(await db.selectFrom('signature').select('claim_tag').where('letter_id', '=', letter.id).execute()).toEqual([
      { claim_tag: null },
    ])
    expect(await story.verifiedCount(server, letter)).toBe(1)
    expect((await pageOf(server, `/letters/${letter.slug}`)).html).toContain('Ann Lee')

    const late = await story.submit(server, `/letters/${letter.slug}/signings/confirmation`, {
      challenge: halfWay.challenge,
      code: halfWay.code,
      signing_key: halfWay.signingKey,
    })
    expect(late.html).toContain('closed')
    expect(late.html.replaceAll('&#x3D;', '=')).toContain(halfWay.signingKey)
  })

  test('keeps the typed values of a person who is filling in the form', async () => {
    const letter = await opened()
    await closes(letter.id)
    const late = await story.submit(server, `/letters/${letter.slug}/signings`, {
      visibility: 'public',
      name: 'Ann Lee',
      address: 'ann@northwind.example',
    })
    expect(late.html).toContain(sentence('letter-closed-title'))
    expect(late.html).toContain('value="Ann Lee"')
  })

  test('is final, and needs two owners if there are two', async () => {
    const letter = await opened()
    const bea = await secondOwner(letter.id)
    const at = `/dashboard/letters/${letter.id}/closure`
    expect((await api(server, ada, 'POST', at)).json.outcome).toBe('waits')
    expect((await row(letter.id)).state).toBe('open')
    expect((await api(server, bea, 'POST', at)).json.outcome).toBe('waits')
    expect((await agrees(server, bea, letter.id)).json.outcome).toBe('done')
    expect((await row(letter.id)).state).toBe('closed')
    expect((await api(server, ada, 'POST', at)).status).toBe(409)
    const reopened = await api(server, ada, 'POST', `/dashboard/letters/${letter.id}/opening`, {
      to: 'open',
      version: 2,
    })
    expect(reopened.json.code).toBe('letter-closed')
  })

  test('by its date, at the very moment and by the job', async () => {
    const start = server.now()
    const letter = await opened()
    await signAs(server, letter, { address: 'ann@northwind.example' })
    server.at(new Date((letter.closes_at ?? start).getTime() - 1))
    await closeDueLetters(server.parts, server.now())
    expect((await row(letter.id)).state).toBe('open')
    server.at(letter.closes_at ?? start)
    await closeDueLetters(server.parts, server.now())
    expect(await row(letter.id)).toMatchObject({ state: 'closed', closed_at: letter.closes_at })
    expect(await story.verifiedCount(server, letter)).toBe(1)
    server.at(start)
  })

  test('while twenty people confirm: everybody with a confirmation is counted, and nobody after closing', async () => {
    const letter = await opened()
    const asked = []
    for (let number = 0; number < 20; number++)
      asked.push(await story.askForCode(server, letter, { address: `p${String(number)}@northwind.example` }))
    const answers = asked.map(async ({ challenge, code }, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 3))
      return story.enterCode(server, letter, challenge, code)
    })
    await new Promise((resolve) => setTimeout(resolve, 25))
    await closes(letter.id)
    const settled = await Promise.all(answers)
    const acknowledged = settled.filter(({ status }) => status === 200).length
    expect(settled.filter(({ status, json }) => status !== 200 && json['code'] !== 'letter-closed')).toEqual([])
    expect(await count('signature', letter.id)).toBe(acknowledged)
    expect(await story.verifiedCount(server, letter)).toBe(acknowledged)
    const { kept, counted } = await recount(db, letter.id)
    expect(kept).toEqual(counted)
  })

  test('a crash between commit and key destruction is completed, also repeatedly', async () => {
    const letter = await opened()
    await db
      .updateTable('letter')
      .set({ state: 'closed', closed_at: server.now() })
      .where('id', '=', letter.id)
      .execute()
    expect(existsSync(keyFile(letter.id, 'claims'))).toBe(true)
    await finishClosings(server.parts)
    await settleLetters(server.parts, server.now())
    expect(existsSync(keyFile(letter.id, 'claims'))).toBe(false)
    expect(await row(letter.id)).toMatchObject({
      state: 'closed',
      claims_key_destroyed: true,
      names_key_destroyed: false,
    })
  })
})

/** A closed letter with a name of each visibility, and a delivery that was accepted. */
async function delivered(who: Organizer = ada): Promise<AddressedLetter> {
  const letter = await opened('open', who)
  for (const [address, name, visibility] of [
    ['ann', 'Ann Lee', 'public'],
    ['bea', 'Bea Ngo', 'recipients'],
    ['cem', 'Cem Öz', 'withheld'],
  ] as const)
    await signAs(server, letter, { address: `${address}@northwind.example`, name, visibility })
  await closes(letter.id, who)
  await sql`with s as (
      insert into stage (letter_id, number, covering_note, state) values (${letter.id}, 1, 'Dear all', 'done') returning id
    )
    insert into delivery (stage_id, recipient_id, state, message_id, since_revision, accepted_at, last_answer)
    select s.id, r.id, 'accepted', ${`<${letter.id}@x>`}, 1, ${server.now()}, '250 ok'
    from s, recipient r where r.letter_id = ${letter.id}`.execute(db)
  await sql`insert into response (letter_id, way, text, answered_on, published_at) values
    (${letter.id}, 'mail', 'We heard you.', '2026-03-03', ${server.now()}), (${letter.id}, 'mail', 'Off the record', '2026-03-03', null)`.execute(
    db,
  )
  return row(letter.id)
}

describe('sealed names', () => {
  test('are erased with their key thirty days after the last delivery; public ones stay', async () => {
    const start = server.now()
    const letter = await delivered()
    later(29)
    await eraseDueNames(server.parts, server.now())
    expect((await row(letter.id)).names_key_destroyed).toBe(false)
    later(1)
    const stopped = { letter_id: letter.id, number: 9, state: 'stopped', stopped_from: 'sending' } as const
    await db.insertInto('stage').values(stopped).execute()
    await eraseDueNames(server.parts, server.now())
    // A stopped stage can continue and would then need the names.
    expect((await row(letter.id)).names_key_destroyed).toBe(false)
    await db.deleteFrom('stage').where('letter_id', '=', letter.id).where('number', '=', 9).execute()
    await eraseDueNames(server.parts, server.now())
    expect((await row(letter.id)).names_key_destroyed).toBe(true)
    expect(existsSync(keyFile(letter.id, 'names'))).toBe(false)
    const names = await db
      .selectFrom('signature')
      .select(['name', 'name_sealed'])
      .where('letter_id', '=', letter.id)
      .execute()
    expect(names.filter(({ name_sealed }) => name_sealed !== null)).toEqual([])
    expect(names.filter(({ name }) => name === 'Ann Lee')).toHaveLength(1)
    expect(await story.verifiedCount(server, letter)).toBe(3)
    server.at(start)
  })
})

describe('purging', () => {
  test('is tried without changing anything, and its numbers are shown before the click', async () => {
    const letter = await delivered()
    const before = await sql`select * from signature where letter_id = ${letter.id} order by id`.execute(db)
    const { json } = await api(server, ada, 'GET', `/dashboard/letters/${letter.id}/purge`)
    expect(json.goes).toMatchObject({
      names: 1,
      sealed_names: 2,
      drafts: 1,
      recipients_addresses: 1,
      unpublished_answers: 1,
    })
    expect(json.stays).toEqual({ signatures: 3, revisions: 1 })
    const page = await organizerPage(server, ada, `/dashboard/letters/${letter.id}/close`)
    expect(page.html).toContain(sentence('lifecycle-purge-goes', { kind: 'sealed_names', count: 2 }))
    expect(page.html).toContain(sentence('lifecycle-purge-stays', { revisions: 1, count: 3 }))
    expect((await sql`select * from signature where letter_id = ${letter.id} order by id`.execute(db)).rows).toEqual(
      before.rows,
    )
    expect(await row(letter.id)).toEqual(letter)

    const purged = await server.parts.db.transaction().execute((trx) => purgeRows(trx, letter.id))
    expect(purged).toEqual(json.goes)
  })

  test('deletes every name and address, and keeps text, count and hash for everybody', async () => {
    const letter = await delivered()
    const before = (await api(server, null, 'GET', `/letters/${letter.slug}`)).json
    expect((await organizerPost(server, ada, `/dashboard/letters/${letter.id}/close/purge`)).status).toBe(422)
    const second = await secondOwner(letter.id)
    await organizerPost(server, ada, `/dashboard/letters/${letter.id}/close/purge`, { sure: 'yes' })
    const waits = await organizerPage(server, second, `/dashboard/letters/${letter.id}/approvals`)
    const [, path = ''] = /action="([^"]+\/agreement)"/.exec(waits.html) ?? []
    const [, shown = ''] = /name="shown" value="(\w+)"/.exec(waits.html) ?? []
    expect((await organizerPost(server, second, path, { shown })).location).toBe(`/letters/${letter.slug}`)

    expect(await row(letter.id)).toMatchObject({ state: 'purged', draft_sealed: null, names_key_destroyed: true })
    expect(existsSync(keyFile(letter.id, 'names'))).toBe(false)
    for (const table of ['membership', 'activity', 'claim', 'claim_bucket', 'claim_count', 'name_claim', 'approval'])
      expect(await count(table, letter.id)).toBe(0)
    const rows = await db.selectFrom('signature').selectAll().where('letter_id', '=', letter.id).execute()
    for (const each of rows)
      expect(each).toMatchObject({ name: null, name_sealed: null, verifier: null, counted: true })
    const answers = await db.selectFrom('response').select('text').where('letter_id', '=', letter.id).execute()
    expect(answers).toEqual([{ text: 'We heard you.' }])
    const recipients = await db.selectFrom('recipient').selectAll().where('letter_id', '=', letter.id).execute()
    expect(recipients).toMatchObject([{ name: 'Ada Hartley', address_sealed: null }])

    const { html, status } = await pageOf(server, `/letters/${letter.slug}`)
    expect(status).toBe(200)
    expect(html).toContain('We build these systems.')
    expect(html).not.toMatch(/Ann Lee|Bea Ngo|Cem/)
    const after = (await api(server, null, 'GET', `/letters/${letter.slug}`)).json
    expect(after.tally.classes).toEqual(before.tally.classes)
    expect(after.revision).toEqual(before.revision)
    const { kept, counted } = await recount(db, letter.id)
    expect(kept).toEqual(counted)
    expect((await pageOf(server, `/letters/${letter.slug}/revisions/1`)).status).toBe(200)
  })

  test('deletes the accounts of people without another letter, and no others', async () => {
    const bea = await organizer(server, 'Bea Ngo')
    const cem = await organizer(server, 'Cem Öz')
    const letter = await opened('open', bea)
    await db.insertInto('membership').values({ letter_id: letter.id, organizer_id: cem.id, role: 'viewer' }).execute()
    await drafted(cem)
    await closes(letter.id, bea)
    const page = await organizerPage(server, bea, `/dashboard/letters/${letter.id}/close`)
    expect(page.html).toContain(sentenceOnPage('lifecycle-purge-accounts'))
    await withConsent(server, letter.id, () => api(server, bea, 'POST', `/dashboard/letters/${letter.id}/purge`))
    const left = await db.selectFrom('organizer').select('id').where('id', 'in', [bea.id, cem.id]).execute()
    expect(left).toEqual([{ id: cem.id }])
  })

  test('is for closed letters, and needs two owners if there are two', async () => {
    const open = await opened()
    expect((await api(server, ada, 'POST', `/dashboard/letters/${open.id}/purge`)).json.code).toBe('letter-not-closed')
    const letter = await delivered()
    const bea = await secondOwner(letter.id)
    expect((await api(server, ada, 'POST', `/dashboard/letters/${letter.id}/purge`)).json.outcome).toBe('waits')
    expect((await row(letter.id)).state).toBe('closed')
    expect((await agrees(server, bea, letter.id)).json.outcome).toBe('done')
    expect((await row(letter.id)).state).toBe('purged')
  })

  test('runs automatically ninety days after closing, and an interrupted purge is finished', async () => {
    const start = server.now()
    const letter = await delivered()
    later(89)
    await purgeDueLetters(server.parts, server.now())
    expect((await row(letter.id)).state).toBe('closed')
    later(1)
    const cut = db.transaction().execute(async (trx) => {
      await lockLetter(trx, letter.id)
      await sql`update signature set name = null, name_salt = null where letter_id = ${letter.id}`.execute(trx)
      throw new Error('cut short')
    })
    await expect(cut).rejects.toThrow('cut short')
    await purgeDueLetters(server.parts, server.now())
    await purgeDueLetters(server.parts, server.now())
    expect((await row(letter.id)).state).toBe('purged')
    await db.updateTable('letter').set({ names_key_destroyed: false }).where('id', '=', letter.id).execute()
    await finishClosings(server.parts)
    expect((await row(letter.id)).names_key_destroyed).toBe(true)
    server.at(start)
  })
})

describe('discarding a draft', () => {
  test('needs an owner who confirms the consequences, and a day later deletes all its data and destroys its keys', async () => {
    const eve = await organizer(server)
    const { json } = await api(server, ada, 'POST', '/dashboard/letters', { title: 'A plan' })
    const id = json.id as string
    await joinLetter(server, eve, id, 'editor')
    expect((await organizerPage(server, ada, `/dashboard/letters/${id}/close`)).html).toContain(
      sentence('lifecycle-discard-button'),
    )
    expect((await api(server, eve, 'POST', `/dashboard/letters/${id}/discard`)).status).toBe(403)
    expect((await organizerPost(server, ada, `/dashboard/letters/${id}/close/discard`)).status).toBe(422)
    const done = await organizerPost(server, ada, `/dashboard/letters/${id}/close/discard`, { sure: 'yes' })
    expect(done).toMatchObject({ status: 303, location: '/dashboard' })
    // Nobody can read, change, open or discard it, but its organizers see until when it can be restored.
    for (const path of [`/dashboard/letters/${id}/text`, `/dashboard/letters/${id}/close`])
      expect((await organizerPage(server, ada, path)).status).toBe(404)
    expect((await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, title: 'B' })).status).toBe(
      404,
    )
    expect((await api(server, ada, 'POST', `/dashboard/letters/${id}/discard`)).status).toBe(404)
    expect((await organizerPage(server, ada, '/dashboard')).html).toContain(`/dashboard/letters/${id}/restoration`)
    expect((await organizerPage(server, eve, '/dashboard')).html).not.toContain('/restoration')
    expect((await api(server, eve, 'POST', `/dashboard/letters/${id}/restoration`)).status).toBe(403)
    const stranger = await organizer(server)
    expect((await api(server, stranger, 'POST', `/dashboard/letters/${id}/restoration`)).status).toBe(404)
    await eraseDiscarded(server.parts, new Date(server.now().getTime() + day - 1))
    const restored = await organizerPost(server, ada, `/dashboard/letters/${id}/restoration`)
    expect(restored).toMatchObject({ status: 303, location: `/dashboard/letters/${id}/text` })
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json).toMatchObject({ title: 'A plan' })
    expect((await organizerPost(server, ada, `/dashboard/letters/${id}/restoration`)).status).toBe(404)
    const { html: activity } = await organizerPage(server, ada, `/dashboard/letters/${id}/activity`)
    for (const line of ['activity-draft-discarded', 'activity-draft-restored'] as const)
      expect(activity).toContain(sentence(line))

    await organizerPost(server, ada, `/dashboard/letters/${id}/close/discard`, { sure: 'yes' })
    const listed = (await api(server, ada, 'GET', '/dashboard/letters')).json as unknown as {
      id: string
      erases_at: string
    }[]
    const erasesAt = new Date(listed.find((each) => each.id === id)?.erases_at ?? '')
    expect(erasesAt.getTime() - server.now().getTime()).toBeGreaterThanOrEqual(day)
    expect(erasesAt.getTime() % (day / 24)).toBe(0)
    await eraseDiscarded(server.parts, erasesAt)
    await expect(restoreDraft(server.parts, ada.id, id, erasesAt)).rejects.toThrow(Refusal)
    for (const table of ['letter', 'membership', 'activity'] as const) {
      const column = table === 'letter' ? 'id' : 'letter_id'
      const { rows } = await sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${id}`.execute(db)
      expect(rows).toEqual([])
    }
    const { keys } = server.parts
    expect(keys.stateOf(id, 'draft')).toBe('destroyed')
    expect(() => keys.createForLetter(id)).toThrow('was destroyed')
    expect((await organizerPage(server, ada, '/dashboard')).html).not.toContain('A plan')
  })

  test('needs two owners if there are two, and is only for drafts', async () => {
    const bea = await organizer(server)
    const id = await draftOf(server, ada, { title: 'Ours' })
    await joinLetter(server, bea, id, 'owner')
    expect((await api(server, ada, 'POST', `/dashboard/letters/${id}/discard`)).json).toEqual({ outcome: 'waits' })
    expect((await organizerPage(server, bea, `/dashboard/letters/${id}/approvals`)).html).toContain(
      catalogueOf(english).format('approvals-agree', { kind: 'discard', by: '', name: '', role: '', stage: 0 }),
    )
    expect((await agrees(server, bea, id)).json.outcome).toBe('done')
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}`)).status).toBe(404)
    const letter = await opened()
    const refused = await api(server, ada, 'POST', `/dashboard/letters/${letter.id}/discard`)
    expect(refused).toMatchObject({ status: 409, json: { code: 'letter-was-opened' } })
  })
})

describe('a backup from before', () => {
  /** Simulates a restored backup: the letter's rows are the old ones, and the key files are gone. */
  test('of a letter that was closed since is closed again at the start', async () => {
    const letter = await opened()
    await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    server.parts.keys.destroy(letter.id, 'claims')
    await settleLetters(server.parts, server.now())
    expect(await row(letter.id)).toMatchObject({ state: 'closed', claims_key_destroyed: true })
    expect(await story.namesOf(server, letter)).toEqual(['Ann Lee'])
  })

  test('of a letter that was purged since is purged again at the start', async () => {
    const letter = await opened()
    await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await signAs(server, letter, { address: 'bea@northwind.example', name: 'Bea Ngo', visibility: 'withheld' })
    const { keys } = server.parts
    keys.notePurged(letter.id)
    keys.destroy(letter.id, 'claims')
    for (const kind of ['names', 'draft'] as const) keys.destroy(letter.id, kind)
    await settleLetters(server.parts, server.now())
    expect(await row(letter.id)).toMatchObject({ state: 'purged', names_key_destroyed: true, draft_sealed: null })
    expect(await story.verifiedCount(server, letter)).toBe(2)
    expect((await pageOf(server, `/letters/${letter.slug}`)).html).not.toMatch(/Ann Lee|Bea Ngo/)
  })

  test('of a draft that was discarded since is discarded again, and one that was opened and closed since never opens', async () => {
    const [gone, stays] = [await draftOf(server, ada, northwind), await draftOf(server, ada, northwind)]
    const { keys } = server.parts
    for (const kind of keyKinds) keys.destroy(gone, kind)
    keys.destroy(stays, 'claims')
    // The row still exists, but its sealed title cannot be opened. The dashboard works without the title.
    expect((await organizerPage(server, ada, '/dashboard')).status).toBe(200)
    await settleLetters(server.parts, server.now())
    expect(await db.selectFrom('letter').select('id').where('id', 'in', [gone, stays]).execute()).toEqual([
      { id: stays },
    ])
    const opening = await api(server, ada, 'POST', `/dashboard/letters/${stays}/opening`, { to: 'quiet', version: 1 })
    expect(opening).toMatchObject({ status: 409, json: { code: 'letter-closed' } })
  })
})
