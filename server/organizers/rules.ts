export const roles = ['owner', 'editor', 'moderator', 'viewer'] as const
export type Role = (typeof roles)[number]

export type DeskAct =
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

const allowed: Record<Exclude<Role, 'owner'>, readonly DeskAct[]> = {
  editor: ['read', 'edit'],
  moderator: ['read', 'moderate', 'see-names', 'answer'],
  viewer: ['read'],
}

export function may(role: Role, act: DeskAct): boolean {
  return role === 'owner' || allowed[role].includes(act)
}

/** The role that may do more: an invitation never takes anything away. */
export function greaterRole(a: Role, b: Role): Role {
  return roles.indexOf(a) <= roles.indexOf(b) ? a : b
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}

export const mailsPerInvitedAddressAndHour = 3
export const mailsPerInviterAndHour = 20
export const sessionDays = 14
export const invitationDays = 7

/** The end of a session: whole days, so that it does not tell when it was last used. */
export function sessionEnd(now: Date): Date {
  const day = 86_400_000
  return new Date((Math.floor(now.getTime() / day) + sessionDays + 1) * day)
}

/** A uuid as PostgreSQL writes it: anything else is unknown, and not asked for. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** What a session is called in the list: typed by its organizer, never taken from the browser. */
export function sessionLabel(typed: string): string {
  const line = typed.replace(/[\p{C}\s]+/gu, ' ').trim()
  const label = Array.from(line).slice(0, 60).join('')
  return label === '' ? 'A session without a label' : label
}

/** An organizer's own name, in any script; null where nothing is left of it, or where it is too long. */
export function organizerName(typed: string): string | null {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return name === '' || name.length > 100 ? null : name
}

export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + invitationDays * 86_400_000)
}

/** Where to go after signing in: only to pages of ours that need it. */
export function safeNext(typed: string): string {
  return /^\/(dashboard|organizers\/(account|welcome\/[\w-]+))([/?][\w\-./?=&%]*)?$/.test(typed) ? typed : '/dashboard'
}
