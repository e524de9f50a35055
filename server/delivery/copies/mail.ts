import { randomUUID } from 'node:crypto'
import Handlebars from 'handlebars'
import type { Check } from '../check-code.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { renderBare } from '../../http/pages.ts'
import { bytesOf, eachOf, fitLetter, type Part, type Parts } from '../../text/cut-html.ts'
import { inlineStyles, largestHtml, mailHtml } from '../../text/html-mail.ts'
import { letterHtml } from '../../text/letter-html.ts'
import { directionOf } from '../../letter/rules.ts'
import { isBareAddress } from '../../mail/cleaning.ts'
import type { Outgoing } from '../../mail/mail.ts'
import {
  countedIn,
  countsInWords,
  employersInWords,
  marksInWords,
  pdfName,
  type Copy,
  type Shared,
} from './pdf-document.ts'
import { plainText, plainTextWhole } from '../../text/markdown-to-text.ts'
import { bytesKeptForDays, isLinked } from '../rules.ts'
import { listInWords } from '../../messages/lists.ts'
import { wordsOfCopies } from './words-of-copies.ts'

/** The common parts of the mails of an edition, apart from the copy. */
export interface Enclosed {
  pressContact: string | null
  contentHash: Buffer
  /** In bytes. A larger PDF is a link on the recipient's page. */
  largestAttachment: number
}

/** The parts that each copy has for itself. */
export interface Own {
  pdf: Buffer
  check: Check | null
}

export interface Envelope {
  to: string
  /** Address of the recipient's private page. */
  link: string
  messageId: string
  /** Message-IDs of earlier mails to the same recipient, oldest first, so that mail programs show one thread. */
  earlier?: readonly string[]
  /** The envelope sender. Each copy has its own, so that a bounce names its copy. */
  bounceTo?: string | undefined
}

/** The mail to one recipient: plain text, HTML, and the PDF. It contains nothing that reports back whether it was read. */
export function deliveryMail(copy: Copy, { pdf, check, ...envelope }: Envelope & Enclosed & Own): Outgoing {
  return deliveryMails(copy, envelope)({ pdf, check })(copy.recipient, envelope)
}

/** Makes the mails of several recipients. Their common part is made once. */
export function deliveryMails(
  copy: Shared,
  { pressContact, contentHash, largestAttachment }: Enclosed,
): (own: Own) => (recipient: Copy['recipient'], envelope: Envelope) => Outgoing {
  const words = wordsOfCopies()
  const replyTo = replyAddress(pressContact)
  const common = (variant: Variant) => {
    const content = contentFor(copy, words, { contentHash, pressContact, ...variant })
    return { text: textOf(content), html: htmlOf(content) }
  }
  // Each is made once, and only if a copy needs it.
  const made = new Map<string, ReturnType<typeof common>>()
  const shared = {
    subject: words.text('copies-subject', { title: copy.revision.title }),
    ...(replyTo !== null && { replyTo }),
  }
  return ({ pdf, check }) => {
    const attached = !isLinked(pdf.length, largestAttachment)
    const variant = { attached, checked: check !== null }
    const { text, html } = made.get(JSON.stringify(variant)) ?? common(variant)
    made.set(JSON.stringify(variant), { text, html })
    const attachments = attached && {
      attachments: [{ filename: pdfName(copy.revision), content: pdf, contentType: 'application/pdf' }],
    }
    return (recipient, { to, link, messageId, earlier = [], bounceTo }) => ({
      kind: 'delivery',
      to,
      messageId,
      ...shared,
      ...attachments,
      ...(bounceTo !== undefined && { bounceTo }),
      headers: threadHeaders(earlier),
      text: text({ recipient, link, check }),
      html: html({ recipient, link, check }),
    })
  }
}

/** Lines have at most 998 characters (RFC 5322 section 2.1.1). The first reference and the newest others are kept. */
const mostReferences = 10

function threadHeaders(earlier: readonly string[]): Record<string, string> {
  const last = earlier.at(-1)
  if (last === undefined) return {}
  const references =
    earlier.length > mostReferences ? [...earlier.slice(0, 1), ...earlier.slice(1 - mostReferences)] : earlier
  return { 'In-Reply-To': `<${last}>`, References: references.map((id) => `<${id}>`).join(' ') }
}

/** The press contact is free text. If it contains an address, replies go there. */
function replyAddress(pressContact: string | null): string | null {
  const address = /[^\s<>()[\],;:"']+@[^\s<>()[\],;:"']+/.exec(pressContact ?? '')?.[0].replace(/\.$/, '')
  return address !== undefined && isBareAddress(address) ? address : null
}

interface Content {
  copy: Shared
  words: Catalogue
  /** Who wrote, how many have signed, and what they ask. */
  signed: string
  list: string
  /** Says where the rest is, if the HTML has only the beginning of the letter. */
  goesOn: string
  /** True if a reply to the mail reaches the organizers. */
  reply: boolean
  hash: string
  /** Which checkpoint of the log the counts are of. */
  checkpoint: string[]
  /** Whom else to ask. Undefined for copies that were made before copies had codes. */
  checking: { whom: string[] } | undefined
}

/** The mails of an edition differ in these, besides what is each copy's own. */
interface Variant {
  attached: boolean
  checked: boolean
}

function contentFor(
  copy: Shared,
  words: Catalogue,
  { contentHash, pressContact, attached, checked }: Variant & Pick<Enclosed, 'contentHash' | 'pressContact'>,
): Content {
  const { place } = copy
  const whom = [
    ...(place === null ? [] : [words.text('copies-check-place', { place })]),
    ...(pressContact === null ? [] : [words.text('copies-check-contact', { contact: pressContact })]),
  ]
  return {
    copy,
    words,
    signed: signedInWords(copy, words),
    list: listedInWords(copy, words, attached),
    goesOn: words.text(attached ? 'copies-goes-on-attached' : 'copies-goes-on-linked'),
    reply: replyAddress(pressContact) !== null,
    hash: contentHash.toString('hex'),
    checkpoint: checkpointInWords(copy, words),
    checking: checked ? { whom } : undefined,
  }
}

/** Which checkpoint of the log the counts of a copy are of. Empty where there is none. */
export function checkpointInWords({ checkpoint }: Shared, words: Catalogue): string[] {
  if (checkpoint === null) return []
  const { size, address } = checkpoint
  return [
    words.text('copies-checkpoint', { size }),
    ...(address === null ? [] : [words.text('copies-checkpoint-check', { address })]),
  ]
}

function signedInWords(copy: Shared, words: Catalogue): string {
  const { demands, employers } = copy.revision
  const signed = words.text('copies-signed', {
    counts: listInWords(countsInWords(copy, words).map(countedIn(words)), words.language),
    at: copy.asOf,
    employers: listInWords(
      employers.map(({ name }) => name),
      words.language,
    ),
  })
  const asks =
    copy.answerBy === null
      ? words.text('copies-asks', { demands: demands.length })
      : words.text('copies-asks-by', { demands: demands.length, at: new Date(copy.answerBy) })
  return `${signed} ${asks}`
}

/** Says where the PDF is, and what it lists. */
function listedInWords(copy: Shared, words: Catalogue, attached: boolean): string {
  const days = bytesKeptForDays
  if (copy.disclosure !== 'names') {
    const where = attached ? words.text('copies-pdf-attached') : words.text('copies-pdf-linked', { days })
    return `${where} ${copy.disclosure === 'count' ? words.text('copies-shows-count') : byEmployer(copy, words)}`
  }
  const names = words.text('copies-names', { count: copy.names.length })
  const list = [names, ...marksInWords(copy, words).map(countedIn(words))]
  return attached
    ? words.text('copies-pdf-attached-list', { list })
    : words.text('copies-pdf-linked-list', { days, list })
}

function byEmployer(copy: Shared, words: Catalogue): string {
  const counts = employersInWords(copy, words).map(countedIn(words))
  return counts.length === 0 ? words.text('copies-shows-no-employer') : words.text('copies-shows-employers', { counts })
}

const rule = '\n\n* * *\n\n'

type For = (own: { recipient: Copy['recipient']; link: string; check: Check | null }) => string

function textOf({ copy, words, signed, list, reply, hash, checking, checkpoint }: Content): For {
  const note = plainTextWhole(copy.note, copy.revision.language)
  const { title, text, demands, language, number, hash: revisionHash } = copy.revision
  const asks = demands.map((demand, index) => `${index + 1}. ${demand}`).join('\n')
  const { text: body, sources } = plainText(text, language)
  const letter = [title, body, asks, sources].filter((part) => part !== '').join('\n\n')
  const standing = [words.text('copies-proof'), list].join('\n\n')
  const answering = reply
    ? [words.text('copies-reply'), words.text('copies-reply-or-page')]
    : [words.text('copies-page-alone')]
  const hashes = [
    words.text('copies-revision', { number: String(number), hash: revisionHash.toString('hex') }),
    words.text('copies-content-hash', { hash }),
    ...checkpoint,
  ].join('\n')
  return ({ recipient, link, check }) => {
    const to = words.text('copies-to', { recipient: nameAndOffice(recipient, words) })
    const below = [words.text('copies-answer-heading'), ...answering, link, words.text('copies-private-page')]
    const checked =
      checking && check
        ? [
            words.text('copies-check-heading'),
            words.text('copies-check', { address: check.address, code: check.code }),
            ...checking.whom,
          ]
        : []
    const parts = [[to, signed].join('\n\n'), ...(note === '' ? [] : [note]), letter, below.join('\n\n')]
    const last = checked.length > 0 ? [checked.join('\n\n'), standing, hashes] : [standing, hashes]
    return [...parts, ...last].join(rule) + '\n'
  }
}

function htmlOf({ copy, words, goesOn, ...rest }: Content): For {
  const { revision, note } = copy
  const { language } = words
  const dir = directionOf(revision.language)
  const shared = {
    ...rest,
    title: revision.title,
    language: revision.language,
    dir,
    goesOn,
    ours: { language: language.tag, dir: language.dir },
    number: String(revision.number),
    revisionHash: revision.hash.toString('hex'),
  }
  const whole = (parts: Parts<Part>) => {
    const { note, ...others } = eachOf(parts, ({ html, cut }) => ({ html: new Handlebars.SafeString(html), cut }))
    const data = { ...shared, ...others, ...places, note: copy.note === '' ? undefined : note }
    return mailHtml(revision.title, renderBare('delivery/copies/mail', data, { language }), language)
  }
  const [text, sources] = textAndSources(letterHtml(revision.text, { language: revision.language }))
  const parts: Parts<string> = {
    note: letterHtml(note, { language: revision.language, prefix: 'note' }),
    text,
    demands: demandsHtml(revision.demands),
    sources,
  }
  const around = whole(eachOf(parts, () => ({ html: '', cut: true })))
  const styled = eachOf(parts, (html) => inlineStyles(html, dir))
  const fitted = fitLetter(styled, largestHtml - bytesOf(around))
  // The mails of an edition differ only in these values. So the rest is rendered once, also for thousands of mails.
  const pieces = whole(fitted).split(place)
  return ({ recipient, link, check }) => {
    const to = Handlebars.escapeExpression(nameAndOffice(recipient, words))
    const { code = '', address = '' } = check ?? {}
    const values = { [places.to]: to, [places.link]: link, [places.code]: code, [places.address]: address }
    return pieces.map((piece) => values[piece] ?? piece).join('')
  }
}

function demandsHtml(demands: readonly string[]): string {
  if (demands.length === 0) return ''
  return `<ol>\n${demands.map((demand) => `<li>${Handlebars.escapeExpression(demand)}</li>`).join('\n')}\n</ol>`
}

/** Random, so that no text that somebody typed can contain them. */
const places = { to: randomUUID(), link: randomUUID(), code: randomUUID(), address: randomUUID() }
const place = new RegExp(`(${Object.values(places).join('|')})`)

function nameAndOffice({ name, office }: Copy['recipient'], words: Catalogue): string {
  return office === '' ? name : words.text('copies-name-and-office', { name, office })
}

/** Splits the text from its sources, because the sources are shown below the demands. */
export function textAndSources(html: string): [text: string, sources: string] {
  const at = html.indexOf('<hr class="footnotes-sep"')
  return at < 0 ? [html, ''] : [html.slice(0, at), html.slice(at)]
}
