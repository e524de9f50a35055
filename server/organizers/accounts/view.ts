import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { say, type Refusal, type Sentence } from '../../refusal.ts'
import type { Role } from '../rules.ts'
import type { SessionJson } from './schemas.ts'
import type { AccountFacts } from './show-account.ts'
import type { InvitationShown } from '../people/show-people.ts'
import { mayBeShared } from '../../mailbox/addresses.ts'

export type SignInForm = FormState<'address' | 'mine_alone'>

export interface SignInPage {
  formId: string
  errors: Errors
  form: SignInForm
  /** Undefined unless several people may read the address. */
  mineAlone: { checked: boolean } | undefined
  next: string
  invitation: string
  anybody: boolean
  /** JSON for the browser's passkeys. Null if the server's address allows none. */
  passkey: string | null
}
export interface SignInCodePage {
  formId: string
  mailed: number
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
  formId: string
  invitation: string
  /** Null for the server's first organizer. */
  invitedBy: string | null
  title: Sentence | null
  role: Role | null
  until: Date
  signedIn: string | null
}
export interface AccountPage {
  formId: string
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

export const signInShell: Shell = {
  title: say('recovery-sign-in-button'),
  robots: 'noindex, nofollow',
  scripts: ['passkeys'],
}
export const codeShell: Shell = { title: say('recovery-code-title'), robots: 'noindex, nofollow' }
/** The state of the page for the address. */
export interface SignInState {
  form: SignInForm
  next: string
  invitation: string
}

export function emptySignIn(next: string): SignInState {
  return { form: emptyForm({ address: '', mine_alone: '' }), next, invitation: '' }
}

export function signInPage(
  { form, next, invitation }: SignInState,
  { anybody, formId, passkey }: { anybody: boolean; formId: string; passkey: string | null },
): SignInPage {
  const mineAlone = mayBeShared(form.values.address, 'personal')
    ? { checked: form.values.mine_alone !== '' }
    : undefined
  return { errors: form.summary, form, mineAlone, next, invitation, anybody, formId, passkey }
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
  /** How many codes were asked for, so that each press of a button differs from the one before. */
  mailed: number
}
/** The state of the page for the code. */
export interface SignInCodeState {
  carried: CarriedSignIn
  refused?: Pick<Refusal, 'code' | 'sentence' | 'fields'>
}

/** The page that asks for the code. It also asks for a name if the code was right and the address has no account. */
export function signInCodePage({ carried, refused }: SignInCodeState, formId: string): SignInCodePage {
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
    formId,
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
  formId: string,
): WelcomePage {
  return {
    formId,
    invitation,
    invitedBy,
    title: role === null ? null : title,
    role,
    until: expiresAt,
    signedIn: signedIn ?? null,
  }
}

export function accountPage(
  name: string,
  facts: AccountFacts,
  currentSession: string,
  { words, formId }: { words: Catalogue; formId: string },
  form: FormState<'address'> = emptyForm({ address: '' }),
): AccountPage {
  return {
    formId,
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
