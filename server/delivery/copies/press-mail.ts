import Handlebars from 'handlebars'
import { mailHtml } from '../../text/html-mail.ts'
import { letterHtml } from '../../text/letter-html.ts'
import { inNumbers, inWordsWithTime } from '../../http/helpers.ts'
import { renderBare } from '../../http/pages.ts'
import type { Outgoing } from '../../mail/mail.ts'
import { countsInWords, type Shared } from './compose.ts'
import type { Envelope } from './mail.ts'
import { plainTextWhole } from '../../text/markdown-to-text.ts'
import { listInWords } from '../../messages/lists.ts'

/** A note to the press that a letter is public: where it stands, and whom to ask. It has no page of its own, and nothing in it tells who reads it. */
export function pressMails(
  copy: Shared,
  { page, pressContact }: { page: string; pressContact: string | null },
): (recipient: unknown, envelope: Envelope) => Outgoing {
  const { revision, note } = copy
  const data = {
    title: revision.title,
    employers: listInWords(revision.employers.map(({ name }) => name)),
    counts: listInWords(countsInWords(copy).map(({ count, label }) => `${inNumbers(count)} ${label}`)),
    asOf: inWordsWithTime(copy.asOf),
    page,
    pressPage: `${page}/press`,
    contact: pressContact ?? '',
  }
  const body = renderBare('delivery/copies/press-mail', {
    ...data,
    note: note === '' ? undefined : new Handlebars.SafeString(letterHtml(note, 'note')),
  })
  const html = mailHtml(revision.title, body)
  const text = pressText(plainTextWhole(note), data)
  return (_recipient, { to, messageId, bounceTo }) => ({
    kind: 'delivery',
    to,
    messageId,
    subject: `Open letter: ${revision.title}`,
    ...(bounceTo !== undefined && { bounceTo }),
    text,
    html,
  })
}

interface PressData {
  title: string
  employers: string
  counts: string
  asOf: string
  page: string
  pressPage: string
  contact: string
}

function pressText(note: string, data: PressData): string {
  const { title, employers, counts, asOf, page, pressPage, contact } = data
  return [
    ...(note === '' ? [] : [note, '* * *']),
    `${title}\nAn open letter by workers of ${employers}, signed with ${counts}, as of ${asOf}. Mailboxes verified, names as typed.`,
    `The letter:\n${page}`,
    `For the press, with how the count is made:\n${pressPage}`,
    ...(contact === '' ? [] : [`Contact: ${contact}`]),
  ]
    .join('\n\n')
    .concat('\n')
}
