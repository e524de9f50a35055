import { groupsForOrganizers } from '../letter/waiting-words.ts'
import { say, type Sentence } from '../refusal.ts'
import type { StepKind } from './rules.ts'
import type { DashboardFacts } from './show-dashboard.ts'

/** A task for an organizer (without `at`), or an event that comes automatically. */
export interface NextStep {
  what: StepKind
  words: Sentence
  at: string | null
  path: string | null
}

/** Lists the tasks for organizers, then the automatic events in their usual order. */
export function nextSteps(facts: DashboardFacts): NextStep[] {
  const dashboard = `/dashboard/letters/${facts.letter.id}`
  return [...asking(facts, dashboard), ...coming(facts, dashboard)]
}

function asking({ letter, waiting }: DashboardFacts, dashboard: string): NextStep[] {
  const { name_claims, approvals, late, deliveries } = waiting
  const { not_made, unsure, refused, queued } = deliveries
  const all: [count: number, what: StepKind, words: Sentence, path: string][] = [
    [late, 'late', say('dashboard-next-late', { count: late }), 'delivery'],
    [approvals, 'approval', say('dashboard-next-approvals', { count: approvals }), 'approvals'],
    [name_claims, 'name-claim', say('dashboard-next-name-claims', { count: name_claims }), 'name-claims'],
    [not_made, 'not-made', say('dashboard-next-not-made', { count: not_made }), 'delivery'],
    [unsure, 'unsure', say('dashboard-next-unsure', { count: unsure }), 'delivery'],
    [refused, 'refused', say('dashboard-next-refused', { count: refused }), 'delivery'],
    [queued, 'sending', say('dashboard-next-sending', { count: queued }), 'delivery'],
  ]
  const counted = all
    .filter(([count]) => count > 0)
    .map(([, what, words, path]) => ({ what, words, at: null, path: `${dashboard}/${path}` }))
  const open: NextStep = { what: 'open', words: say('dashboard-next-open'), at: null, path: `${dashboard}/text` }
  const paused: NextStep = { what: 'paused', words: say('dashboard-next-paused'), at: null, path: `${dashboard}/close` }
  return [...(letter.state === 'draft' ? [open] : []), ...counted, ...(letter.paused ? [paused] : [])]
}

function coming({ letter, waiting }: DashboardFacts, dashboard: string): NextStep[] {
  const live = letter.state === 'quiet' || letter.state === 'open'
  const groups = groupsForOrganizers(letter)
  const batch = say('dashboard-next-batch')
  const all: [at: Date | null, what: StepKind, words: Sentence, path: string | null][] = [
    [live && !letter.paused ? letter.next_batch_at : null, 'batch', groups ? [batch, groups] : batch, null],
    [waiting.notice_until, 'notice', say('dashboard-next-notice'), `${dashboard}/delivery`],
    [live ? letter.closes_at : null, 'close', say('dashboard-next-close'), `${dashboard}/close`],
    [letter.state === 'closed' ? letter.purges_at : null, 'purge', say('dashboard-next-purge'), `${dashboard}/close`],
  ]
  return all.flatMap(([at, what, words, path]) => (at ? [{ what, words, at: at.toISOString(), path }] : []))
}

export function whenInWords({ at: when, what }: Pick<NextStep, 'at' | 'what'>): Sentence {
  if (when === null) return ''
  const at = new Date(when)
  if (what === 'batch') return say('time', { at })
  return what === 'notice' ? say('date-and-time', { at }) : say('date', { at })
}
