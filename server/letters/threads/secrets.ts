import type { Core } from '../../core.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import { unlessGone } from '../../db/keys/keys.ts'
import type { Anchor } from '../../text/document/anchors.ts'
import type { ThreadContent } from './rules.ts'

type WithKeys = Pick<Core, 'keys'>

/** @throws KeyGone after the letter is discarded or purged */
export function sealThread({ keys }: WithKeys, letterId: string, number: number, thread: ThreadContent): Buffer {
  return seal(keys.draft(letterId, 'thread'), `${letterId} ${String(number)}`, JSON.stringify(thread), 1024)
}

/** @returns null after the letter is discarded or purged */
export function openThread(
  { keys }: WithKeys,
  { letter_id, number, sealed }: { letter_id: string; number: number; sealed: Buffer },
): ThreadContent | null {
  const context = `${letter_id} ${String(number)}`
  const plain = unlessGone(() => unseal(keys.draft(letter_id, 'thread'), context, sealed))
  return plain && (JSON.parse(plain.toString()) as ThreadContent)
}

/** The passages of a letter's threads, by the number of the thread. A thread about the whole letter has none. */
export type Anchors = Readonly<Record<number, Anchor>>

export function sealAnchors({ keys }: WithKeys, letterId: string, anchors: Anchors): Buffer {
  return seal(keys.draft(letterId, 'passages'), letterId, JSON.stringify(anchors), 4096)
}

export function openAnchors({ keys }: WithKeys, letterId: string, sealed: Buffer | undefined): Anchors {
  if (!sealed) return {}
  const plain = unlessGone(() => unseal(keys.draft(letterId, 'passages'), letterId, sealed))
  return plain ? (JSON.parse(plain.toString()) as Anchors) : {}
}

/** What is sealed beside a membership. */
export interface DraftingName {
  /** Null: the name of the account. */
  name: string | null
  mark: string
}

export function sealDraftingName(
  { keys }: WithKeys,
  letterId: string,
  organizerId: string,
  name: DraftingName,
): Buffer {
  const context = `${letterId} ${organizerId}`
  return seal(keys.draft(letterId, 'drafting name'), context, JSON.stringify(name), 512)
}

export function openDraftingName(
  { keys }: WithKeys,
  letterId: string,
  organizerId: string,
  sealed: Buffer | undefined,
): DraftingName | null {
  if (!sealed) return null
  const context = `${letterId} ${organizerId}`
  const plain = unlessGone(() => unseal(keys.draft(letterId, 'drafting name'), context, sealed))
  return plain && (JSON.parse(plain.toString()) as DraftingName)
}
