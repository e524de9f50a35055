import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import { say, type Message } from '../../messages/message.ts'
import type { Sentence } from '../../refusal.ts'
import type { AskedCodes } from './ask-to-change-address.ts'
import type { AddressChanged } from './change-address.ts'
import { codesPerSet, waitingHours } from './rules.ts'
import type { AddressChangedJson, AskedCodesJson, RecoveryJson } from './schemas.ts'
import type { RecoveryFacts } from './show-recovery.ts'

export interface RecoveryPage {
  formId: string
  errors: Errors
  form: FormState<'address'>
  done: Sentence | undefined
  codesLeft: number
  codesPerSet: number
  hours: number
  recovers: boolean
  changeDueAt: Date | null
  linkUntil: Date | null
  /** True if the organizer can stop something. */
  waits: boolean
}
/** A page that asks for mailed codes. */
export interface ProofPage {
  formId: string
  errors: Errors
  title: Sentence
  back: string
  backWords: Sentence
  /** Where the codes go. */
  action: string
  button: Sentence
  /** Where another request for codes goes. */
  again: string
  challenge: string
  /** The new address, to ask again. Empty if the page proves the account's own mailbox only. */
  address: string
  codeLabel: Sentence
  codeError: Sentence | undefined
  /** True if the code from the old mailbox is needed too. */
  old: boolean
  oldError: Sentence | undefined
}
export interface CodesPage {
  codes: string[]
  address: string
}
export interface RecoverySignInPage {
  errors: Errors
  form: FormState<'recovery_code' | 'label'>
}
export interface RecoveryLinkPage {
  errors: Errors
  form: FormState<'address'>
  link: string
  name: string
  until: Date
}
declare module '../../http/pages.ts' {
  interface Pages {
    'organizers/recovery/recovery': RecoveryPage
    'organizers/recovery/proof': ProofPage
    'organizers/recovery/codes': CodesPage
    'organizers/recovery/sign-in': RecoverySignInPage
    'organizers/recovery/link': RecoveryLinkPage
  }
}

export const recoveryShell = (title: Sentence): Shell => ({ title, robots: 'noindex, nofollow' })

/** Sentences about a finished act, by the word in the address to which its form leads. */
const doneWords: Readonly<Record<string, Message>> = {
  address: say('recovery-done-address'),
  waits: say('recovery-done-waits'),
  kept: say('recovery-done-kept'),
  'signed-in': say('recovery-done-signed-in'),
}

export function recoveryPage(
  facts: RecoveryFacts,
  formId: string,
  done = '',
  form: FormState<'address'> = emptyForm({ address: '' }),
): RecoveryPage {
  const said = Object.hasOwn(doneWords, done) ? doneWords[done] : undefined
  const waits = facts.changeDueAt !== null || facts.linkUntil !== null
  return { formId, errors: form.summary, form, done: said, codesPerSet, hours: waitingHours, waits, ...facts }
}

export interface CarriedProof extends AskedCodes {
  /** As typed, to ask again. */
  address: string
}

type ProofForm = FormState<'code' | 'old_code'>

/** The page that asks for the code of the account's own mailbox, for new recovery codes. */
export function codesProofPage(carried: CarriedProof, formId: string, form?: ProofForm): ProofPage {
  return {
    ...proofPage({ ...carried, provesOwn: false }, formId, form),
    action: '/organizers/account/recovery-codes/confirmation',
    again: '/organizers/account/recovery-codes',
    button: say('recovery-code-make'),
    codeLabel: say('recovery-code-own-label'),
  }
}

/** The page that asks for the codes of the new mailbox and, unless a recovery code stands for it, of the old one. */
export function addressProofPage(carried: CarriedProof, formId: string, form?: ProofForm): ProofPage {
  return {
    ...proofPage(carried, formId, form),
    action: '/organizers/account/address/confirmation',
    again: '/organizers/account/address',
    button: say('recovery-code-change'),
  }
}

/** The page that asks for the code of the new mailbox, behind the operator's link. */
export function linkProofPage(link: string, carried: CarriedProof, formId: string, form?: ProofForm): ProofPage {
  const path = `/organizers/recover/${link}`
  return {
    ...proofPage(carried, formId, form),
    back: path,
    backWords: say('recovery-link-title'),
    action: `${path}/confirmation`,
    again: path,
    button: say('recovery-link-use'),
  }
}

function proofPage({ challenge, address, provesOwn }: CarriedProof, formId: string, form?: ProofForm) {
  return {
    formId,
    errors: form?.summary ?? [],
    title: provesOwn ? say('recovery-code-title-two') : say('recovery-code-title'),
    back: '/organizers/account/recovery',
    backWords: say('recovery-back'),
    challenge,
    address,
    codeLabel: say('recovery-code-new-label'),
    codeError: form?.errors.code,
    old: provesOwn,
    oldError: form?.errors.old_code,
  }
}

export function recoveryJson({ codesLeft, changeDueAt, linkUntil }: RecoveryFacts): RecoveryJson {
  return {
    codes_left: codesLeft,
    address_changes_at: changeDueAt?.toISOString() ?? null,
    operator_link_until: linkUntil?.toISOString() ?? null,
  }
}

export function askedCodesJson({ challenge, provesOwn }: AskedCodes): AskedCodesJson {
  return { challenge, old_code_needed: provesOwn }
}

export function addressChangedJson(changed: AddressChanged): AddressChangedJson {
  return { outcome: changed.outcome, changes_at: changed.outcome === 'waits' ? changed.dueAt.toISOString() : null }
}
