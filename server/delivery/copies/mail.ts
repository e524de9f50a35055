import { randomUUID } from 'node:crypto'
import Handlebars from 'handlebars'
import { inNumbers, inWordsWithTime } from '../../http/helpers.ts'
import { renderBare } from '../../http/pages.ts'
import { mailHtml } from '../../text/html-mail.ts'
import { letterHtml } from '../../text/letter-html.ts'
import { directionOf } from '../../letter/rules.ts'
import { isBareAddress } from '../../mail/cleaning.ts'
import type { Outgoing } from '../../mail/mail.ts'
import { countsInWords, employersInWords, marksInWords, pdfName, type Copy, type Shared } from './compose.ts'
import { plainText, plainTextWhole } from '../../text/markdown-to-text.ts'
import { bytesKeptForDays, isLinked } from '../rules.ts'
import { listInWords } from '../../messages/lists.ts'

/** What goes with every mail of an edition. */
export interface Enclosed {
  pressContact: string | null
  contentHash: Buffer
  pdf: Buffer
  /** In bytes; a larger PDF is a link on the recipient's page. */
  largestAttachment: number
}

export interface Envelope {
  to: string
  /** Address of the recipient's private page. */
  link: string
  messageId: string
  /** Message-IDs of what the same recipient got before, the oldest first: mail programs then show one thread. */
  earlier?: readonly string[]
  /** The envelope's sender, of this copy alone. */
  bounceTo?: string | undefined
}

/** A letter to one recipient: text that reads well alone, HTML, and the PDF with the list. It reports nothing back to anybody. */
export function deliveryMail(copy: Copy, envelope: Envelope & Enclosed): Outgoing {
  return deliveryMails(copy, envelope)(copy.recipient, envelope)
}

/** Makes the mails of several recipients: what they have in common is made once. */
export function deliveryMails(
  copy: Shared,
  enclosed: Enclosed,
): (recipient: Copy['recipient'], envelope: Envelope) => Outgoing {
  const replyTo = replyAddress(enclosed.pressContact)
  const attached = !isLinked(enclosed.pdf.length, enclosed.largestAttachment)
  const content = contentFor(copy, { contentHash: enclosed.contentHash, replyTo, attached })
  const text = textOf(content)
  const html = htmlOf(content)
  const shared = {
    subject: subjectFor(copy),
    ...(replyTo !== null && { replyTo }),
    ...(attached && {
      attachments: [{ filename: pdfName(copy.revision), content: enclosed.pdf, contentType: 'application/pdf' }],
    }),
  }
  return (recipient, { to, link, messageId, earlier = [], bounceTo }) => ({
    kind: 'delivery',
    to,
    messageId,
    ...shared,
    ...(bounceTo !== undefined && { bounceTo }),
    headers: threadHeaders(earlier),
    text: text(recipient, link),
    html: html(recipient, link),
  })
}

/** RFC 5322 wants a line of less than 1000 signs: the first, and the newest of the others. */
const mostReferences = 10

function threadHeaders(earlier: readonly string[]): Record<string, string> {
  const last = earlier.at(-1)
  if (last === undefined) return {}
  const references =
    earlier.length > mostReferences ? [...earlier.slice(0, 1), ...earlier.slice(1 - mostReferences)] : earlier
  return { 'In-Reply-To': `<${last}>`, References: references.map((id) => `<${id}>`).join(' ') }
}

export function subjectFor({ revision }: Shared): string {
  return `Open letter: ${revision.title}`
}

/** The press contact is free text; where there is an address in it, replies go there. */
function replyAddress(pressContact: string | null): string | null {
  const address = /[^\s<>()[\],;:"']+@[^\s<>()[\],;:"']+/.exec(pressContact ?? '')?.[0].replace(/\.$/, '')
  return address !== undefined && isBareAddress(address) ? address : null
}

interface Content {
  copy: Shared
  counts: string
  asOf: string
  list: string
  reply: string
  hash: string
  revision: string
}

function contentFor(
  copy: Shared,
  { contentHash, replyTo, attached }: { contentHash: Buffer; replyTo: string | null; attached: boolean },
): Content {
  return {
    copy,
    counts: listInWords(countsInWords(copy).map(({ count, label }) => `${inNumbers(count)} ${label}`)),
    asOf: inWordsWithTime(copy.asOf),
    list: whatIsListed(copy, attached),
    reply: replyTo === null ? '' : ' A reply to this mail reaches the organizers too.',
    hash: contentHash.toString('hex'),
    revision: `Revision ${copy.revision.number}, SHA-256 ${copy.revision.hash.toString('hex')}`,
  }
}

function whatIsListed(copy: Shared, attached: boolean): string {
  const where = attached
    ? 'The attached PDF has the letter'
    : `The PDF with the letter is too large for a mail. It is on your private page for ${bytesKeptForDays} days, byte for byte as it was frozen`
  if (copy.disclosure === 'count') return `${where}. This copy shows the count alone.`
  if (copy.disclosure === 'employers') return `${where}. ${byEmployer(copy)}`
  const marks = marksInWords(copy).map(({ count, label }) => `${inNumbers(count)} ${label}`)
  const names = `${inNumbers(copy.names.length)} ${copy.names.length === 1 ? 'name' : 'names'}`
  const list = listInWords([names, ...marks])
  return attached ? `The attached PDF has the letter and the list: ${list}.` : `${where}, with the list: ${list}.`
}

function byEmployer(copy: Shared): string {
  const counts = employersInWords(copy).map(({ count, label }) => `${inNumbers(count)} ${label}`)
  const shown = counts.length === 0 ? 'None is large enough to be told apart.' : `These are ${listInWords(counts)}.`
  return `This copy shows the counts by employer, and no names. ${shown}`
}

const rule = '\n\n* * *\n\n'

type For = (recipient: Copy['recipient'], link: string) => string

function textOf({ copy, counts, asOf, list, reply, hash, revision }: Content): For {
  const note = plainTextWhole(copy.note)
  const { title, text, demands, employers } = copy.revision
  const asks = demands.map((demand, index) => `${index + 1}. ${demand}`).join('\n')
  const { text: body, sources } = plainText(text)
  const letter = [title, body, asks, sources].filter((part) => part !== '').join('\n\n')
  const standing = [
    `Signed with ${counts}, as of ${asOf}, by workers of ${listInWords(employers.map(({ name }) => name))}. Mailboxes verified, names as typed.`,
    list,
  ].join('\n\n')
  const below = [
    `There you can confirm that you have received the letter, and answer it. Whoever has the link can read the page; only somebody who reads the mail of this address can answer.${reply}`,
    `${revision}\nThis copy: SHA-256 ${hash}`,
  ].join('\n\n')
  return (recipient, link) => {
    const page = `Your private page:\n${link}\n\n${below}`
    return [`To ${nameAndOffice(recipient)}`, ...(note === '' ? [] : [note]), letter, standing, page].join(rule) + '\n'
  }
}

function htmlOf({ copy, ...rest }: Content): For {
  const { revision, note } = copy
  const [text, sources] = textAndSources(letterHtml(revision.text))
  const shared = {
    ...rest,
    note: note === '' ? undefined : new Handlebars.SafeString(letterHtml(note, 'note')),
    title: revision.title,
    language: revision.language,
    dir: directionOf(revision.language),
    letter: new Handlebars.SafeString(text),
    sources: new Handlebars.SafeString(sources),
    demands: revision.demands,
    employers: listInWords(revision.employers.map(({ name }) => name)),
  }
  // Of thousands of mails all but these two are the same: made once, and only these put in.
  const body = renderBare('delivery/copies/mail', { ...shared, to: places.to, link: places.link })
  const parts = mailHtml(revision.title, body).split(place)
  return (recipient, link) => {
    const values = { [places.to]: Handlebars.escapeExpression(nameAndOffice(recipient)), [places.link]: link }
    return parts.map((part) => values[part] ?? part).join('')
  }
}

/** Nobody can have typed these. */
const places = { to: randomUUID(), link: randomUUID() }
const place = new RegExp(`(${places.to}|${places.link})`)

function nameAndOffice({ name, office }: Copy['recipient']): string {
  return office === '' ? name : `${name}, ${office}`
}

/** The sources stand below the demands. */
export function textAndSources(html: string): [text: string, sources: string] {
  const at = html.indexOf('<hr class="footnotes-sep"')
  return at < 0 ? [html, ''] : [html.slice(0, at), html.slice(at)]
}
