import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { activityFrom, activityInWords, isByReviewer } from '../organizers/activity.ts'
import { may, type Role } from '../organizers/rules.ts'
import type { Sentence } from '../refusal.ts'
import type { ActivityRow } from './queries.ts'
import type { ActivityJson } from './schemas.ts'

export interface ActivityPage {
  id: string
  letterTitle: Sentence
  activity: (ActivityJson & { byReviewer: boolean })[]
  mayModerate: boolean
  next: string | null
}

declare module '../http/pages.ts' {
  interface Pages {
    'dashboard/activity': ActivityPage
  }
}

export function activityJson(rows: readonly ActivityRow[], role: Role, words: Catalogue): ActivityJson[] {
  return rows.map(({ id, at, who, what, detail }) => ({
    id,
    at: at.toISOString(),
    who,
    what: activityFrom(what, detail)?.kind ?? what,
    words: formatSentence(activityInWords(what, detail), words),
    undo: what === 'invalidated' && may(role, 'moderate'),
  }))
}

export function activityPage(
  letter: { id: string },
  letterTitle: Sentence,
  rows: readonly ActivityRow[],
  role: Role,
  words: Catalogue,
): ActivityPage {
  const last = rows.length === 100 ? rows.at(-1) : undefined
  return {
    id: letter.id,
    letterTitle,
    activity: activityJson(rows, role, words).map((line) => ({ ...line, byReviewer: isByReviewer(line.what) })),
    mayModerate: may(role, 'moderate'),
    next: last ? `/dashboard/letters/${letter.id}/activity?before=${encodeURIComponent(last.at.toISOString())}` : null,
  }
}
