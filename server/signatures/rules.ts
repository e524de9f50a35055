import type { Visibility } from '../letter/rules.ts'
import type { Resemblance } from './names.ts'
import type { PersonName } from './person-name.ts'
import type { Signatory } from './signatory.ts'

/**
 * Codes mailed to an address in an hour over all letters, in addition to the first code of each letter. So a stranger who uses
 * these up cannot keep the owner of the address from signing another letter.
 */
export const mailsPerAddressAndHourOverall = 10

/** Days between a removal request by a proved mailbox and the withdrawal. In this time, the signing key can object. */
export const removalDays = 7
/** Bounds the disk space that a flood of forms can fill. */
export const mostWaitingNameClaims = 2000

/** The content of a challenge, sealed until its code is entered. It holds the parts of the name, or null as the name. */
export type SigningPayload = Pick<Signatory, 'visibility' | 'facets'> &
  (PersonName | { name: null }) & {
    signatureId: string
    revision: number
    address: string
    employerId: string
    /** base64url of the Ed25519 public key */
    verifier: string
    /** The leaf's id and the salt of the name (for-log.ts). Absent from the challenges of an earlier release. */
    forLog?: string
    resemblance: Resemblance | null
  }

/** The content of a challenge that proves a mailbox again. */
export interface RemovalPayload {
  address: string
}

const order: readonly Visibility[] = ['anonymous', 'withheld', 'together', 'recipients', 'public']

/** The visibilities that a signature may change to without new consent of its signatory: only less visible ones. */
export function lesserThan(visibility: Visibility, offered: readonly string[]): Visibility[] {
  const place = order.indexOf(visibility)
  return order.filter(
    (other, index) => index < place && other !== 'anonymous' && (other === 'withheld' || offered.includes(other)),
  )
}
