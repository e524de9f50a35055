import { Refusal, say } from '../refusal.ts'
import { isVisible } from '../text/typed-text.ts'

export const roles = ['owner', 'editor', 'moderator', 'viewer'] as const
export type Role = (typeof roles)[number]

/** The acts that need a second owner if the letter has several. */
export const acts = [
  'open',
  'deliver',
  'reveal',
  'export',
  'change-owner',
  'close',
  'purge',
  'update',
  'offer',
] as const
export type Act = (typeof acts)[number]

export type OrganizerAct =
  | 'read'
  | 'edit'
  | 'moderate'
  | 'see-names'
  | 'settings'
  | 'open'
  | 'deliver'
  | 'answer'
  | 'close'
  | 'purge'
  | 'invite'
  | 'change-owner'
  | 'export'

const allowed: Record<Exclude<Role, 'owner'>, readonly OrganizerAct[]> = {
  editor: ['read', 'edit'],
  moderator: ['read', 'moderate', 'see-names', 'answer'],
  viewer: ['read'],
}

export function may(role: Role, act: OrganizerAct): boolean {
  return role === 'owner' || allowed[role].includes(act)
}

/** The role with more rights, because an invitation never takes rights away. */
export function greaterRole(a: Role, b: Role): Role {
  return roles.indexOf(a) <= roles.indexOf(b) ? a : b
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}

/** @throws Refusal if there is no such role */
export function roleFrom(typed: string): Role {
  if (isRole(typed)) return typed
  throw new Refusal('invalid', 'role-unknown', say('refusal-role-unknown'), 'role')
}

export const mailsPerInvitedAddressAndHour = 3
export const mailsPerInviterAndHour = 20
export const sessionDays = 14
export const invitationDays = 7

/** The end of a session at midnight UTC. A precise time would reveal when the session was last used. */
export function sessionEnd(now: Date): Date {
  const day = 86_400_000
  return new Date((Math.floor(now.getTime() / day) + sessionDays + 1) * day)
}

/** Returns true if a text is a UUID as PostgreSQL writes it. Other texts are unknown ids and are not looked up. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** The label of a session in the list, or ''. The organizer types it; it is never taken from the browser. */
export function sessionLabel(typed: string): string {
  const line = typed.replace(/[\p{C}\s]+/gu, ' ').trim()
  return Array.from(line).slice(0, 60).join('')
}

/**
 * Normalises an organizer's name, in any script.
 * @returns null if the name is invisible or too long
 */
export function organizerName(typed: string): string | null {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return !isVisible(name) || name.length > 100 ? null : name
}

export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + invitationDays * 86_400_000)
}

/** Allows only pages of ours that need a session as the target after signing in. Prevents open redirects. */
export function safeNext(typed: string): string {
  return /^\/(dashboard|organizers\/(account|welcome\/[\w-]+))([/?][\w\-./?=&%]*)?$/.test(typed) ? typed : '/dashboard'
}
