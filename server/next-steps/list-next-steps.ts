import type { Db } from '../db/pool.ts'
import type { LetterRow } from '../letter/queries.ts'
import { decidedSteps, type StepRow } from './queries.ts'
import { dateInZone, shownInWords, startInWords, stepInWords } from './plan-words-rules.ts'

/** What the organizers have decided that becomes of the letter, a sentence for each step: for whoever is about to sign. */
export async function listNextSteps(db: Db, letter: LetterRow, now: Date): Promise<string[]> {
  return (await decidedSteps(db, letter.id)).map((row) => {
    const step = stepInWords(row.kind, row.people)
    const runs = row.state === 'announced' && row.notice_until && row.notice_until > now ? row.notice_until : null
    const when = runs
      ? `not before ${dateInZone(runs, 'UTC')}`
      : startInWords(row.state === 'late' ? byHand : startOf(row))
    return `${capital(when)}, ${step}. ${shownInWords(row.kind, row.disclosure)}`
  })
}

/** What was not done in time waits for its owners' word. */
const byHand = { date: null, count: null, silence: null }

function startOf({ due_at, zone, class: counted, least, after_number, days, silent }: StepRow) {
  return {
    date: due_at && zone !== null ? { at: due_at, zone } : null,
    count: counted !== null && least !== null ? { class: counted, least } : null,
    silence: after_number !== null && days !== null ? { stage: after_number, days, from: silent } : null,
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
