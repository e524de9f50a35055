import Type, { type Static } from 'typebox'

const Base64Url = (maxLength: number) => Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength })
const Kind = Type.Literal('public-key')
const Extensions = Type.Object({}, { description: 'Ignored' })
const Attachment = Type.Optional(
  Type.Union([Type.Literal('platform'), Type.Literal('cross-platform'), Type.Null()], { description: 'Ignored' }),
)
const rawId = Base64Url(1400)
/** Fields that later versions of WebAuthn add are ignored. */
const open = { additionalProperties: true }

/** RegistrationResponseJSON of WebAuthn Level 3, section 5.1. */
export const NewCredentialSchema = Type.Object(
  {
    id: rawId,
    rawId,
    type: Kind,
    response: Type.Object({ clientDataJSON: Base64Url(4000), attestationObject: Base64Url(12_000) }, open),
    clientExtensionResults: Type.Optional(Extensions),
    authenticatorAttachment: Attachment,
  },
  { ...open, description: 'What `navigator.credentials.create` returned, as JSON' },
)

/** AuthenticationResponseJSON of WebAuthn Level 3, section 5.1. */
export const CredentialSchema = Type.Object(
  {
    id: rawId,
    rawId,
    type: Kind,
    response: Type.Object(
      {
        clientDataJSON: Base64Url(4000),
        authenticatorData: Base64Url(4000),
        signature: Base64Url(8000),
        userHandle: Type.Optional(Type.Union([Base64Url(100), Type.Null()])),
      },
      open,
    ),
    clientExtensionResults: Type.Optional(Extensions),
    authenticatorAttachment: Attachment,
  },
  { ...open, description: 'What `navigator.credentials.get` returned, as JSON' },
)

export type NewCredential = Static<typeof NewCredentialSchema>
export type Credential = Static<typeof CredentialSchema>

const Challenge = Type.String({ description: 'Good for ten minutes, and for one answer' })
const Descriptors = Type.Array(Type.Object({ type: Kind, id: Type.String() }))
const Timeout = Type.Integer({ description: 'Milliseconds' })

export const RequestOptionsSchema = Type.Object(
  {
    challenge: Challenge,
    rpId: Type.String(),
    timeout: Timeout,
    allowCredentials: Descriptors,
    userVerification: Type.Literal('required'),
  },
  { description: 'For `PublicKeyCredential.parseRequestOptionsFromJSON`' },
)

export const CreationOptionsSchema = Type.Object(
  {
    challenge: Challenge,
    rp: Type.Object({ id: Type.String(), name: Type.String() }),
    user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
    pubKeyCredParams: Type.Array(Type.Object({ type: Kind, alg: Type.Integer() })),
    timeout: Timeout,
    excludeCredentials: Descriptors,
    authenticatorSelection: Type.Object({
      residentKey: Type.Literal('required'),
      requireResidentKey: Type.Literal(true),
      userVerification: Type.Literal('required'),
    }),
    attestation: Type.Literal('none'),
  },
  { description: 'For `PublicKeyCredential.parseCreationOptionsFromJSON`' },
)
