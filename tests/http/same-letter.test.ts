import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deliveryMail } from '../../server/delivery/copies/mail.ts'
import { pdfDocument, type Copy } from '../../server/delivery/copies/pdf-document.ts'
import { renderPdf } from '../../server/delivery/pdf/render-pdf.ts'
import { updateMail } from '../../server/updates/mail.ts'
import { testServer } from '../support/app.ts'
import { textOf } from '../support/pdf-text.ts'
import { api, organizer, organizerPage, organizerPost } from '../support/stories.ts'

const server = await testServer()
const ada = await organizer(server, 'Ada Fenwick')

interface Sample {
  language?: string
  typed: string
  /** The text as every form shows it: `[1]` refers to a note, `words <address>` is a link, `~~…~~` is struck out. */
  text: string
  notes?: string[]
}

const samples: Record<string, Sample> = {
  'legal marks, numbers and addresses': {
    typed:
      'A group under 501(c)(3) asks for Section 8(c)--8(e), Article 5(r) and (c) a say. Pay rose 10--20 % in 2018--2019... See "https://example.org/a--b?x=(c)", +-3, 6\'2" and `"code" -- (r)`.',
    text: 'A group under 501(c)(3) asks for Section 8(c)--8(e), Article 5(r) and (c) a say. Pay rose 10--20 % in 2018--2019... See “https://example.org/a--b?x=(c)”, +-3, 6\'2" and "code" -- (r).',
  },
  'English quotation marks': {
    typed: '"We can\'t -- and won\'t -- build it", they said. "By \'996\' we mean *"every day"*"---no less.\\"',
    text: '“We can’t – and won’t – build it”, they said. “By ‘996’ we mean “every day””—no less."',
  },
  German: {
    language: 'de',
    typed: 'Er sagte: "Wir -- alle -- wissen, was \'Sicherheit\' heißt." Das gilt für § 8 Abs. 2(c).',
    text: 'Er sagte: „Wir – alle – wissen, was ‚Sicherheit‘ heißt.“ Das gilt für § 8 Abs. 2(c).',
  },
  Swiss: { language: 'de-CH', typed: 'Ein "Wort".', text: 'Ein «Wort».' },
  French: {
    language: 'fr',
    typed: 'Elle a dit "l\'usine ferme" -- sans "préavis".',
    text: 'Elle a dit «\u202fl’usine ferme\u202f» – sans «\u202fpréavis\u202f».',
  },
  Swedish: { language: 'sv', typed: 'Hon sa "nej".', text: 'Hon sa ”nej”.' },
  Polish: { language: 'pl', typed: 'To jest "nasza" sprawa.', text: 'To jest „nasza” sprawa.' },
  Ukrainian: { language: 'uk', typed: 'Кажуть "здоров\'я" -- це все.', text: 'Кажуть «здоров’я» – це все.' },
  Chinese: {
    language: 'zh-Hans',
    typed: '我们要求**“停止出售”。**公司说"正在研究"--没有答复。\n下一行继续。**重要。**次',
    text: '我们要求“停止出售”。公司说“正在研究”——没有答复。下一行继续。重要。次',
  },
  Japanese: {
    language: 'ja',
    typed: '私たちは**「顔認識」**を"警察"に売らない。~~「旧」~~の',
    text: '私たちは「顔認識」を「警察」に売らない。~~「旧」~~の',
  },
  Korean: { language: 'ko', typed: '우리는 **"안전"**을 요구한다.', text: '우리는 “안전”을 요구한다.' },
  'notes within notes, again, and in a circle': {
    typed:
      'First.[^a] Second.[^b] First again.[^a] Inline.^[Said *twice*.]\n\n[^b]: See [the report](https://report.example/b).\n[^a]: A witness.[^deep] And [^a].\n[^deep]: Her notes[^deeper], and [^b].\n[^deeper]: Page 9.\n[^lost]: Nobody refers to this.',
    text: 'First.[1] Second.[2] First again.[1] Inline.[3]',
    notes: [
      'A witness.[4] And [1].',
      'See the report <https://report.example/b>.',
      'Said twice.',
      'Her notes[5], and [2].',
      'Page 9.',
    ],
  },
  'a citation with its source below': {
    typed:
      'They sold it to them.[1] Ask [us](https://us.example/a_b), or [us](https://us.example/a_b).[2] Again.[1]\n\n[1]: https://news.example/a--b\n[2]: https://court.example/8(c) "The ruling"',
    text: 'They sold it to them.[1] Ask us <https://us.example/a_b>, or us <https://us.example/a_b>.[2] Again.[1]',
    notes: ['https://news.example/a--b', 'The ruling, https://court.example/8(c)'],
  },
  'links of all kinds': {
    typed:
      'Write to <dashboard@paper.example>, read <https://例え.jp/路> or [](https://e.example), call [us](tel:+49) and see [here](/x) or [there](example.org), [a note[^1]](https://n.example).\n\n[^1]: Noted.',
    text: 'Write to dashboard@paper.example, read https://例え.jp/路 or https://e.example, call [us](tel:+49) and see [here](/x) or [there](example.org), [a note[1]](https://n.example).',
    notes: ['Noted.'],
  },
  'a greeting, a tab and titles': {
    typed:
      '\tDear all,\n\n\twe ask you.\n\nThe reasons\n-----------\n\nThere are two.\n\nSincerely,\n--\nThe night shift\n\nThe end.\n---\nA last word.',
    text: 'Dear all, we ask you. The reasons There are two. Sincerely, -- The night shift The end. * * * A last word.',
  },
  'lists, quotes, code and a table': {
    typed:
      '> Once\n>\n> said[^1]\n\n3. one\n   - inner\n4. two[^2]\n\n-\n- after an empty item\n\n>\n\n```\nif (c) -- "x"\n```\n\n| Head[^3] | B |\n|---|---|\n| 1 | "two" |\n\nAgain.[^3]\n\n[^1]: > quoted\n\n[^2]: - listed\n\n[^3]:',
    text: 'Once said[1] 3. one inner 4. two[2] after an empty item if (c) -- "x" Head[3] B 1 “two” Again.[3]',
    notes: ['quoted', 'listed', ''],
  },
  'a note in a text without Latin letters': {
    language: 'ja',
    typed: '売らない。[^1]次に[1]。\n\n[^1]: 報告書。\n\n[1]: https://jp.example',
    text: '売らない。[1]次に[2]。',
    notes: ['報告書。', 'https://jp.example'],
  },
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }
const oneSpace = (text: string) => text.replace(/[^\S\u202f]+/g, ' ').trim()

/** HTML as a reader sees it, in the notation of the samples. */
function readHtml(html: string): string {
  const counts: (number | null)[] = []
  const read = html
    .replace(/ ?<a [^>]*class="footnote-backref"[^>]*>.*?<\/a>/g, '')
    .replace(/\u2060<sup class="footnote-ref"><a [^>]*>(\d+)<\/a><\/sup>/g, '[$1]')
    .replace(/<a (?![^>]*class="bare")href="([^"]*)"[^>]*>(.*?)<\/a>/g, '$2 &lt;$1&gt;')
    .replace(/<hr[^>]*>/g, ' * * * ')
    .replace(/<\/?s>/g, '~~')
    .replace(/<(\/?)(ul|ol|li)\b([^>]*)>/g, (_, end: string, tag: string, attributes: string) => {
      if (end !== '') {
        if (tag !== 'li') counts.pop()
        return ' '
      }
      if (tag === 'ul') counts.push(null)
      if (tag === 'ol') counts.push(Number(/start="(\d+)"/.exec(attributes)?.[1] ?? 1))
      const count = counts.at(-1)
      if (tag !== 'li' || typeof count !== 'number') return ' '
      counts[counts.length - 1] = count + 1
      return ` ${String(count)}. `
    })
    .replace(/<\/?(?:p|h\d|blockquote|pre|t[hdr]|thead|tbody|table|br|div|section)\b[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name] ?? '')
  return oneSpace(read)
}

/** The letter's text and its notes in a page or a mail. */
function readLetter(html: string, from: string, to: RegExp): { text: string; notes: string[] } {
  const part = html.slice(html.indexOf(from) + from.length)
  const letter = part.slice(0, part.search(to))
  const [text = '', list = ''] = letter.split(/<hr [^>]*class="footnotes-sep"/)
  const notes = list.split(/<li [^>]*id="fn/).slice(1)
  return { text: readHtml(text), notes: notes.map((note) => readHtml(`<i ${note}`)) }
}

/** A text mail in the notation of the samples: only lists, quotes and tables have other marks. */
function readText(text: string): string {
  return oneSpace(
    text
      .replace(/\* \* \*/g, 'RULE')
      .replace(/^(\[\d+\] )?[ >]*(?:- )?(?=\S|$)/gm, '$1')
      .replaceAll(' | ', ' ')
      .replaceAll(/^-$/gm, '')
      .replaceAll('RULE', '* * *'),
  )
}

/** As the PDF shows it: marks without brackets, and the address of a link at the foot of the page, marked with a letter. */
function onPaper(text: string, inNote = false): string {
  const marks = new Map<string, string>()
  const marked = text.replace(/ <((?:https?|mailto):[^>]*)>/g, (_, address: string) => {
    if (inNote) return ` (${address})`
    if (!marks.has(address)) marks.set(address, String.fromCharCode(97 + marks.size))
    return marks.get(address) ?? ''
  })
  return bare(marked.replace(/\[(\d)\](?!\()/g, '$1').replaceAll('~~', ''))
}

/** Without spaces, because a PDF has none where a line ends, and without the marks of lists. */
function bare(text: string): string {
  return text.replaceAll(/[\s\u2060•]+/g, '')
}

function copyOf({ language = 'en', typed }: Sample): Copy {
  return {
    recipient: { name: 'Ines Halvorsen', office: 'Head of Operations' },
    revision: {
      letter_id: '',
      number: 1,
      kind: 'first',
      title: 'THETITLE',
      text: typed.trim(),
      demands: [],
      recipients: [],
      employers: [{ name: 'Lantern', domains: ['lantern.example'] }],
      language,
      hash: createHash('sha256').update(typed).digest(),
      published_on: '2026-03-09',
    },
    note: typed.trim(),
    disclosure: 'count',
    asOf: new Date('2026-03-09T18:00:00Z'),
    tally: { total: 12, classes: [{ class: 'mailbox', count: 12 }], anonymous: 0, held: 0 },
    names: [],
    answerBy: null,
    checkpoint: null,
    place: null,
    paper: 'a4',
  }
}

const envelope = {
  to: 'ines@board.example',
  link: 'https://rr.example/r/x',
  messageId: 'a@rr.example',
  pressContact: null,
  contentHash: Buffer.alloc(32),
  pdf: Buffer.from(''),
  check: null,
  largestAttachment: 1000,
}
const about = { letter: { public: true, key: 'x' }, title: 'THETITLE', origin: 'https://rr.example' }

async function draft(): Promise<string> {
  const { location } = await organizerPost(server, ada, '/dashboard/letters', { title: 'THETITLE' })
  return /letters\/([^/]+)\/text/.exec(location ?? '')?.[1] ?? ''
}
const id = await draft()

async function page({ language = 'en', typed }: Sample): Promise<string> {
  const { version } = (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json as { version: number }
  const saved = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version, text: typed, language })
  expect(saved.status).toBe(200)
  return (await organizerPage(server, ada, `/dashboard/letters/${id}/text/preview`)).html
}

describe('a letter is the same in every form', () => {
  test.each(Object.entries(samples))('%s', async (_name, sample) => {
    const { language = 'en', typed, text } = sample
    const notes = sample.notes ?? []
    const expected = { text, notes }
    const sources = notes.map((note, at) => `[${String(at + 1)}] ${note}`.trim())
    const copy = copyOf(sample)

    expect(readLetter(await page(sample), '<div class="letter-body">', /<p class="on-paper/)).toEqual(expected)

    const mail = deliveryMail(copy, envelope)
    expect(readLetter(mail.html ?? '', 'THETITLE</h1>', /<\/div>/)).toEqual(expected)
    expect(readLetter(mail.html ?? '', '</strong></p>', /<hr style[^>]*>\s*<div lang/)).toEqual(expected)
    expect(readText(mail.text)).toContain(oneSpace(`THETITLE ${text} ${sources.join(' ')}`))

    const update = updateMail({ ...about, language }, typed.trim())('https://rr.example/stop')
    expect(readLetter(update.html ?? '', 'THETITLE</h1>', /<hr style[^>]*>\s*<p [^>]*>The letter, its/)).toEqual(
      expected,
    )
    expect(readText(update.text)).toContain(oneSpace(`THETITLE ${text} ${sources.join(' ')}`))

    const pdf = bare(await textOf(await renderPdf(pdfDocument(copy, null), { memory: 1e9, time: 6e4 })))
    expect(pdf).toContain(`THETITLE${onPaper(text)}`)
    expect(pdf.split(onPaper(text))).toHaveLength(3)
    for (const [at, note] of notes.entries()) expect(pdf).toContain(`${String(at + 1)}${onPaper(note, true)}`)
    for (const [, address = ''] of text.matchAll(/ <((?:https?|mailto):[^>]*)>/g)) expect(pdf).toContain(bare(address))
  })
})
