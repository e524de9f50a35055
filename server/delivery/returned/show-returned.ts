import type { Core } from '../../core.ts'
import { openReturned } from '../secrets.ts'
import type { DeliveryState, KeptKind } from '../rules.ts'
import { returnedOf } from './queries.ts'

/** Mail to a return address, as organizers see it. */
export interface ReturnedForOrganizer {
  id: string
  kind: KeptKind
  came_on: string
  /** The recipient of the copy. Null if it answers an update. */
  name: string | null
  office: string | null
  stage: number | null
  /** Null if the organizer's role may not read it. */
  text: string | null
  /** The state of the copy. Null if it answers an update. */
  state: DeliveryState | null
}

/** @param reads true if the organizer's role may read answers */
export async function showReturned(core: Core, letterId: string, reads: boolean): Promise<ReturnedForOrganizer[]> {
  const rows = await returnedOf(core.db, letterId)
  return rows.map(({ id, kind, came_on, name, office, stage, text_sealed, state }) => ({
    id,
    kind: kind as KeptKind,
    came_on,
    name,
    office,
    stage,
    text: reads && text_sealed ? openReturned(core, id, text_sealed) : null,
    state,
  }))
}
