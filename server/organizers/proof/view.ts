import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import { say, type Sentence } from '../../refusal.ts'
import { proofMinutes } from '../rules.ts'

export interface FreshProofPage {
  errors: Errors
  /** The page to which the proof leads. */
  next: string
  /** Empty until a code was mailed. */
  challenge: string
  codeError: Sentence | undefined
  minutes: number
}
declare module '../../http/pages.ts' {
  interface Pages {
    'organizers/proof/proof': FreshProofPage
  }
}

export const proofShell: Shell = { title: say('proof-title'), robots: 'noindex, nofollow' }

export interface FreshProofState {
  next: string
  challenge: string
  form?: FormState<'code'>
}

export function freshProofPage({ next, challenge, form = emptyForm({ code: '' }) }: FreshProofState): FreshProofPage {
  return { errors: form.summary, next, challenge, codeError: form.errors.code, minutes: proofMinutes }
}
