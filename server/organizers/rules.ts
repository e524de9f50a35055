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
  'demand',
  'extend',
  'keep',
  'campaign',
  'reveal-together',
  'end-together',
] as const
export type Act = (typeof acts)[number]

export type OrganizerAct =
  | 'read'
  | 'comment'
  | 'edit'
  | 'moderate'
  | 'check-in-person'
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
  editor: ['read', 'comment', 'edit'],
  moderator: ['read', 'comment', 'moderate', 'check-in-person', 'see-names', 'answer'],
  viewer: ['read', 'comment'],
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

/** How long a new owner cannot agree to the acts of `needsProof`. */
export const newOwnerHours = 72
/** How long the act of an owner who is alone waits, so that the owner can cancel what a thief asked for. */
export const aloneHours = 24
/** How long an owner has to be silent before another one can take that owner off alone. */
export const silentDays = 7
/** How long a proof of the mailbox is good for the acts of `needsProof`. */
export const proofMinutes = 10

/** The acts that name people or decide who decides: exporting names, disclosing names, and changing owners. */
export function needsProof({ act, names = false }: { act: Act; names?: boolean | undefined }): boolean {
  if (act === 'deliver') return names
  return act === 'export' || act === 'reveal' || act === 'reveal-together' || act === 'change-owner'
}

export function isProved(provedAt: Date | null, now: Date): boolean {
  return provedAt !== null && provedAt.getTime() > now.getTime() - proofMinutes * 60_000
}

/** @param hour in milliseconds */
export function isNewOwner(since: Date | null, now: Date, hour: number): boolean {
  return since !== null && since.getTime() > now.getTime() - newOwnerHours * hour
}

/**
 * True if an act of an owner who is alone waits. Nothing waits in a draft, which nobody has signed. Opening and revising do not wait.
 * A delivery has a notice of `aloneHours` at least instead (`noticeEnd`), in which it can be cancelled.
 */
export function waitsAlone(act: Act, state: string): boolean {
  return state !== 'draft' && act !== 'open' && act !== 'deliver'
}

/** @param askedAt null for proposals of older releases, which nobody carries out alone */
export function mayCarryOutAlone(askedAt: Date | null, now: Date, hour: number): boolean {
  return askedAt !== null && askedAt.getTime() <= now.getTime() - aloneHours * hour
}

/**
 * True if an owner was silent since a proposal to take that owner off: the owner has not refused it, and has used no session since
 * the day of the notice, for `silentDays`. Sessions have days, no times.
 * @param lastSeen the last day on which a session of the owner was used
 */
export function isSilent(
  { askedAt, refused, lastSeen }: { askedAt: Date | null; refused: boolean; lastSeen: string | null },
  now: Date,
  day: number,
): boolean {
  if (askedAt === null || refused || askedAt.getTime() > now.getTime() - silentDays * day) return false
  return lastSeen === null || lastSeen <= askedAt.toISOString().slice(0, 10)
}
