import { sql } from 'kysely'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { enqueue } from '../../server/jobs/queue.ts'
import { purgeNow } from '../../server/letters/lifecycle/purge-letter.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { eraseNames } from '../../server/letters/lifecycle/erase-names.ts'
import type { CaughtMail } from '../../server/mail/catcher.ts'
import { testServer } from '../support/app.ts'
import {
  api,
  organizerPage,
  organizerPost,
  join,
  openLetter,
  organizer,
  pageOf,
  post,
  submit,
} from '../support/stories.ts'
import { askForCode, onTheList, subscribe, subscribeOnPages } from '../support/updates.ts'
import { agrees, proposalsFor, withConsent } from '../support/organizers.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'
import { sentence } from '../support/words.ts'

/** The mail server's reply code for these addresses. */
const moods = new Map<string, number>()
/** For these addresses, the mail server accepts the whole mail and closes the connection without a reply. */
const lost = new Set<string>()
const server = await testServer({
  settings: { BOUNCE_ADDRESS: 'bounces@roundrobin.example' },
  inbox: {
    behave: (moment, address) => {
      if (moment === 'dot' && lost.has(address)) return 'lose-answer'
      const answer = moment === 'rcpt' ? moods.get(address) : undefined
      return answer === undefined ? undefined : { answer }
    },
  },
})
const { db } = server.parts
beforeEach(() => {
  server.inbox.clear()
  moods.clear()
  lost.clear()
})

const mailsTo = (address: string) => server.inbox.mails().filter(({ to }) => to === address)
const header = (mail: CaughtMail, name: string) => mail.headers.find((each) => each.name === name)?.value
const stopLink = (mail: CaughtMail) => /<([^>]+)>/.exec(header(mail, 'list-unsubscribe') ?? '')![1]!
const pathIn = (link: string) => link.replace(server.parts.config.origin, '')

describe('asking for updates', () => {
  test('needs a code, and gives the same answer for an address that is on the list already', async () => {
    const letter = await openLetter(server, { state: 'quiet' })
    const first = await subscribeOnPages(server, letter, 'Ana.Ruiz+news@personal.example')
    expect(first[1]).toContain(sentence('updates-asked-heading'))
    const again = await subscribeOnPages(server, letter, 'Ana.Ruiz+news@personal.example')
    expect(again).toEqual(first)
    expect(await onTheList(server, letter)).toBe(1)
    for (const { subject, text, from } of server.inbox.mails()) {
      expect(subject).toBe('Your code')
      expect(text).not.toContain('http')
      expect(from).toBe('letters@roundrobin.example')
    }
  })

  test('refuses a mailbox that an employer can read, and keeps what was typed', async () => {
    const letter = await openLetter(server)
    for (const address of ['ana@northwind.example', 'ana@mail.eu.northwind.example']) {
      const { status, html } = await submit(server, `/letters/${letter.slug}/updates`, { address })
      expect(status).toBe(422)
      expect(html).toContain('Use a personal address that no employer can read.')
      expect(html).toContain(`value="${address}"`)
    }
    await server.work()
    expect(server.inbox.mails()).toEqual([])
  })

  test('a wrong code uses a try, another letter’s code is refused, and the right one works twice', async () => {
    const [letter, other] = [await openLetter(server), await openLetter(server)]
    const { challenge, code } = await askForCode(server, letter, 'bo@personal.example')
    const enter = (of: string, typed: string) =>
      post(server, `/api/v1/letters/${of}/subscriptions/${challenge}/confirmation`, { code: typed })
    expect((await enter(other.slug, code)).json['code']).toBe('code-not-right')
    const wrong = code === '00000 00000' ? '00000 00001' : '00000 00000'
    expect((await enter(letter.slug, wrong)).json['code']).toBe('code-not-right')
    expect((await enter(letter.slug, code)).status).toBe(200)
    expect((await enter(letter.slug, code)).status).toBe(200)
    for (let tries = 0; tries < 2; tries++) await enter(letter.slug, wrong)
    expect((await enter(letter.slug, code)).json['code']).toBe('code-not-right')
    expect([await onTheList(server, letter), await onTheList(server, other)]).toEqual([1, 0])
  })

  test('stores nothing readable, and nothing that links to a signature', async () => {
    const letter = await openLetter(server)
    await subscribe(server, letter, 'cleo@personal.example')
    const row = await db
      .selectFrom('subscriber')
      .selectAll()
      .where('letter_id', '=', letter.id)
      .executeTakeFirstOrThrow()
    expect(Object.keys(row).toSorted()).toEqual(['address_sealed', 'address_tag', 'id', 'letter_id'])
    for (const column of [row.address_sealed, row.address_tag]) expect(column.toString('latin1')).not.toContain('cleo')
    const { rows } = await sql<{ row: string }>`select row_to_json(c)::text as row from subscriber_challenge c`.execute(
      db,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const each of rows) expect(Buffer.from(each.row).toString()).not.toContain('cleo')
  })
})

describe('unsubscribing', () => {
  async function told(address: string) {
    const letter = await openLetter(server)
    await subscribe(server, letter, address)
    const owner = await organizer(server)
    await join(server, owner, letter.id, 'owner')
    await publish(letter.id, owner, 'Something new.')
    await server.work()
    return { letter, mail: mailsTo(address).at(-1)! }
  }

  test('works by one POST of the mail program, in either content type, without a cookie', async () => {
    for (const [index, body] of [
      new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      oneClick(),
      null,
    ].entries()) {
      const { letter, mail } = await told(`dora${String(index)}@personal.example`)
      expect(header(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
      expect(mail.from).toMatch(/^bounces\+[0-9a-z]{41}@roundrobin\.example$/)
      const path = pathIn(stopLink(mail))
      for (const method of ['GET', 'HEAD']) expect((await fetch(`${server.url}${path}`, { method })).status).toBe(200)
      expect(await onTheList(server, letter)).toBe(1)
      for (let times = 0; times < 2; times++) {
        const answer = await fetch(`${server.url}${path}`, { method: 'POST', body, redirect: 'manual' })
        expect(answer.status).toBe(200)
        expect(answer.headers.get('set-cookie')).toBeNull()
        expect(await answer.text()).toContain(sentence('updates-stopped-heading'))
        expect(await onTheList(server, letter)).toBe(0)
      }
    }
  })

  function oneClick(): FormData {
    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    return form
  }

  test('works from the page and the API, and answers politely after the letter has been purged', async () => {
    const { letter, mail } = await told('emil@personal.example')
    const path = pathIn(stopLink(mail))
    expect(mail.text).toContain(stopLink(mail))
    expect((await pageOf(server, path)).html).toContain(sentence('updates-stop-button'))
    expect((await api(server, null, 'DELETE', `/subscriptions/${path.split('/').at(-1)!}`)).status).toBe(204)
    expect(await onTheList(server, letter)).toBe(0)
    await subscribe(server, letter, 'emil@personal.example')
    await closeWhere(server.parts, letter.id, server.now(), () => true)
    await purgeNow(server.parts, letter.id, server.now())
    expect(await onTheList(server, letter)).toBe(0)
    expect((await submit(server, path, {})).html).toContain(sentence('updates-stopped-heading'))
    const again = await submit(server, `/letters/${letter.slug}/updates`, { address: 'emil@personal.example' })
    expect(again.html).toContain('There are no more updates of this letter')
  })

  test('a link with a changed character is refused', async () => {
    const { mail } = await told('fay@personal.example')
    const path = pathIn(stopLink(mail))
    const other = path.replace(/.(?=.{9}$)/, (sign) => (sign === 'A' ? 'B' : 'A'))
    for (const wrong of [other, '/updates/x', `${path}x`]) {
      expect((await pageOf(server, wrong)).status).toBe(404)
      expect((await submit(server, wrong, {})).status).toBe(404)
    }
  })
})

/** Repeats the job that mails the update. */
async function sendTwice(update: string): Promise<void> {
  for (let times = 0; times < 2; times++) {
    await enqueue(db, 'send-update', { update })
    await server.work()
  }
}

async function updateOf(letterId: string): Promise<string> {
  const { id } = await db
    .selectFrom('letter_update')
    .select('id')
    .where('letter_id', '=', letterId)
    .executeTakeFirstOrThrow()
  return id
}

async function publish(letter: string, owner: Awaited<ReturnType<typeof organizer>>, text: string): Promise<void> {
  const base = `/dashboard/letters/${letter}/updates/draft`
  const { json } = await api(server, owner, 'PUT', base, { version: 0, text })
  await withConsent(server, letter, () => api(server, owner, 'POST', `${base}/publication`, { version: json.version }))
}

/** Whom the update reached. Owners get mails too, because something waits for them. */
function reached(): string[] {
  return server.inbox
    .mails()
    .map(({ to }) => to)
    .filter((to) => !to.startsWith('organizer'))
}

describe('an update', () => {
  test('is previewed only to its author, needs two owners, is shown with its date, and mailed once to each subscriber', async () => {
    const letter = await openLetter(server)
    const [ada, bea] = [await organizer(server, 'Ada'), await organizer(server, 'Bea')]
    for (const owner of [ada, bea]) await join(server, owner, letter.id, 'owner')
    for (const address of ['gus@personal.example', 'hal@personal.example']) await subscribe(server, letter, address)
    server.inbox.clear()
    const page = `/dashboard/letters/${letter.id}/updates`
    const text = 'They **read** it.\n\n<script>alert(1)</script>'

    expect((await organizerPost(server, ada, page, { version: '0', text: '' })).html).toContain(
      'Type what you want to tell.',
    )
    expect((await organizerPost(server, ada, page, { version: '0', text })).status).toBe(303)
    const shown = (await organizerPage(server, ada, page)).html
    expect(shown).toContain('They <strong>read</strong> it.')
    expect(shown).toContain('Fewer than five have asked.')
    const overtaken = await organizerPost(server, bea, page, { version: '0', text: 'Mine' })
    expect(overtaken.status).toBe(422)
    for (const words of ['Somebody changed the update meanwhile', 'They <strong>read</strong> it.', 'Mine</textarea>'])
      expect(overtaken.html).toContain(words)

    await organizerPost(server, ada, `${page}/preview`, { version: '1' })
    await server.work()
    expect(server.inbox.mails().map(({ to }) => to)).toEqual([ada.address])
    expect(server.inbox.mails()[0]!.subject).toMatch(/^Preview, to you alone: Update: Stop selling/)
    expect((await pageOf(server, `/letters/${letter.slug}`)).html).not.toContain('They <strong>read')

    const approvals = `/dashboard/letters/${letter.id}/approvals`
    expect((await organizerPost(server, ada, `${page}/publication`, { version: '1' })).location).toBe(approvals)
    await server.work()
    expect(server.inbox.mails().map(({ to }) => to)).toEqual([ada.address, bea.address])
    const asked = await organizerPage(server, bea, approvals)
    expect(asked.html).toContain(
      catalogueOf(english).format('approvals-agree', { kind: 'update', by: '', name: '', role: '', stage: 0 }),
    )
    expect(asked.html).toContain('They <strong>read</strong> it.')
    expect((await agrees(server, bea, letter.id)).json.outcome).toBe('done')
    await server.work()
    for (const address of ['gus@personal.example', 'hal@personal.example']) {
      const [mail, ...more] = mailsTo(address)
      expect(more).toEqual([])
      expect(mail!.text).toContain('They read it.')
      expect(mail!.html).toContain('They <strong>read</strong> it.')
      expect(mail!.html).not.toMatch(/<script|src=|url\(/)
    }
    await vi.waitFor(async () => {
      const { html } = await pageOf(server, `/letters/${letter.slug}`)
      expect(html).toMatch(
        /<h3>2 March 2026<\/h3>\s*<div class="letter-body" lang="en" dir="auto"><p>They <strong>read<\/strong> it\.<\/p>/,
      )
    }, 20_000)
    const json = (await api(server, null, 'GET', `/letters/${letter.slug}`)).json
    expect(json.updates).toEqual([{ published_on: '2026-03-02', text }])
  })

  test('is mailed to nobody twice: not if its job is repeated, and not after a process died during it', async () => {
    const letter = await openLetter(server)
    const owner = await organizer(server)
    await join(server, owner, letter.id, 'owner')
    for (const name of ['ida', 'jon', 'kai']) await subscribe(server, letter, `${name}@personal.example`)
    server.inbox.clear()
    moods.set('ida@personal.example', 451).set('jon@personal.example', 550)
    await publish(letter.id, owner, 'One.')
    const id = await updateOf(letter.id)
    await server.work()
    expect(reached()).toEqual(['kai@personal.example'])
    // A receipt of a process that died before it recorded the result.
    await subscribe(server, letter, 'leo@personal.example')
    const { rows } = await sql<{ id: Buffer }>`
      select id from subscriber s where letter_id = ${letter.id}
        and not exists (select from subscriber_receipt r where r.subscriber_id = s.id)`.execute(db)
    expect(rows).toHaveLength(2)
    moods.clear()
    server.inbox.clear()
    for (const { id: subscriber } of rows)
      await db.insertInto('subscriber_receipt').values({ subscriber_id: subscriber, about: id }).execute()
    await enqueue(db, 'send-update', { update: id })
    await server.work()
    expect(reached()).toEqual([])
    await sql`delete from subscriber_receipt where state = 'unsure'`.execute(db)
    await sendTwice(id)
    expect(reached().toSorted()).toEqual(['ida@personal.example', 'leo@personal.example'])
  })

  test('is not sent again if the mail server took it without an answer', async () => {
    const letter = await openLetter(server)
    const owner = await organizer(server)
    await join(server, owner, letter.id, 'owner')
    await subscribe(server, letter, 'oda@personal.example')
    server.inbox.clear()
    lost.add('oda@personal.example')
    await publish(letter.id, owner, 'Once.')
    const id = await updateOf(letter.id)
    await sendTwice(id)
    expect(mailsTo('oda@personal.example')).toHaveLength(1)
    const shown = (await organizerPage(server, owner, `/dashboard/letters/${letter.id}/updates`)).html
    expect(shown).toContain(sentence('updates-mailed-unsure', { count: 1, few: 'yes' }))
  })

  test('reaches nobody after the sealed names are erased, because the list has the same key', async () => {
    const letter = await openLetter(server)
    const owner = await organizer(server)
    await join(server, owner, letter.id, 'owner')
    await subscribe(server, letter, 'mia@personal.example')
    server.inbox.clear()
    await publish(letter.id, owner, 'Too late.')
    await eraseNames(server.parts, letter.id)
    await server.work()
    expect(reached()).toEqual([])
    expect(await onTheList(server, letter)).toBe(0)
    const { json } = await api(server, null, 'POST', `/letters/${letter.slug}/subscriptions`, {
      address: 'n@personal.example',
    })
    expect(json.code).toBe('no-more-updates')
  })

  test('of an owner who is alone waits for a day, in which the owner can take it back', async () => {
    const letter = await openLetter(server)
    const owner = await organizer(server)
    await join(server, owner, letter.id, 'owner')
    await subscribe(server, letter, 'pia@personal.example')
    server.inbox.clear()
    const base = `/dashboard/letters/${letter.id}`
    const asks = async (version: number, text: string) => {
      const { json } = await api(server, owner, 'PUT', `${base}/updates/draft`, { version, text })
      return api(server, owner, 'POST', `${base}/updates/draft/publication`, { version: json.version })
    }
    const agreesAlone = async () => {
      const own = (await proposalsFor(server, owner, letter.id)).find(({ state }) => state === 'open')!
      return api(server, owner, 'POST', `${base}/approvals/${own.id}/agreement`, { shown: own.shown })
    }
    expect((await asks(0, 'A thief writes this.')).json.outcome).toBe('waits')
    const [own] = await proposalsFor(server, owner, letter.id)
    expect((await api(server, owner, 'POST', `${base}/approvals/${own!.id}/withdrawal`)).status).toBe(200)

    expect((await asks(1, 'We write this.')).json.outcome).toBe('waits')
    const start = server.now()
    server.at(new Date(start.getTime() + 24 * 3_600_000 - 1000))
    expect((await agreesAlone()).status).toBe(403)
    server.at(new Date(start.getTime() + 24 * 3_600_000))
    expect((await agreesAlone()).json.outcome).toBe('done')
    await server.work()
    expect(reached()).toEqual(['pia@personal.example'])
    expect(mailsTo('pia@personal.example')[0]!.text).toContain('We write this.')
  })

  test('is written by owners and editors, published by owners, and read by every role', async () => {
    const letter = await openLetter(server)
    const [editor, viewer] = [await organizer(server), await organizer(server)]
    await join(server, editor, letter.id, 'editor')
    await join(server, viewer, letter.id, 'viewer')
    const base = `/dashboard/letters/${letter.id}/updates`
    expect((await api(server, viewer, 'PUT', `${base}/draft`, { version: 0, text: 'x' })).status).toBe(403)
    expect((await api(server, editor, 'PUT', `${base}/draft`, { version: 0, text: 'x' })).status).toBe(200)
    expect((await api(server, editor, 'POST', `${base}/draft/publication`, { version: 1 })).status).toBe(403)
    expect((await api(server, viewer, 'GET', base)).json.asked).toBe('Nobody has asked yet.')
    expect((await api(server, null, 'GET', base)).status).toBe(401)
  })
})
