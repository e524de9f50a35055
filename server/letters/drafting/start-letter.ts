import { dayOf } from '../../letter/days.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import type { Core } from '../../core.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { addOwner } from '../queries.ts'
import { checkDraft } from './draft.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { emptyDraft, type LetterDraft } from '../../letter/rules.ts'
import { newQuietKey, storedQuietKey } from '../../letter/quiet-link.ts'
import { sealDraft } from '../../letter/secrets.ts'
import { insertLetter } from '../write-queries.ts'

/**
 * Creates a draft that this organizer owns. Its address gets the title only when it opens to the public, so that the address does
 * not reveal the topic of a draft.
 * @param from a title, or the whole draft of an example or of another letter, whose activity then names the copy
 * @throws Refusal
 */
export async function startLetter(
  core: Core,
  organizerId: string,
  from: { title: string } | { draft: LetterDraft; copyOf?: string },
  now: Date,
): Promise<LetterRow> {
  const draft = 'draft' in from ? from.draft : titled(from.title)
  const id = randomUUID()
  // The key is durable before the row commits, so that a start never finds a draft without its key.
  core.keys.createForDraft(id)
  return core.db.transaction().execute(async (trx) => {
    const letter = await insertLetter(trx, {
      id,
      slug: `letter-${randomBytes(12).toString('hex')}`,
      ...storedQuietKey(core, id, newQuietKey()),
      draft_sealed: sealDraft(core, id, draft),
      created_on: dayOf(now),
    })
    await addOwner(trx, letter.id, organizerId)
    await noteActivity(trx, letter.id, organizerId, 'letter-started', {}, now)
    if ('draft' in from && from.copyOf !== undefined)
      await noteActivity(trx, from.copyOf, organizerId, 'letter-duplicated', {}, now)
    return letter
  })
}

function titled(typed: string): LetterDraft {
  const checked = checkDraft({ title: typed })
  if (!checked.ok) throw Refusal.fields(checked.errors)
  const draft = { ...emptyDraft, ...checked.draft }
  if (draft.title === '') throw new Refusal('invalid', 'title-missing', say('refusal-title-missing'), 'title')
  return draft
}
