import type { Core } from '../core.ts'
import { dayOf } from '../letter/days.ts'
import type { AddressedLetter } from '../letter/letter-address.ts'
import { contentOf, datesAfterOpening, revisionHash, type LetterDraft } from '../letter/rules.ts'
import type { RevisionRow } from '../letter/queries.ts'
import { openDraft } from '../letter/secrets.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { may } from '../organizers/rules.ts'
import { Refusal, say } from '../refusal.ts'
import { nextBatchAt } from '../signatures/batch/rules.ts'

const exampleKey = 'these-five-words-lead-nowhere'

export interface DryLetter {
  /** The letter as if it had opened now. It exists in memory alone. */
  letter: AddressedLetter
  revision: RevisionRow
  draft: LetterDraft
  /** True if this organizer may see the recipients' addresses. */
  owner: boolean
}

/**
 * Returns a draft as it would be if it opened now, for a dry run. Only reads.
 * @throws Refusal unless the letter is a draft of this organizer
 */
export async function dryLetter(core: Core, organizerId: string, letterId: string, now: Date): Promise<DryLetter> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  if (letter.state !== 'draft') throw new Refusal('conflict', 'letter-already-open', say('dry-run-open'))
  const draft = openDraft(core, letter)
  const { day, minute } = core.config.units
  const { closesAt, purgesAt, ...extension } = datesAfterOpening(now, day, letter.ends_on)
  const content = contentOf(draft)
  return {
    draft,
    owner: may(role, 'deliver'),
    letter: {
      ...letter,
      // The real link must not be seen or passed on before the letter opens.
      ...{ public: false, key: exampleKey },
      ...{ state: 'open', revision: 1, substance_revision: 1, opened_at: now, facets: draft.facets },
      ...{ extendable_until: extension.extendableUntil, latest_end: extension.latestEnd },
      ...{ closes_at: closesAt, purges_at: purgesAt, next_batch_at: nextBatchAt(now, letter.batch_minutes, minute) },
    },
    revision: {
      letter_id: letter.id,
      number: 1,
      kind: 'first',
      hash: revisionHash(content),
      published_on: dayOf(now),
      ...content,
    },
  }
}
