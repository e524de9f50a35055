import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { codeLength, codeLetters } from './check-code.ts'
import type { Disclosure } from './rules.ts'
import { withCountInWords } from './note.ts'
import type { Entry } from './snapshot.ts'

type WithKeys = Pick<Core, 'keys'>

/** Copies with names use the letter's names key, which is destroyed when the names are due. Other copies use the server's key. */
function snapshotKey({ keys }: WithKeys, letterId: string, disclosure: Disclosure): Buffer {
  return disclosure === 'names' ? keys.names(letterId, 'snapshot') : keys.server('snapshot')
}

export function sealList(core: WithKeys, letterId: string, stageId: string, entries: readonly Entry[]): Buffer {
  return seal(snapshotKey(core, letterId, 'names'), `list ${stageId}`, JSON.stringify(entries), 4096)
}

export function openList(core: WithKeys, letterId: string, stageId: string, sealed: Buffer): Entry[] {
  return JSON.parse(unseal(snapshotKey(core, letterId, 'names'), `list ${stageId}`, sealed).toString()) as Entry[]
}

interface OfStage {
  id: string
  letter_id: string
  disclosure: Disclosure
}

export function sealPdf(core: WithKeys, stage: OfStage, pdf: Buffer): Buffer {
  return seal(snapshotKey(core, stage.letter_id, stage.disclosure), `pdf ${stage.id}`, pdf, 4096)
}

export function openPdf(core: WithKeys, stage: OfStage, sealed: Buffer): Buffer {
  return unseal(snapshotKey(core, stage.letter_id, stage.disclosure), `pdf ${stage.id}`, sealed)
}

/** The secret part of a recipient's link. The hash finds the page. The sealed token allows the link to be mailed again. */
export function newPageToken(core: WithKeys, deliveryId: string): { hash: Buffer; sealed: Buffer } {
  const token = randomBytes(16).toString('base64url')
  return { hash: pageTokenHash(token), sealed: seal(core.keys.server('recipient page'), deliveryId, token) }
}

export function openPageToken({ keys }: WithKeys, deliveryId: string, sealed: Buffer): string {
  return unseal(keys.server('recipient page'), deliveryId, sealed).toString()
}

export function pageTokenHash(token: string): Buffer {
  return createHash('sha256').update('recipient page ').update(token).digest()
}

/** About 51 random bits. */
export function newCode(): string {
  return Array.from({ length: codeLength }, () => codeLetters.charAt(randomInt(codeLetters.length))).join('')
}

/** The keyed hash finds the copy. It needs a key, because a code is short enough to be guessed with a copy of the database. */
export function newCheckCode(core: WithKeys, deliveryId: string): { hash: Buffer; sealed: Buffer } {
  const code = newCode()
  return { hash: checkCodeHash(core, code), sealed: seal(core.keys.server('check code'), deliveryId, code) }
}

export function openCheckCode({ keys }: WithKeys, deliveryId: string, sealed: Buffer): string {
  return unseal(keys.server('check code'), deliveryId, sealed).toString()
}

export function checkCodeHash({ keys }: WithKeys, code: string): Buffer {
  return keyedHash(keys.server('check code found'), code)
}

/** Seals who answers for a recipient. The draft's key seals the address, as those of recipients, so a purge destroys it with the key. */
export function sealDelegate(
  { keys }: WithKeys,
  letterId: string,
  id: string,
  { name, address }: DelegateFacts,
): Buffer {
  return seal(keys.draft(letterId, 'delegate'), id, JSON.stringify({ name, address }), 1024)
}

export function openDelegate({ keys }: WithKeys, letterId: string, id: string, sealed: Buffer): DelegateFacts {
  return JSON.parse(unseal(keys.draft(letterId, 'delegate'), id, sealed).toString()) as DelegateFacts
}

interface DelegateFacts {
  name: string
  address: string
}

export function sealAnswer({ keys }: WithKeys, responseId: string, text: string): Buffer {
  return seal(keys.server('answer'), responseId, text, 1024)
}

export function openAnswer({ keys }: WithKeys, responseId: string, sealed: Buffer): string {
  return unseal(keys.server('answer'), responseId, sealed).toString()
}

export function sealAnsweredBy({ keys }: WithKeys, responseId: string, by: string): Buffer {
  return seal(keys.server('answer'), `by ${responseId}`, by, 1024)
}

export function openAnsweredBy({ keys }: WithKeys, responseId: string, sealed: Buffer): string {
  return unseal(keys.server('answer'), `by ${responseId}`, sealed).toString()
}

/**
 * Seals an attached PDF unchanged.
 * @param id of the answer; of the delivery while the PDF waits for its code
 */
export function sealAnswerPdf({ keys }: WithKeys, id: string, pdf: Buffer): Buffer {
  return seal(keys.server('answer pdf'), id, pdf, 65_536)
}

export function openAnswerPdf({ keys }: WithKeys, id: string, sealed: Buffer): Buffer {
  return unseal(keys.server('answer pdf'), id, sealed)
}

/** Detects a repeated act on a private page. Keyed, because a plain hash would let anyone with the database test guesses of a text. */
export function actHash({ keys }: WithKeys, act: 'answer' | 'time' | 'delegate', ...typed: readonly string[]): Buffer {
  return keyedHash(keys.server('answer repeated'), act, ...typed)
}

type StageOfLetter = Pick<OfStage, 'id' | 'letter_id'>

/** Seals mail that came to a return address. It holds what a person wrote, and who. */
export function sealReturned({ keys }: WithKeys, id: string, text: string): Buffer {
  return seal(keys.server('returned mail'), id, text, 1024)
}

export function openReturned({ keys }: WithKeys, id: string, sealed: Buffer): string {
  return unseal(keys.server('returned mail'), id, sealed).toString()
}

/**
 * Detects a repeated mail. Keyed like `answerHash`.
 * @param from the delivery or the subscriber whose mail was returned: two people may write the same words
 */
export function returnedHash({ keys }: WithKeys, from: string | Buffer, mailHash: Buffer): Buffer {
  return keyedHash(keys.server('returned mail repeated'), from, mailHash)
}

/** The bucket in which a subscriber's replies of one hour are counted. */
export function replyBucket({ keys }: WithKeys, subscriberId: Buffer, now: Date): Buffer {
  const hour = String(Math.floor(now.getTime() / 3_600_000))
  return keyedHash(keys.server('reply allowance'), hour, subscriberId)
}

/** A change of a stage that waits for another owner. It may hold addresses, so it ends with the draft's key. */
export function sealChange({ keys }: WithKeys, { id, letter_id }: StageOfLetter, change: { note: string }): Buffer {
  const kept = { ...change, countIsNumber: true }
  return seal(keys.draft(letter_id, 'stage change'), id, JSON.stringify(kept), 4096)
}

/**
 * Opens a change of a stage. One that was proposed before `{{count}}` was a number keeps its meaning. Its owners agree to it again,
 * because its note differs from the one that they agreed to.
 */
export function openChange({ keys }: WithKeys, { id, letter_id }: StageOfLetter, sealed: Buffer): unknown {
  const opened = unseal(keys.draft(letter_id, 'stage change'), id, sealed).toString()
  const { countIsNumber, ...change } = JSON.parse(opened) as { note: string; countIsNumber?: true }
  return countIsNumber ? change : { ...change, note: withCountInWords(change.note) }
}
