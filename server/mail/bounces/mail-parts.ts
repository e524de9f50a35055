import PostalMime, { type Email } from 'postal-mime'
import { notificationOf, type Notification } from './notification.ts'

/** The parts of a mail that tell what it is. All are bounded, because the mail may be hostile. */
export interface MailParts {
  headers: Email['headers']
  /** The full media type of the mail with its parameters, in lower case. */
  type: string
  subject: string
  /** The media types of its parts, in lower case. */
  partTypes: ReadonlySet<string>
  /** The fields of reports (RFC 3464, RFC 6533), one text for each part. */
  fields: string[]
  /** The text for people. It may contain the original mail. */
  text: string
  /** The text as a notification in JSON. Null if it is none. */
  notification: Notification | null
  /** Everything that is text, also in the original mail. Only tokens are searched in it. */
  everything: string[]
}

/** In characters. */
const longestText = 200_000
const deepest = 30
/**
 * In bytes and lines. A report comes before the original mail that it returns, so the rest of a long mail tells nothing. The parser
 * keeps every line, so a mail of empty lines could exhaust the memory.
 */
const longestMail = 1_000_000
const mostLines = 10_000
const fieldTypes = ['message/delivery-status', 'message/global-delivery-status']
const textTypes = /^(?:text\/|message\/)/

/** Takes the beginning of a mail apart. A mail that the parser cannot read is read as plain text. */
export async function partsOf(mail: Buffer): Promise<MailParts> {
  const raw = beginningOf(mail)
  const email = await parsed(raw)
  const body = bodyOf(raw)
  const attachments = email.attachments.map(({ mimeType, content }) => ({
    type: mimeType.toLowerCase(),
    text: textTypes.test(mimeType.toLowerCase()) ? textOf(content) : '',
  }))
  const whole = (email.text ?? '').trim() || withoutTags(email.html ?? '').trim() || body
  const text = whole.slice(0, longestText).replace(/\r\n?/g, '\n')
  return {
    headers: email.headers,
    type: (email.headers.find(({ key }) => key === 'content-type')?.value ?? '').toLowerCase(),
    subject: (email.subject ?? '').slice(0, 1000),
    partTypes: new Set(attachments.map(({ type }) => type)),
    fields: attachments.filter(({ type }) => fieldTypes.includes(type)).map((each) => each.text.slice(0, longestText)),
    text,
    notification: notificationOf(text),
    everything: [raw.toString('latin1'), whole, ...attachments.map((each) => each.text)],
  }
}

function beginningOf(raw: Buffer): Buffer {
  const most = Math.min(raw.length, longestMail)
  let end = 0
  for (let lines = 0; lines < mostLines && end < most; lines++) {
    const next = raw.indexOf('\n', end)
    if (next < 0 || next >= most) return raw.subarray(0, most)
    end = next + 1
  }
  return raw.subarray(0, end)
}

async function parsed(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: deepest })
  } catch {
    return { headers: [], headerLines: [], attachments: [] }
  }
}

function textOf(content: Email['attachments'][number]['content']): string {
  return typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString()
}

/** Returns everything after the headers, for mails whose parts do not have the boundary that their headers name. */
function bodyOf(raw: Buffer): string {
  const start = /\r?\n\r?\n/.exec(raw.subarray(0, longestText).toString('latin1'))
  return raw
    .subarray(start ? start.index + start[0].length : 0)
    .subarray(0, longestText)
    .toString()
}

/**
 * Text of HTML: one line for each block, and the sign `>` before a quote, as in plain text. So the readers of text recognize a quote.
 */
function withoutTags(html: string): string {
  return withSigns(tagsAsLines(html.slice(0, longestText)))
}

export function tagsAsLines(html: string): string {
  return html
    .replace(/<(?:style|script|title)\b[^<>]*>[^<]*/gi, ' ')
    .replace(
      /<(?:blockquote|div[^<>]{1,100}\b(?:gmail_quote|divRplyFwdMsg|yahoo_quoted|moz-cite-prefix))\b[^<>]*>/gi,
      '\n> ',
    )
    .replace(/<(?:br|hr|\/?(?:p|div|tr|li|ul|ol|table|h[1-6]|pre|blockquote))\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
}

/** Replaces the numbers and the commonest names of signs in HTML by the signs. */
export function withSigns(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?/gi, (_, hex?: string, decimal?: string) =>
      signOf(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
    )
    .replace(/&commat;/gi, '@')
    .replace(/&period;/gi, '.')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&apos;/gi, "'")
    .replace(/&nbsp;/gi, ' ')
    .replace(/&amp;/gi, '&')
}

function signOf(code: number): string {
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code)
}
