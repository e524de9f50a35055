import { checkChoice, offersFacets, type Facet } from '../facets/rules.ts'
import { sealFacets } from '../facets/secrets.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { Refusal, type FieldMessage } from '../refusal.ts'
import { textChangedRefusal, signingEndedRefusal } from '../signatures/signing/confirm.ts'
import { claimIs, spendClaim } from '../signatures/queries.ts'
import { nameToKeep, visibilityChosen } from '../signatures/rules.ts'
import { keysFor, refuseUnlessOpen } from '../signatures/signing/sign.ts'
import { tagOfVouch, vouchedRequestHash, vouchUsedRefusal } from './read-vouch.ts'
import { sealedName } from '../signatures/stored-name.ts'

export interface VouchedSigning {
  vouch: string
  visibility: string
  name: string
  facets?: Partial<Record<Facet, string>> | undefined
  verifier?: string | undefined
  signingKey?: string | undefined
}

/**
 * Signs with a vouching code in place of an address, with any visibility except `anonymous`, which needs a credential. Nothing
 * links the signature to the code, or the code to the person who gave it. Idempotent: a repeated request with the same signing
 * key succeeds again and counts once.
 * @throws Refusal
 */
export async function signVouched(
  core: Core,
  letter: LetterRow,
  input: VouchedSigning,
  now: Date,
): Promise<{ signingKey: string | null }> {
  refuseUnlessOpen(letter, now)
  const typed = readTyped(letter, input)
  const tag = await tagOfVouch(core, letter, input.vouch)
  const { signingKey, verifier } = keysFor(letter.id, input)
  const key = Buffer.from(verifier, 'base64url')
  const requestHash = vouchedRequestHash(core, letter.id, input.vouch, key)
  const id = randomId()
  const outcome = await spendClaim(
    core.db,
    { letterId: letter.id, tag, requestHash, challengeId: null },
    {
      id,
      letter_id: letter.id,
      revision: letter.revision,
      visibility: typed.visibility,
      class: 'vouched',
      verifier: key,
      name_sealed: typed.name === null ? null : sealedName(core, { id, letter_id: letter.id }, { name: typed.name }),
      // No address exists to compare the name with.
      resemblance: typed.name === null ? null : 'unclear',
      facets_sealed: offersFacets(letter.facets) ? sealFacets(core, letter.id, id, typed.facets) : null,
    },
    now,
  )
  if (outcome === 'not-open') throw signingEndedRefusal()
  if (outcome === 'other-text') throw textChangedRefusal()
  if (outcome === 'used' && !(await claimIs(core.db, letter.id, tag, requestHash))) throw vouchUsedRefusal()
  return { signingKey }
}

/** Checks the code and the visibility before anything is spent. @throws Refusal */
export async function checkVouch(
  core: Core,
  letter: LetterRow,
  { vouch, visibility }: Pick<VouchedSigning, 'vouch' | 'visibility'>,
  now: Date,
): Promise<void> {
  refuseUnlessOpen(letter, now)
  const choice = visibilityChosen(visibility, withName(letter))
  if (!choice.ok) throw Refusal.fields([choice.error])
  await tagOfVouch(core, letter, vouch)
}

/** Without `anonymous`, which has its own pages. */
export function withName({ visibilities }: Pick<LetterRow, 'visibilities'>) {
  return visibilities.filter((each) => each !== 'anonymous')
}

function readTyped(letter: LetterRow, input: VouchedSigning) {
  const errors: FieldMessage[] = []
  const choice = visibilityChosen(input.visibility, withName(letter))
  if (!choice.ok) errors.push(choice.error)
  const name = nameToKeep(choice.ok ? choice.visibility : 'withheld', input.name)
  if (!name.ok) errors.push({ field: 'name', message: name.message })
  const facets = checkChoice(letter.facets, input.facets ?? {})
  if (!facets.ok) errors.push(...facets.errors)
  if (!choice.ok || !name.ok || !facets.ok) throw Refusal.fields(errors)
  if (choice.visibility === 'anonymous') throw new Error('left out above')
  return { visibility: choice.visibility, name: name.name, facets: facets.chosen }
}
