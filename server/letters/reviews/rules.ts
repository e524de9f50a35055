import { dayOf } from '../../letter/days.ts'
import type { Role } from '../../organizers/rules.ts'
import { Refusal, say, type FieldMessage, type Sentence } from '../../refusal.ts'
import type { ThreadContent } from '../threads/rules.ts'
import { asOneLine, faultInTyped, isVisible } from '../../text/typed-text.ts'

/** How many days a link works. */
export const linkDays = { usual: 7, least: 1, most: 30 } as const
/** Links of a letter that work at the same time. */
export const mostLinks = 20
/** Links of a letter, ended ones included, so that the list stays short enough to read. */
export const mostLinksEver = 100
/** Comments that come by one link. */
export const mostCommentsOfLink = 100
/** In characters. */
export const longestName = 60

export type LinkState = 'unused' | 'in-use' | 'expired' | 'ended'

export interface LinkDays {
  /** Days in UTC, YYYY-MM-DD. */
  last_day: string
  used_on: string | null
  ended_on: string | null
}

/** @param today in UTC, YYYY-MM-DD */
export function linkState({ last_day, used_on, ended_on }: LinkDays, today: string): LinkState {
  if (ended_on !== null) return 'ended'
  if (last_day < today) return 'expired'
  return used_on === null ? 'unused' : 'in-use'
}

export function isUsable({ state }: { state: LinkState }): boolean {
  return state === 'unused' || state === 'in-use'
}

/** A link works until the end of a day in UTC, so that its row does not tell the time at which it was made. */
export function lastDay(now: Date, days: number): string {
  return dayOf(new Date(now.getTime() + days * 86_400_000))
}

export interface NewLink {
  label: string
  days: number
}

/**
 * Checks what somebody typed to make a link.
 * @throws Refusal with all faults, by field
 */
export function checkNewLink({ label: typedLabel, days: typedDays }: { label: string; days: string }): NewLink {
  const label = asOneLine(typedLabel)
  const days = typedDays.trim() === '' ? linkDays.usual : Number(typedDays.trim())
  const wrong: FieldMessage[] = []
  const fault = faultInLine(label)
  if (fault !== null) wrong.push({ field: 'label', message: fault })
  if (!Number.isInteger(days) || days < linkDays.least || days > linkDays.most)
    wrong.push({ field: 'days', message: say('reviews-days-malformed', { ...linkDays }) })
  if (wrong.length > 0) throw Refusal.fields(wrong)
  return { label, days }
}

/** @throws Refusal beside the field `name` */
export function reviewerName(typed: string): string {
  const name = asOneLine(typed)
  const fault = faultInLine(name)
  if (fault !== null) throw Refusal.fields([{ field: 'name', message: fault }])
  return name
}

function faultInLine(line: string): Sentence | null {
  if (!isVisible(line)) return say('reviews-name-needed')
  if (Array.from(line).length > longestName) return say('reviews-name-too-long', { most: longestName })
  return faultInTyped(line, 'one')
}

/** True once an organizer has replied to a comment, or has closed it. */
export function isAnswered({ comments, closed }: Pick<ThreadContent, 'comments' | 'closed'>): boolean {
  return comments.length > 1 || closed !== null
}

/** Owners see and end all links of a letter, editors those that they made. Other roles see none. */
export function maySeeLink(role: Role, by: { maker: string; asker: string }): boolean {
  return role === 'owner' || (role === 'editor' && by.maker === by.asker)
}
