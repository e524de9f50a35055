import type { LetterState } from '../letter/rules.ts'
import { may, type Role } from '../organizers/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import type { StepKind } from './rules.ts'

/** The numbers of things on a letter that wait for an organizer. */
export interface Waiting {
  name_claims: number
  /** Names that do not resemble their addresses and that no moderator has looked at, as of the last batch. */
  doubtful: number
  /** Acts that other owners asked for and that this organizer has not refused. */
  approvals: number
  answers: number
  returned: number
  statements: number
  /** Open comments on a draft. */
  comments: number
  /** 1 if enough people stand together and the owners have not agreed that their names appear. */
  together: number
  /** Recipients who got a copy three days ago or earlier, and have given no sign: no receipt, no answer, no request for time. */
  unconfirmed: number
  late: number
  deliveries: { not_made: number; unsure: number; refused: number }
}

export interface Task {
  what: StepKind
  words: Sentence
  /** The page where it is done, below the letter's dashboard. */
  page: string
}

interface LetterOfTasks {
  state: LetterState
  collecting: boolean
  paused: boolean
}

/** Lists what waits for an organizer in this role. */
export function tasksFor({ state, collecting, paused }: LetterOfTasks, role: Role, waiting: Waiting): Task[] {
  if (state === 'purged') return []
  const { not_made, unsure, refused } = waiting.deliveries
  const shown = collecting ? { doubtful: 0, statements: 0 } : waiting
  const counted = [
    { count: waiting.approvals, what: 'approval', act: 'deliver', id: 'dashboard-do-approvals', page: 'approvals' },
    { count: waiting.answers, what: 'answer', act: 'answer', id: 'dashboard-do-answers', page: 'answers' },
    { count: waiting.returned, what: 'returned', act: 'answer', id: 'dashboard-do-returned', page: 'answers#returned' },
    { count: waiting.late, what: 'late', act: 'deliver', id: 'dashboard-next-late', page: 'delivery' },
    { count: unsure, what: 'unsure', act: 'deliver', id: 'dashboard-next-unsure', page: 'delivery' },
    { count: not_made, what: 'not-made', act: 'deliver', id: 'dashboard-next-not-made', page: 'delivery' },
    { count: refused, what: 'refused', act: 'deliver', id: 'dashboard-next-refused', page: 'delivery' },
    { count: waiting.unconfirmed, what: 'receipt', act: 'deliver', id: 'dashboard-do-unconfirmed', page: 'delivery' },
    {
      count: waiting.name_claims,
      what: 'name-claim',
      act: 'moderate',
      id: 'dashboard-next-name-claims',
      page: 'name-claims',
    },
    {
      count: shown.doubtful,
      what: 'doubtful',
      act: 'moderate',
      id: 'dashboard-do-doubtful',
      page: 'signatures?resemblance=no',
    },
    { count: shown.statements, what: 'statement', act: 'moderate', id: 'dashboard-do-statements', page: 'statements' },
    { count: waiting.comments, what: 'comment', act: 'edit', id: 'dashboard-do-comments', page: 'text/comments' },
  ] as const
  const stopped = paused && (state === 'quiet' || state === 'open')
  const open: Task = { what: 'open', words: say('dashboard-next-open'), page: 'text' }
  const decide: Task = { what: 'together', words: say('together-do'), page: 'together' }
  const resume: Task = { what: 'paused', words: say('dashboard-next-paused'), page: 'close' }
  return [
    ...(state === 'draft' && may(role, 'edit') ? [open] : []),
    ...(waiting.together > 0 && may(role, 'close') ? [decide] : []),
    ...counted
      .filter(({ count, act }) => count > 0 && may(role, act))
      .map(({ count, what, id, page }) => ({ what, words: say(id, { count }), page })),
    ...(stopped && may(role, 'close') ? [resume] : []),
  ]
}
