import { inNumbers, inWords, inWordsWithTime, pluralOf, timeInWords } from '../http/helpers.ts'
import { groupsForOrganizers } from '../letter/waiting-words-rules.ts'
import type { DashboardFacts } from './show-dashboard.ts'

/** A task for an organizer (without `at`), or an event that comes automatically. */
export interface NextStep {
  what: string
  words: string
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
  const all: [count: number, what: string, one: string, many: string, path: string][] = [
    [
      late,
      'late',
      'stage did not go when it was due: start it, or skip it.',
      'stages did not go when they were due: start them, or skip them.',
      'delivery',
    ],
    [approvals, 'approval', 'act waits for a second owner.', 'acts wait for a second owner.', 'approvals'],
    [
      name_claims,
      'name-claim',
      'person says “my name, not my signature”.',
      'people say “my name, not my signature”.',
      'name-claims',
    ],
    [
      deliveries.not_made,
      'not-made',
      'copy could not be made, and was not sent: see why.',
      'copies could not be made, and were not sent: see why.',
      'delivery',
    ],
    [
      deliveries.unsure,
      'unsure',
      'delivery is unsure: it may have arrived.',
      'deliveries are unsure: they may have arrived.',
      'delivery',
    ],
    [deliveries.refused, 'refused', 'delivery was refused for good.', 'deliveries were refused for good.', 'delivery'],
    [deliveries.queued, 'sending', 'copy is on its way.', 'copies are on their way.', 'delivery'],
  ]
  const counted = all
    .filter(([count]) => count > 0)
    .map(([count, what, one, many, path]) => ({
      what,
      words: `${inNumbers(count)} ${pluralOf(count, one, many)}`,
      at: null,
      path: `${dashboard}/${path}`,
    }))
  const open = { what: 'open', words: 'Finish the text, then open the letter.', at: null, path: `${dashboard}/text` }
  const paused = { what: 'paused', words: 'Signing is paused.', at: null, path: `${dashboard}/close` }
  return [...(letter.state === 'draft' ? [open] : []), ...counted, ...(letter.paused ? [paused] : [])]
}

function coming({ letter, waiting }: DashboardFacts, dashboard: string): NextStep[] {
  const live = letter.state === 'quiet' || letter.state === 'open'
  const all: [at: Date | null, what: string, words: string, path: string | null][] = [
    [
      live && !letter.paused ? letter.next_batch_at : null,
      'batch',
      `The next signatures are counted, if enough wait.${groupsForOrganizers(letter)}`,
      null,
    ],
    [waiting.notice_until, 'notice', 'The notice before the delivery ends.', `${dashboard}/delivery`],
    [live ? letter.closes_at : null, 'close', 'The letter closes by itself.', `${dashboard}/close`],
    [
      letter.state === 'closed' ? letter.purges_at : null,
      'purge',
      'Names, drafts and addresses are erased.',
      `${dashboard}/close`,
    ],
  ]
  return all.flatMap(([at, what, words, path]) => (at ? [{ what, words, at: at.toISOString(), path }] : []))
}

export function whenInWords({ at, what }: NextStep): string {
  if (at === null) return ''
  return what === 'batch' ? timeInWords(at) : what === 'notice' ? inWordsWithTime(at) : inWords(at)
}
