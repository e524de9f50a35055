import { describe, expect, test } from 'vitest'
import { storedQuietKey } from '../../server/letter/quiet-link.ts'
import { testServer } from '../support/app.ts'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { codeIn } from '../support/mail.ts'
import { textOf } from '../support/pdf-text.ts'
import { pictureOf, qrWithin } from '../support/qr-codes.ts'
import {
  api,
  cookieOf,
  draftOf,
  join,
  letterNow,
  northwind,
  openLetter,
  organizer,
  organizerPage,
  organizerPost,
  setClosed,
  submit,
  type LetterOptions,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const ada = await organizer(server)
const { origin } = server.parts.config

async function letterOfAda(options: LetterOptions = {}) {
  const letter = await openLetter(server, options)
  await join(server, ada, letter.id, 'owner')
  return letter
}

/** Where the QR codes stand on a page, in shares of its width and height. */
const wholePage = { left: 0, top: 0, right: 1, bottom: 1 }
const aboveStrips = { left: 0, top: 0, right: 1, bottom: 0.7 }
const strips = (top: number) =>
  Array.from({ length: 8 }, (_, at) => ({ left: at / 8, top, right: (at + 1) / 8, bottom: 1 }))
const places = {
  a4: [wholePage],
  letter: [wholePage],
  a6: [0, 0.5].flatMap((left) => [0, 0.5].map((top) => ({ left, top, right: left + 0.5, bottom: top + 0.5 }))),
  'strips-a4': [aboveStrips, ...strips(0.74)],
  'strips-letter': [aboveStrips, ...strips(0.73)],
}

async function propertiesOf(pdf: Buffer) {
  const { info, metadata } = await (
    await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  ).getMetadata()
  return { info, metadata: String((metadata as { getRaw?: () => string } | null)?.getRaw?.()) }
}

const pageAt = (id: string) => `/dashboard/letters/${id}/share`

async function shareOf(id: string, who: Organizer = ada) {
  const page = await organizerPage(server, who, pageAt(id))
  const { status, json } = await api(server, who, 'GET', pageAt(id))
  return { page, status, json: json as { link: string; words: string | null; texts: Record<string, string> } }
}

describe('whoever has opened a letter', () => {
  test('lands on the page that shares it', async () => {
    const id = await draftOf(server, ada, northwind)
    const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text/opening`)
    const version = /name="version" value="(\d+)"/.exec(html)![1]!
    const opened = await organizerPost(server, ada, `/dashboard/letters/${id}/text/opening`, { to: 'quiet', version })
    expect(opened.location).toBe(pageAt(id))
    const page = await organizerPage(server, ada, pageAt(id))
    expect(page.html).toContain(sentence('sharing-heading-quiet'))
    expect(page.html).toContain(`${origin}/letters/${(await letterNow(server, id)).key}`)
  })

  test('finds it again from the dashboard, and from where the quiet link stands', async () => {
    const { id } = await letterOfAda({ state: 'quiet' })
    for (const path of [`/dashboard/letters/${id}`, `/dashboard/letters/${id}/close`])
      expect((await organizerPage(server, ada, path)).html).toContain(`href="${pageAt(id)}"`)
  })
})

describe('the page of an open letter', () => {
  test('offers texts with the letter’s facts and its link', async () => {
    const letter = await letterOfAda({ visibilities: ['anonymous', 'public'] })
    const { page, json } = await shareOf(letter.id)
    expect(page.html).toContain(sentence('sharing-heading-open'))
    const link = `${origin}/letters/${letter.slug}`
    expect(json).toMatchObject({ link, words: null })
    for (const kind of ['chat', 'spoken', 'print']) {
      const text = json.texts[kind]!
      for (const fact of [link, northwind.title, 'Northwind', northwind.demands[0]!, 'nobody sees it'])
        expect(text, kind).toContain(fact)
    }
    // The page repeats for each offer which ways an employer reads.
    expect(page.html.split(sentence('sharing-caution')).length - 1).toBeGreaterThanOrEqual(3)
  })

  test('promises nobody what the letter does not offer', async () => {
    const { id } = await letterOfAda({ visibilities: ['public'] })
    const { json } = await shareOf(id)
    expect(json.texts['chat']).toContain(sentence('sharing-names', { anonymous: 'no' }))
    expect(json.texts['chat']).not.toContain('nobody sees it')
  })

  test('shortens long demands, and escapes what people typed', async () => {
    const long = `${'Publish every contract with the police. '.repeat(10).trim()} End.`
    const { id } = await letterOfAda({ draft: { title: 'Ask <b>why</b>', demands: [long] } })
    const { page, json } = await shareOf(id)
    expect(page.html).toContain('Ask &lt;b&gt;why&lt;/b&gt;')
    expect(page.html).not.toContain('<b>why')
    expect(json.texts['print']).toMatch(/^– Publish every contract .{80,130}…$/m)
  })

  test('of a closed letter asks nobody to sign', async () => {
    const letter = await letterOfAda()
    await setClosed(server, letter)
    const { page, json } = await shareOf(letter.id)
    expect(page.html).toContain(sentence('sharing-lede-closed'))
    for (const text of [json.texts['chat'], json.texts['spoken'], json.texts['print']])
      expect(text).not.toMatch(/sign/i)
  })
})

describe('the page of a quiet letter', () => {
  test('gives the link and its words, and nothing to pass on tells what it is about', async () => {
    const letter = await letterOfAda({ state: 'quiet' })
    const { page, json } = await shareOf(letter.id)
    const words = letter.key.replaceAll('-', ' ')
    expect(json).toMatchObject({ link: `${origin}/letters/${letter.key}`, words })
    expect(page.html).toContain(words)
    const about = [northwind.title, 'Northwind', 'Hartley', ...northwind.demands, letter.slug, 'letter is', 'workers']
    for (const each of about) expect(JSON.stringify(json)).not.toContain(each)
    // The head of the page names the letter to its organizer. What is passed on comes after it.
    const passedOn = page.html.slice(page.html.indexOf('id="link-heading"'))
    for (const each of [northwind.title, 'Northwind', 'data-title']) expect(passedOn).not.toContain(each)
  })

  test('has no words for a link of the old form', async () => {
    const letter = await letterOfAda({ state: 'quiet' })

    const old = 'Quiet_Link-of-the-0ld-form-AbCdF'
    await server.parts.db
      .updateTable('letter')
      .set(storedQuietKey(server.parts, letter.id, old))
      .where('id', '=', letter.id)
      .execute()
    const { page, json } = await shareOf(letter.id)
    expect(json).toMatchObject({ link: `${origin}/letters/${old}`, words: null })
    expect(page.html).toContain(`href="/dashboard/letters/${letter.id}/close"`)
    for (const kind of ['chat', 'spoken', 'print']) expect(json.texts[kind]).toContain(old)
  })
})

describe('nobody shares', () => {
  test('a draft', async () => {
    const { page, status } = await shareOf(await draftOf(server, ada, northwind))
    expect([page.status, status]).toEqual([409, 409])
    expect(page.html).toContain(sentence('refusal-not-open-yet'))
  })

  test('a letter of others', async () => {
    const letter = await letterOfAda({ state: 'quiet' })
    const { page, status } = await shareOf(letter.id, await organizer(server))
    expect([page.status, status]).toEqual([404, 404])
    expect(page.html).not.toContain(letter.key)
  })
})

describe('a poster', () => {
  const formats = ['a4', 'letter', 'a6', 'strips-a4', 'strips-letter'] as const
  const posterAt = async (id: string, format: string, who: Organizer = ada) => {
    const answer = await fetch(`${server.url}${pageAt(id)}/poster-${format}.pdf`, {
      headers: { cookie: await cookieOf(server, who) },
    })
    return { answer, pdf: Buffer.from(await answer.arrayBuffer()) }
  }
  const link = ({ key }: { key: string }) => `${origin}/letters/${key}`

  test.each(formats)('as %s has the title, the demands, the link in plain text and its QR code', async (format) => {
    const letter = await letterOfAda()
    const { answer, pdf } = await posterAt(letter.id, format)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="poster-${format}.pdf"`)
    const text = (await textOf(pdf)).replaceAll(/\s+/g, ' ')
    for (const part of [northwind.title, 'Northwind', ...northwind.demands]) expect(text).toContain(part)
    expect(text.replaceAll(' ', '')).toContain(link(letter))
    const picture = await pictureOf(pdf)
    const codes = places[format].map((place) => qrWithin(picture, place))
    expect(codes).toEqual(places[format].map(() => link(letter)))
    // Nobody learns from the file who made it, or when.
    const { info, metadata } = await propertiesOf(pdf)
    expect(info).toMatchObject({ Title: northwind.title })
    for (const name of ['Author', 'CreationDate', 'ModDate']) expect(info).not.toHaveProperty(name)
    expect(`${metadata} ${pdf.toString('latin1')}`).not.toMatch(
      /CreateDate|ModifyDate|CreationDate|ModDate|dc:creator|dc:date|Author|D:20\d\d/,
    )
    expect(text).not.toMatch(/20\d\d|\d:\d\d/)
  })

  test('is the same for every organizer and at any time', async () => {
    const letter = await letterOfAda()
    const bea = await organizer(server)
    await join(server, bea, letter.id, 'viewer')
    const { pdf } = await posterAt(letter.id, 'a6')
    server.at(new Date(server.now().getTime() + 86_400_000))
    expect((await posterAt(letter.id, 'a6', bea)).pdf.equals(pdf)).toBe(true)
  })

  test('shortens what is too long for its page, and says so', async () => {
    const title = 'We who load the lorries at night ask for light, for company and for an answer '.repeat(3).trim()
    const demands = Array.from(
      { length: 9 },
      (_, at) => `${String(at + 1)}. ${'Two people at every dock. '.repeat(12).trim()}`,
    )
    const letter = await letterOfAda({ draft: { title: title.slice(0, 200), demands } })
    for (const format of ['a6', 'strips-a4'] as const) {
      const { pdf } = await posterAt(letter.id, format)
      const picture = await pictureOf(pdf)
      expect(places[format].map((place) => qrWithin(picture, place))).toEqual(places[format].map(() => link(letter)))
      expect((await textOf(pdf)).replaceAll(/\s+/g, ' ')).toContain('more demands')
    }
  })

  test('can be in any script', async () => {
    const letter = await letterOfAda({
      draft: {
        language: 'ar',
        title: 'أوقفوا بيع التعرف على الوجوه',
        demands: ['أوقفوا البيع للشرطة.', '停止向警方出售。'],
      },
    })
    const picture = await pictureOf((await posterAt(letter.id, 'a4')).pdf)
    expect(qrWithin(picture, places.a4[0]!)).toBe(link(letter))
  })

  test.each(['quiet', 'closed'] as const)('is not made of a %s letter', async (state) => {
    const letter = await letterOfAda({ state: state === 'quiet' ? 'quiet' : 'open' })
    if (state === 'closed') await setClosed(server, letter)
    const { answer, pdf } = await posterAt(letter.id, 'a4')
    expect(answer.status).toBe(409)
    expect(pdf.toString()).toContain(sentence('refusal-no-poster'))
    expect((await shareOf(letter.id)).page.html).not.toContain('poster-a4')
  })

  test('goes to nobody else, and has no other sizes', async () => {
    const letter = await letterOfAda()
    expect((await posterAt(letter.id, 'a4', await organizer(server))).answer.status).toBe(404)
    expect((await posterAt(letter.id, 'a3')).answer.status).toBe(400)
  })
})

test('after a signature the page offers sharing first, then updates, then vouching', async () => {
  for (const state of ['open', 'quiet'] as const) {
    const letter = await letterOfAda({ state })
    const path = `/letters/${letter.key}`
    const before = server.inbox.mails().length
    const asked = await submit(server, `${path}/signings`, {
      visibility: 'public',
      name: 'Ann Lee',
      address: 'ann@northwind.example',
    })
    const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
    await server.work()
    const code = codeIn(server.inbox.mails()[before]!.text)
    const { html } = await submit(server, `${path}/signings/confirmation`, { challenge, code })
    const order = [
      sentence('sharing-caution'),
      `${origin}${path}<`,
      `href="${path}/updates"`,
      `href="${path}/vouching"`,
    ]
    const places = order.map((part) => html.indexOf(part))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(Math.min(...places)).toBeGreaterThan(0)
    expect(html).not.toContain(northwind.title)
  }
})
