import type { Core } from '../../core.ts'
import { parseCheckpointBody } from '../../crypto/signed-note.ts'
import { keyOfLog } from '../../audit/signed-tree.ts'
import { addressed } from '../../letter/letter-address.ts'
import type { LetterRow } from '../../letter/queries.ts'

/** The checkpoint that a copy carries. */
export interface CopyCheckpoint {
  /** The signed note. */
  note: string
  /** The number of leaves. */
  size: number
  /** The key that signed it (C2SP signed-note). */
  key: string
  /** The address of the page that explains the check. Null for a letter whose address is a secret. */
  address: string | null
}

export function checkpointIn(
  core: Pick<Core, 'keys' | 'config'>,
  letter: LetterRow,
  note: string | null,
): CopyCheckpoint | null {
  if (note === null) return null
  const body = parseCheckpointBody(note.slice(0, note.indexOf('\n\n') + 1))
  if (!body) throw new Error('a stored checkpoint is none')
  const address = letter.public ? `${core.config.origin}/letters/${addressed(core, letter).key}/audit` : null
  return { note, size: body.size, key: keyOfLog(core, letter.id), address }
}
