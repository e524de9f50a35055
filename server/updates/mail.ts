import Handlebars from 'handlebars'
import { mailHtml } from '../text/html-mail.ts'
import type { LetterRow } from '../letter/queries.ts'
import { letterHtml } from '../text/letter-html.ts'
import { plainTextWhole } from '../text/markdown-to-text.ts'
import { inWordsWithTime } from '../http/helpers.ts'
import { listInWords } from '../messages/lists.ts'
import { renderBare } from '../http/pages.ts'
import type { Message } from './tell.ts'
import { letterPath } from '../letter/address-rules.ts'

export interface About {
  letter: Pick<LetterRow, 'public' | 'slug' | 'quiet_token'>
  title: string
  origin: string
}

export interface AnnouncedStage {
  kind: 'mail' | 'by-hand' | 'public' | 'call'
  disclosure: 'count' | 'employers' | 'names'
  notice_until: Date | null
  recipients: readonly { name: string; office: string }[]
}

/** What is going to happen, and until when anybody can withdraw. */
export function announcementMail(about: About, stage: AnnouncedStage, now: Date): (stopLink: string) => Message {
  const notice = stage.notice_until !== null && stage.notice_until > now ? stage.notice_until : null
  const words = [
    plannedWords(stage),
    ...(stage.kind === 'mail' || stage.kind === 'by-hand' ? [shownWords[stage.disclosure]] : []),
    ...(notice === null
      ? []
      : [
          `It does not happen before ${inWordsWithTime(notice)}. Until then anybody who signed can withdraw, or choose to be less visible: <${linkTo(about)}/mine>`,
        ]),
  ]
  return updateMail(about, words.join('\n\n'))
}

function plannedWords({ kind, recipients }: AnnouncedStage): string {
  const to = listInWords(recipients.map(({ name, office }) => (office === '' ? name : `${name} (${office})`)))
  switch (kind) {
    case 'mail':
      return `The next delivery of this letter has been announced: it goes to ${to}.`
    case 'by-hand':
      return `The next delivery of this letter has been announced: it is handed over to ${to}.`
    case 'public':
      return 'It has been announced that this letter goes public.'
    case 'call':
      return 'It has been announced that those who signed are asked to write themselves.'
  }
}

const shownWords = {
  count: 'It shows the count alone, and no names.',
  employers: 'It shows the count, and how many work for which employer. No names.',
  names: 'It shows the count, the public names, and the names of those who chose that the recipients see them.',
}

/** Markdown, as organizers wrote it or as we do. */
export function updateMail(about: About, markdown: string): (stopLink: string) => Message {
  const link = linkTo(about)
  const subject = about.letter.public ? `Update: ${about.title}` : 'An update that you asked for'
  const html = new Handlebars.SafeString(letterHtml(markdown))
  const text = plainTextWhole(markdown)
  return (stopLink) => ({
    subject,
    text: [
      about.title,
      text,
      `The letter, its count and what became of it:\n${link}`,
      `* * *`,
      `You get this because somebody asked for updates of this letter with this address, and confirmed it by a code. To get no more:\n${stopLink}`,
      '',
    ].join('\n\n'),
    html: mailHtml(about.title, renderBare('updates/mail', { title: about.title, html, link, stopLink })),
  })
}

function linkTo({ letter, origin }: About): string {
  return `${origin}${letterPath(letter)}`
}
