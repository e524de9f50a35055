import type { Core } from '../../core.ts'
import { openReturned } from '../secrets.ts'
import type { KeptKind } from '../rules.ts'
import { answerOfUnread } from '../stored-answer.ts'
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
  /** Null if the organizer's role may not read it, or `removed`. */
  text: string | null
  /** True if the text is not stored: an organizer removed it, or too many mails had come. */
  removed: boolean
  /** True if the copy is unsure because of it. */
  doubtful: boolean
}

/** The mails of a page. The page stays short, because recipients decide how much they send. */
export const mailsAPage = 50

/**
 * @param reads true if the organizer's role may read answers
 * @param page a number from 1
 * @returns also whether there are older mails
 */
export async function showReturned(
  core: Core,
  letterId: string,
  reads: boolean,
  page: number,
): Promise<{ mails: ReturnedForOrganizer[]; older: boolean }> {
  const range = { skip: (page - 1) * mailsAPage, most: mailsAPage + 1 }
  const rows = await returnedOf(core.db, letterId, answerOfUnread(), range)
  const mails = rows.slice(0, mailsAPage).map(({ id, kind, came_on, name, office, stage, text_sealed, doubtful }) => ({
    id,
    kind: kind as KeptKind,
    came_on,
    name,
    office,
    stage,
    text: reads && text_sealed ? openReturned(core, id, text_sealed) : null,
    removed: text_sealed === null,
    doubtful,
  }))
  return { mails, older: rows.length > mailsAPage }
}
