import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import { Refusal, say } from '../refusal.ts'
import { publicSlugsLike, revisionOf, setPublic, type LetterRow } from './queries.ts'
import { openDraft } from './secrets.ts'
import { faultInSlug, freeSlug, slugFrom } from './slug.ts'

/**
 * Makes the letter public, at the address that its organizers chose, or at one made of its title. A closed letter stays closed.
 * @param ifTaken if another letter has the chosen address: `refuse`, because an owner can choose again, or `next`, because a stage
 *   of the plan must not wait for an owner
 * @throws Refusal with a free address
 */
export async function makePublic(
  core: Pick<Core, 'keys'>,
  trx: Db,
  letter: LetterRow,
  ifTaken: 'refuse' | 'next',
): Promise<LetterRow> {
  await notifyLetter(trx, letter.id)
  if (letter.public) return letter
  const { slug: chosen } = openDraft(core, letter)
  const slug = chosen === '' ? await slugFromTitle(trx, letter) : chosen
  const taken = await publicSlugsLike(trx, slug)
  const free = freeSlug(slug, taken)
  if (chosen !== '' && free !== chosen && ifTaken === 'refuse')
    throw new Refusal('conflict', 'address-taken', say('refusal-address-taken', { slug, free }))
  return setPublic(trx, letter, free)
}

/** A title may consist of five words of a quiet link, and its address must not be read as one. */
async function slugFromTitle(trx: Db, letter: LetterRow): Promise<string> {
  const slug = slugFrom((await revisionOf(trx, letter.id, letter.revision))?.title ?? '')
  return faultInSlug(slug) === 'quiet-words' ? `${slug}-letter` : slug
}
