import type { ChosenFacets } from '../facets/rules.ts'
import type { Visibility } from '../letter/rules.ts'
import type { FieldMessage } from '../refusal.ts'
import { checkName } from './names-rules.ts'

/**
 * Codes that an address is mailed in an hour over all letters, beside the first of each letter: a stranger who uses these up does not
 * keep the owner from signing another letter.
 */
export const mailsPerAddressAndHourOverall = 10

/** From a proved mailbox's wish to the withdrawal of its signature: time for the signing key to object. */
export const removalDays = 7
/** A flood of forms fills the disk no further than this. */
export const mostWaitingNameClaims = 2000

/** What waits sealed in a challenge until its code is typed. */
export interface SigningPayload {
  signatureId: string
  revision: number
  visibility: Exclude<Visibility, 'anonymous'>
  name: string | null
  address: string
  employerId: string
  /** base64url of the Ed25519 public key */
  verifier: string
  resemblance: 'yes' | 'no' | 'unclear' | null
  /** Absent where the letter offers none. */
  facets?: ChosenFacets | undefined
}

/** What a challenge keeps where it serves to prove a mailbox again. */
export interface RemovalPayload {
  address: string
}

/** Whether the visibility needs a name, may have one, or has none. */
export function nameNeed(visibility: Visibility): 'needed' | 'optional' | 'none' {
  if (visibility === 'anonymous') return 'none'
  return visibility === 'withheld' ? 'optional' : 'needed'
}

/** The name as it will be kept, or what to mend. */
export function nameToKeep(
  visibility: Visibility,
  typed: string,
): { ok: true; name: string | null } | { ok: false; message: string } {
  const need = nameNeed(visibility)
  if (need === 'none' || (need === 'optional' && typed.trim() === '')) return { ok: true, name: null }
  if (typed.trim() === '')
    return { ok: false, message: 'Type your name, or choose “The organizers only”, where the name may be left empty.' }
  return checkName(typed)
}

export function visibilityChosen(
  typed: string,
  offered: readonly string[],
): { ok: true; visibility: Visibility } | { ok: false; error: FieldMessage } {
  if (offered.includes(typed)) return { ok: true, visibility: typed as Visibility }
  return { ok: false, error: { field: 'visibility', message: 'Choose who may see your name.' } }
}

const order: readonly Visibility[] = ['anonymous', 'withheld', 'together', 'recipients', 'public']

/** What a signature with this visibility may become without its signatory's new consent to being seen: only less visible. */
export function lesserThan(visibility: Visibility, offered: readonly string[]): Visibility[] {
  const place = order.indexOf(visibility)
  return order.filter(
    (other, index) => index < place && other !== 'anonymous' && (other === 'withheld' || offered.includes(other)),
  )
}
