import type { ChosenFacets } from '../facets/rules.ts'
import type { Visibility } from '../letter/rules.ts'
import type { FieldMessage, Sentence } from '../refusal.ts'
import { checkName } from './names-rules.ts'

/**
 * Codes mailed to an address in an hour over all letters, in addition to the first code of each letter. So a stranger who uses
 * these up cannot keep the owner of the address from signing another letter.
 */
export const mailsPerAddressAndHourOverall = 10

/** Days between a removal request by a proved mailbox and the withdrawal. In this time, the signing key can object. */
export const removalDays = 7
/** Bounds the disk space that a flood of forms can fill. */
export const mostWaitingNameClaims = 2000

/** The content of a challenge, sealed until its code is entered. */
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
  /** Absent where the letter offers no facets. */
  facets?: ChosenFacets | undefined
}

/** The content of a challenge that proves a mailbox again. */
export interface RemovalPayload {
  address: string
}

/** Whether the visibility needs a name, may have one, or has none. */
export function nameNeed(visibility: Visibility): 'needed' | 'optional' | 'none' {
  if (visibility === 'anonymous') return 'none'
  return visibility === 'withheld' ? 'optional' : 'needed'
}

/** The name as it will be stored, or an error message. */
export function nameToKeep(
  visibility: Visibility,
  typed: string,
): { ok: true; name: string | null } | { ok: false; message: Sentence } {
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

/** The visibilities that a signature may change to without new consent of its signatory: only less visible ones. */
export function lesserThan(visibility: Visibility, offered: readonly string[]): Visibility[] {
  const place = order.indexOf(visibility)
  return order.filter(
    (other, index) => index < place && other !== 'anonymous' && (other === 'withheld' || offered.includes(other)),
  )
}
