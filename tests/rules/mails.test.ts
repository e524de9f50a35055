import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import { longestNote } from '../../server/delivery/rules.ts'
import { emptyDraft } from '../../server/letter/rules.ts'
import type { Outgoing } from '../../server/mail/mail.ts'
import { cutHtml } from '../../server/text/cut-html.ts'
import { plainTextWhole } from '../../server/text/markdown-to-text.ts'
import { longestUpdate } from '../../server/updates/rules.ts'
import { everyMail, type Typed } from '../support/every-mail.ts'
import { longestKinds, longestTyped } from '../support/longest-mail.ts'
import { sentence } from '../support/words.ts'

const now = new Date('2026-11-20T12:00:00Z')
const pdf = Buffer.from('%PDF-')

/** Every element that a text can have. */
const allElements = [
  '## A heading\n\n### Below\n\n#### Below that\n\nWords *with* **weight**, ~~struck~~, `code`\\\nand [a link](https://news.example/a).[^1]',
  '> A quote\n\n- one\n- two\n\n3. three\n4. four\n\n```\ncode\n```\n\n---\n\n| Day | Number |\n|:--|--:|\n| Monday | 14 |',
  '[^1]: A note, see <https://news.example/b>.',
].join('\n\n')

function usual(language: string): Typed {
  return {
    draft: {
      ...emptyDraft,
      ...{
        title: 'Show us <what> is “measured”',
        text: allElements,
        language,
        demands: ['Publish it.', 'Ask & answer.'],
      },
      recipients: [{ name: 'Ines Halvorsen', office: 'Head of Operations', address: 'ines@board.example' }],
      employers: [{ name: 'Lantern Freight', domains: ['lantern.example'] }],
    },
    note: allElements,
    update: allElements,
  }
}

describe('every kind of mail', () => {
  test('is in the list', () => {
    const server = join(import.meta.dirname, '../../server')
    const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(server, file), 'utf8'))
    // A mail is an object with a kind, or the message of a mailing.
    const composing = sources.filter(
      (source) => /\b(?:Outgoing|Message)\b/.test(source) && /\bsubject(?::|,)/.test(source),
    )
    const makers = composing.flatMap((source) =>
      [...source.matchAll(/^export function (\w+Mails?)\(/gm)].map(([, name = '']) => name),
    )
    const listed = readFileSync(join(import.meta.dirname, '../support/every-mail.ts'), 'utf8')
    // It makes the mails of several recipients, and deliveryMail calls it.
    const missing = makers.filter((name) => name !== 'deliveryMails' && !listed.includes(`${name}(`))
    expect(missing).toEqual([])
    expect(makers.toSorted()).toEqual([
      'accountNoticeMail',
      'announcementMail',
      'answerNoticeMail',
      'codeMail',
      'delegationMail',
      'deliveryMail',
      'deliveryMails',
      'extensionMail',
      'invitationMail',
      'ownerNoticeMail',
      'pressMails',
      'previewMail',
      'togetherMail',
      'updateMail',
    ])
  })

  test('has a plain text, and HTML if a letter or an update is in it', () => {
    const mails = everyMail(usual('en'), pdf, now)
    const withHtml = Object.keys(mails).filter((kind) => mails[kind]?.html !== undefined)
    expect(withHtml.filter((kind) => !/^(?:delivery|press|announcement|extension|update)/.test(kind))).toEqual([])
    expect(withHtml).toHaveLength(15)
    expect(Object.values(mails).filter(({ text }) => text.trim() === '')).toEqual([])
  })

  for (const language of ['en', 'ar'])
    for (const [kind, { html }] of Object.entries(everyMail(usual(language), pdf, now)))
      if (html !== undefined)
        test(`${kind} in ${language} has only what mail programs know`, () => {
          expect(faultsIn(html)).toEqual([])
        })

  test('a letter from right to left begins on the right, in mail programs that know only left and right', () => {
    const styleOf = (language: string, tag: string) => {
      const { html = '' } = everyMail(usual(language), pdf, now)['delivery'] ?? {}
      return new RegExp(`<${tag} style="([^"]*)"`).exec(html.slice(html.indexOf('<h1')))?.[1]
    }
    for (const [tag, left, right] of [
      ['ul', 'margin: 0 0 16px 24px', 'margin: 0 24px 16px 0'],
      ['blockquote', 'border-left: 2px', 'border-right: 2px'],
      ['th', 'text-align: left', 'text-align: right'],
      ['code', "Consolas, 'Courier New', monospace", "Consolas, 'Courier New', monospace"],
    ] as const) {
      expect([tag, styleOf('en', tag)?.includes(left)]).toEqual([tag, true])
      expect([tag, styleOf('ar', tag)?.includes(right)]).toEqual([tag, true])
    }
  })

  test('with counts say of which checkpoint, to executives and to the press', () => {
    const mails = everyMail(usual('en'), pdf, now)
    const words = /Counts of checkpoint [\d,]+ of the letter’s log\./
    for (const kind of ['delivery', 'delivery-by-employer', 'press'] as const) {
      const { text = '', html = '' } = mails[kind] ?? {}
      expect([kind, words.test(text), words.test(html)]).toEqual([kind, true, true])
    }
  })

  test('the rules find what a mail program would break', () => {
    const { html = '' } = everyMail(usual('en'), pdf, now)['delivery'] ?? {}
    const bad: Record<string, string> = {
      'element img': '<img src="https://x.example/a.png">',
      'element section': '<section style="margin: 0">x</section>',
      'property color': '<p style="color: #000">x</p>',
      'property display': '<div style="display: flex">x</div>',
      'value margin: 1rem': '<p style="margin: 1rem">x</p>',
      'value font-size: var(--a)': '<small style="font-size: var(--a)">x</small>',
      'attribute bgcolor': '<table style="margin: 0" bgcolor="#fff"></table>',
      'attribute onclick': '<div onclick="x()">x</div>',
      'no style on p': '<p>x</p>',
      'address javascript:x': '<a href="javascript:x">x</a>',
      'address #nowhere': '<a href="#nowhere">x</a>',
    }
    for (const [fault, inserted] of Object.entries(bad))
      expect([fault, faultsIn(html.replace('<h1', `${inserted}<h1`)).includes(fault)]).toEqual([fault, true])
    expect(faultsIn(html.replace('</style>', 'p { margin: 0 } </style>'))).toContain('rule p')
    expect(faultsIn(html.replace('</style>', 'a { color: #000; } </style>'))).toContain('colour without its ground: a')
    expect(faultsIn(html.replace('width="600"', ''))).toContain('no width for Outlook')
  })
})

/** Elements that Outlook's Word engine, Gmail and Apple Mail show alike. There is no picture, so nothing is missing without them. */
const elements = new Set(
  'html head meta title style body table tbody thead tr td th div p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code hr br a em strong s sup small'.split(
    ' ',
  ),
)
/** Those whose look would otherwise come from the mail program, which differ much. */
const styledElements = /^(?:p|h\d|ul|ol|li|blockquote|pre|code|hr|small|table|td|th)$/
const attributes = new Set(
  'lang dir style href rel id class start charset name content role width cellpadding cellspacing border'.split(' '),
)
/** Outlook ignores the last five, and the mail can do without them. */
const properties = new Set(
  'margin padding padding-left padding-right border border-top border-left border-right border-collapse font-family font-size font-weight line-height text-align vertical-align width max-width overflow-wrap word-break white-space'.split(
    ' ',
  ),
)
/** Lengths in px or 0, words, fonts, and grey lines that can be seen on light and on dark. */
const value =
  /^(?:-?\d+(?:px)?|\d+\.\d+|100%|solid|#9a9183|auto|[a-z-]+|'[\w ]+'|Georgia|Consolas)(?:,? (?:-?\d+(?:px)?|\d+\.\d+|100%|solid|#9a9183|auto|[a-z-]+|'[\w ]+'|Georgia|Consolas))*$/
const rules = [':root', 'body', 'a', 'a[rel]:not(.bare)::after', 'td, th']

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

/** What a mail program of today would drop, change or load. Empty if there is nothing. */
function faultsIn(html: string): string[] {
  const document = parse(html)
  const all = elementsIn(document)
  const ids = new Set(all.map((element) => attribute(element, 'id')))
  return [
    ...all.flatMap((element) => [...faultsOfElement(element), ...faultsOfAddress(attribute(element, 'href'), ids)]),
    ...faultsOfSheets(html),
    // Outlook knows no max-width. It reads the conditional comment.
    ...(/<[!]--\[if mso\]><table [^>]*width="600"[^>]*><tr><td style="font-family/.test(html)
      ? []
      : ['no width for Outlook']),
    ...(html.split('<!--[if mso]>').length === html.split('<![endif]-->').length ? [] : ['comments for Outlook']),
    ...(/url\(|@import|background=/i.test(html) ? ['a picture'] : []),
  ]
}

function elementsIn(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsIn) : []
  return 'tagName' in node ? [node, ...children] : children
}

function attribute({ attrs }: Element, of: string): string | undefined {
  return attrs.find(({ name }) => name === of)?.value
}

function faultsOfElement(element: Element): string[] {
  const { tagName, attrs } = element
  const style = attribute(element, 'style')
  const declared = (style ?? '').split(';').map((each) => each.trim().split(/: (.*)/s))
  return [
    ...(elements.has(tagName) ? [] : [`element ${tagName}`]),
    ...attrs.filter(({ name }) => !attributes.has(name)).map(({ name }) => `attribute ${name}`),
    ...(styledElements.test(tagName) && style === undefined ? [`no style on ${tagName}`] : []),
    ...(style === undefined ? [] : declared).flatMap(([property = '', given = '']) => [
      ...(properties.has(property) ? [] : [`property ${property}`]),
      ...(value.test(given) ? [] : [`value ${property}: ${given}`]),
    ]),
  ]
}

function faultsOfAddress(address: string | undefined, ids: ReadonlySet<string | undefined>): string[] {
  if (address === undefined || /^(?:https?:\/\/|mailto:)/.test(address)) return []
  return address.startsWith('#') && ids.has(address.slice(1)) ? [] : [`address ${address}`]
}

/** A colour comes with its ground, so that it can be read in dark modes. Only rules that a mail can do without are allowed. */
function faultsOfSheets(html: string): string[] {
  const sheets = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, sheet = '']) => sheet)
  const found = sheets.flatMap((sheet) => [
    ...sheet.replace(/@media [^{]*\{((?:[^{}]*\{[^}]*\})*)\s*\}/g, '$1').matchAll(/([^{}]+)\{([^}]*)\}/g),
  ])
  return found.flatMap(([, selector = '', declarations = '']) => [
    ...(rules.includes(selector.trim()) ? [] : [`rule ${selector.trim()}`]),
    ...(/(?:^|[\s;])color: (?!inherit)/.test(declarations) && !declarations.includes('background: #')
      ? [`colour without its ground: ${selector.trim()}`]
      : []),
  ])
}

describe('the longest texts', () => {
  test.each(longestKinds)('of %s make no HTML that Gmail cuts off', (kind) => {
    const typed = longestTyped(kind)
    for (const [name, mail] of Object.entries(everyMail(typed, pdf, now))) {
      const bytes = Buffer.byteLength(mail.html ?? '')
      expect([name, bytes < 100_000]).toEqual([name, true])
      if (mail.html !== undefined) expect([name, faultsIn(mail.html)]).toEqual([name, []])
    }
  })

  test.each(longestKinds)('of %s are whole in the plain text, and how to answer stands in the HTML', (kind) => {
    const typed = longestTyped(kind)
    const { draft, note, update } = typed
    const mails = everyMail(typed, pdf, now)
    const whole = (mail: Outgoing | undefined, text: string) =>
      mail?.text.replace(/\s+/g, '').includes(plainTextWhole(text, draft.language).replace(/\s+/g, ''))
    expect([note.length <= longestNote, update.length <= longestUpdate]).toEqual([true, true])
    expect(whole(mails['press'], note)).toBe(true)
    expect(whole(mails['update'], update)).toBe(true)
    const { text, html = '' } = mails['delivery'] ?? { text: '' }
    const [body = ''] = plainTextWhole(draft.text, draft.language).split('\n[1] ')
    expect(text.replace(/\s+/g, '').includes(body.trim().replace(/\s+/g, ''))).toBe(true)
    expect(draft.demands.every((demand) => text.includes(demand))).toBe(true)
    for (const id of ['copies-answer-heading', 'copies-check-heading', 'copies-goes-on-attached'] as const)
      expect([id, html.includes(sentence(id))]).toEqual([id, true])
    const linked = mails['delivery-with-linked-pdf']?.html ?? ''
    expect(linked.includes(sentence('copies-goes-on-linked'))).toBe(true)
  })

  test('are shared out: a long letter loses none of its few demands, and no other sentence says that something is missing', () => {
    const { draft } = longestTyped('prose')
    const demands = ['Two people at every dock.', 'Publish the numbers.']
    const { html = '' } =
      everyMail({ draft: { ...draft, demands }, note: 'Dear all', update: 'x' }, pdf, now)['delivery'] ?? {}
    expect(demands.every((demand) => html.includes(`>${demand}</li>`))).toBe(true)
    expect(html.split(sentence('copies-goes-on-attached'))).toHaveLength(2)
    // It fills the room, and each footnote is of the text above it.
    expect(Buffer.byteLength(html) > 90_000).toBe(true)
    const cited = new Set([...html.matchAll(/href="#(fn\d+)"/g)].map(([, id]) => id))
    expect(new Set([...html.matchAll(/ id="(fn\d+)"/g)].map(([, id]) => id))).toEqual(cited)
    expect(cited.size > 20).toBe(true)
  })

  test('a letter that fits says nothing of a rest', () => {
    const { html = '' } = everyMail(usual('en'), pdf, now)['delivery'] ?? {}
    expect(html.includes(sentence('copies-goes-on-attached'))).toBe(false)
  })
})

describe('cutting HTML', () => {
  const paragraphs =
    '<p>One &amp; two three.</p>\n<ul>\n<li>four</li>\n<li>five <em>six</em></li>\n</ul>\n<hr />\n<p>seven</p>'

  test('ends after a paragraph or an item, and closes each element, at every size', () => {
    for (let most = 0; most <= paragraphs.length; most++) {
      const { html, cut } = cutHtml(paragraphs, most)
      expect(Buffer.byteLength(html) <= most).toBe(true)
      expect(cut).toBe(most < paragraphs.length)
      const body = /<body>(.*)<\/body>/s.exec(serialize(parse(html)))?.[1]
      expect(body).toBe(html.replaceAll('<hr />', '<hr>'))
    }
    expect(cutHtml(paragraphs, 75).html).toBe('<p>One &amp; two three.</p>\n<ul>\n<li>four</li></ul>')
  })

  test('divides a long paragraph between words, and Chinese between characters', () => {
    expect(cutHtml('<p>one two <b>three &amp; four</b></p>', 37).html).toBe('<p>one two <b>three &amp;…</b></p>')
    expect(cutHtml('<p>我们请求你们停止</p>', 24).html).toBe('<p>我们请求…</p>')
  })
})
