import type { Core } from '../../core.ts'
import { editorsNow, seqsOf } from '../live-text/queries.ts'

/** Looks at once which sessions may still type in which letters, and up to which number changes are stored. */
export async function stillAllowed({ db }: Core, letters: readonly string[], sessions: readonly string[], now: Date) {
  const [editors, seqs] = await Promise.all([
    sessions.length === 0 ? [] : editorsNow(db, letters, sessions, now),
    seqsOf(db, letters),
  ])
  const known = new Set(editors.map(({ letterId, session }) => `${letterId} ${session}`))
  const last = new Map(seqs.map(({ letter_id, last_seq }) => [letter_id, last_seq]))
  return {
    allowed: (letterId: string, session: string) => known.has(`${letterId} ${session}`),
    stored: (letterId: string) => last.get(letterId),
  }
}
