import { credentialId } from '../crypto/credential-secrets.ts'
import { credentialMessage } from '../crypto/credential.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { dropUnconverted, insertConverted, takeUnconverted, type Unconverted } from './convert-queries.ts'
import { earlierAuthor, openStatement, sealStatement, statementTag } from './secrets.ts'

/**
 * Runs at a start, after migration 0030. Gives existing statements random ids and seals their texts again, because the id is
 * associated data. One transaction moves all rows and drops the old tables. So after a crash, nothing has changed and the next
 * start repeats it.
 * @throws when a text cannot be opened although its key was not destroyed
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

/** Sorted by the new random ids, so that the order does not reveal the old ids. */
function converted<Old extends Unconverted>(core: Core, rows: readonly Old[]) {
  return rows.flatMap((row) => convert(core, row)).sort((a, b) => a.id.compare(b.id))
}

function convert<Old extends Unconverted>(core: Core, { verifier, takes_signatures, ...row }: Old) {
  const author = credentialId(
    credentialMessage({ letterId: row.letter_id, verification: row.class, publicKey: verifier }),
  )
  const id = randomId()
  // The key of this letter's names is destroyed, so texts that it sealed are deleted too.
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
