import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { signatoryKeys } from '../../crypto/signing-key.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { Refusal, say } from '../../refusal.ts'
import { seedTyped } from '../seed-typed.ts'
import { mySignatureBy, type MySignature } from '../my-signature-queries.ts'
import type { Standing } from './rules.ts'
import { formOfName } from '../stored-name.ts'

/** Finds the signature of a signing key. @throws Refusal, with the same sentence for every key that has no signature */
export async function findMySignature(
  core: Pick<Core, 'db'>,
  letter: LetterRow,
  signingKey: string,
): Promise<MySignature> {
  return mySignatureIn(core.db, letter, signingKey)
}

export async function mySignatureIn(db: Db, letter: LetterRow, signingKey: string): Promise<MySignature> {
  const keys = signatoryKeys(seedTyped(signingKey), letter.id)
  const mine = await mySignatureBy(db, letter.id, 'verifier', keys.publicKey)
  if (!mine) throw new Refusal('invalid', 'signing-key-unknown', say('refusal-signing-key-unknown'), 'signing_key')
  return mine
}

/** The properties that the rules need, for a waiting or a counted signature. */
export function standingOf(mine: MySignature): Standing {
  if (mine.inBatch) {
    const { row } = mine
    return {
      ...row,
      inBatch: true,
      revision: row.pending_revision ?? row.revision,
      hasName: formOfName(row) !== 'none',
    }
  }
  const { revision, visibility, name_sealed, held_sealed, removal_due } = mine.row
  return {
    inBatch: false,
    revision,
    visibility,
    removal_due,
    hasName: (name_sealed ?? held_sealed) !== null,
    pending_visibility: null,
    pending_withdrawal: false,
    name_hidden: removal_due !== null,
    counted: false,
    invalid_reason: null,
  }
}
