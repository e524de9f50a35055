import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { say, type Sentence } from '../refusal.ts'
import Handlebars from 'handlebars'
import { warningsOnMarkdown } from '../text/markdown.ts'
import { letterHtml } from '../text/letter-html.ts'
import { type Errors, emptyForm, type FormState } from '../http/form.ts'
import type { Shell } from '../http/pages.ts'
import { may } from '../organizers/rules.ts'
import { aboutAsMany, mayAsk } from './rules.ts'
import type { UpdatesJson } from './schemas.ts'
import type { Mailed, UpdatesFacts } from './show-updates.ts'
import { type AddressedLetter, letterPath } from '../letter/letter-address.ts'

export interface AskPage {
  path: string
  formId: string
  errors: Errors
  form: FormState<'address'>
}
/** The state of the page for the code. `mailed` counts the codes, so that each press of a button differs from the one before. */
export interface AskCodeState {
  challenge: string
  address: string
  mailed: number
  error?: Sentence
}
export interface AskCodePage {
  path: string
  formId: string
  errors: Errors
  codeError: Sentence | undefined
  challenge: string
  address: string
  mailed: number
}
export interface AskedPage {
  path: string
}
export interface StopPage {
  path: string
}
export interface OrganizerUpdatesPage {
  id: string
  letterTitle: Sentence
  errors: Errors
  previewed: boolean
  asked: UpdatesJson['asked']
  /** Why mails to subscribers came back, with about how many each. */
  returned: Sentence[]
  /** The reason why no update can be published yet. */
  blocked: Sentence | undefined
  form: { version: number; text: string; error: Sentence | undefined; warnings: Sentence[] } | undefined
  draft: { version: number; html: Handlebars.SafeString; mayPublish: boolean } | undefined
  published: (UpdatesJson['updates'][number] & { on: Date; html: Handlebars.SafeString })[]
}
declare module '../http/pages.ts' {
  interface Pages {
    'updates/ask': AskPage
    'updates/code': AskCodePage
    'updates/asked': AskedPage
    'updates/stop': StopPage
    'updates/stopped': Record<string, never>
    'updates/dashboard': OrganizerUpdatesPage
  }
}

/** The title does not name the letter, because the letter may be quiet. */
export const askShell: Shell = { title: say('updates-ask-title'), robots: 'noindex, nofollow' }

export function askPage(
  letter: AddressedLetter,
  formId: string,
  form = emptyForm<'address'>({ address: '' }),
): AskPage {
  return { path: letterPath(letter), formId, errors: form.summary, form }
}

export function askCodePage(
  letter: AddressedLetter,
  { challenge, address, mailed, error }: AskCodeState,
  formId: string,
): AskCodePage {
  return {
    path: letterPath(letter),
    formId,
    errors: error === undefined ? [] : [{ field: 'code', message: error }],
    codeError: error,
    challenge,
    address,
    mailed,
  }
}

export type UpdateForm = FormState<'text'>

export function organizerUpdatesPage(
  facts: UpdatesFacts,
  words: Catalogue,
  more: { form?: UpdateForm; previewed?: boolean } = {},
): OrganizerUpdatesPage {
  const { letter, role } = facts
  const open = mayAsk(letter.state)
  const mayWrite = may(role, 'edit') && open
  const { asked, updates } = updatesJson(facts, words)
  return {
    id: letter.id,
    letterTitle: facts.title,
    errors: more.form?.summary ?? [],
    previewed: more.previewed ?? false,
    asked,
    returned: facts.returned.map(returnedWords),
    blocked: open ? undefined : blockedWords(letter.state),
    form: mayWrite ? formView(facts, more.form) : undefined,
    draft: mayWrite ? draftView(facts) : undefined,
    published: updates.map((update, index) => ({
      ...update,
      on: new Date(update.published_on),
      html: new Handlebars.SafeString(letterHtml(update.text, { language: facts.language, prefix: `update-${index}` })),
    })),
  }
}

function formView({ draft }: UpdatesFacts, form: UpdateForm | undefined): OrganizerUpdatesPage['form'] {
  // Shows the current version's number, so that an organizer who was told of a conflict can replace the other's text.
  const text = form?.values.text ?? draft?.text ?? ''
  return { version: draft?.version ?? 0, text, error: form?.errors.text, warnings: warningsOnMarkdown(text) }
}

function draftView({ draft, role, language }: UpdatesFacts): OrganizerUpdatesPage['draft'] {
  if (!draft) return undefined
  const html = new Handlebars.SafeString(letterHtml(draft.text, { language, prefix: 'draft' }))
  return { version: draft.version, html, mayPublish: may(role, 'deliver') }
}

function blockedWords(state: string): Sentence {
  return state === 'purged' ? say('updates-purged') : say('updates-letter-not-open')
}

function mailedWords({ sent, refused, unsure }: Mailed): Sentence {
  if (sent + refused + unsure === 0) return say('updates-mailed-page')
  return [
    say('updates-mailed', about(sent)),
    ...(refused === 0 ? [] : [say('updates-mailed-refused', about(refused))]),
    ...(unsure === 0 ? [] : [say('updates-mailed-unsure', about(unsure))]),
  ]
}

function returnedWords({ reason, count }: UpdatesFacts['returned'][number]): Sentence {
  return say('updates-returned-reason', { reason, ...about(count) })
}

/** Small numbers would reveal single addresses. */
function about(count: number) {
  return { count, few: count < 5 ? 'yes' : 'no' }
}

export function updatesJson({ asked, draft, published, returned }: UpdatesFacts, words: Catalogue): UpdatesJson {
  return {
    asked: formatSentence(aboutAsMany(asked), words),
    returned: returned.map((each) => formatSentence(returnedWords(each), words)),
    draft: draft && { version: draft.version, text: draft.text },
    updates: published.map(({ mailed, ...update }) => ({
      ...update,
      mailed: formatSentence(mailedWords(mailed), words),
    })),
  }
}
