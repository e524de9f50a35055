import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { say, type Message } from '../../messages/message.ts'
import type { Sentence } from '../../refusal.ts'
import { mostPasskeys, relyingPartyOf, type CreationOptions } from '../passkeys/rules.ts'
import type { PasskeyJson } from './schemas.ts'
import type { PasskeyFacts } from './show-passkeys.ts'

export interface PasskeysPage {
  errors: Errors
  form: FormState<'label'>
  done: Sentence | undefined
  passkeys: PasskeyJson[]
  /** The name under which devices list the server's passkeys. Null if the server's address has none. */
  host: string | null
  /** The word by which devices call the account. */
  neutral: string
  /** JSON for the browser. Null until a mailed code has proved the mailbox, or if no passkey can be added. */
  options: string | null
  /** True if the account has as many as it can have. */
  full: boolean
  most: number
}
declare module '../../http/pages.ts' {
  interface Pages {
    'organizers/my-passkeys/passkeys': PasskeysPage
  }
}

export const passkeysShell: Shell = {
  title: say('passkeys-title'),
  robots: 'noindex, nofollow',
  wide: true,
  scripts: ['passkeys'],
}

/** Sentences about a finished act, by the word in the address to which its form leads. */
const doneWords: Readonly<Record<string, Message>> = {
  added: say('passkeys-done-added'),
  removed: say('passkeys-done-removed'),
}

export function passkeysPage(
  facts: PasskeyFacts,
  { origin, words, options, done = '' }: PageParts,
  form: FormState<'label'> = emptyForm({ label: '' }),
): PasskeysPage {
  return {
    errors: form.summary,
    form,
    done: Object.hasOwn(doneWords, done) ? doneWords[done] : undefined,
    passkeys: passkeysJson(facts, words),
    host: relyingPartyOf(origin),
    neutral: words.text('passkeys-neutral-name'),
    options: options === null ? null : JSON.stringify(options),
    full: facts.length >= mostPasskeys,
    most: mostPasskeys,
  }
}

interface PageParts {
  origin: string
  words: Catalogue
  options: CreationOptions | null
  done?: string | undefined
}

export function passkeysJson(facts: PasskeyFacts, words: Catalogue): PasskeyJson[] {
  return facts.map((each) => ({ ...each, label: each.label === '' ? words.text('passkeys-unlabelled') : each.label }))
}
