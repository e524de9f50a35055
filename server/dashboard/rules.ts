import { dayOf } from '../letter/day-rules.ts'
import type { VerificationClass, Visibility } from '../letter/rules.ts'
import { say, type Sentence } from '../refusal.ts'

export const refusedMailDays = 14
export const signaturesPerPage = 100
/** Limit of sealed names that a search opens for one page. */
export const mostNamesOpened = 5000

export const visibilityWords: Record<Visibility, Sentence> = {
  anonymous: say('dashboard-visibility-anonymous'),
  withheld: say('dashboard-visibility-withheld'),
  together: say('dashboard-visibility-together'),
  recipients: say('dashboard-visibility-recipients'),
  public: say('dashboard-visibility-public'),
}

/** Why a signature was invalidated, as a label. */
export const reasonWords: Record<string, Sentence> = {
  'not-theirs': say('dashboard-reason-not-theirs'),
  'not-an-employee': say('dashboard-reason-not-an-employee'),
  'not-a-person': say('dashboard-reason-not-a-person'),
  other: say('dashboard-reason-other'),
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

/** By the stored kind of an act. Rows keep their kind, so a kind is never renamed. */
const activityWords: Record<string, Sentence> = {
  'name-hidden': say('dashboard-activity-name-hidden'),
  'name-shown-again': say('dashboard-activity-name-shown-again'),
  'name-claim-declined': say('dashboard-activity-name-claim-declined'),
  'names-exported': say('dashboard-activity-names-exported'),
  'export-proposed': say('dashboard-activity-export-proposed'),
  'answer counts': say('dashboard-activity-answer-counts'),
  'answer does not count': say('dashboard-activity-answer-does-not-count'),
  'answer published': say('dashboard-activity-answer-published'),
  'answer’s PDF fetched': say('dashboard-activity-answer-pdf-fetched'),
  'answer’s PDF published': say('dashboard-activity-answer-pdf-published'),
  'answer recorded': say('dashboard-activity-answer-recorded'),
  'stage planned': say('dashboard-activity-stage-planned'),
  'stage changed': say('dashboard-activity-stage-changed'),
  'stage moved': say('dashboard-activity-stage-moved'),
  'stage removed': say('dashboard-activity-stage-removed'),
  'stage approved': say('dashboard-activity-stage-approved'),
  'stage stopped': say('dashboard-activity-stage-stopped'),
  'stop taken back': say('dashboard-activity-stop-taken-back'),
  'change of a stage dropped': say('dashboard-activity-change-dropped'),
  'call ended': say('dashboard-activity-call-ended'),
  'handed over': say('dashboard-activity-delivered-by-hand'),
  'update written': say('dashboard-activity-update-written'),
  'update published': say('dashboard-activity-update-published'),
  'copy sent again': say('dashboard-activity-copy-sent-again'),
  'delivery announced': say('dashboard-activity-delivery-announced'),
  'delivery cancelled': say('dashboard-activity-delivery-cancelled'),
  'delivery confirmed': say('dashboard-activity-delivery-confirmed'),
  'delivery prepared': say('dashboard-activity-delivery-prepared'),
  'private page ended': say('dashboard-activity-private-page-ended'),
  'statement-published': say('dashboard-activity-statement-published'),
  'statement-declined': say('dashboard-activity-statement-declined'),
  'started the letter': say('dashboard-activity-started'),
  'stopped offering a way to sign': say('dashboard-activity-way-removed'),
  'opened the letter to the public': say('dashboard-activity-opened'),
  'opened the letter quietly': say('dashboard-activity-opened-quietly'),
  'published a correction': say('dashboard-activity-corrected'),
  'published a change of substance': say('dashboard-activity-changed-substance'),
  'paused signing': say('dashboard-activity-paused'),
  'resumed signing': say('dashboard-activity-resumed'),
  'closed the letter': say('dashboard-activity-closed'),
  'replaced the quiet link': say('dashboard-activity-link-replaced'),
  'refused a proposal': say('dashboard-activity-proposal-refused'),
  'withdrew a proposal': say('dashboard-activity-proposal-withdrawn'),
  'left the letter': say('dashboard-activity-left'),
}

/** Stored kinds of acts that contain a role. */
const roleActs: readonly [form: RegExp, words: (role: string, to: string) => Sentence][] = [
  [/^joined as (\w+)$/, (role) => say('dashboard-activity-joined', { role })],
  [/^made an invitation for another (\w+)$/, (role) => say('dashboard-activity-invited', { role })],
  [/^took one (\w+) off the letter$/, (role) => say('dashboard-activity-removed', { role })],
  [/^changed a role from (\w+) to (\w+)$/, (from, to) => say('dashboard-activity-role-changed', { from, to })],
]

/** One line of the activity log: the act, the number of signatures and the reason. An unknown kind is shown as it is stored. */
export function activityInWords(what: string, detail: unknown): Sentence {
  const { count, reason } = (detail ?? {}) as { count?: unknown; reason?: unknown }
  if (what === 'invalidated')
    return say('dashboard-activity-invalidated', { count: Number(count ?? 0), reason: String(reason) })
  if (what === 'reinstated') return say('dashboard-activity-reinstated', { count: Number(count ?? 0) })
  for (const [form, words] of roleActs) {
    const [found, role = '', to = ''] = form.exec(what) ?? []
    if (found !== undefined) return words(role, to)
  }
  return activityWords[what] ?? what.replaceAll('-', ' ')
}
