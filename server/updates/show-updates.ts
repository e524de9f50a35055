import type { LetterRow } from '../letter/queries.ts'
import { languageOf } from '../letter/language-of.ts'
import { titleOf } from '../letter/title-of.ts'
import type { Core } from '../core.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import type { Sentence } from '../refusal.ts'
import type { Role } from '../organizers/rules.ts'
import { countSubscribers, reportCounts } from './queries.ts'
import { receiptCounts } from './receipt-queries.ts'
import { openUpdate } from './secrets.ts'
import { draftUpdateOf, publishedUpdates } from './text-queries.ts'

export interface UpdateShown {
  id: string
  published_on: string
  text: string
}

/** Published updates, newest first. */
export async function listUpdates({ db }: Pick<Core, 'db'>, letterId: string): Promise<UpdateShown[]> {
  const rows = await publishedUpdates(db, letterId)
  return rows.flatMap(({ id, published_on, text }) =>
    text === null || published_on === null ? [] : [{ id, published_on, text }],
  )
}

export type Mailed = Record<'sent' | 'refused' | 'unsure', number>

export interface UpdatesFacts {
  letter: LetterRow
  role: Role
  title: Sentence
  language: string
  asked: number
  draft: { text: string; version: number } | null
  published: (UpdateShown & { mailed: Mailed })[]
  /** How many subscribers' mails came back, by reason. */
  returned: { reason: string; count: number }[]
}

/** Updates as organizers see them. Views show the number of subscribers only roughly. */
export async function showUpdates(core: Core, organizerId: string, letterId: string): Promise<UpdatesFacts> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  const [draft, published, asked, counts, returned] = await Promise.all([
    draftUpdateOf(core.db, letterId),
    listUpdates(core, letterId),
    countSubscribers(core.db, letterId),
    receiptCounts(core.db, letterId),
    reportCounts(core.db, letterId),
  ])
  return {
    letter,
    role,
    title: await titleOf(core, letter),
    language: await languageOf(core, letter),
    asked,
    returned,
    draft: draft?.draft_sealed
      ? { text: openUpdate(core, letterId, draft.draft_sealed), version: draft.version }
      : null,
    published: published.map((update) => {
      const of = (state: keyof Mailed) =>
        counts.find((row) => row.about === update.id && row.state === state)?.count ?? 0
      return { ...update, mailed: { sent: of('sent'), refused: of('refused'), unsure: of('unsure') } }
    }),
  }
}
