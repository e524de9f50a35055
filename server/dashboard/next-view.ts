import { groupsForOrganizers } from '../letter/waiting-words.ts'
import { say, type Sentence } from '../refusal.ts'
import type { StepKind } from './rules.ts'
import type { DashboardFacts } from './show-dashboard.ts'
import { tasksFor } from './tasks.ts'

/** A task (without `at`), or an event that comes automatically. */
export interface NextStep {
  what: StepKind
  words: Sentence
  at: string | null
  path: string | null
}

/** Lists what waits for this organizer, each with the page where it is done. */
export function toDo(facts: DashboardFacts): NextStep[] {
  const { letter, role, waiting } = facts
  return tasksFor(letter, role, waiting).map(({ what, words, page }) => task(facts, what, words, page))
}

/** Lists what waits for others, and the events that come automatically. */
export function nextSteps(facts: DashboardFacts): NextStep[] {
  const { letter, waiting, steps, together } = facts
  const { queued } = waiting.deliveries
  const { approvals_yours: yours } = waiting
  const live = letter.state === 'quiet' || letter.state === 'open'
  const groups = groupsForOrganizers(letter)
  const batch = say('dashboard-next-batch')
  const all: [at: Date | null, what: StepKind, words: Sentence, path: string | null][] = [
    [live && !letter.paused ? letter.next_batch_at : null, 'batch', groups ? [batch, groups] : batch, null],
    [waiting.notice_until, 'notice', say('dashboard-next-notice'), 'delivery'],
    [together?.state === 'reached' ? together.reveals_at : null, 'reveal', say('together-next-reveal'), 'together'],
    [together?.state === 'waiting' ? together.until : null, 'waiting-ends', say('together-next-ends'), 'together'],
    [live ? letter.closes_at : null, 'close', say('dashboard-next-close'), 'close'],
    [letter.state === 'closed' ? letter.purges_at : null, 'purge', say('dashboard-next-purge'), 'close'],
  ]
  const [step] = steps
  return [
    ...(yours > 0
      ? [task(facts, 'approval-yours', say('dashboard-next-approvals-yours', { count: yours }), 'approvals')]
      : []),
    ...(queued > 0 ? [task(facts, 'sending', say('dashboard-next-sending', { count: queued }), 'delivery')] : []),
    ...(step === undefined || letter.state === 'purged' ? [] : [task(facts, 'stage', step, 'delivery')]),
    ...all.flatMap(([at, what, words, path]) =>
      at ? [{ ...task(facts, what, words, path), at: at.toISOString() }] : [],
    ),
  ]
}

function task({ letter }: DashboardFacts, what: StepKind, words: Sentence, page: string | null): NextStep {
  return { what, words, at: null, path: page === null ? null : `/dashboard/letters/${letter.id}/${page}` }
}

/** How many signatures are missing to the next threshold of the plan, and to the goal. Never who. */
export function missingSteps({ letter, cells, thresholds }: DashboardFacts): Sentence[] {
  if (letter.state === 'draft' || letter.collecting) return []
  const countOf = (counted: string) =>
    cells
      .filter((cell) => (counted === 'workers' ? cell.class !== 'supporter' : cell.class === counted))
      .reduce((sum, { count }) => sum + count, 0)
  const next = thresholds
    .map((each) => ({ ...each, missing: each.least - countOf(each.class) }))
    .filter(({ missing }) => missing > 0)
    .toSorted((a, b) => a.missing - b.missing)[0]
  const toGoal = letter.goal === null ? null : letter.goal - countOf('mailbox')
  return [
    ...(next
      ? [
          say('dashboard-missing-stage', {
            missing: next.missing,
            stage: next.stage,
            class: next.class,
            least: next.least,
          }),
        ]
      : []),
    ...(toGoal === null || letter.goal === null
      ? []
      : [
          toGoal > 0
            ? say('dashboard-missing-goal', { missing: toGoal, goal: letter.goal })
            : say('dashboard-goal-reached', { goal: letter.goal }),
        ]),
  ]
}
