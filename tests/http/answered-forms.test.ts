import { describe, expect, test } from 'vitest'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { sweepKeptForms } from '../../server/db/kept-forms.ts'
import { formMinutes } from '../../server/http/kept-forms/form-page.ts'
import { testServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import { formCookie, keyOf, nextBatch, openLetter, pageOf, signAs, verifiedCount } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const ann = { visibility: 'public', name: 'Ann Lee', address: 'ann@northwind.example' }

/** A browser that keeps the cookies of addresses. */
class Browser {
  readonly cookies = new Map<string, string>()
  readonly flags: string[] = []

  async sends(path: string, fields: Record<string, string>): Promise<Shown> {
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
    expect(answer.status, path).toBe(303)
    expect(await answer.text()).toBe('')
    for (const each of answer.headers.getSetCookie()) {
      const at = /; Path=([^;]+)/.exec(each)?.[1] ?? ''
      this.flags.push(each.replace(/^\w+=[^;]*; /, ''))
      if (each.includes('Max-Age=0')) this.cookies.delete(at)
      else this.cookies.set(at, formCookie(answer, at))
    }
    return this.opens(answer.headers.get('location')!)
  }

  /** Opens a form that nobody has answered yet, at the address of its own that it gets. */
  async begins(path: string): Promise<Shown> {
    const answer = await fetch(`${server.url}${path}`, { redirect: 'manual' })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([303, []])
    const shown = await this.opens(answer.headers.get('location')!)
    return { ...shown, path: shown.path.replace(/\?new$/, '') }
  }

  async opens(path: string): Promise<Shown> {
    const cookie = this.cookies.get(path)
    const answer = await fetch(`${server.url}${path}`, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
    return { path, status: answer.status, html: await answer.text(), kept: answer.headers.get('cache-control') }
  }
}

interface Shown {
  path: string
  status: number
  html: string
  kept: string | null
}

function unescaped(text: string): string {
  return text.replace(/&#x([0-9A-F]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
}

/** The hidden and typed fields of the form that posts to an address ending like this. */
function fieldsOf({ html }: Shown, action: string): Record<string, string> {
  const form = new RegExp(`<form[^>]* action="[^"]*${action}".*?</form>`, 's').exec(html)?.[0] ?? ''
  const fields = [...form.matchAll(/ name="([^"]+)"[^>]*? value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name, value]) => [name!, unescaped(value!)]))
}

const keyIn = ({ html }: Shown) => {
  const [, list = ''] = /<ol class="slip"[^>]*>(.*?)<\/ol>/s.exec(html) ?? []
  return [...list.matchAll(/<li>([a-z]+)</g)].map(([, word]) => word).join(' ')
}

async function asksForCode(browser: Browser, path: string) {
  const form = await browser.begins(`${path}/sign`)
  const typed: Record<string, string> = { ...fieldsOf(form, '/signings'), ...ann }
  const code = await browser.sends(`${path}/signings`, typed)
  return { form, typed, code }
}

const challenges = () => server.parts.db.selectFrom('challenge').select('id').execute()

describe('signing', () => {
  test('each page is a redirect away, is stored nowhere, and names nothing that was typed', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}`
    const browser = new Browser()
    const { form, code } = await asksForCode(browser, path)
    await server.work()
    const typed = { ...fieldsOf(code, '/confirmation'), code: codeIn(server.inbox.mails().at(-1)!.text) }
    const done = await browser.sends(`${path}/signings/confirmation`, typed)
    for (const page of [form, code, done]) {
      expect([page.status, page.kept]).toEqual([200, 'no-store'])
      expect(page.path).toMatch(new RegExp(`^${path}/[a-z/]+/form/[\\w-]{16}$`))
    }
    for (const flags of browser.flags) expect(flags).toMatch(/; HttpOnly(?:;.*)?; SameSite=Strict$/)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
  })

  test('the key is made with the form and is the same on every page, after reload, Back and sending again', async () => {
    const path = `/letters/${keyOf(await openLetter(server))}`
    const browser = new Browser()
    const { form, typed, code } = await asksForCode(browser, path)
    const key = keyIn(code)
    expect(key).toMatch(/^[a-z]+( [a-z]+){11}$/)
    expect(typed['signing_key']).toBe(key)
    expect(await browser.opens(code.path)).toEqual(code)
    const back = await browser.opens(form.path)
    for (const value of ['Ann Lee', 'ann@northwind.example']) expect(back.html).toContain(`value="${value}"`)
    const again = await browser.sends(`${path}/signings`, { ...fieldsOf(back, '/signings'), ...ann })
    expect(keyIn(again)).toBe(key)
    const another = await browser.sends(`${path}/signings/codes`, fieldsOf(again, '/codes'))
    expect(keyIn(another)).toBe(key)
    const wrong = await browser.sends(`${path}/signings/confirmation`, {
      ...fieldsOf(another, '/confirmation'),
      code: '00000 00000',
    })
    expect([wrong.status, keyIn(wrong)]).toEqual([422, key])
    expect(await browser.opens(wrong.path)).toEqual(wrong)
    await server.work()
    const right = { ...fieldsOf(wrong, '/confirmation'), code: codeIn(server.inbox.mails().at(-1)!.text) }
    const done = await browser.sends(`${path}/signings/confirmation`, right)
    expect(keyIn(done)).toBe(key)
    expect(await browser.opens(done.path)).toEqual(done)
  })

  test('a reload mails nothing, and a button that is pressed twice mails once', async () => {
    const path = `/letters/${keyOf(await openLetter(server))}`
    const browser = new Browser()
    const before = { mails: server.inbox.mails().length, challenges: (await challenges()).length }
    const { typed, code } = await asksForCode(browser, path)
    const twice = await Promise.all([1, 2].map(() => browser.sends(`${path}/signings`, typed)))
    for (const each of twice) expect(fieldsOf(each, '/codes')).toEqual(fieldsOf(code, '/codes'))
    await browser.opens(code.path)
    await server.work()
    expect(server.inbox.mails().length).toBe(before.mails + 1)
    expect((await challenges()).length).toBe(before.challenges + 1)
    const press = fieldsOf(code, '/codes')
    const another = await browser.sends(`${path}/signings/codes`, press)
    await browser.sends(`${path}/signings/codes`, press)
    await browser.opens(another.path)
    await server.work()
    expect(server.inbox.mails().length).toBe(before.mails + 2)
    await browser.sends(`${path}/signings/codes`, fieldsOf(another, '/codes'))
    await server.work()
    expect(server.inbox.mails().length).toBe(before.mails + 3)
  })

  test('finishing takes what was typed out of the browser', async () => {
    const path = `/letters/${keyOf(await openLetter(server))}`
    const browser = new Browser()
    const { form, code } = await asksForCode(browser, path)
    await server.work()
    const right = { ...fieldsOf(code, '/confirmation'), code: codeIn(server.inbox.mails().at(-1)!.text) }
    const done = await browser.sends(`${path}/signings/confirmation`, right)
    expect(done.html).not.toContain('ann@northwind.example')
    for (const { path: left } of [form, code]) {
      expect(browser.cookies.has(left)).toBe(false)
      const back = await browser.opens(left)
      expect(back.status).toBe(410)
      expect(back.html).toContain(sentence('http-form-expired-title'))
      expect(back.html).toContain(sentence('signing-visibility-legend'))
      expect(back.html).not.toContain('Ann Lee')
    }
  })

  test('a page with an error is a redirect away too, and the one before it shows nothing of it', async () => {
    const path = `/letters/${keyOf(await openLetter(server))}`
    const browser = new Browser()
    const none = await browser.sends(`${path}/signings`, {})
    expect(none.status).toBe(422)
    expect(none.html).toContain(sentence('signing-visibility-missing'))
    const wrong = await browser.sends(`${path}/signings`, { ...ann, address: 'nobody' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('value="Ann Lee"')
    expect(wrong.path).not.toMatch(/ann|lee|nobody/i)
    expect((await pageOf(server, `${path}/sign`)).html).not.toContain('error-summary')
  })
})

describe('from the page for a code, Back leads to the form', () => {
  const backOf = ({ html }: Shown) => unescaped(/<a class="back" href="([^"]+)"/.exec(html)?.[1] ?? '')

  test.each([
    ['a removal', 'removals', 'ann@northwind.example'],
    ['updates', 'updates', 'ann@home.example'],
  ])('of %s, with the address that was typed, until the code is entered', async (_, asking, address) => {
    const confirming = `${asking}/confirmation`
    const path = `/letters/${keyOf(await openLetter(server))}`
    const browser = new Browser()
    const first = await browser.opens(`${path}/${asking === 'removals' ? 'remove' : asking}`)
    const code = await browser.sends(`${path}/${asking}`, { ...fieldsOf(first, asking), address })
    const back = await browser.opens(backOf(code))
    expect([back.status, fieldsOf(back, asking)['address']]).toEqual([200, address])
    await server.work()
    const typed = { ...fieldsOf(code, confirming), code: codeIn(server.inbox.mails().at(-1)!.text) }
    expect((await browser.sends(`${path}/${confirming}`, typed)).status).toBe(200)
    const late = await browser.opens(back.path)
    expect(late.status).toBe(410)
    expect(late.html).not.toContain(address)
  })

  test('of a sign-in, with the address and the page to go to', async () => {
    const browser = new Browser()
    const first = await browser.opens('/organizers/sign-in?next=/dashboard/letters/x')
    const code = await browser.sends('/organizers/sign-in', {
      ...fieldsOf(first, '/sign-in'),
      address: 'ann@home.example',
    })
    const back = await browser.opens(backOf(code))
    expect(fieldsOf(back, '/sign-in')).toMatchObject({ address: 'ann@home.example', next: '/dashboard/letters/x' })
    await server.work()
  })
})

test('a second press of the button that withdraws a waiting signature does not say that the key is unknown', async () => {
  const letter = await openLetter(server)
  const path = `/letters/${keyOf(letter)}/mine`
  const { signingKey } = await signAs(server, letter, { address: ann.address, name: ann.name })
  const press = () => new Browser().sends(`${path}/withdrawal`, { signing_key: signingKey })
  expect((await press()).html).toContain(sentence('my-signature-withdrawn'))
  const twice = await press()
  expect([twice.status, twice.html.includes(sentence('my-signature-withdrawn-already'))]).toEqual([200, true])
  // Somebody without the key learns nothing: a key that never had a signature gets the same page.
  const foreign = await new Browser().sends(`${path}/withdrawal`, { signing_key: newSigningKey() })
  expect(foreign.html).toBe(twice.html)
})

describe('what a page shows of a form', () => {
  const opens = (path: string, cookie: string) => fetch(`${server.url}${path}`, { headers: { cookie } })

  test('opens at its own address only, and not without its cookie', async () => {
    const path = `/letters/${keyOf(await openLetter(server))}`
    const one = new Browser()
    const { code } = await asksForCode(one, path)
    const other = await asksForCode(new Browser(), path)
    const cookie = one.cookies.get(code.path)!
    expect((await opens(code.path, cookie)).status).toBe(200)
    for (const [address, sent] of [
      [code.path, ''],
      [code.path, `${cookie.slice(0, -6)}AAAAAA`],
      [other.code.path, cookie],
      [code.path.replace('signings/code', 'sign'), cookie],
      [code.path.replace('signings/code', 'signings/done'), cookie],
    ] as const) {
      const answer = await opens(address, sent)
      expect([address, answer.status]).toEqual([address, 410])
      expect(await answer.text()).not.toContain('Ann Lee')
    }
  })

  test('ends with its time, also in a browser that keeps the cookie', async () => {
    const path = `/letters/${keyOf(await openLetter(server))}`
    const browser = new Browser()
    const { code } = await asksForCode(browser, path)
    const before = server.now()
    server.at(new Date(before.getTime() + formMinutes * 60_000 - 1))
    expect((await browser.opens(code.path)).status).toBe(200)
    server.at(new Date(before.getTime() + formMinutes * 60_000))
    const late = await browser.opens(code.path)
    server.at(before)
    expect([late.status, late.html.includes('Ann Lee')]).toEqual([410, false])
    expect(browser.flags.every((each) => each.startsWith(`Max-Age=${String(formMinutes * 60)};`))).toBe(true)
  })

  test('if it is too long for a cookie, is stored so that only the cookie opens it, and is swept', async () => {
    const path = `/letters/${keyOf(await openLetter(server))}`
    const browser = new Browser()
    const message = 'I did not sign this. '.repeat(150)
    const refused = await browser.sends(`${path}/name-claims`, { name: '', message })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(message.trim())
    expect(browser.cookies.get(refused.path)!.length).toBeLessThan(1000)
    expect(await browser.opens(refused.path)).toEqual(refused)
    const rows = await server.parts.db.selectFrom('kept_form').selectAll().execute()
    expect(rows.length).toBe(1)
    expect(rows[0]!.sealed.includes('I did not sign')).toBe(false)
    server.at(new Date(server.now().getTime() + formMinutes * 60_000))
    await sweepKeptForms(server.parts.db, server.now())
    expect(await server.parts.db.selectFrom('kept_form').selectAll().execute()).toEqual([])
    expect((await browser.opens(refused.path)).status).toBe(410)
  })

  test('of a stranger has a bound, so that nobody can fill the disk', async () => {
    const path = `/letters/${keyOf(await openLetter(server))}`
    const before = await server.parts.db.selectFrom('kept_form').select('id').execute()
    const answer = await fetch(`${server.url}${path}/name-claims`, {
      method: 'POST',
      body: new URLSearchParams({ name: '', message: 'a '.repeat(250_000) }),
      redirect: 'manual',
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(sentence('problem-too-large-detail'))
    expect(await server.parts.db.selectFrom('kept_form').select('id').execute()).toEqual(before)
  })
})
