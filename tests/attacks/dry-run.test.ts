import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { csrfToken } from '../../server/http/sessions.ts'
import { testServer } from '../support/app.ts'
import { executives, planned } from '../support/deliveries.ts'
import { everyRow } from '../support/every-row.ts'
import {
  cookieOf,
  draftOf,
  followForm,
  join,
  letterNow,
  northwind,
  openLetter,
  organizer,
  organizerPage,
  signedIn,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

async function drafted() {
  const owner = await organizer(server)
  const id = await draftOf(server, owner, { ...northwind, recipients: executives })
  return { owner, id, base: `/dashboard/letters/${id}/dry-run` }
}

/** Sends a form as the organizer's browser does, with the hidden fields of the page, and follows to the next page. */
async function send(who: Organizer, html: string, action: string, typed: Record<string, string> = {}) {
  const form = new RegExp(`<form[^>]*action="${action.replace(/[/-]/g, '\\$&')}"[^>]*>([\\s\\S]*?)</form>`).exec(html)
  if (!form) throw new Error(`no form for ${action}`)
  const hidden = [...form[1]!.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
  const fields = Object.fromEntries(hidden.map(([, name, value]) => [name!, plain(value!)]))
  const cookie = await cookieOf(server, who)
  const answer = await fetch(`${server.url}${action}`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ ...fields, ...typed }),
    redirect: 'manual',
  })
  const shown = await followForm(server, answer, cookie)
  return { status: shown.status, html: await shown.text(), location: shown.headers.get('location') }
}

async function begun({ owner, base }: Awaited<ReturnType<typeof drafted>>, typed: Record<string, string>) {
  const { html } = await organizerPage(server, owner, `${base}/sign`)
  return send(owner, html, `${base}/signings`, typed)
}

/** Goes through all pages and returns them. */
async function run(dry: Awaited<ReturnType<typeof drafted>>, visibility: string, name: string) {
  const { owner, base } = dry
  const form = await organizerPage(server, owner, `${base}/sign`)
  const code = await begun(dry, { visibility, name })
  const digits = /dry-code">([^<]+)</.exec(code.html)![1]!
  const done = await send(owner, code.html, `${base}/signings/confirmation`, { code: digits })
  const mine = await send(owner, done.html, `${base}/mine`)
  const mail = await send(owner, mine.html, `${base}/mail`)
  return { form, code, done, mine, mail }
}

describe('a dry run', () => {
  test('goes through the real pages, and leaves nothing in the database, the queue or the mail', async () => {
    const dry = await drafted()
    await planned(server, { owner: dry.owner, letter: { id: dry.id } } as never, {
      to: ['Ada Hartley'],
      note: 'There are {{count}} of us.',
    })
    await organizerPage(server, dry.owner, dry.base)
    await server.work()
    const before = await everyRow(server, ['organizer_session'])
    const keys = readdirSync(server.keysDir, { recursive: true }).toSorted()
    const { form, code, done, mine, mail } = await run(dry, 'public', 'Úna <b>Ngo</b> & "Co"')
    expect([form, code, done, mine, mail].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(form.html).not.toContain('name="address"')
    expect(code.html).toContain(sentence('dry-run-code'))
    expect(done.html).toContain(sentence('signing-done-heading'))
    expect(mine.html).toContain(sentence('my-signature-visibility', { visibility: 'public' }))
    expect(mail.html).toContain('There are 1 of us.')
    expect(mail.html).toContain('Open letter: Stop selling face recognition')
    for (const page of [form, code, done, mine, mail]) {
      expect(page.html).toContain(sentence('dry-run-title'))
      expect(page.html).not.toContain('<b>Ngo')
      expect(page.html).not.toMatch(/href="\/letters\//)
      // The link of the quiet letter is not shown before it opens.
      expect(page.html).not.toContain((await letterNow(server, dry.id)).key)
    }
    await server.work()
    expect(await everyRow(server, ['organizer_session'])).toEqual(before)
    expect(server.inbox.mails()).toEqual([])
    expect(readdirSync(server.keysDir, { recursive: true }).toSorted()).toEqual(keys)
  })

  test('shows what each choice does: less visible, withdrawn, anonymous', async () => {
    const dry = await drafted()
    const { owner, base } = dry
    const { mine } = await run(dry, 'public', 'Úna Ngo')
    const less = await send(owner, mine.html, `${base}/mine/visibility`, { to: 'withheld' })
    expect(less.html).toContain(sentence('my-signature-visibility', { visibility: 'withheld' }))
    const mail = await send(owner, less.html, `${base}/mail`)
    expect(mail.html).not.toContain('Úna Ngo')
    const gone = await send(owner, less.html, `${base}/mine/withdrawal`)
    expect(gone.html).toContain(sentence('my-signature-withdrawn-heading'))
    await server.parts.db
      .updateTable('letter')
      .set({ visibilities: ['anonymous', 'public'] })
      .where('id', '=', dry.id)
      .execute()
    const chosen = await begun(dry, { visibility: 'anonymous' })
    expect(chosen.location).toBe(`${base}/anonymous`)
    const page = await organizerPage(server, owner, `${base}/anonymous`)
    expect(page.html).toContain(sentence('dry-run-anonymous-why'))
    expect((await send(owner, page.html, `${base}/mail`)).html).toContain(sentence('dry-run-mail-title'))
  })

  test('says what is wrong as the real pages do', async () => {
    const dry = await drafted()
    const { owner, base } = dry
    expect((await begun(dry, { visibility: '', name: 'Bea Ngo' })).html).toContain('value="Bea Ngo"')
    expect((await begun(dry, { visibility: 'public', name: '' })).status).toBe(422)
    const code = await begun(dry, { visibility: 'public', name: 'Bea Ngo' })
    const wrong = await send(owner, code.html, `${base}/signings/confirmation`, { code: '12345 67890' })
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining(sentence('refusal-code-not-right'))])
    const again = await send(owner, wrong.html, `${base}/signings/codes`)
    expect(again.html).toContain(sentence('mailbox-another-code-title'))
  })

  test('keeps no address that somebody sends all the same, and no long text', async () => {
    const dry = await drafted()
    const before = await everyRow(server, ['organizer_session'])
    const long = 'Aa '.repeat(3000)
    const sent = {
      visibility: 'public',
      name: long,
      address: 'canary@northwind.example',
      role: long,
      team: long,
      site: long,
    }
    const shown = await begun(dry, sent)
    expect(shown.html).not.toContain('canary')
    expect(await everyRow(server, ['organizer_session'])).toEqual(before)
  })

  test('is for the organizers of a draft alone', async () => {
    const dry = await drafted()
    const [stranger, editor] = [await organizer(server), await organizer(server)]
    await join(server, editor, dry.id, 'editor')
    const csrf = csrfToken(server.parts, (await signedIn(server, stranger)).sessionId)
    for (const path of ['', '/sign', '/anonymous', '/signings/code', '/signings/done', '/mine/now', '/mail'])
      expect((await organizerPage(server, stranger, dry.base + path)).status, path).toBe(404)
    for (const path of [
      '/signings',
      '/signings/codes',
      '/signings/confirmation',
      '/mine',
      '/mine/visibility',
      '/mine/withdrawal',
      '/mail',
    ]) {
      const post = (headers: Record<string, string>, _csrf: string) =>
        fetch(server.url + dry.base + path, {
          method: 'POST',
          headers,
          body: new URLSearchParams({ _csrf, visibility: 'public' }),
          redirect: 'manual',
        })
      expect((await post({ cookie: await cookieOf(server, stranger) }, csrf)).status, path).toBe(404)
      expect((await post({ cookie: await cookieOf(server, dry.owner) }, 'none')).status, path).toBe(403)
      expect((await post({}, csrf)).status, path).toBe(401)
    }
    const mail = await run({ ...dry, owner: editor }, 'public', 'Ed Itor')
    expect(mail.mail.html).toContain('Open letter')
    expect(mail.mail.html).not.toContain('@board.example')
    const opened = await openLetter(server)
    await join(server, dry.owner, opened.id, 'owner')
    expect((await organizerPage(server, dry.owner, `/dashboard/letters/${opened.id}/dry-run/sign`)).status).toBe(409)
  })
})
