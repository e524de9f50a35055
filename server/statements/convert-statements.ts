import { credentialId } from '../crypto/credential-secrets.ts'
import { credentialMessage } from '../crypto/credential.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { dropUnconverted, insertConverted, takeUnconverted, type Unconverted } from './convert-queries.ts'
import { earlierAuthor, openStatement, sealStatement, statementTag } from './secrets.ts'

/**
 * At a start, after migration 0030: gives existing statements random ids, and seals their texts again, because the id is associated
 * data. One transaction moves all rows and drops the old tables, so a crash changes nothing and the next start does it again.
 * @throws KeyGone where a text cannot be opened though its key was not destroyed
 */
export async function convertStatements(core: Core): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const found = await takeUnconverted(trx)
    if (!found) return
    await insertConverted(trx, 'waiting_statement', converted(core, found.waiting))
    await insertConverted(trx, 'statement', converted(core, found.statements))
    await dropUnconverted(trx)
  })
}

/** In the order of the new ids, which says nothing of the old ones. */
function converted<Old extends Unconverted>(core: Core, rows: readonly Old[]) {
  return rows.flatMap((row) => convert(core, row)).sort((a, b) => a.id.compare(b.id))
}

function convert<Old extends Unconverted>(core: Core, { verifier, takes_signatures, ...row }: Old) {
  const author = credentialId(
    credentialMessage({ letterId: row.letter_id, verification: row.class, publicKey: verifier }),
  )
  const id = randomId()
  // The names of this letter are destroyed, and what they sealed has to go with them.
  if (row.text_sealed && core.keys.isGone(row.letter_id, 'names')) return []
  return [
    {
      ...row,
      id,
      public_key: null,
      tag: takes_signatures ? unlessGone(() => statementTag(core, row.letter_id, author)) : null,
      earlier_author: earlierAuthor(core, row.letter_id, author),
      text_sealed:
        row.text_sealed &&
        sealStatement(core, row.letter_id, id, openStatement(core, row.letter_id, row.id, row.text_sealed)),
    },
  ]
}
