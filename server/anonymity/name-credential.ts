import { openFacets } from '../facets/secrets.ts'
import type { StatedFacets } from '../facets/facets-for.ts'
import type { LetterRow } from '../letter/queries.ts'
import { refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { HASH_BYTES, namingStatement, PROOF_BYTES, SIGNATURE_ID_BYTES, type TypedPerson } from '../crypto/credential.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { foreignPublicKey, signatureIsBy } from '../crypto/signing-key.ts'
import type { Db } from '../db/pool.ts'
import { Refusal, say } from '../refusal.ts'
import { withLetter } from '../signatures/my-signature/change-my-signature.ts'
import { lockPending } from '../signatures/batch/credential-queries.ts'
import { randomForLog } from '../signatures/for-log.ts'
import { mySignatureBy } from '../signatures/my-signature-queries.ts'
import { sealSignatory } from '../signatures/seal-signatory.ts'
import { readSignatory, refuseAnonymous, resemblanceOf, type Signatory } from '../signatures/signatory.ts'
import { alreadyWithdrawnRefusal } from './agree-with-credential.ts'
import { findCredential, type MyCredential } from './find-credential.ts'
import { insertWaiting, isCounted, signableRevision } from './queries.ts'
import { bytesFrom } from './rules.ts'
import { wrongKeyRefusal } from './shared-refusals.ts'
import { readWithdrawal, refuseStrangers, statedBy, takeBack } from './withdraw-credential.ts'

export interface Naming extends TypedPerson {
  verifier: string
  revision_hash: string
  visibility: string
  /** Public key of the named signature, in base64url. */
  named_verifier: string
  /** A separate proof of the withdrawal. It is published; the proof of the naming is not stored. */
  withdrawal: string
  facets?: StatedFacets | undefined
  proof: string
}

/**
 * Turns an anonymous signature into a named one. One transaction withdraws the first and adds the second. No address is needed,
 * because the credential was verified when it was issued.
 * @throws Refusal
 */
export async function nameCredential(core: Core, letter: LetterRow, naming: Naming, now: Date): Promise<void> {
  await refuseStrangers(core, letter, naming.verifier, naming.withdrawal)
  await withLetter(core, letter.id, now, async (trx, locked) => {
    refuseUnlessOpen(locked, now)
    await lockPending(trx)
    const mine = await findCredential(trx, locked, naming.verifier)
    const signatory = readNamed(locked, naming)
    const withdrawal = readWithdrawal(locked, mine, naming.withdrawal)
    const statement = readNaming(locked, mine, naming)
    // A repeated request: the named signature already exists.
    if (mine.row.withdrawal) return namedAlready(trx, locked, statement.verifier)
    if (mine.inBatch && !(await isCounted(trx, mine.signatureId))) throw alreadyWithdrawnRefusal()
    const revision = await signableRevision(trx, locked, statement.revisionHash)
    if (revision === undefined) throw textChangedRefusal()
    const stated = statedBy(core, locked, mine, naming.facets)
    await takeBack(trx, mine, withdrawal, stated, true)
    const place = { id: randomId(), letter_id: locked.id }
    const facets = stated && openFacets(core, locked.id, mine.row.id.subarray(0, SIGNATURE_ID_BYTES), stated)
    await insertWaiting(trx, {
      ...place,
      ...sealSignatory(core, place, { ...signatory, facets }, randomForLog()),
      revision,
      class: mine.row.class,
      employer_id: null,
      verifier: statement.verifier,
      resemblance: resemblanceOf(signatory.person, null),
      claim_tag: null,
    })
    return 'unseen'
  })
}

/** The anonymous signature has stated the facets already. @throws Refusal */
function readNamed(letter: LetterRow, naming: Naming): Signatory {
  const read = readSignatory({ visibilities: letter.visibilities, facets: null }, naming)
  if ('errors' in read) throw Refusal.fields(read.errors)
  return refuseAnonymous(read.signatory, say('anonymity-naming-needs-visibility-refusal'))
}

/** @throws Refusal unless the credential's key signed exactly this naming */
function readNaming(letter: LetterRow, { row }: MyCredential, naming: Naming) {
  const verifier = foreignPublicKey(naming.named_verifier)
  const revisionHash = bytesFrom(naming.revision_hash, HASH_BYTES)
  const proof = bytesFrom(naming.proof, PROOF_BYTES)
  if (!verifier || !revisionHash || !proof) throw wrongKeyRefusal()
  const parts = { ...naming, letterId: letter.id, credentialId: row.id, revisionHash, verifier }
  if (!signatureIsBy(row.public_key, Buffer.from(namingStatement(parts)), proof)) throw wrongKeyRefusal()
  return { verifier, revisionHash }
}

async function namedAlready(trx: Db, letter: LetterRow, verifier: Buffer): Promise<'unseen'> {
  if (await mySignatureBy(trx, letter.id, 'verifier', verifier)) return 'unseen'
  throw alreadyWithdrawnRefusal()
}

function textChangedRefusal(): Refusal {
  return new Refusal('conflict', 'text-changed', say('anonymity-text-changed-while-naming-refusal'))
}
