import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import type { CreationOptions, RequestOptions } from '../../server/organizers/passkeys/rules.ts'
import type { Credential, NewCredential } from '../../server/organizers/passkeys/schemas.ts'
import type { TestServer } from './app.ts'
import { api, type ApiAnswer, type Organizer } from './organizers.ts'

/** Flags of authenticator data (WebAuthn Level 3, section 6.1). */
const present = 0x01
const verified = 0x04
const attested = 0x40

/** What an attacker changes of an answer. */
export interface Forged {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  crossOrigin?: boolean
  userHandle?: string | null
  counter?: number
  /** The id of another credential, with this device's signature. */
  id?: string
  /** False for a device that did not verify its person. */
  verifies?: boolean
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()
const encoded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** A device that makes and uses passkeys as WebAuthn describes, with ES256. */
export class Device {
  readonly #origin: string
  readonly #key: KeyObject
  readonly #cose: Uint8Array
  readonly id = encoded(randomBytes(32))
  counter = 0
  userHandle = ''

  constructor({ parts }: Pick<TestServer, 'parts'>) {
    this.#origin = parts.config.origin
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = privateKey
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.#cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    )
  }

  make(
    options: CreationOptions,
    forged: Forged = {},
    attestation: [string, Map<string, unknown>] = ['none', new Map()],
  ) {
    this.userHandle = options.user.id
    const id = Buffer.from(forged.id ?? this.id, 'base64url')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const authData = Buffer.concat([
      this.#data(options.rp.id, forged, attested),
      Buffer.alloc(16),
      length,
      id,
      this.#cose,
    ])
    const attestationObject = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', attestation[0]],
        ['attStmt', attestation[1]],
        ['authData', new Uint8Array(authData)],
      ]) as Map<string, string>,
    )
    const clientDataJSON = this.#client('webauthn.create', options.challenge, forged)
    return {
      ...this.#named(forged),
      response: { clientDataJSON: encoded(clientDataJSON), attestationObject: encoded(attestationObject) },
    } satisfies NewCredential
  }

  use(options: RequestOptions, forged: Forged = {}) {
    const clientDataJSON = this.#client('webauthn.get', options.challenge, forged)
    const data = this.#data(options.rpId, forged)
    const signature = createSign('sha256')
      .update(Buffer.concat([data, sha256(clientDataJSON)]))
      .sign(this.#key)
    return {
      ...this.#named(forged),
      response: {
        clientDataJSON: encoded(clientDataJSON),
        authenticatorData: encoded(data),
        signature: encoded(signature),
        userHandle: forged.userHandle === undefined ? this.userHandle : forged.userHandle,
      },
    } satisfies Credential
  }

  #named({ id = this.id }: Forged) {
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} }
  }

  #client(type: string, challenge: string, forged: Forged): Buffer {
    const { origin = this.#origin, crossOrigin = false } = forged
    const data = { type: forged.type ?? type, challenge: forged.challenge ?? challenge, origin, crossOrigin }
    return Buffer.from(JSON.stringify(data))
  }

  #data(rpId: string, { rpId: other = rpId, counter, verifies = true }: Forged, more = 0): Buffer {
    const head = Buffer.alloc(5)
    head.writeUInt8(present | (verifies ? verified : 0) | more)
    head.writeUInt32BE(counter ?? this.counter, 1)
    return Buffer.concat([sha256(other), head])
  }
}

/** Adds a passkey of a device to an organizer's account. */
export async function addedPasskey(server: TestServer, who: Organizer, label = '', device = new Device(server)) {
  const { json: options } = await api(server, who, 'POST', '/organizers/account/passkeys/challenges')
  const credential = device.make(options as CreationOptions)
  const { status } = await api(server, who, 'POST', '/organizers/account/passkeys', { label, credential })
  if (status !== 201) throw new Error('the passkey was not added')
  await server.work()
  return device
}

export interface SignInChallenge {
  secret: string
  options: RequestOptions
}

export async function challengeToSignIn(server: TestServer): Promise<SignInChallenge> {
  return (await api(server, null, 'POST', '/organizers/passkeys/challenges')).json as SignInChallenge
}

/** Signs in with a passkey, through the API. */
export async function signsInWith(server: TestServer, device: Device, forged: Forged = {}): Promise<ApiAnswer> {
  const { secret, options } = await challengeToSignIn(server)
  const credential = device.use(options, forged)
  return api(server, null, 'POST', '/organizers/sessions/passkey', { secret, credential })
}
