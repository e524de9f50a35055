import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import type { Refusal, Sentence } from '../../refusal.ts'
import type { Role } from '../rules.ts'
import type { SessionJson } from './schemas.ts'
import type { AccountFacts } from './show-account.ts'
import type { InvitationShown } from '../people/show-people.ts'
import { roleWords } from '../people/view.ts'
import { mayBeShared } from '../../mailbox/addresses.ts'

export type SignInForm = FormState<'address' | 'mine_alone'>

export interface SignInPage {
  errors: Errors
  form: SignInForm
  /** Undefined unless several people may read the address. */
  mineAlone: { checked: boolean } | undefined
  next: string
  invitation: string
  anybody: boolean
}
export interface SignInCodePage {
  errors: Errors
  codeError: Sentence | undefined
  labelError: Sentence | undefined
  nameError: Sentence | undefined
  challenge: string
  address: string
  mine_alone: string
  invitation: string
  next: string
  /** Set if the code was right and only a name is missing. */
  code: string
  name: string
  label: string
  asksName: boolean
}
export interface WelcomePage {
  invitation: string
  /** Null for the server's first organizer. */
  invitedBy: string | null
  title: Sentence | null
  role: Role | null
  roleWords: string
  until: Date
  signedIn: string | null
}
export interface AccountPage {
  name: string
  sessions: SessionJson[]
  invitations: { id: string; until: Date }[]
  errors: Errors
  form: FormState<'address'>
}
declare module '../../http/pages.ts' {
  interface Pages {
    'organizers/accounts/sign-in': SignInPage
    'organizers/accounts/code': SignInCodePage
    'organizers/accounts/welcome': WelcomePage
    'organizers/accounts/account': AccountPage
  }
}

export const signInShell: Shell = { title: 'Sign in', robots: 'noindex, nofollow' }
export const codeShell: Shell = { title: 'Enter the code', robots: 'noindex, nofollow' }
export function signInPage(
  { next, invitation, anybody }: { next: string; invitation: string; anybody: boolean },
  form: SignInForm = emptyForm({ address: '', mine_alone: '' }),
): SignInPage {
  const mineAlone = mayBeShared(form.values.address, 'personal')
    ? { checked: form.values.mine_alone !== '' }
    : undefined
  return { errors: form.summary, form, mineAlone, next, invitation, anybody }
}

export interface CarriedSignIn {
  challenge: string
  /** The typed address, to start over if the code is lost. */
  address: string
  /** Set if the person said that nobody else reads it. */
  mine_alone?: string
  code: string
  name: string
  label: string
  invitation: string
  next: string
}

/** The page that asks for the code. It also asks for a name if the code was right and the address has no account. */
export function signInCodePage(carried: CarriedSignIn, refused?: Refusal): SignInCodePage {
  const asksName = refused?.code === 'name-needed'
  const nameError = asksName && carried.name !== '' ? refused.sentence : undefined
  const labelError = refused?.fields[0]?.field === 'label' ? refused.sentence : undefined
  const codeError = asksName || labelError !== undefined ? undefined : refused?.sentence
  const errors = [
    ...(nameError === undefined ? [] : [{ field: 'name', message: nameError }]),
    ...(codeError === undefined ? [] : [{ field: 'code', message: codeError }]),
    ...(labelError === undefined ? [] : [{ field: 'label', message: labelError }]),
  ]
  const mine_alone = carried.mine_alone ?? ''
  return {
    ...carried,
    mine_alone,
    code: asksName ? carried.code : '',
    asksName,
    nameError,
    codeError,
    labelError,
    errors,
  }
}

export function welcomePage(
  invitation: string,
  { invitedBy, title, role, expiresAt }: InvitationShown,
  signedIn: string | undefined,
): WelcomePage {
  return {
    invitation,
    invitedBy,
    title: role === null ? null : title,
    role,
    roleWords: role === null ? '' : roleWords[role],
    until: expiresAt,
    signedIn: signedIn ?? null,
  }
}

export function accountPage(
  name: string,
  facts: AccountFacts,
  currentSession: string,
  words: Catalogue,
  form: FormState<'address'> = emptyForm({ address: '' }),
): AccountPage {
  return {
    errors: form.summary,
    form,
    name,
    sessions: sessionsJson(facts, currentSession, words),
    invitations: facts.invitations.map(({ token_hash, expires_at }) => ({
      id: token_hash.toString('base64url'),
      until: expires_at,
    })),
  }
}

export function sessionsJson({ sessions }: AccountFacts, currentSession: string, words: Catalogue): SessionJson[] {
  return sessions.map((session) => ({
    ...session,
    label: session.label === '' ? words.text('organizers-session-unlabelled') : session.label,
    current: session.id === currentSession,
  }))
}
