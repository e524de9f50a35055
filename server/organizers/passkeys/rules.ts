import { Refusal, say } from '../../refusal.ts'

/** How long a page's challenge can be answered. */
export const passkeyMinutes = 10
/** Passkeys of one account. */
export const mostPasskeys = 20
/** Characters of a credential as JSON. An RSA key and its certificate-free attestation need about 2,000. */
export const longestCredential = 16_000

/** Purposes of a challenge. One for another purpose is refused. */
export type PasskeyUse = 'add' | 'sign-in' | 'proof'

/**
 * The algorithms of public keys: Ed25519, ECDSA with P-256, RSA with SHA-256 (WebAuthn Level 3, section 5.4). Node.js 20 verifies all
 * of them, so a passkey stays good on every version that runs the server.
 */
export const algorithms = [-8, -7, -257]

/**
 * The relying party's id: the server's host name, without a parent domain. So a passkey works on this host alone.
 * @returns null for an IP address, which WebAuthn does not allow
 */
export function relyingPartyOf(origin: string): string | null {
  const { hostname } = new URL(origin)
  return /^\d+(\.\d+){3}$|^\[/.test(hostname) ? null : hostname
}

/**
 * What a browser needs to make a passkey (PublicKeyCredentialCreationOptionsJSON).
 *
 * Everybody who sees the list of passkeys on a device reads the host name, which WebAuthn always shows. Nothing else is to tell them
 * what the account is for. So the name of the relying party repeats the host name, and the names of the user are one neutral word that
 * is the same for everybody: no letter, no address, no name of a person or of this software. The user's handle is a keyed hash. The
 * name that the organizer gives the passkey stays on the server.
 * @param neutral the neutral word
 */
export function creationOptions(
  rpId: string,
  { challenge, user, known, neutral }: { challenge: string; user: string; known: readonly string[]; neutral: string },
) {
  return {
    challenge,
    rp: { id: rpId, name: rpId },
    user: { id: user, name: neutral, displayName: neutral },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
    timeout: passkeyMinutes * 60_000,
    // A device that holds one of these makes no second one.
    excludeCredentials: known.map(descriptor),
    // Discoverable, so that signing in needs no address. The device must verify its person by PIN, finger or face.
    authenticatorSelection: {
      residentKey: 'required' as const,
      requireResidentKey: true as const,
      userVerification: 'required' as const,
    },
    // The make of the device is none of our business.
    attestation: 'none' as const,
  }
}

/**
 * What a browser needs to use a passkey (PublicKeyCredentialRequestOptionsJSON).
 * @param known the account's credentials. Empty for signing in, where the device offers those that it has.
 */
export function requestOptions(rpId: string, { challenge, known }: { challenge: string; known: readonly string[] }) {
  return {
    challenge,
    rpId,
    timeout: passkeyMinutes * 60_000,
    allowCredentials: known.map(descriptor),
    userVerification: 'required' as const,
  }
}

export type CreationOptions = ReturnType<typeof creationOptions>
export type RequestOptions = ReturnType<typeof requestOptions>

function descriptor(id: string) {
  return { type: 'public-key' as const, id }
}

/** The same for every reason, so that it reveals nothing about passkeys and accounts. */
export function passkeyNotRightRefusal(): Refusal {
  return new Refusal('invalid', 'passkey-not-right', say('refusal-passkey-not-right'))
}

/** @throws Refusal if the server's address has no host name */
export function relyingParty(origin: string): string {
  const rpId = relyingPartyOf(origin)
  if (rpId === null) throw new Refusal('unavailable', 'passkeys-need-host-name', say('refusal-passkeys-need-host-name'))
  return rpId
}
