import type { Core } from '../../core.ts'
import { answeredChallenge } from './answered-challenge.ts'
import { algorithms, passkeyNotRightRefusal, relyingParty } from './rules.ts'
import type { NewCredential } from './schemas.ts'
import type { Bound } from './secrets.ts'

export interface NewPasskey {
  id: string
  publicKey: string
  counter: number
  challenge: string
  /** The end of the challenge. */
  end: Date
}

/**
 * Reads a passkey that a device has just made for a challenge (WebAuthn Level 3, section 7.1).
 * @throws Refusal
 */
export async function readNewPasskey(
  core: Core,
  bound: Bound,
  { id, rawId, type, response }: NewCredential,
  now: Date,
): Promise<NewPasskey> {
  const { challenge, end } = await answeredChallenge(core, bound, response.clientDataJSON, now)
  const expectedRPID = relyingParty(core.config.origin)
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  try {
    const attestationObject = await withoutAttestation(response.attestationObject)
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId,
        type,
        clientExtensionResults: {},
        response: { clientDataJSON: response.clientDataJSON, attestationObject },
      },
      expectedChallenge: challenge,
      expectedOrigin: core.config.origin,
      expectedRPID,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified) throw new Error('not verified')
    const { id: made, publicKey, counter } = registrationInfo.credential
    return { id: made, publicKey: Buffer.from(publicKey).toString('base64url'), counter, challenge, end }
  } catch {
    // The library throws an error for each thing that is wrong.
    throw passkeyNotRightRefusal()
  }
}

/**
 * Drops the attestation statement, which we do not ask for. The library would look up whether its certificates are revoked, at addresses
 * that the certificates name: so a stranger would choose where this server connects to.
 */
async function withoutAttestation(attestationObject: string): Promise<string> {
  const { decodeAttestationObject, isoBase64URL, isoCBOR } = await import('@simplewebauthn/server/helpers')
  const authData = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('authData')
  const bare = new Map<string, string | Uint8Array | Map<string, string>>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', authData],
  ])
  return isoBase64URL.fromBuffer(isoCBOR.encode(bare))
}
