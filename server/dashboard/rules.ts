import { dayOf } from '../letter/day-rules.ts'
import type { VerificationClass, Visibility } from '../letter/rules.ts'

export const refusedMailDays = 14
export const signaturesPerPage = 100
/** Limit of sealed names that a search opens for one page. */
export const mostNamesOpened = 5000

const classWords: Record<VerificationClass, [one: string, many: string]> = {
  mailbox: ['verified work address', 'verified work addresses'],
  vouched: ['vouched for by a verified worker', 'vouched for by verified workers'],
  reviewed: ['reviewed by an organizer', 'reviewed by an organizer'],
  supporter: ['supporter', 'supporters'],
}

export function classInWords(verification: VerificationClass, count: number): string {
  return classWords[verification][count === 1 ? 0 : 1]
}

export const visibilityWords: Record<Visibility, string> = {
  anonymous: 'Nobody',
  withheld: 'Organizers only',
  together: 'Held',
  recipients: 'Recipients',
  public: 'Everyone',
}

export const reasonWords: Record<string, string> = {
  'not-theirs': 'signed by somebody else',
  'not-an-employee': 'not an employee',
  'not-a-person': 'not a person',
  other: 'another reason',
}

export interface DayCount {
  day: string
  class: VerificationClass
  net: number
}
export interface DayTotal {
  day: string
  added: number
  total: number
}

/** Returns every day from the first count to `until`, including days without a change. */
export function dayTotals(counts: readonly DayCount[], verification: VerificationClass, until: string): DayTotal[] {
  const own = counts.filter((count) => count.class === verification)
  const first = own[0]?.day
  if (first === undefined) return []
  const net = new Map(own.map((count) => [count.day, count.net]))
  const days: DayTotal[] = []
  let total = 0
  for (let day = first; day <= until && days.length < 1500; day = dayAfter(day)) {
    const added = net.get(day) ?? 0
    total += added
    days.push({ day, added, total })
  }
  return days
}

function dayAfter(day: string): string {
  return dayOf(new Date(Date.parse(day) + 86_400_000))
}

/** Returns the number of removals by mailbox if they are a burst, or else null. A number below k would reveal single people. */
export function burstOf(removals: number, k: number): number | null {
  return removals >= Math.max(k, 3) ? removals : null
}

const activityWords: Record<string, string> = {
  'name-hidden': 'hid a name on request',
  'name-shown-again': 'showed a hidden name again',
  'name-claim-declined': 'declined a request to take a name away',
  'names-exported': 'exported the names',
  'export-proposed': 'asked for a second owner to export the names',
  'answer counts': 'marked an answer as answering the letter',
  'answer does not count': 'marked an answer as no answer to the letter',
  'answer published': 'published an answer',
  'answer’s PDF fetched': 'fetched the PDF of an answer',
  'answer’s PDF published': 'published the PDF of an answer',
  'answer recorded': 'recorded an answer',
  'stage planned': 'planned a stage',
  'stage changed': 'changed a stage',
  'stage moved': 'moved a stage',
  'stage removed': 'took a stage out of the plan',
  'stage approved': 'approved a stage',
  'stage stopped': 'stopped a stage',
  'stop taken back': 'took a stop back',
  'change of a stage dropped': 'dropped the change of a stage',
  'call ended': 'ended a call to write',
  'handed over': 'recorded that the letter was handed over',
  'update written': 'wrote an update',
  'update published': 'published an update',
  'copy sent again': 'sent a copy again',
  'delivery announced': 'announced a delivery',
  'delivery cancelled': 'cancelled a delivery',
  'delivery confirmed': 'confirmed a delivery',
  'delivery prepared': 'prepared a delivery',
  'private page ended': 'ended a recipient’s private page',
  'statement-published': 'published a statement without a name',
  'statement-declined': 'declined a statement without a name',
  invalidated: 'invalidated',
  reinstated: 'reinstated',
}

/** One line of the activity log: the act, the number of signatures and the reason. */
export function activityInWords(what: string, detail: unknown): string {
  const { count, reason } = (detail ?? {}) as { count?: unknown; reason?: unknown }
  const words = activityWords[what] ?? what.replaceAll('-', ' ')
  const number = typeof count === 'number' ? ` ${String(count)} ${count === 1 ? 'signature' : 'signatures'}` : ''
  const why = typeof reason === 'string' && reasonWords[reason] !== undefined ? `: ${reasonWords[reason]}` : ''
  return `${words}${number}${why}`
}
