import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { RevisionContent } from '../letter/rules.ts'

type WithKeys = Pick<Core, 'keys'>

/** What a page has shown of a proposal, to compare with a later one. The facts are sentences in the reader's language. */
export interface Look {
  content: RevisionContent | null
  note: string | null
  facts: string[]
}

/** @throws KeyGone after the letter is discarded or purged */
export function sealLook({ keys }: WithKeys, letterId: string, look: Look): Buffer {
  return seal(keys.draft(letterId, 'look'), letterId, JSON.stringify(look), 8192)
}

export function openLook({ keys }: WithKeys, letterId: string, sealed: Buffer): Look | null {
  const plain = unlessGone(() => unseal(keys.draft(letterId, 'look'), letterId, sealed))
  return plain === null ? null : (JSON.parse(plain.toString()) as Look)
}

/** @throws KeyGone after the letter is discarded or purged */
export function sealReason({ keys }: WithKeys, letterId: string, proposal: string, reason: string): Buffer {
  return seal(keys.draft(letterId, 'refusal'), proposal, reason, 1024)
}

/** Returns '' after the letter is discarded or purged. */
export function openReason({ keys }: WithKeys, letterId: string, proposal: string, sealed: Buffer): string {
  return unlessGone(() => unseal(keys.draft(letterId, 'refusal'), proposal, sealed))?.toString() ?? ''
}
