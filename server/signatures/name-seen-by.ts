import type { Core } from '../core.ts'
import { maySeeName, type NameState, type Viewer } from './disclosure.ts'
import { openName } from './stored-name.ts'

type Stored = NameState & Parameters<typeof openName>[1]

/** The name, if this viewer may see it. Null if not, and also if none was given or the key of its seal is destroyed. */
export function nameSeenBy(core: Pick<Core, 'keys'>, row: Stored, viewer: Viewer): string | null {
  return maySeeName(viewer, row) ? (openName(core, row)?.name ?? null) : null
}
