import type { Core } from '../../core.ts'
import { unlessGone } from '../../db/keys/keys.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { Refusal } from '../../refusal.ts'
import { changeMySignature, type Seen } from './change-my-signature.ts'
import { holdsNow } from '../disclosure.ts'
import { standingOf } from './find-my-signature.ts'
import { changeSignature, changeWaiting } from '../my-signature-queries.ts'
import { mayBecome, type Lesser } from './rules.ts'
import type { SignatureRow } from '../queries.ts'
import { sealSignatureName } from '../secrets.ts'

/** Makes a signature less visible: at once for every viewer of the name, with a batch in the counts. */
export async function reduceVisibility(
  core: Core,
  letter: LetterRow,
  { signingKey, to }: { signingKey: string; to: string },
  now: Date,
): Promise<Seen> {
  return changeMySignature(core, letter.id, signingKey, now, async (trx, mine, locked) => {
    const lesser = mayBecome(standingOf(mine), locked).find((each) => each === to)
    if (!lesser)
      throw new Refusal('invalid', 'not-less-visible', 'Choose one of the less visible ways that are offered.', 'to')
    const visibility = lesser === 'nameless' ? 'withheld' : lesser
    const nameless = lesser === 'nameless' && { name_sealed: null, resemblance: null }
    const untied = { claim_tag: null, removal_due: null }
    if (!mine.inBatch) return changeWaiting(trx, mine.row.id, { visibility, ...untied, ...nameless })
    await changeSignature(trx, mine.row.id, {
      ...(holdsNow(mine.row) !== visibility && { pending_visibility: visibility }),
      ...untied,
      name: null,
      name_sealed: sealedAgain(core, mine.row, lesser),
      ...nameless,
    })
  })
}

/** Seals a name that was stored in clear, for those who may still see it. If the sealing key was destroyed, the name is erased. */
function sealedAgain(
  core: Core,
  { letter_id: letterId, id, name, name_sealed }: SignatureRow,
  to: Lesser,
): Buffer | null {
  if (to === 'nameless') return null
  return name === null ? name_sealed : unlessGone(() => sealSignatureName(core, letterId, id, name))
}
