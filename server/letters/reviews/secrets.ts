import type { Core } from '../../core.ts'
import { keyedHash, randomId } from '../../crypto/keyed-hash.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import { unlessGone } from '../../db/keys/keys.ts'
import { newToken, tokenFrom } from '../../organizers/secrets.ts'

type WithKeys = Pick<Core, 'keys'>

/** The words of a link that only its letter's organizers may read. */
export interface LinkWords {
  /** By which its maker recognizes the link. */
  label: string
  /** The name that the reviewer chose. Null until the link is used. */
  name: string | null
  /** The account that made the link. Sealed, so that a copy of the database ties no comment to the person who asked for it. */
  maker: string
  /** Random. The reviewer's own comments are found by it (Author in ../threads/rules.ts). */
  mark: string
}

/** What a reviewer reads: a version without recipients, employers and settings. */
export interface ReviewedText {
  title: string
  text: string
  demands: string[]
  language: string
  /** The number of the version, its day and its name, for the organizers. */
  version: { number: number; day: string; name: string | null }
}

/**
 * Returns the id and the secret of a new link.
 * @param once names one press of a button. The same press that arrives twice gets the same link.
 */
export function newLink({ keys }: WithKeys, once: Buffer | undefined): { id: Buffer; token: Buffer } {
  if (!once) return { id: randomId(), token: newToken() }
  return {
    id: keyedHash(keys.server('review link id'), once).subarray(0, 16),
    token: keyedHash(keys.server('review link token'), once),
  }
}

/** A random mark of a reviewer. */
export function newMark(): string {
  return randomId().toString('base64url')
}

/** A keyed hash, so that a copy of the database does not match a link that somebody found. Null for anything that is no token. */
export function linkHash({ keys }: WithKeys, token: string): Buffer | null {
  const bytes = tokenFrom(token)
  return bytes && keyedHash(keys.server('review link'), bytes)
}

/**
 * The secret that the browser keeps in its cookie.
 * @param press a random value that the page of the form carried. The same press of the button that arrives twice gets the same secret.
 */
export function browserSecret({ keys }: WithKeys, linkId: Buffer, press: Buffer): string {
  return keyedHash(keys.server('review browser secret'), linkId, press).toString('base64url')
}

/** Bound to the link, so that the cookie of another link fits nowhere. Null for anything that is no secret. */
export function browserHash({ keys }: WithKeys, linkId: Buffer, secret: string): Buffer | null {
  const bytes = tokenFrom(secret)
  return bytes && keyedHash(keys.server('review browser'), linkId, bytes)
}

interface LinkOfLetter {
  id: Buffer
  letter_id: string
}

/** @throws KeyGone after the letter is discarded or purged */
export function sealLinkWords({ keys }: WithKeys, { id, letter_id }: LinkOfLetter, words: LinkWords): Buffer {
  return seal(keys.draft(letter_id, 'review link'), id.toString('hex'), JSON.stringify(words), 1024)
}

/** Null after the letter is discarded or purged. */
export function openLinkWords(
  { keys }: WithKeys,
  { id, letter_id, sealed }: LinkOfLetter & { sealed: Buffer },
): LinkWords | null {
  const plain = unlessGone(() => unseal(keys.draft(letter_id, 'review link'), id.toString('hex'), sealed))
  return plain === null ? null : (JSON.parse(plain.toString()) as LinkWords)
}

/** Padded like a version, so that the size does not say which one it is. @throws KeyGone */
export function sealReviewedText({ keys }: WithKeys, { id, letter_id }: LinkOfLetter, text: ReviewedText): Buffer {
  return seal(keys.draft(letter_id, 'reviewed text'), id.toString('hex'), JSON.stringify(text), 8192)
}

/** Null once the link is ended, and after the letter is discarded or purged. */
export function openReviewedText(
  { keys }: WithKeys,
  { id, letter_id, text_sealed: sealed }: LinkOfLetter & { text_sealed: Buffer | null },
): ReviewedText | null {
  if (sealed === null) return null
  const plain = unlessGone(() => unseal(keys.draft(letter_id, 'reviewed text'), id.toString('hex'), sealed))
  return plain === null ? null : (JSON.parse(plain.toString()) as ReviewedText)
}
