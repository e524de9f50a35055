import Handlebars from 'handlebars'
import { htmlIfShort, inlineStyles } from '../../text/html-mail.ts'
import { letterHtml } from '../../text/letter-html.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { renderBare } from '../../http/pages.ts'
import { directionOf } from '../../letter/rules.ts'
import type { Outgoing } from '../../mail/mail.ts'
import { countedIn, countsInWords, type Shared } from './pdf-document.ts'
import { checkpointInWords, type Envelope } from './mail.ts'
import { plainTextWhole } from '../../text/markdown-to-text.ts'
import { listInWords } from '../../messages/lists.ts'
import { wordsOfCopies } from './words-of-copies.ts'

/**
 * Mails that tell the press that a letter is public: where it is, and whom to ask. They link to no private page, and contain
 * nothing that reports who reads them.
 */
export function pressMails(
  copy: Shared,
  { page, pressContact, embargo }: { page: string; pressContact: string | null; embargo: Date | null },
): (recipient: unknown, envelope: Envelope) => Outgoing {
  const { revision, note } = copy
  const words = wordsOfCopies()
  const { language } = words
  const data = {
    title: revision.title,
    employers: listInWords(
      revision.employers.map(({ name }) => name),
      language,
    ),
    counts: listInWords(countsInWords(copy, words).map(countedIn(words)), language),
    at: copy.asOf,
    checkpoint: checkpointInWords(copy, words),
    page,
    pressPage: `${page}/press`,
    contact: pressContact ?? '',
    embargo: embargo ?? undefined,
  }
  const body = renderBare(
    'delivery/copies/press-mail',
    {
      ...data,
      note: note === '' ? undefined : new Handlebars.SafeString(noteHtml(note, revision.language)),
    },
    { language },
  )
  const html = htmlIfShort(revision.title, body, language)
  const text = pressText(plainTextWhole(note, revision.language), data, words)
  return (_recipient, { to, messageId, bounceTo }) => ({
    kind: 'delivery',
    to,
    messageId,
    subject: words.text('copies-subject', { title: revision.title }),
    ...(bounceTo !== undefined && { bounceTo }),
    text,
    ...html,
  })
}

function noteHtml(note: string, language: string): string {
  return inlineStyles(letterHtml(note, { language }), directionOf(language))
}

interface PressData {
  title: string
  employers: string
  counts: string
  at: Date
  checkpoint: string[]
  page: string
  pressPage: string
  contact: string
  embargo: Date | undefined
}

function pressText(note: string, data: PressData, words: Catalogue): string {
  const { title, employers, counts, at, checkpoint, page, pressPage, contact, embargo } = data
  return [
    ...(embargo ? [words.text('copies-press-embargo', { at: embargo })] : []),
    ...(note === '' ? [] : [note, '* * *']),
    [title, words.text('copies-press-signed', { employers, counts, at }), ...checkpoint].join('\n'),
    `${words.text('copies-press-letter')}\n${page}`,
    `${words.text('copies-press-page')}\n${pressPage}`,
    ...(contact === '' ? [] : [words.text('copies-press-contact', { contact })]),
  ]
    .join('\n\n')
    .concat('\n')
}
