import type { Db } from '../db/pool.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Sentence } from '../refusal.ts'
import { decidedSteps, type StepRow } from './queries.ts'
import { shownInWords, stepInWords } from './plan-words.ts'

/** Lists the next steps that the organizers have decided for the letter, a sentence each, for people who are about to sign. */
export async function listNextSteps(db: Db, letter: LetterRow, now: Date): Promise<Sentence[]> {
  return (await decidedSteps(db, letter.id)).map((row) => {
    const runs = row.state === 'announced' && row.notice_until && row.notice_until > now ? row.notice_until : null
    const start = runs ?? (row.state === 'late' || row.together === 'lapsed' ? byHand : startOf(row))
    return [stepInWords(start, row.kind, row.people), shownInWords(row.kind, row.disclosure)]
  })
}

/** A late step does not start by itself, and neither does one that waits for names that are destroyed. Its owners decide. */
const byHand = { date: null, count: null, silence: null }

function startOf({ due_at, zone, class: counted, least, after_number, days, silent, together }: StepRow) {
  return {
    date: due_at && zone !== null ? { at: due_at, zone } : null,
    count: counted !== null && least !== null ? { class: counted, least } : null,
    silence: after_number !== null && days !== null ? { stage: after_number, days, from: silent } : null,
    together: together !== null,
  }
}
