import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { sameBytes } from '../../crypto/keyed-hash.ts'
import { dayOf } from '../../letter/days.ts'
import { noteReview } from '../../organizers/note-activity.ts'
import { tokenFrom } from '../../organizers/secrets.ts'
import { tellOwners } from '../../organizers/tell-organizers.ts'
import { Refusal, say } from '../../refusal.ts'
import { lockReview, type FoundReview, type ReviewKeys } from './find-review.ts'
import { bindBrowser, noteRefusedOnce } from './queries.ts'
import { reviewerName } from './rules.ts'
import { browserHash, browserSecret, sealLinkWords } from './secrets.ts'

export interface Beginning extends ReviewKeys {
  /** The name that the reviewer typed. */
  name: string
  /** A random value that the page of the form carried. */
  press: string
}

export interface Begun {
  /** For the cookie of this browser. */
  browser: string
  /** The last day on which the link works, in UTC. */
  lastDay: string
}

/**
 * The first use of a link: binds it to a name and to one browser. Of two browsers that begin at the same moment, one gets it. The
 * other one is refused like any second browser, and the owners are told, once for each link.
 * @throws Refusal
 */
export async function beginReview(core: Core, beginning: Beginning, now: Date): Promise<Begun> {
  const begun = await core.db.transaction().execute(async (trx) => {
    const review = await lockReview(core, trx, beginning, now)
    return review.isMine
      ? { browser: beginning.browser, lastDay: review.link.last_day }
      : begin(core, trx, review, beginning, now)
  })
  // Thrown after the commit, so that the note of the refusal stays.
  if (begun === 'refused') throw new Refusal('forbidden', 'review-second-browser', say('reviews-second-browser'))
  return begun
}

async function begin(
  core: Core,
  trx: Db,
  { link, letter, words }: FoundReview,
  { name: typed, press }: Beginning,
  now: Date,
): Promise<Begun | 'refused'> {
  const random = tokenFrom(press)
  if (!random) throw new Refusal('conflict', 'form-out-of-date', say('refusal-form-out-of-date'))
  const browser = browserSecret(core, link.id, random)
  const hash = browserHash(core, link.id, browser)
  if (!hash) throw new Error('a secret that is none')
  const begun = { browser, lastDay: link.last_day }
  if (link.browser_hash !== null) {
    // The same press of the button, which arrived twice.
    if (sameBytes(hash, link.browser_hash)) return begun
    await refuse(trx, link.id, letter.id, now)
    return 'refused'
  }
  const name = reviewerName(typed)
  const row = {
    browser_hash: hash,
    sealed: sealLinkWords(core, link, { ...words, name }),
    used_on: dayOf(now),
  }
  if (!(await bindBrowser(trx, link.id, row))) throw new Error('two browsers bound under one lock')
  await noteReview(trx, letter.id, 'review-link-used', now)
  return begun
}

async function refuse(trx: Db, linkId: Buffer, letterId: string, now: Date): Promise<void> {
  if (!(await noteRefusedOnce(trx, linkId, dayOf(now)))) return
  await noteReview(trx, letterId, 'review-browser-refused', now)
  await tellOwners(trx, letterId, 'review')
}
