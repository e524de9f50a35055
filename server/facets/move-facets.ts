import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { Db } from '../db/pool.ts'
import { facetChanges, type ChosenFacets } from './rules.ts'
import { moveFacetTallies } from './queries.ts'
import type { Row } from '../db/schema.ts'
import { openFacets } from './secrets.ts'

interface Sealed {
  id: Buffer
  letter_id: string
  facets_sealed: Buffer | null
}

/** With a batch: what new signatures chose is counted. */
export async function addFacets(
  core: Core,
  trx: Db,
  letterId: string,
  rows: readonly (Sealed & { revision: number })[],
): Promise<void> {
  const changes = rows.flatMap((row) => facetChanges(chosenBy(core, row), row.revision, 1))
  await moveFacetTallies(trx, letterId, changes)
}

/** With a batch: those that no longer stand are subtracted, those that stand again or under another text are counted there. */
export async function changeFacets(
  core: Core,
  trx: Db,
  letterId: string,
  rows: readonly Row<'signature'>[],
): Promise<void> {
  const changes = rows.flatMap((row) => {
    const chosen = chosenBy(core, row)
    const stands = !row.pending_withdrawal && row.invalid_reason === null
    return [
      ...(row.counted ? facetChanges(chosen, row.revision, -1) : []),
      ...(stands ? facetChanges(chosen, row.pending_revision ?? row.revision, 1) : []),
    ]
  })
  await moveFacetTallies(trx, letterId, changes)
}

/** Once the key of the sealed names is destroyed nobody knows any more who chose what: the counters stay as they were. */
function chosenBy(core: Core, { letter_id, id, facets_sealed }: Sealed): ChosenFacets {
  return (facets_sealed && unlessGone(() => openFacets(core, letter_id, id, facets_sealed))) ?? {}
}
