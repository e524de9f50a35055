import { linkWords, type LinkWords } from '../../letters/reviews/link-words.ts'
import type { Sentence } from '../../refusal.ts'
import type { Choices, Errors, FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import { may, roles, type Role } from '../rules.ts'
import type { Invitation } from './invite.ts'
import type { InvitationJson, PeopleJson } from './schemas.ts'
import type { PeopleFacts } from './show-people.ts'

interface RoleChoice {
  value: Role
  label: string
  selected: boolean
}
export interface PeoplePage {
  id: string
  formId: string
  letterTitle: Sentence
  isOwner: boolean
  owners: number
  errors: Errors
  people: (PeopleJson['people'][number] & { roleWords: string; me: boolean; roles: RoleChoice[] })[]
  invitations: PeopleJson['invitations']
  /** True for those who may make review links. */
  mayReview: boolean
  reviewLinks: ({ label: string } & LinkWords)[]
  roles: Choices
  inviteAddress: string
  addressError: Sentence | undefined
}
export interface LinkPage {
  heading: Sentence
  link: string
  until: Date
  mailed: boolean
  back: string
}
declare module '../../http/pages.ts' {
  interface Pages {
    'organizers/people/link': LinkPage
    'organizers/people/people': PeoplePage
  }
}

export const roleWords: Record<Role, string> = {
  owner: 'everything, opening, delivering and closing included',
  editor: 'reads the dashboard and edits the text',
  moderator: 'reads the dashboard, sees the names given to organizers, hides names and records answers',
  viewer: 'reads the dashboard, without names',
}
export const organizerShell = (title: Sentence): Shell => ({ title, robots: 'noindex, nofollow', wide: true })
export function linkPage(heading: Sentence, { link, expiresAt, mailed }: Invitation, back: string): LinkPage {
  return { heading, link, until: expiresAt, mailed, back }
}
export function invitationJson({ link, expiresAt }: Invitation): InvitationJson {
  return { outcome: 'done', link, expires_at: expiresAt.toISOString() }
}
export function peopleJson({ role, people, invitations }: PeopleFacts): PeopleJson {
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
/** The outcome of a form, for the page after it. */
export interface PeopleState {
  form?: InviteForm
}
export function roleToInvite(form: InviteForm | undefined): Choices {
  const chosen = form?.values.role ?? 'viewer'
  return {
    name: 'role',
    legend: 'What may they do?',
    hint: undefined,
    type: 'radio',
    error: form?.errors.role,
    choices: roles.map((value) => ({ value, label: value, hint: roleWords[value], checked: value === chosen })),
  }
}
export function roleChoices(selected: Role | null): RoleChoice[] {
  return roles.map((value) => ({ value, label: value, selected: value === selected }))
}
export function ownersAmong(people: readonly { role: Role }[]): number {
  return people.filter(({ role }) => role === 'owner').length
}
export function peoplePage(facts: PeopleFacts, me: string, formId: string, more: PeopleState = {}): PeoplePage {
  const { letter, role, title } = facts
  const { people, invitations } = peopleJson(facts)
  return {
    id: letter.id,
    formId,
    letterTitle: title,
    isOwner: role === 'owner',
    owners: ownersAmong(people),
    errors: more.form?.summary ?? [],
    people: people.map((person) => ({
      ...person,
      roleWords: roleWords[person.role],
      me: person.id === me,
      roles: roleChoices(person.role),
    })),
    invitations,
    mayReview: letter.state === 'draft' && may(role, 'edit'),
    reviewLinks: facts.reviewLinks.map((link) => ({ label: link.label, ...linkWords(link) })),
    roles: roleToInvite(more.form),
    inviteAddress: more.form?.values.address ?? '',
    addressError: more.form?.errors.address,
  }
}
