import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { Refusal, say } from '../../refusal.ts'
import { changeMySignature } from './change-my-signature.ts'
import { currentVisibility } from '../disclosure.ts'
import { standingOf } from './find-my-signature.ts'
import { sealForLogOf } from '../for-log.ts'
import { changeSignature, changeWaiting } from '../my-signature-queries.ts'
import { mayBecome } from './rules.ts'
import { noName } from '../stored-name-queries.ts'
import { toSealedAlone } from '../stored-name.ts'

/** Makes a signature less visible: at once for every viewer of the name, with a batch in the counts. */
export async function reduceVisibility(
  core: Core,
  letter: LetterRow,
  { signingKey, to }: { signingKey: string; to: string },
  now: Date,
): Promise<void> {
  return changeMySignature(core, letter.id, signingKey, now, async (trx, mine, locked) => {
    const lesser = mayBecome(standingOf(mine), locked).find((each) => each === to)
    if (!lesser) throw new Refusal('invalid', 'not-less-visible', say('refusal-not-less-visible'), 'to')
    const visibility = lesser === 'nameless' ? 'withheld' : lesser
    const nameless = lesser === 'nameless' && { resemblance: null }
    const untied = { claim_tag: null, removal_due: null }
    if (!mine.inBatch)
      return changeWaiting(trx, mine.row.id, {
        visibility,
        ...untied,
        ...(nameless
          ? { ...nameless, name_sealed: null }
          : { name_sealed: toSealedAlone(core, { ...noName, ...mine.row }).name_sealed }),
        held_sealed: null,
      })
    await changeSignature(trx, mine.row.id, {
      ...(currentVisibility(mine.row) !== visibility && {
        pending_visibility: visibility,
        for_log_sealed: sealForLogOf(core, mine.row, signingKey),
      }),
      ...untied,
      ...(nameless ? { ...noName, ...nameless } : toSealedAlone(core, mine.row)),
    })
  })
}
