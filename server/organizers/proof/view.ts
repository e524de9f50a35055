import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import { say, type Sentence } from '../../refusal.ts'
import { proofMinutes } from '../rules.ts'
import type { RequestOptions } from '../passkeys/rules.ts'

export interface FreshProofPage {
  formId: string
  errors: Errors
  /** The page to which the proof leads. */
  next: string
  /** Empty until a code was mailed. */
  challenge: string
  codeError: Sentence | undefined
  minutes: number
  /** JSON for the browser. Null if the account has no passkey, or if only a mailed code will do. */
  passkey: string | null
  /** True if only a mailed code will do. */
  mailbox: boolean
}
declare module '../../http/pages.ts' {
  interface Pages {
    'organizers/proof/proof': FreshProofPage
  }
}

export const proofShell: Shell = { title: say('proof-title'), robots: 'noindex, nofollow', scripts: ['passkeys'] }

/** True if the act on this page needs a mailed code, and not a passkey: a passkey must not add another one. */
export function needsMailbox(next: string): boolean {
  return next.startsWith('/organizers/account/passkeys')
}

export interface FreshProofState {
  next: string
  challenge: string
  form?: FormState<'code'>
}

export function freshProofPage(
  { next, challenge, form = emptyForm({ code: '' }) }: FreshProofState,
  formId: string,
  passkey: RequestOptions | null,
): FreshProofPage {
  const mailbox = needsMailbox(next)
  const offered = passkey !== null && passkey.allowCredentials.length > 0 && !mailbox
  return {
    formId,
    errors: form.summary,
    next,
    challenge,
    codeError: form.errors.code,
    minutes: proofMinutes,
    passkey: offered ? JSON.stringify(passkey) : null,
    mailbox,
  }
}
