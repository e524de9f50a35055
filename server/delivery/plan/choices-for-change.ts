import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { conditionsOf } from '../stages/condition-queries.ts'
import { countableClasses, mayWaitForNames } from '../stages/conditions.ts'
import type { StageRow } from '../queries.ts'
import { choicesOf } from './choices-of.ts'
import type { StageChoices } from './read-stage.ts'

/**
 * Returns the recipients and classes from which a changed stage can choose. The classes for which the stage waits already stay possible,
 * even if the letter offers them no longer.
 */
export async function choicesForChange(
  core: Core,
  db: Db,
  letter: LetterRow,
  { id }: Pick<StageRow, 'id'>,
): Promise<StageChoices> {
  const held = (await conditionsOf(db, letter.id)).filter(({ stage_id }) => stage_id === id)
  const classes = held.map((each) => each.class)
  const recipients = await choicesOf(core, db, letter.id)
  return { recipients, classes: countableClasses(letter, classes), waits: mayWaitForNames(letter) }
}
