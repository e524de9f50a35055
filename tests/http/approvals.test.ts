import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { emptyDraft } from '../../server/letter/rules.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { htmlIsValid } from '../support/browser.ts'
import {
  agrees,
  api,
  draftOf,
  join,
  organizer,
  organizerPage,
  organizerPost,
  proposalsFor,
  type Organizer,
} from '../support/organizers.ts'
import { letterNow, nextBatch, openLetter, signAs } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

let server: TestServer
let mara: Organizer
let ben: Organizer
let letter: string

beforeAll(async () => {
  server = await testServer()
})

const draft = {
  ...emptyDraft,
  title: 'Stop the cameras',
  text: 'We **work** here.\n\nWe ask you to stop.',
  demands: ['Stop it.'],
  recipients: [{ name: 'Ada Hartley', office: 'Chief executive', address: 'ada@board.example' }],
  employers: [{ name: 'Northwind', domains: ['northwind.example'] }],
}

beforeEach(async () => {
  await server.work()
  mara = await organizer(server, 'Mara')
  ben = await organizer(server, 'Ben')
  letter = await draftOf(server, mara, draft)
  await join(server, ben, letter, 'owner')
  server.inbox.clear()
})

const at = (path = '') => `/dashboard/letters/${letter}${path}`
const words = (id: string, values = {}) => catalogueOf(english).format(id, values)

async function stateOf(id = letter) {
  const row = await server.parts.db
    .selectFrom('letter')
    .select(['state', 'draft_version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row
}

async function asksToOpen(who = mara) {
  const { draft_version: version } = await stateOf()
  const { json } = await api(server, who, 'POST', at('/opening'), { to: 'open', version })
  expect(json.outcome).toBe('waits')
}

async function edits(text: string) {
  const { draft_version: version } = await stateOf()
  expect((await api(server, mara, 'PATCH', at('/draft'), { version, text })).status).toBe(200)
}

async function proposalOf(who: Organizer) {
  const [proposal] = await proposalsFor(server, who, letter)
  return proposal!
}

/** Returns once a request waits for a lock. */
async function waitsForLock(): Promise<void> {
  for (;;) {
    const { rows } =
      await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        server.parts.db,
      )
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const shownIn = (html: string) => /name="shown" value="([0-9a-f]{64})"/.exec(html)?.[1]

describe('the page of what waits', () => {
  test('says in sentences what will happen, and shows the letter as it will look', async () => {
    await asksToOpen()
    const page = await organizerPage(server, ben, at('/approvals'))
    expect(page.html).toContain('Mara asks to open the letter to everybody. If you agree, it opens now.')
    expect(page.html).toContain('Agree, and open it now')
    expect(page.html).toContain(sentence('approvals-refuse-summary'))
    expect(page.html).toContain('We <strong>work</strong> here.')
    expect(page.html).toContain('Stop it.')
    expect(page.html).toContain('Workers of Northwind can sign, with an address at northwind.example.')
    expect(page.html).not.toMatch(/"anonymous"|[0-9a-f]{64}<|facets/)
    await htmlIsValid(page.html)
    const own = await organizerPage(server, mara, at('/approvals'))
    expect(own.html).toContain(
      catalogueOf(english).format('approvals-yours', { kind: 'open', by: '', name: '', role: '', stage: 0 }),
    )
    expect(own.html).not.toContain('Agree, and open it now')
  })

  test('agreeing carries it out, on the page and in the API, and the proposer is told', async () => {
    await asksToOpen()
    const { html } = await organizerPage(server, ben, at('/approvals'))
    const { id } = await proposalOf(ben)
    await server.work()
    server.inbox.clear()
    const agreed = await organizerPost(server, ben, at(`/approvals/${id}/agreement`), { shown: shownIn(html)! })
    expect(agreed.location).toBe(at('/share'))
    expect((await stateOf()).state).toBe('open')
    await server.work()
    expect(server.inbox.mails().map(({ to }) => to)).toEqual([mara.address])
    await api(server, mara, 'POST', at('/closure'))
    const asked = await organizerPage(server, ben, at('/approvals'))
    const closing = at(`/approvals/${(await proposalOf(ben)).id}/agreement`)
    const done = await organizerPost(server, ben, closing, { shown: shownIn(asked.html)! })
    expect([done.status, done.html]).toEqual([200, expect.stringContaining(sentence('approvals-done-title'))])
    expect((await stateOf()).state).toBe('closed')
  })

  test('is announced above the page that it concerns, with a link, and not above others', async () => {
    await asksToOpen()
    const text = await organizerPage(server, ben, at('/text'))
    expect(text.html).toContain('Mara asks to open the letter to everybody.')
    expect(text.html).toContain(`href="${at('/approvals')}">${sentence('approvals-waits-link')}`)
    expect((await organizerPage(server, ben, at('/people'))).html).not.toContain('asks to open')
    const stranger = await organizer(server, 'A Stranger')
    expect((await organizerPage(server, stranger, at('/text'))).html).not.toContain('asks to open')
  })

  test('shows editors and viewers that something waits, and neither reasons nor a hash', async () => {
    const viewer = await organizer(server, 'Vera')
    await join(server, viewer, letter, 'viewer')
    await asksToOpen()
    const { id } = await proposalOf(ben)
    await api(server, ben, 'POST', at(`/approvals/${id}/refusal`), { reason: 'Too early' })
    const { html } = await organizerPage(server, viewer, at('/approvals'))
    expect(html).not.toContain('Too early')
    expect(shownIn(html)).toBeUndefined()
    const seen = await proposalsFor(server, viewer, letter)
    expect(seen).toMatchObject([{ shown: null, facts: [] }])
    expect((await api(server, viewer, 'POST', at(`/approvals/${id}/agreement`), { shown: 'x' })).status).toBe(403)
  })

  test('shows what changed since this owner last looked', async () => {
    await asksToOpen()
    expect((await organizerPage(server, ben, at('/approvals'))).html).not.toContain('<ins>')
    const { id } = await proposalOf(mara)
    await api(server, mara, 'POST', at(`/approvals/${id}/withdrawal`))
    await edits('We **work** here.\n\nWe ask you to stop now.')
    await asksToOpen()
    for (const look of ['first', 'second']) {
      const { html } = await organizerPage(server, ben, at('/approvals'))
      expect([look, html]).toEqual([look, expect.stringContaining(sentence('approvals-changes-heading'))])
      expect(html).toMatch(/<ins>.*now/)
    }
    expect((await organizerPage(server, mara, at('/approvals'))).html).toContain('<ins>')
  })
})

describe('an agreement', () => {
  test('to a page that changed meanwhile shows the new page, and nothing happens', async () => {
    await asksToOpen()
    const { html } = await organizerPage(server, ben, at('/approvals'))
    const { id } = await proposalOf(ben)
    await edits('Something else.')
    const refused = await organizerPost(server, ben, at(`/approvals/${id}/agreement`), { shown: shownIn(html)! })
    expect(refused.status).toBe(409)
    expect(refused.html).toContain(sentence('approvals-changed-meanwhile'))
    expect(refused.html).toContain('Something else.')
    expect(refused.html).toContain(words('approvals-stale', { by: 'Mara' }))
    expect(refused.html).not.toContain('Agree, and open it now')
    await htmlIsValid(refused.html)
    expect((await stateOf()).state).toBe('draft')
    expect((await proposalOf(ben)).shown).toBeNull()
  })

  test('to something that the owner has not seen is refused: another hash, another proposal, none', async () => {
    await asksToOpen()
    const { id, shown } = await proposalOf(ben)
    const { json } = await api(server, mara, 'DELETE', at(`/people/${ben.id}`))
    expect(json.outcome).toBe('waits')
    const other = (await proposalsFor(server, ben, letter)).find(({ kind }) => kind === 'remove-owner')!
    const bad = ['', 'a'.repeat(64), other.shown!, shown!.toUpperCase()]
    for (const hash of bad) {
      const answer = await api(server, ben, 'POST', at(`/approvals/${id}/agreement`), { shown: hash })
      expect([hash, answer.status, answer.json.code]).toEqual([hash, 409, 'changed-meanwhile'])
    }
    expect((await api(server, mara, 'POST', at(`/approvals/${id}/agreement`), { shown })).json.code).toBe(
      'own-proposal',
    )
    expect((await stateOf()).state).toBe('draft')
    const elsewhere = await draftOf(server, ben, draft)
    const foreign = `/dashboard/letters/${elsewhere}/approvals/${id}/agreement`
    expect((await api(server, ben, 'POST', foreign, { shown })).json.code).toBe('proposal-settled')
  })

  test('of two owners at the same moment carries it out once', async () => {
    const cleo = await organizer(server, 'Cleo')
    await join(server, cleo, letter, 'owner')
    await asksToOpen()
    const { id, shown } = await proposalOf(ben)
    const answers = await Promise.all(
      [ben, cleo].map((who) => api(server, who, 'POST', at(`/approvals/${id}/agreement`), { shown })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const opened = await sql<{ count: number }>`select count(*)::int as count from activity
      where letter_id = ${letter} and what = 'letter-opened'`.execute(server.parts.db)
    expect(opened.rows[0]?.count).toBe(1)
  })

  test('loses to an edit, a withdrawal or a removal of the proposer that comes first', async () => {
    await asksToOpen()
    const { id, shown } = await proposalOf(ben)
    const race = await Promise.all([
      api(server, ben, 'POST', at(`/approvals/${id}/agreement`), { shown }),
      api(server, mara, 'POST', at(`/approvals/${id}/withdrawal`)),
    ])
    expect(race.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await stateOf()).state).toBe(race[0].status === 200 ? 'open' : 'draft')
  })

  test('and a withdrawal lock the letter before the proposal, so they never wait for each other', async () => {
    await asksToOpen()
    const { id } = await proposalOf(ben)
    const agreeing = await server.parts.db.startTransaction().execute()
    await agreeing.selectFrom('letter').select('id').where('id', '=', letter).forUpdate().execute()
    const withdrawn = api(server, mara, 'POST', at(`/approvals/${id}/withdrawal`))
    await waitsForLock()
    // Fails at once if the withdrawal holds the proposal.
    await agreeing.selectFrom('approval').select('id').where('id', '=', id).forUpdate().noWait().execute()
    await agreeing.rollback().execute()
    expect((await withdrawn).status).toBeLessThan(300)
  })
})

describe('a refusal', () => {
  test('needs a reason, keeps what was typed, is shown, and blocks nothing if two others agree', async () => {
    const cleo = await organizer(server, 'Cleo')
    await join(server, cleo, letter, 'owner')
    await asksToOpen()
    const { id } = await proposalOf(ben)
    const path = at(`/approvals/${id}/refusal`)
    const missing = await organizerPost(server, ben, path, { reason: ' ' })
    expect([missing.status, missing.html]).toEqual([422, expect.stringContaining(sentence('approvals-reason-missing'))])
    const long = await organizerPost(server, ben, path, { reason: 'long '.repeat(201) })
    expect(long.html).toContain('long long long')
    await htmlIsValid(long.html)
    expect((await organizerPost(server, ben, path, { reason: 'Not <b>yet</b>.' })).html).toContain(
      sentence('approvals-refused-title'),
    )
    const page = await organizerPage(server, cleo, at('/approvals'))
    expect(page.html).toContain('Not &lt;b&gt;yet&lt;/b&gt;.')
    const { rows } = await server.pool.query('select reason_sealed from approval_refusal where approval_id = $1', [id])
    expect((rows as { reason_sealed: Buffer }[])[0]!.reason_sealed.toString('latin1')).not.toContain('yet')
    expect((await agrees(server, cleo, letter)).status).toBe(200)
    expect((await stateOf()).state).toBe('open')
  })

  test('of every other owner ends the proposal, and an owner who refused can still agree before', async () => {
    const cleo = await organizer(server, 'Cleo')
    await join(server, cleo, letter, 'owner')
    await asksToOpen()
    const { id } = await proposalOf(ben)
    for (const who of [ben, cleo]) {
      expect((await proposalOf(who)).state).toBe('open')
      await api(server, who, 'POST', at(`/approvals/${id}/refusal`), { reason: 'No.' })
    }
    expect((await proposalOf(ben)).state).toBe('refused')
    await asksToOpen()
    const again = (await proposalsFor(server, ben, letter)).find(({ state }) => state === 'open')!
    await api(server, ben, 'POST', at(`/approvals/${again.id}/refusal`), { reason: 'No.' })
    expect((await agrees(server, ben, letter)).status).toBe(200)
  })
})

describe('the other owners', () => {
  test('get a mail that names neither the letter nor a person, and a reminder after a day if they have not answered', async () => {
    const cleo = await organizer(server, 'Cleo')
    await join(server, cleo, letter, 'owner')
    const reminded = async () => {
      server.inbox.clear()
      await sql`select graphile_worker.add_job('remind-owners')`.execute(server.parts.db)
      await server.work()
      const ours = [mara, ben, cleo].map(({ address }) => address)
      return server.inbox.mails().flatMap(({ to }) => (ours.includes(to) ? [to] : []))
    }
    await asksToOpen()
    await server.work()
    const mails = server.inbox.mails()
    expect(mails.map(({ to }) => to).toSorted()).toEqual([ben.address, cleo.address].toSorted())
    for (const { subject, text } of mails)
      for (const word of ['Mara', 'cameras', 'letter to', letter, 'Northwind'])
        expect(subject + text).not.toContain(word)
    const { id } = await proposalOf(ben)
    await api(server, ben, 'POST', at(`/approvals/${id}/refusal`), { reason: 'No.' })
    expect(await reminded()).toEqual([mara.address])
    const start = server.now()
    server.at(new Date(start.getTime() + 24 * 3_600_000 - 1000))
    expect(await reminded()).toEqual([])
    server.at(new Date(start.getTime() + 24 * 3_600_000))
    expect(await reminded()).toEqual([cleo.address])
    expect(await reminded()).toEqual([])
  })
})

describe('an owner who is invited', () => {
  test('gets the mail at the address that both owners have seen, which is stored sealed', async () => {
    const path = at('/invitations')
    const typed = { role: 'owner', address: 'new.owner@personal.example' }
    expect((await api(server, mara, 'POST', path, { ...typed, address: 'x@northwind.example' })).status).toBe(422)
    expect((await api(server, mara, 'POST', path, typed)).status).toBe(202)
    const { rows } = await server.pool.query('select subject::text, detail_sealed from approval where letter_id = $1', [
      letter,
    ])
    expect(JSON.stringify(rows)).not.toContain('new.owner')
    expect((await proposalOf(ben)).facts).toEqual(['The invitation is mailed to new.owner@personal.example.'])
    await server.work()
    server.inbox.clear()
    const { json } = await agrees(server, ben, letter)
    expect(json.link).toMatch(/\/organizers\/welcome\//)
    await server.work()
    expect(server.inbox.mails().map(({ to }) => to)).toContain('new.owner@personal.example')
  })
})

test('a purge erases proposals, reasons and what owners were shown', async () => {
  await asksToOpen()
  await organizerPage(server, ben, at('/approvals'))
  await agrees(server, ben, letter)
  for (const act of ['closure', 'purge']) {
    await api(server, mara, 'POST', at(`/${act}`))
    expect((await agrees(server, ben, letter)).status).toBe(200)
  }
  for (const table of ['approval', 'approval_look'])
    expect((await server.pool.query(`select from ${table} where letter_id = $1`, [letter])).rowCount).toBe(0)
})

describe('a delivery', () => {
  const people = ['Ada Hartley', 'Bo Chan', 'Cy Dean'].map((name) => ({
    name,
    office: 'Board',
    address: `${name.slice(0, 2).toLowerCase()}@board.example`,
  }))

  async function asksToDeliver() {
    const { id } = await openLetter(server, { draft: { recipients: people }, batchSize: 1, firstThreshold: 0 })
    letter = id
    for (const owner of [mara, ben]) await join(server, owner, letter, 'owner')
    const { json } = await api(server, mara, 'GET', at('/stages'))
    const stage = {
      kind: 'mail',
      recipients: (json.recipients as { id: string }[]).map((recipient) => recipient.id),
      disclosure: 'count',
      note: 'We are {{count}}.',
    }
    const planned = await api(server, mara, 'POST', at('/stages'), stage)
    const path = at(`/stages/${planned.json.id as string}`)
    expect((await api(server, mara, 'POST', `${path}/approval`, { version: 1 })).json.outcome).toBe('waits')
  }

  test('shows the mail to each recipient: the first one open, the others folded', async () => {
    await asksToDeliver()
    const { html } = await organizerPage(server, ben, at('/approvals'))
    await htmlIsValid(html)
    const mails = [...html.matchAll(/<pre class="mail-text"[^>]*>(.*?)<\/pre>/gs)].map(([, text = '']) => text)
    expect(mails).toHaveLength(3)
    for (const [index, { name, address }] of people.entries()) {
      expect(mails[index]).toContain(name)
      expect(html.includes(`<summary>${words('approvals-mail-for', { address })}`)).toBe(index > 0)
    }
    const { mails: listed } = (await proposalOf(ben)) as unknown as { mails: { to: string; text: string }[] }
    expect(listed.map(({ to }) => to).toSorted()).toEqual(people.map(({ address }) => address).toSorted())
  })

  test('needs another look if the mail to any recipient has changed, but not if the count has', async () => {
    await asksToDeliver()
    const { id, shown } = await proposalOf(ben)
    await signAs(server, await letterNow(server, letter), { name: 'Ann Lee', address: 'ann@northwind.example' })
    await nextBatch(server, await letterNow(server, letter))
    expect((await proposalOf(ben)).shown).toBe(shown)
    // Stands in the mails alone: neither the proposal's subject nor its facts quote the letter, which nobody can change like this.
    await sql`alter table revision disable trigger user`.execute(server.parts.db)
    await sql`update revision set title = 'Another title' where letter_id = ${letter}`.execute(server.parts.db)
    await sql`alter table revision enable trigger user`.execute(server.parts.db)
    const path = at(`/approvals/${id}/agreement`)
    expect((await api(server, ben, 'POST', path, { shown })).json.code).toBe('changed-meanwhile')
    const { shown: now } = await proposalOf(ben)
    expect((await api(server, ben, 'POST', path, { shown: now })).status).toBe(200)
  })
})
