import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { emptyDraft, type LetterDraft } from './letter-rules.ts'

/** What nobody has published yet says what is planned, and against whom. */
export function sealDraft({ keys }: Pick<Core, 'keys'>, letterId: string, draft: LetterDraft): Buffer {
  return seal(keys.server('draft'), letterId, JSON.stringify(draft), 8192)
}

/** A letter's draft, whole; empty once it has been purged. */
export function openDraft(
  { keys }: Pick<Core, 'keys'>,
  { id, draft_sealed }: { id: string; draft_sealed: Buffer | null },
): LetterDraft {
  if (draft_sealed === null) return emptyDraft
  return { ...emptyDraft, ...(JSON.parse(unseal(keys.server('draft'), id, draft_sealed).toString()) as LetterDraft) }
}

/** Recipients' addresses are no part of the published text. They go at purge. */
export function sealRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, address: string): Buffer {
  return seal(keys.server('recipient address'), letterId, address, 512)
}

export function openRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, sealed: Buffer): string {
  return unseal(keys.server('recipient address'), letterId, sealed).toString()
}

/** Recipients as they are kept: the address sealed, or none. */
export function sealRecipients(core: Pick<Core, 'keys'>, letterId: string, recipients: LetterDraft['recipients']) {
  return recipients.map(({ name, office, address }) => ({
    name,
    office,
    addressSealed: address === '' ? null : sealRecipientAddress(core, letterId, address),
  }))
}
