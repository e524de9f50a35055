import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { keepVersion } from '../versions/keep-version.ts'
import { readVersion } from '../versions/read-version.ts'
import { insertLink, linkById, linksOf } from './queries.ts'
import { checkNewLink, isUsable, lastDay, linkState, mostLinks, mostLinksEver } from './rules.ts'
import { linkHash, newLink, newMark, sealLinkWords, sealReviewedText, type ReviewedText } from './secrets.ts'

export interface TypedLink {
  label: string
  /** In days. Empty: the usual time. */
  days: string
  /** The number of the version that the reviewer reads. Empty: the draft as it is now, which is kept as a version. */
  version: string
  /** Names one press of the button. The same press that arrives twice makes one link. */
  once?: Buffer | undefined
}

export interface MadeLink {
  id: string
  /** Shown once, to be passed on by hand. The database keeps only its hash. */
  link: string
  /** The last day on which it works, in UTC. */
  lastDay: string
}

/**
 * Makes a link by which somebody without an account reads a draft and comments on it. Owners and editors may.
 * @throws Refusal
 */
export async function makeReviewLink(
  core: Core,
  organizerId: string,
  letterId: string,
  { once, version, ...typed }: TypedLink,
  now: Date,
): Promise<MadeLink> {
  return core.db.transaction().execute(async (db) => {
    await authorizeLetter({ ...core, db }, organizerId, letterId, 'edit')
    const wanted = checkNewLink(typed)
    const letter = await lockLetter(db, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (letter.state !== 'draft') throw new Refusal('conflict', 'reviews-over', say('reviews-over'))
    const { id, token } = newLink(core, once)
    const made: MadeLink = {
      id: id.toString('base64url'),
      link: `${core.config.origin}/review/${token.toString('base64url')}`,
      lastDay: lastDay(now, wanted.days),
    }
    const known = await linkById(db, letterId, id)
    if (known?.ended_on === null) return made
    if (known) throw new Refusal('conflict', 'review-link-ended', say('reviews-link-ended-already'))
    const place = { id, letter_id: letterId }
    refuseTooMany(await linksOf(db, letterId), now)
    const text = await textOf({ ...core, db }, letter, version, now)
    await insertLink(db, {
      ...place,
      token_hash: linkHash(core, token.toString('base64url')),
      sealed: sealLinkWords(core, place, { label: wanted.label, name: null, maker: organizerId, mark: newMark() }),
      text_sealed: sealReviewedText(core, place, text),
      made_on: dayOf(now),
      last_day: made.lastDay,
    })
    await noteActivity(db, letterId, organizerId, 'review-link-made', {}, now)
    return made
  })
}

function refuseTooMany(links: Awaited<ReturnType<typeof linksOf>>, now: Date): void {
  const usable = links.filter((link) => isUsable({ state: linkState(link, dayOf(now)) }))
  if (usable.length >= mostLinks)
    throw new Refusal('conflict', 'too-many-review-links', say('reviews-too-many', { most: mostLinks }))
  if (links.length >= mostLinksEver)
    throw new Refusal('conflict', 'too-many-review-links', say('reviews-too-many-ever', { most: mostLinksEver }))
}

/** Copies the version, so that the reviewer keeps it when versions are thinned. */
async function textOf(core: Core, letter: LetterRow, typed: string, now: Date): Promise<ReviewedText> {
  const wanted = typed.trim() === '' ? await keepVersion(core, core.db, letter, now) : Number(typed.trim())
  if (wanted === null || !Number.isInteger(wanted) || wanted < 1 || wanted > 2_147_483_647) throw noVersionRefusal()
  const { number, day, name, content } = await readVersion(core, { letter_id: letter.id, number: wanted }).catch(
    (error: unknown) => {
      throw error instanceof Refusal ? noVersionRefusal() : error
    },
  )
  if (content.text.trim() === '') throw Refusal.fields([{ field: 'version', message: say('reviews-no-text') }])
  const { title, text, demands, language } = content
  return { title, text, demands, language, version: { number, day, name } }
}

function noVersionRefusal(): Refusal {
  return Refusal.fields([{ field: 'version', message: say('reviews-no-version') }])
}
