import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { emptyDraft, type LetterDraft } from './rules.ts'

/** What nobody has published yet says what is planned, and against whom. @throws KeyGone once it is discarded or purged */
export function sealDraft({ keys }: Pick<Core, 'keys'>, letterId: string, draft: LetterDraft): Buffer {
  return seal(keys.draft(letterId, 'draft'), letterId, JSON.stringify(draft), 8192)
}

/** A letter's draft, whole; empty once it has been discarded or purged. */
export function openDraft(
  { keys }: Pick<Core, 'keys'>,
  { id, draft_sealed }: { id: string; draft_sealed: Buffer | null },
): LetterDraft {
  if (draft_sealed === null) return emptyDraft
  const plain = unlessGone(() => unseal(keys.draft(id, 'draft'), id, draft_sealed))
  return plain === null ? emptyDraft : { ...emptyDraft, ...(JSON.parse(plain.toString()) as LetterDraft) }
}

/** Recipients' addresses are no part of the published text. They are deleted at purge, and the key of the draft with them. */
export function sealRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, address: string): Buffer {
  return seal(keys.draft(letterId, 'recipient address'), letterId, address, 512)
}

export function openRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, sealed: Buffer): string {
  return unseal(keys.draft(letterId, 'recipient address'), letterId, sealed).toString()
}

/** Recipients as they are kept: the address sealed, or none. */
export function sealRecipients(core: Pick<Core, 'keys'>, letterId: string, recipients: LetterDraft['recipients']) {
  return recipients.map(({ name, office, address }) => ({
    name,
    office,
    addressSealed: address === '' ? null : sealRecipientAddress(core, letterId, address),
  }))
}
