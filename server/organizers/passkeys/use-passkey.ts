import type { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Core } from '../../core.ts'
import type { Row } from '../../db/schema.ts'
import { dayOf } from '../../letter/days.ts'
import { answeredChallenge } from './answered-challenge.ts'
import { lockAccountOfPasskey, notePasskeyUse, passkeyOf, spendChallenge } from './queries.ts'
import { passkeyNotRightRefusal, relyingParty } from './rules.ts'
import type { Credential } from './schemas.ts'
import { challengeHash, credentialHash, openPasskey, userHandle, type Bound, type Passkey } from './secrets.ts'

export interface UsedPasskey {
  account: Row<'organizer'>
  hash: Buffer
  passkey: Passkey
}

/**
 * Carries out an act if the device has signed its challenge with a passkey of an account (WebAuthn Level 3, section 7.2). The act, the
 * challenge and the counter are one transaction, under the account's lock. So of two requests with the same answer, one acts.
 * @param carryOut gets the locked account
 * @throws Refusal the same for an unknown, a removed and a wrong passkey, and for a challenge that is not good
 */
export async function usePasskey<T>(
  core: Core,
  bound: Bound,
  credential: Credential,
  now: Date,
  carryOut: (within: Core, used: UsedPasskey) => Promise<T>,
): Promise<T> {
  const { challenge, end } = await answeredChallenge(core, bound, credential.response.clientDataJSON, now)
  const hash = credentialHash(core, credential.rawId)
  // Loads the library before the transaction, because loading it takes longer than the rest of a start.
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { origin } = core.config
  const verifying = { verifyAuthenticationResponse, origin, rpId: relyingParty(origin) }
  return core.db.transaction().execute(async (db) => {
    const within = { ...core, db }
    const account = await lockAccountOfPasskey(db, hash)
    const row = account && (await passkeyOf(db, account.id, hash))
    if (!row) throw passkeyNotRightRefusal()
    const passkey = openPasskey(core, hash, row.sealed)
    const handle = credential.response.userHandle ?? ''
    // A discoverable credential returns the handle (section 7.2, step 6). For a proof, the device may leave it out.
    if (handle !== userHandle(core, account.id) && !(bound.use === 'proof' && handle === ''))
      throw passkeyNotRightRefusal()
    const counter = await counterOf(verifying, credential, { challenge, passkey, counter: row.counter })
    if (counter === null) throw passkeyNotRightRefusal()
    if (!(await spendChallenge(db, { challenge_hash: challengeHash(core, challenge), expires_at: end })))
      throw passkeyNotRightRefusal()
    if (!(await notePasskeyUse(db, hash, counter, dayOf(now)))) throw passkeyNotRightRefusal()
    return carryOut(within, { account, hash, passkey })
  })
}

interface Verifying {
  verifyAuthenticationResponse: typeof verifyAuthenticationResponse
  origin: string
  rpId: string
}

/** Returns the device's new counter. Null if the signature, origin, relying party or counter is wrong, or no person was verified. */
async function counterOf(
  { verifyAuthenticationResponse, origin, rpId }: Verifying,
  credential: Credential,
  { challenge, passkey, counter }: { challenge: string; passkey: Passkey; counter: number },
): Promise<number | null> {
  const { id, rawId, type, response } = credential
  const { clientDataJSON, authenticatorData, signature } = response
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId,
        type,
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: { id: passkey.id, publicKey: Buffer.from(passkey.publicKey, 'base64url'), counter },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    // The library throws an error for each thing that is wrong.
    return null
  }
}
