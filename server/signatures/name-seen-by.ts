import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { maySeeName, publicOf, type NameState, type Viewer } from './disclosure.ts'
import type { PersonName } from './person-name.ts'
import type { ClearColumns } from './stored-name-queries.ts'
import { nameInClear, openName } from './stored-name.ts'

type Stored = NameState & Parameters<typeof openName>[1]

/** The name, if this viewer may see it. Null if not, and also if none was given or the key of its seal is destroyed. */
export function nameSeenBy(core: Pick<Core, 'keys'>, row: Stored, viewer: Viewer): PersonName | null {
  return unlessGone(() => nameUnlessErased(core, row, viewer))
}

/**
 * The same for an output that must not leave out a name because its key is destroyed.
 *
 * @throws KeyGone
 */
export function nameUnlessErased(core: Pick<Core, 'keys'>, row: Stored, viewer: Viewer): PersonName | null {
  return maySeeName(viewer, row) ? openName(core, row) : null
}

/** The name, if everyone may see it. Such a name is stored in clear and needs no key. */
export function nameSeenByEveryone(
  letter: { names_hidden: boolean },
  row: NameState & ClearColumns,
): PersonName | null {
  return maySeeName(publicOf(letter), row) ? nameInClear(row) : null
}
