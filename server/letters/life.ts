import { checkEmployerDomain } from '../mailbox/employers.ts'
import { say, type FieldMessage, type Sentence } from '../refusal.ts'
import { dayOf, isDay } from '../letter/days.ts'
import { earlier, endOf, namesErasedAfterDays, type DraftParts, type LetterState } from '../letter/rules.ts'

/** The parts of a draft that are needed before people can sign it. */
export const partsNeeded = ['text', 'demands', 'employers', 'names', 'details', 'plan'] as const
export type Missing = { part: (typeof partsNeeded)[number]; sentence: Sentence }

/**
 * How many days after the opening everything is erased that was kept of the drafting: versions, comments and review links. Two owners
 * can keep versions and comments until the purge.
 */
export const draftingErasedAfterDays = 7

/** The latest opening after which nothing of the drafting is left unless it is kept. @param day in milliseconds */
export function draftingDue(now: Date, day: number): Date {
  return new Date(now.getTime() - draftingErasedAfterDays * day)
}

export interface Drafted {
  state: LetterState
  opened_at: Date | null
  drafting_kept: boolean
}

/**
 * Says if versions and comments may be kept until the purge, and why not.
 * @param day in milliseconds
 */
export function mayKeepDrafting(letter: Drafted, now: Date, day: number): 'yes' | 'kept' | 'draft' | 'erased' {
  if (letter.drafting_kept) return 'kept'
  if (letter.opened_at === null) return 'draft'
  return letter.state === 'purged' || letter.opened_at <= draftingDue(now, day) ? 'erased' : 'yes'
}

/** The kinds of rows that a purge deletes. */
export const purgedKinds = [
  'names',
  'sealed_names',
  'drafts',
  'activity',
  'recipients_addresses',
  'unpublished_answers',
  'recipients_pages',
  'removal_requests',
  'delivered_copies',
  'asked_for_updates',
  'organizers_accounts',
] as const
export type PurgedKind = (typeof purgedKinds)[number]
/** How many of each kind a purge deletes. */
export type Purged = Record<PurgedKind, number>

/**
 * Lists what a draft still needs before people can sign it. Checks the domains again, because a draft may be older than a rule.
 * @param published the domains under which the letter is open already. It may keep them.
 */
export function missingToOpen(draft: DraftParts, published: readonly string[] = []): Missing[] {
  const missing: Missing[] = []
  if (draft.title === '') missing.push({ part: 'text', sentence: say('lifecycle-missing-title') })
  if (draft.text === '') missing.push({ part: 'text', sentence: say('lifecycle-missing-text') })
  if (draft.recipients.length === 0) missing.push({ part: 'demands', sentence: say('lifecycle-missing-recipients') })
  if (draft.employers.length === 0) missing.push({ part: 'employers', sentence: say('lifecycle-missing-employer') })
  for (const { name, domains } of draft.employers)
    if (domains.length === 0)
      missing.push({ part: 'employers', sentence: say('lifecycle-missing-domain', { employer: name }) })
  for (const domain of draft.employers.flatMap(({ domains }) => domains)) {
    const checked = published.includes(domain) ? undefined : checkEmployerDomain(domain)
    if (checked?.ok === false) missing.push({ part: 'employers', sentence: checked.message })
  }
  return missing
}

/** Lists a chosen end that comes too soon, also of names that wait. It was checked when it was saved, but a draft may wait. */
export function missingEnd(
  { ends_on, together_until: until = null }: { ends_on: string | null; together_until?: string | null },
  now: Date,
): Missing[] {
  const passed = ends_on !== null && ends_on <= dayOf(now)
  const waits = until !== null && (until <= dayOf(now) || (ends_on !== null && until > ends_on))
  return [
    ...(passed
      ? [{ part: 'details' as const, sentence: say('lifecycle-missing-end', { on: new Date(ends_on) }) }]
      : []),
    ...(waits ? [{ part: 'names' as const, sentence: say('together-missing-until', { on: new Date(until) }) }] : []),
  ]
}

export interface Extendable {
  state: LetterState
  closes_at: Date | null
  extendable_until: Date | null
  latest_end: Date | null
  extended_from: Date | null
}

/** Says if signing may be extended now, and why not. */
export function mayExtend(
  letter: Extendable,
  now: Date,
): 'yes' | 'not-open' | 'extended' | 'not-announced' | 'too-late' {
  if (!takesSignatures(letter.state) || (letter.closes_at !== null && letter.closes_at <= now)) return 'not-open'
  if (letter.extended_from !== null) return 'extended'
  // Signatories were told of one end only.
  if (letter.extendable_until === null || letter.latest_end === null) return 'not-announced'
  return now < letter.extendable_until ? 'yes' : 'too-late'
}

/**
 * Checks the new last day of signing.
 * @returns the new end, or why it cannot be
 */
export function checkNewEnd(
  typed: string,
  { closes_at, latest_end }: Pick<Extendable, 'closes_at' | 'latest_end'>,
): { closesAt: Date } | FieldMessage {
  const day = typed.trim()
  const field = 'until'
  if (closes_at === null || latest_end === null || !isDay(day))
    return { field, message: say('lifecycle-until-malformed') }
  if (day <= dayOf(closes_at)) return { field, message: say('lifecycle-until-too-early', { on: closes_at }) }
  if (day > dayOf(latest_end)) return { field, message: say('lifecycle-until-too-late', { on: latest_end }) }
  return { closesAt: earlier(endOf(day), latest_end) }
}

/** Says if a letter may change to this state, and why not. A public letter does not become quiet again. */
export function mayOpen(state: LetterState, to: 'quiet' | 'open'): 'yes' | 'already' | 'ended' {
  if (state === 'closed' || state === 'purged') return 'ended'
  return state === 'draft' || (state === 'quiet' && to === 'open') ? 'yes' : 'already'
}

export function takesSignatures(state: LetterState): boolean {
  return state === 'quiet' || state === 'open'
}

/**
 * When a letter's sealed names are erased: thirty days after its last delivery, or after closing if that is later.
 * @param day the length of a day in milliseconds
 * @returns null while the letter is open, or if nothing has been delivered. Then the purge erases them.
 */
export function namesDue(closedAt: Date | null, lastDelivery: Date | null, day: number): Date | null {
  if (!closedAt || !lastDelivery) return null
  return new Date(Math.max(closedAt.getTime(), lastDelivery.getTime()) + namesErasedAfterDays * day)
}

/** The state of a letter and what its organizers can do next, for their list of letters. */
export function nextStep(letter: { state: LetterState; paused: boolean }, missing: number): Sentence {
  if (letter.state === 'draft') return say(missing === 0 ? 'lifecycle-next-ready' : 'lifecycle-next-draft')
  if (letter.state === 'closed') return say('lifecycle-next-closed')
  if (letter.state === 'purged') return say('lifecycle-next-purged')
  if (letter.paused) return say('lifecycle-next-paused')
  return say(letter.state === 'quiet' ? 'lifecycle-next-quiet' : 'lifecycle-next-open')
}
