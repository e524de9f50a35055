import { linkWords, type LinkWords } from '../../letters/reviews/link-words.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { say, type Sentence } from '../../refusal.ts'
import type { Choices, Errors, FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import { may, roles, type Role } from '../rules.ts'
import type { Invitation } from './invite.ts'
import type { InvitationJson, PeopleJson } from './schemas.ts'
import type { PeopleFacts } from './show-people.ts'

interface RoleChoice {
  value: Role
  label: Sentence
  selected: boolean
}
export interface PeoplePage {
  id: string
  formId: string
  letterTitle: Sentence
  isOwner: boolean
  owners: number
  errors: Errors
  people: (PeopleJson['people'][number] & {
    roleName: Sentence
    roleWords: Sentence
    me: boolean
    roles: RoleChoice[]
  })[]
  invitations: { id: string; words: Sentence }[]
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

export const organizerShell = (title: Sentence): Shell => ({ title, robots: 'noindex, nofollow', wide: true })
export function linkPage(heading: Sentence, { link, expiresAt, mailed }: Invitation, back: string): LinkPage {
  return { heading, link, until: expiresAt, mailed, back }
}
export function invitationJson({ link, expiresAt }: Invitation): InvitationJson {
  return { outcome: 'done', link, expires_at: expiresAt.toISOString() }
}
export function peopleJson({ role, people, invitations }: PeopleFacts, words: Catalogue): PeopleJson {
  return {
    your_role: role,
    people,
    invitations: invitations.map((each) => ({
      id: each.token_hash.toString('base64url'),
      role: each.role ?? 'viewer',
      invited_by: each.invited_by ?? words.text('dashboard-lately-left'),
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
    legend: say('organizers-invite-role'),
    hint: undefined,
    type: 'radio',
    error: form?.errors.role,
    choices: roles.map((role) => ({
      value: role,
      label: say('organizers-role', { role }),
      hint: say('organizers-role-words', { role }),
      checked: role === chosen,
    })),
  }
}
export function roleChoices(selected: Role | null): RoleChoice[] {
  return roles.map((role) => ({ value: role, label: say('organizers-role', { role }), selected: role === selected }))
}
export function ownersAmong(people: readonly { role: Role }[]): number {
  return people.filter(({ role }) => role === 'owner').length
}
function listedInvitation({ token_hash, role, invited_by, expires_at: at }: PeopleFacts['invitations'][number]) {
  const values = { role: role ?? 'viewer', at }
  return {
    id: token_hash.toString('base64url'),
    words:
      invited_by === null
        ? say('organizers-invitation-open-left', values)
        : say('organizers-invitation-open', { ...values, name: invited_by }),
  }
}

export function peoplePage(facts: PeopleFacts, me: string, formId: string, more: PeopleState = {}): PeoplePage {
  const { letter, role, title, people, invitations } = facts
  return {
    id: letter.id,
    formId,
    letterTitle: title,
    isOwner: role === 'owner',
    owners: ownersAmong(people),
    errors: more.form?.summary ?? [],
    people: people.map((person) => ({
      ...person,
      roleName: say('organizers-role', { role: person.role }),
      roleWords: say('organizers-role-words', { role: person.role }),
      me: person.id === me,
      roles: roleChoices(person.role),
    })),
    invitations: invitations.map(listedInvitation),
    mayReview: letter.state === 'draft' && may(role, 'edit'),
    reviewLinks: facts.reviewLinks.map((link) => ({ label: link.label, ...linkWords(link) })),
    roles: roleToInvite(more.form),
    inviteAddress: more.form?.values.address ?? '',
    addressError: more.form?.errors.address,
  }
}
