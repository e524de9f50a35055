import type { Core } from '../../core.ts'
import { unlessGone } from '../../db/keys/keys.ts'
import type { NewRow } from '../../db/schema.ts'
import { heldBecomes } from '../../together/rules.ts'
import { togetherOf } from '../../together/queries.ts'
import type { NamedVisibility } from '../../letter/rules.ts'
import type { ForSigning } from '../for-log.ts'
import { spendClaim } from '../queries.ts'
import { sealSignatory } from '../seal-signatory.ts'
import type { Signatory } from '../signatory.ts'

type Spent = Awaited<ReturnType<typeof spendClaim>>
type Claim = Parameters<typeof spendClaim>[1]
type Place = Pick<NewRow<'waiting_signature'>, 'id' | 'letter_id'>
type Rest = Omit<NewRow<'waiting_signature'>, keyof Place | keyof ReturnType<typeof sealSignatory> | 'claim_tag'>

/**
 * Spends a claim on a signature with a name (spendClaim), and seals the name as its signatory chose. A name that would have waited for
 * others is public if the others were enough meanwhile. If they never will be, it is not stored.
 */
export async function spendOnName(
  core: Core,
  claim: Claim,
  signature: { place: Place; signatory: Signatory; forLog: ForSigning; rest: Rest },
  now: Date,
): Promise<{ outcome: Exclude<Spent, 'not-held'>; visibility: NamedVisibility }> {
  for (;;) {
    const signatory = await asItIsNow(core, claim.letterId, signature.signatory)
    const sealed = sealedUnlessEnded(core, { ...signature, signatory })
    if (!sealed) continue
    const outcome = await spendClaim(
      core.db,
      claim,
      {
        ...signature.rest,
        ...signature.place,
        ...sealed,
        ...(signatory.person === null && { resemblance: null }),
        // Only the mailbox of a public name can take it away.
        claim_tag: signatory.visibility === 'public' && claim.challengeId ? claim.tag : null,
      },
      now,
    )
    // The waiting ended in between, so the next look finds that.
    if (outcome !== 'not-held') return { outcome, visibility: signatory.visibility }
  }
}

/** Null if the key of held names was destroyed since the last look. */
function sealedUnlessEnded(
  core: Core,
  { place, signatory, forLog }: { place: Place; signatory: Signatory; forLog: ForSigning },
) {
  const seal = () => sealSignatory(core, place, signatory, forLog)
  return signatory.visibility === 'together' && core.keys.stateOf(place.letter_id, 'names') === 'present'
    ? unlessGone(seal)
    : seal()
}

async function asItIsNow(core: Core, letterId: string, signatory: Signatory): Promise<Signatory> {
  if (signatory.visibility !== 'together') return signatory
  const visibility = heldBecomes(await stateNow(core, letterId))
  return { ...signatory, visibility, person: visibility === 'withheld' ? null : signatory.person }
}

/** The key is destroyed after the end is stored, so a destroyed key means that the end can be read. */
async function stateNow({ db, keys }: Core, letterId: string) {
  const gone = keys.stateOf(letterId, 'together') !== 'present'
  const state = (await togetherOf(db, letterId))?.state ?? 'lapsed'
  return gone && state !== 'revealed' ? 'lapsed' : state
}
