import { emptyForm, type FormState } from '../http/forms.ts'
import type { Shell } from '../http/pages.ts'
import type { Refusal } from '../refusal.ts'
import type { Invitation } from './invite.ts'
import { roles, type Role } from './rules.ts'
import type { AccountFacts } from './show-account.ts'
import type { InvitationShown, PeopleFacts } from './show-people.ts'

type Errors = { field: string; message: string }[]

export interface SignInPage {
  errors: Errors
  form: FormState<'address'>
  next: string
  invitation: string
  anybody: boolean
}
export interface SignInCodePage {
  errors: Errors
  codeError: string | undefined
  labelError: string | undefined
  nameError: string | undefined
  challenge: string
  address: string
  invitation: string
  next: string
  /** Filled once it was right and only a name is wanting. */
  code: string
  name: string
  label: string
  asksName: boolean
}
export interface WelcomePage {
  invitation: string
  /** Null for the server's first organizer. */
  invitedBy: string | null
  title: string | null
  role: Role | null
  roleWords: string
  until: Date
  signedIn: string | null
}
export interface AccountPage {
  name: string
  sessions: { id: string; label: string; since: string; lastUsed: string; current: boolean }[]
  invitations: { id: string; until: Date }[]
  errors: Errors
  form: FormState<'address'>
}
export interface LinkPage {
  heading: string
  link: string
  until: Date
  mailed: boolean
  back: string
}
export interface PeoplePage {
  id: string
  current: string
  title: string
  isOwner: boolean
  owners: number
  errors: Errors
  waits: boolean
  people: { id: string; name: string; role: Role; roleWords: string; me: boolean; roles: RoleChoice[] }[]
  invitations: { id: string; role: Role; invitedBy: string; until: Date }[]
  roles: Choices
  inviteAddress: string
  addressError: string | undefined
}
interface Choices {
  name: string
  legend: string
  type: string
  error: string | undefined
  choices: { value: string; label: string; hint: string; checked: boolean }[]
}
interface RoleChoice {
  value: Role
  label: string
  selected: boolean
}
declare module '../http/pages.ts' {
  interface Pages {
    'organizers/sign-in': SignInPage
    'organizers/code': SignInCodePage
    'organizers/welcome': WelcomePage
    'organizers/account': AccountPage
    'organizers/link': LinkPage
    'organizers/people': PeoplePage
  }
}

const roleWords: Record<Role, string> = {
  owner: 'everything, opening, delivering and closing included',
  editor: 'reads the desk and edits the text',
  moderator: 'reads the desk, sees the names given to organizers, hides names and records answers',
  viewer: 'reads the desk, without names',
}

export const signInShell: Shell = { title: 'Sign in', robots: 'noindex, nofollow' }
export const codeShell: Shell = { title: 'Enter the code', robots: 'noindex, nofollow' }
export const deskShell = (title: string): Shell => ({ title, robots: 'noindex, nofollow', wide: true })

export function signInPage(
  { next, invitation, anybody }: { next: string; invitation: string; anybody: boolean },
  form: FormState<'address'> = emptyForm({ address: '' }),
): SignInPage {
  return { errors: form.summary, form, next, invitation, anybody }
}

export interface CarriedSignIn {
  challenge: string
  /** What was typed, for starting over where the code is lost. */
  address: string
  code: string
  name: string
  label: string
  invitation: string
  next: string
}

/** The page that takes the code; and, where the code was right and there is no account yet, the name. */
export function signInCodePage(carried: CarriedSignIn, refused?: Refusal): SignInCodePage {
  const asksName = refused?.code === 'name-needed'
  const nameError = asksName && carried.name !== '' ? refused.message : undefined
  const labelError = refused?.fields[0]?.field === 'label' ? refused.message : undefined
  const codeError = asksName || labelError !== undefined ? undefined : refused?.message
  const errors = [
    ...(nameError === undefined ? [] : [{ field: 'name', message: nameError }]),
    ...(codeError === undefined ? [] : [{ field: 'code', message: codeError }]),
    ...(labelError === undefined ? [] : [{ field: 'label', message: labelError }]),
  ]
  return { ...carried, code: asksName ? carried.code : '', asksName, nameError, codeError, labelError, errors }
}

export function welcomePage(
  invitation: string,
  { invitedBy, title, role, expiresAt }: InvitationShown,
  signedIn: string | undefined,
): WelcomePage {
  return {
    invitation,
    invitedBy,
    title: role === null ? null : (title ?? '') || 'a letter without a title yet',
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
  form: FormState<'address'> = emptyForm({ address: '' }),
): AccountPage {
  return {
    errors: form.summary,
    form,
    name,
    sessions: sessionsJson(facts, currentSession).map(({ id, label, created_on, last_used_on, current }) => ({
      id,
      label,
      since: created_on,
      lastUsed: last_used_on,
      current,
    })),
    invitations: facts.invitations.map(({ token_hash, expires_at }) => ({
      id: token_hash.toString('base64url'),
      until: expires_at,
    })),
  }
}

export function sessionsJson({ sessions }: AccountFacts, currentSession: string) {
  return sessions.map((session) => ({ ...session, current: session.id === currentSession }))
}

export function linkPage(heading: string, { link, expiresAt, mailed }: Invitation, back: string): LinkPage {
  return { heading, link, until: expiresAt, mailed, back }
}

export function invitationJson({ link, expiresAt }: Invitation) {
  return { outcome: 'done' as const, link, expires_at: expiresAt.toISOString() }
}

export function peopleJson({ role, people, invitations }: PeopleFacts) {
  return {
    your_role: role,
    people,
    invitations: invitations.map((each) => ({
      id: each.token_hash.toString('base64url'),
      role: each.role ?? 'viewer',
      invited_by: each.invited_by ?? 'somebody who has left',
      expires_at: each.expires_at.toISOString(),
    })),
  }
}

export type InviteForm = FormState<'role' | 'address'>

export function peoplePage(
  facts: PeopleFacts,
  me: string,
  more: { waits?: boolean; form?: InviteForm | undefined } = {},
): PeoplePage {
  const { letter, role, title } = facts
  const { people, invitations } = peopleJson(facts)
  return {
    id: letter.id,
    current: 'people',
    title: title || 'A letter without a title yet',
    isOwner: role === 'owner',
    owners: ownersAmong(people),
    errors: more.form?.summary ?? [],
    waits: more.waits ?? false,
    people: people.map((person) => ({
      ...person,
      roleWords: roleWords[person.role],
      me: person.id === me,
      roles: roleChoices(person.role),
    })),
    invitations: invitations.map(({ id, role, invited_by, expires_at }) => ({
      id,
      role,
      invitedBy: invited_by,
      until: new Date(expires_at),
    })),
    roles: roleToInvite(more.form),
    inviteAddress: more.form?.values.address ?? '',
    addressError: more.form?.errors.address,
  }
}

export function ownersAmong(people: readonly { role: Role }[]): number {
  return people.filter(({ role }) => role === 'owner').length
}

function roleChoices(selected: Role | null): RoleChoice[] {
  return roles.map((value) => ({ value, label: value, selected: value === selected }))
}

function roleToInvite(form: InviteForm | undefined): Choices {
  const chosen = form?.values.role ?? 'viewer'
  return {
    name: 'role',
    legend: 'What may they do?',
    type: 'radio',
    error: form?.errors.role,
    choices: roles.map((value) => ({ value, label: value, hint: roleWords[value], checked: value === chosen })),
  }
}
