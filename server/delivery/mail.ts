import Handlebars from 'handlebars'
import { inNumbers, inSentence, inWordsWithTime } from '../http/helpers.ts'
import { renderBare } from '../http/pages.ts'
import { letterHtml } from '../common/markdown.ts'
import { directionOf } from '../common/letter-rules.ts'
import { isBareAddress } from '../mail/cleaning.ts'
import type { Outgoing } from '../mail/mail.ts'
import { formatCode } from '../verification/codes-rules.ts'
import { countsInWords, marksInWords, pdfName, type Copy } from './compose.ts'
import { answerMinutes, largestAttachment } from './rules.ts'

export interface Envelope {
  to: string
  /** Address of the recipient's private page. */
  link: string
  messageId: string
  pressContact: string | null
  contentHash: Buffer
  pdf: Buffer
}

/** A letter to one recipient: text that reads well alone, HTML, and the PDF with the list. It reports nothing back to anybody. */
export function deliveryMail(copy: Copy, envelope: Envelope): Outgoing {
  const { to, messageId, pdf } = envelope
  const replyTo = replyAddress(envelope.pressContact)
  const attached = pdf.length <= largestAttachment
  const content = contentFor(copy, { ...envelope, replyTo, attached })
  return {
    kind: 'delivery',
    to,
    messageId,
    subject: subjectFor(copy),
    text: textOf(content),
    html: htmlOf(content),
    ...(replyTo !== null && { replyTo }),
    ...(attached && {
      attachments: [{ filename: pdfName(copy.revision), content: pdf, contentType: 'application/pdf' }],
    }),
  }
}

export function subjectFor({ revision }: Copy): string {
  return `Open letter: ${revision.title}`
}

/** The press contact is free text; where there is an address in it, replies go there. */
function replyAddress(pressContact: string | null): string | null {
  const address = /[^\s<>()[\],;:"']+@[^\s<>()[\],;:"']+/.exec(pressContact ?? '')?.[0].replace(/\.$/, '')
  return address !== undefined && isBareAddress(address) ? address : null
}

interface Content {
  copy: Copy
  counts: string
  asOf: string
  list: string
  reply: string
  link: string
  hash: string
  revision: string
}

function contentFor(
  copy: Copy,
  { link, contentHash, replyTo, attached }: Envelope & { replyTo: string | null; attached: boolean },
): Content {
  return {
    copy,
    link,
    counts: inSentence(countsInWords(copy).map(({ count, label }) => `${inNumbers(count)} ${label}`)),
    asOf: inWordsWithTime(copy.asOf),
    list: listInWords(copy, attached),
    reply: replyTo === null ? '' : ' A reply to this mail reaches the organizers too.',
    hash: contentHash.toString('hex'),
    revision: `Revision ${copy.revision.number}, SHA-256 ${copy.revision.hash.toString('hex')}`,
  }
}

function listInWords(copy: Copy, attached: boolean): string {
  const where = attached
    ? 'The attached PDF has the letter'
    : 'The PDF with the letter is too large for a mail; the organizers have it'
  if (copy.disclosure === 'count') return `${where}. This copy shows the count alone.`
  const marks = marksInWords(copy).map(({ count, label }) => `${inNumbers(count)} ${label}`)
  const names = `${inNumbers(copy.names.length)} ${copy.names.length === 1 ? 'name' : 'names'}`
  const all = attached ? 'The attached PDF has the letter and the list' : `${where}, and the list`
  return `${all}: ${inSentence([names, ...marks])}.`
}

const rule = '\n\n* * *\n\n'

function textOf({ copy, counts, asOf, list, reply, link, hash, revision }: Content): string {
  const { recipient, note } = copy
  const { title, text, demands, employers } = copy.revision
  const to = recipient.office === '' ? recipient.name : `${recipient.name}, ${recipient.office}`
  const asks = demands.map((demand, index) => `${index + 1}. ${demand}`).join('\n')
  const [body, sources] = typedTextAndSources(text)
  const letter = [title, body, asks, sources].filter((part) => part !== '').join('\n\n')
  const standing = [
    `Signed with ${counts}, as of ${asOf}, by workers of ${inSentence(employers.map(({ name }) => name))}. Mailboxes verified, names as typed.`,
    list,
  ].join('\n\n')
  const page = [
    `Your private page:\n${link}`,
    `There you can confirm that you have received the letter, and answer it. Whoever has the link can read the page; only somebody who reads the mail of this address can answer.${reply}`,
    `${revision}\nThis copy: SHA-256 ${hash}`,
  ].join('\n\n')
  return [`To ${to}`, ...(note === '' ? [] : [note]), letter, standing, page].join(rule) + '\n'
}

function htmlOf({ copy, ...rest }: Content): string {
  const { revision, recipient, note } = copy
  const [text, sources] = textAndSources(letterHtml(revision.text))
  const body = renderBare('delivery/mail', {
    ...rest,
    recipient,
    note: note === '' ? undefined : new Handlebars.SafeString(letterHtml(note, 'note')),
    title: revision.title,
    language: revision.language,
    dir: directionOf(revision.language),
    letter: new Handlebars.SafeString(text),
    sources: new Handlebars.SafeString(sources),
    demands: revision.demands,
    employers: inSentence(revision.employers.map(({ name }) => name)),
    revision: rest.revision,
  })
  return renderBare('layouts/mail', {
    title: revision.title,
    lang: 'en',
    dir: 'ltr',
    body: new Handlebars.SafeString(body),
  })
}

/** The sources stand below the demands. */
export function textAndSources(html: string): [text: string, sources: string] {
  const at = html.indexOf('<hr class="footnotes-sep"')
  return at < 0 ? [html, ''] : [html.slice(0, at), html.slice(at)]
}

/** The same of Markdown, where the sources are all that follows the first one to the end; else they stay where they were typed. */
function typedTextAndSources(text: string): [text: string, sources: string] {
  const at = text.search(/^\[\^[^\]\s]+\]:/m)
  const rest = at < 0 ? '' : text.slice(at).trim()
  const onlySources = rest.split('\n').every((line) => /^(\[\^[^\]\s]+\]:| {4}|\s*$)/.test(line))
  return rest !== '' && onlySources ? [text.slice(0, at).trim(), rest] : [text.trim(), '']
}

/** Neutral: whoever reads the gateway's log learns only that a code came. */
export function answerCodeMail(to: string, code: string): Outgoing {
  return {
    kind: 'code',
    to,
    subject: 'Your code',
    text: [
      `Your code is ${formatCode(code)}`,
      '',
      `It is good for ${answerMinutes} minutes, on the page that asked for it.`,
      '',
      'Nobody asked? Then ignore this mail. Without the code nothing happens.',
      '',
    ].join('\n'),
  }
}
