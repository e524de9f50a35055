import type { Core } from '../../core.ts'
import { openSavers, sealSavers } from '../../letter/secrets.ts'
import { peopleOf } from '../../organizers/member-queries.ts'
import { organizerName } from '../../organizers/rules.ts'
import { Refusal, say } from '../../refusal.ts'
import { faultInTyped } from '../../text/typed-text.ts'
import { changeThread } from '../threads/change-thread.ts'
import { draftingNameRows, putDraftingName } from '../threads/queries.ts'
import { readThreads } from '../threads/read-threads.ts'
import { renamed } from '../threads/rules.ts'
import { openDraftingName, sealDraftingName } from '../threads/secrets.ts'
import { updateLetter } from '../write-queries.ts'
import { withinDraft, type WithinDraft } from './within-draft.ts'

/**
 * Sets the name by which the other organizers see somebody in a draft: beside comments, and where two people changed the same. The
 * person's earlier comments get the name too.
 * @param typed empty: the name of the account
 * @throws Refusal
 */
export async function setDraftingName(core: Core, organizerId: string, letterId: string, typed: string): Promise<void> {
  const chosen = typed.trim() === '' ? null : organizerName(typed)
  await withinDraft(core, organizerId, letterId, 'comment', async (within) => {
    const fault = faultInTyped(typed.trim(), 'one')
    if (fault !== null) throw Refusal.fields([{ field: 'name', message: fault }])
    if (chosen === null && typed.trim() !== '')
      throw Refusal.fields([{ field: 'name', message: say('comments-name-wrong') }])
    const { trx, author, letter } = within
    const people = await peopleOf(trx, letterId)
    const name = chosen ?? people.find(({ id }) => id === organizerId)?.name ?? ''
    if (chosen !== null) await refuseTaken(core, within, organizerId, chosen, people)
    const sealed = sealDraftingName(core, letterId, organizerId, { name: chosen, mark: author.mark })
    await putDraftingName(trx, { letter_id: letterId, organizer_id: organizerId, sealed })
    for (const thread of await readThreads(core, trx, letterId))
      if (JSON.stringify(thread).includes(author.mark))
        await changeThread(core, trx, letterId, thread.number, (content) => renamed(content, { ...author, name }))
    const savers = openSavers(core, letter)
    if (savers.length === 0) return
    const changed = savers.map((saver) => (saver.name === author.name ? { ...saver, name } : saver))
    await updateLetter(trx, letterId, { savers_sealed: sealSavers(core, letterId, changed) })
  })
}

/** Nobody takes the name of another organizer, in whose name a comment would seem to be. @throws Refusal */
async function refuseTaken(
  core: Core,
  { trx, letter }: WithinDraft,
  organizerId: string,
  name: string,
  people: readonly { id: string; name: string }[],
): Promise<void> {
  const rows = await draftingNameRows(trx, letter.id)
  const chosen = new Map(
    rows.map((row) => [row.organizer_id, openDraftingName(core, letter.id, row.organizer_id, row.sealed)?.name]),
  )
  const others = people.filter(({ id }) => id !== organizerId).flatMap((each) => [each.name, chosen.get(each.id) ?? ''])
  if (others.some((other) => other.toLowerCase() === name.toLowerCase()))
    throw Refusal.fields([{ field: 'name', message: say('comments-name-taken', { name }) }])
}
