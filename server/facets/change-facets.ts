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

/** Counts the facets of a batch's new signatures. Runs in the batch's transaction. */
export async function addFacets(
  core: Core,
  trx: Db,
  letterId: string,
  rows: readonly (Sealed & { revision: number })[],
): Promise<void> {
  const changes = rows.flatMap((row) => facetChanges(chosenBy(core, row), row.revision, 1))
  await moveFacetTallies(trx, letterId, changes)
}

/**
 * Moves the facets of signatures that a batch changes. Subtracts withdrawn and invalid signatures. Counts valid ones under the
 * revision that they belong to now. Runs in the batch's transaction.
 */
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

/**
 * Returns no facets once the key of the sealed names is destroyed, because they are unreadable. The counters then stay as they are.
 */
function chosenBy(core: Core, { letter_id, id, facets_sealed }: Sealed): ChosenFacets {
  return (facets_sealed && unlessGone(() => openFacets(core, letter_id, id, facets_sealed))) ?? {}
}
