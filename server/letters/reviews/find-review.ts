import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { sameBytes } from '../../crypto/keyed-hash.ts'
import { dayOf } from '../../letter/days.ts'
import { letterById, lockLetter, type LetterRow } from '../../letter/queries.ts'
import { Refusal, say } from '../../refusal.ts'
import { linkByHash, type ReviewLinkRow } from './queries.ts'
import { isUsable, linkState } from './rules.ts'
import { browserHash, linkHash, openLinkWords, openReviewedText, type LinkWords, type ReviewedText } from './secrets.ts'

export interface FoundReview {
  link: ReviewLinkRow
  letter: LetterRow
  words: LinkWords
  text: ReviewedText
  /** True if this browser used the link first. */
  isMine: boolean
}

export interface ReviewKeys {
  /** The last part of the link. */
  token: string
  /** The cookie's secret, or ''. */
  browser: string
}

/**
 * Finds the review of a link. Changes nothing.
 * @throws Refusal, the same for a link that is unknown, ended or expired, and for a letter that is no draft any more
 */
export async function findReview(core: Core, keys: ReviewKeys, now: Date): Promise<FoundReview> {
  return found(core, core.db, keys, now, letterById)
}

/** The same, within a transaction that holds the letter's row lock, so that it does not open or end meanwhile. */
export async function lockReview(core: Core, trx: Db, keys: ReviewKeys, now: Date): Promise<FoundReview> {
  return found(core, trx, keys, now, lockLetter)
}

async function found(
  core: Core,
  db: Db,
  { token, browser }: ReviewKeys,
  now: Date,
  read: (db: Db, id: string) => Promise<LetterRow | undefined>,
): Promise<FoundReview> {
  const hash = linkHash(core, token)
  const first = hash ? await linkByHash(db, hash) : undefined
  const letter = first && (await read(db, first.letter_id))
  // Reads the link again under the lock, because another request may have bound or ended it in the meantime.
  const link = hash && letter ? await linkByHash(db, hash) : undefined
  if (!letter || !link || !works(letter, link, now)) throw unknownLinkRefusal()
  const [words, text] = [openLinkWords(core, link), openReviewedText(core, link)]
  if (!words || !text) throw unknownLinkRefusal()
  const mine = browserHash(core, link.id, browser)
  const isMine = mine !== null && link.browser_hash !== null && sameBytes(mine, link.browser_hash)
  return { link, letter, words, text, isMine }
}

function works({ state, erases_at }: LetterRow, link: ReviewLinkRow, now: Date): boolean {
  return state === 'draft' && erases_at === null && isUsable({ state: linkState(link, dayOf(now)) })
}

/** For a request from a browser that has not begun the review. */
export function notBegunRefusal(): Refusal {
  return new Refusal('forbidden', 'review-not-begun', say('reviews-not-begun'))
}

function unknownLinkRefusal(): Refusal {
  return new Refusal('not-found', 'review-link-unknown', say('reviews-link-unknown'))
}
