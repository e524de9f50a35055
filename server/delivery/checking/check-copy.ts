import type { Core } from '../../core.ts'
import { Refusal, say } from '../../refusal.ts'
import { readCheckCode } from '../check-code.ts'
import { checkCodeHash } from '../secrets.ts'
import { copyByCheck, type CheckedCopy } from './queries.ts'

/**
 * The copy of a check code: what it showed, as it was frozen. It says nothing of the letter as it is now, and nothing of its organizers.
 * @param typed the code as a person typed it
 * @throws Refusal if it cannot be a code. A code that never was and one that has ended get the same refusal.
 */
export async function checkCopy(core: Pick<Core, 'db' | 'keys'>, typed: string): Promise<CheckedCopy> {
  const code = readCheckCode(typed)
  if (code === null) throw Refusal.fields([{ field: 'code', message: say('check-malformed') }])
  const copy = await copyByCheck(core.db, checkCodeHash(core, code))
  if (!copy) throw new Refusal('not-found', 'unknown-code', say('check-unknown'), 'code')
  return copy
}
