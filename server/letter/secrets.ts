import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { emptyDraft, type LetterDraft } from './rules.ts'

/**
 * Seals a draft, because an unpublished draft reveals a plan and its target. @throws KeyGone after the letter is discarded or
 * purged
 */
export function sealDraft({ keys }: Pick<Core, 'keys'>, letterId: string, draft: LetterDraft): Buffer {
  return seal(keys.draft(letterId, 'draft'), letterId, JSON.stringify(draft), 8192)
}

/** Opens a letter's draft. Returns an empty draft after the letter is discarded or purged. */
export function openDraft(
  { keys }: Pick<Core, 'keys'>,
  { id, draft_sealed }: { id: string; draft_sealed: Buffer | null },
): LetterDraft {
  if (draft_sealed === null) return emptyDraft
  const plain = unlessGone(() => unseal(keys.draft(id, 'draft'), id, draft_sealed))
  return plain === null ? emptyDraft : { ...emptyDraft, ...(JSON.parse(plain.toString()) as LetterDraft) }
}

/** Somebody who saved the draft. */
export interface Saver {
  name: string
  version: number
}

/** Seals the names of those who saved a draft last. */
export function sealSavers({ keys }: Pick<Core, 'keys'>, letterId: string, savers: readonly Saver[]): Buffer {
  return seal(keys.draft(letterId, 'savers'), letterId, JSON.stringify(savers), 2048)
}

export function openSavers(
  { keys }: Pick<Core, 'keys'>,
  { id, savers_sealed }: { id: string; savers_sealed: Buffer | null },
): Saver[] {
  if (savers_sealed === null) return []
  const plain = unlessGone(() => unseal(keys.draft(id, 'savers'), id, savers_sealed))
  return plain === null ? [] : (JSON.parse(plain.toString()) as Saver[])
}

/** Seals a recipient's address with the key of the draft, because it is not published. A purge deletes both. */
export function sealRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, address: string): Buffer {
  return seal(keys.draft(letterId, 'recipient address'), letterId, address, 512)
}

export function openRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, sealed: Buffer): string {
  return unseal(keys.draft(letterId, 'recipient address'), letterId, sealed).toString()
}

/** Recipients as they are stored, with sealed addresses. `addressSealed` is null if there is no address. */
export function sealRecipients(core: Pick<Core, 'keys'>, letterId: string, recipients: LetterDraft['recipients']) {
  return recipients.map(({ name, office, address }) => ({
    name,
    office,
    addressSealed: address === '' ? null : sealRecipientAddress(core, letterId, address),
  }))
}
