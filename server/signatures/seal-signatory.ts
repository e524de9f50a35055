import type { Core } from '../core.ts'
import type { Row } from '../db/schema.ts'
import { sealFacets } from '../facets/secrets.ts'
import type { Signatory } from './signatory.ts'
import { sealForLog, type ForSigning } from './for-log.ts'
import { heldName, sealedName } from './stored-name.ts'

type Columns = Pick<
  Row<'waiting_signature'>,
  'visibility' | 'name_sealed' | 'held_sealed' | 'facets_sealed' | 'for_log_sealed'
>

/**
 * The columns of a waiting signature for what its signatory states.
 * @throws KeyGone where the letter's keys are destroyed
 */
export function sealSignatory(
  core: Pick<Core, 'keys'>,
  place: Pick<Row<'waiting_signature'>, 'id' | 'letter_id'>,
  { visibility, person, facets }: Signatory,
  forLog: ForSigning,
): Columns {
  const held = visibility === 'together'
  return {
    visibility,
    name_sealed: held ? null : person && sealedName(core, place, person),
    held_sealed: held ? person && heldName(core, place, { name: person.name, salt: forLog.heldSalt }) : null,
    facets_sealed: facets && sealFacets(core, place.letter_id, place.id, facets),
    for_log_sealed: sealForLog(core, place, forLog),
  }
}
