import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { isId } from '../../organizers/rules.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { stageById } from '../queries.ts'
import { noteWritten } from './queries.ts'

/**
 * Notes that a person says that they have written. The server does not ask who, so the number proves nothing; the page says so
 * beside the number.
 * @throws Refusal if there is no such call, or it is stopped or over
 */
export async function sayWritten(core: Core, letter: LetterRow, stageId: string): Promise<void> {
  const stage = isId(stageId) ? await stageById(core.db, letter.id, stageId) : undefined
  if (stage?.kind !== 'call') throw notFoundRefusal('call')
  if (stage.state === 'stopped' || letter.collecting)
    throw new Refusal('conflict', 'call-stopped', say('refusal-call-stopped'))
  if (stage.state !== 'sending') throw new Refusal('gone', 'call-over', say('refusal-call-over'))
  await noteWritten(core.db, stage.id)
}
