import Handlebars from 'handlebars'
import { htmlIfShort, inlineStyles } from '../text/html-mail.ts'
import { letterHtml } from '../text/letter-html.ts'
import { escapeMarkdown } from '../text/markdown.ts'
import { plainTextWhole } from '../text/markdown-to-text.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { shownInWords } from '../next-steps/plan-words.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import { renderBare } from '../http/pages.ts'
import type { Message } from './tell.ts'
import { directionOf } from '../letter/rules.ts'
import { type AddressedLetter, letterPath } from '../letter/letter-address.ts'

export interface About {
  letter: Pick<AddressedLetter, 'public' | 'key'>
  title: string
  /** The language of the text in the mail: that of the letter if its organizers wrote the text. */
  language: string
  origin: string
}

export interface AnnouncedStage {
  kind: 'mail' | 'by-hand' | 'public' | 'call'
  disclosure: 'count' | 'employers' | 'names'
  notice_until: Date | null
  recipients: readonly { name: string; office: string }[]
}

/** Tells subscribers of an announced stage: what happens, and until when signatories can withdraw. */
export function announcementMail(about: About, stage: AnnouncedStage, now: Date): (stopLink: string) => Message {
  const words = wordsWithoutRequest()
  const notice = stage.notice_until !== null && stage.notice_until > now ? stage.notice_until : null
  const paragraphs = [
    plannedInWords(stage, words),
    formatSentence(shownInWords(stage.kind, stage.disclosure), words),
    ...(notice === null ? [] : [words.text('updates-notice', { at: notice, link: `${linkTo(about)}/mine` })]),
  ]
  return updateMail({ ...about, language: words.language.tag }, paragraphs.join('\n\n'))
}

/** Tells subscribers of the new end of signing. */
export function extensionMail(about: About, ends: { until: Date; before: Date }): (stopLink: string) => Message {
  const words = wordsWithoutRequest()
  return updateMail({ ...about, language: words.language.tag }, words.text('updates-extended', ends))
}

export interface Waited {
  state: 'reached' | 'revealed' | 'lapsed'
  standing: number
  /** When the names can appear, for `reached`. Otherwise when they appeared or were destroyed. */
  at: Date
}

/** Tells subscribers that enough people stand together, that their names have appeared, or that too few came. Names nobody. */
export function togetherMail(about: About, { state, standing: count, at }: Waited): (stopLink: string) => Message {
  const words = wordsWithoutRequest()
  const link = `${linkTo(about)}/mine`
  const paragraphs =
    state === 'reached'
      ? [words.text('updates-together-reached', { count, at }), words.text('updates-together-withdraw', { at, link })]
      : [words.text(state === 'revealed' ? 'updates-together-revealed' : 'updates-together-lapsed', { count, at })]
  return updateMail({ ...about, language: words.language.tag }, paragraphs.join('\n\n'))
}

function plannedInWords({ kind, recipients }: AnnouncedStage, words: Catalogue): string {
  const to = recipients
    .map(({ name, office }) => ({ name: escapeMarkdown(name), office: escapeMarkdown(office) }))
    .map(({ name, office }) => (office === '' ? name : words.text('updates-recipient', { name, office })))
  switch (kind) {
    case 'mail':
      return words.text('updates-announced-mail', { recipients: to })
    case 'by-hand':
      return words.text('updates-announced-by-hand', { recipients: to })
    case 'public':
      return words.text('updates-announced-public')
    case 'call':
      return words.text('updates-announced-call')
  }
}

/** @param markdown written by organizers or by us */
export function updateMail(about: About, markdown: string): (stopLink: string) => Message {
  const words = wordsWithoutRequest()
  const { language } = words
  const { title, language: spoken } = about
  const link = linkTo(about)
  const subject = about.letter.public ? words.text('updates-subject', { title }) : words.text('updates-subject-quiet')
  const html = new Handlebars.SafeString(inlineStyles(letterHtml(markdown, { language: spoken }), directionOf(spoken)))
  const text = plainTextWhole(markdown, spoken)
  return (stopLink) => ({
    subject,
    text: [
      title,
      text,
      `${words.text('updates-letter')}\n${link}`,
      `* * *`,
      `${words.text('updates-why')} ${words.text('updates-stop')}\n${stopLink}`,
      '',
    ].join('\n\n'),
    ...htmlIfShort(title, renderBare('updates/mail', { title, html, link, stopLink }, { language }), language),
  })
}

/** The mail with an update, to its author alone. It has a link that unsubscribes nobody. */
export function previewMail(about: About, markdown: string): Message {
  const made = updateMail(about, markdown)(`${about.origin}/updates/preview`)
  return { ...made, subject: wordsWithoutRequest().text('updates-subject-preview', { subject: made.subject }) }
}

function linkTo({ letter, origin }: About): string {
  return `${origin}${letterPath(letter)}`
}
