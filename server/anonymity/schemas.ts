import Type, { type Static } from 'typebox'
import { credentialClasses } from '../crypto/credential.ts'
import { orNull } from '../http/schemas.ts'
import { CountedFrom, facetSchemas } from '../signatures/schemas.ts'

// The JSON of anonymous signing. Bytes are base64url without padding, unless a description says otherwise. The browser uses these
// types too (web/anonymity/server.ts), so this file imports nothing that exists only in Node.

const CredentialClass = Type.Enum(credentialClasses, { type: 'string' })
const RevisionHash = Type.String({ description: 'SHA-256 of the text, 32 bytes' })
const Commitment = Type.String({ description: 'Hides role, team and site, 32 bytes. Zeros if none are stated' })
const Proof = Type.String({ description: 'Ed25519 signature of the statement, 64 bytes' })
const Prefix = Type.String({ description: 'Of the message that the issuers signed (RFC 9474, section 4.1), 32 bytes' })

const SignedByIssuer = Type.Object({
  issuer: Type.String({ description: 'Id of the issuer, 16 bytes' }),
  signature: Type.String({ description: '384 bytes' }),
})

/** The salt and the choice that open a commitment. */
export const OpenedFacets = Type.Object(
  { salt: Type.String({ maxLength: 100 }), ...facetSchemas },
  { additionalProperties: false, description: 'Opens the commitment, where the letter offers roles, teams or sites.' },
)

/** The request that signs anonymously. */
export const RedemptionSchema = Type.Object(
  {
    message: Type.String({ maxLength: 200, description: 'The message that the issuers signed blindly' }),
    prefix: Type.String({ maxLength: 100, description: 'Stands before the message (RFC 9474, section 4.1), 32 bytes' }),
    signatures: Type.Array(
      Type.Object(
        { issuer: Type.String({ maxLength: 100 }), signature: Type.String({ maxLength: 600 }) },
        { additionalProperties: false },
      ),
      { maxItems: 5, description: 'One unblinded signature of each issuer' },
    ),
    revision_hash: Type.String({ maxLength: 100, description: 'SHA-256 of the text, 32 bytes' }),
    visibility: Type.String({ maxLength: 20, description: '`anonymous`' }),
    commitment: Type.String({
      maxLength: 100,
      description: 'Hides role, team and site, 32 bytes. Zeros if none is stated',
    }),
    facets: Type.Optional(OpenedFacets),
    proof: Type.String({ maxLength: 100, description: 'Ed25519 signature of the statement, 64 bytes' }),
  },
  { additionalProperties: false },
)

/** The issuers' answers to blinded messages. */
export const IssuedSchema = Type.Object({
  signatures: Type.Array(SignedByIssuer, { description: 'Blind signatures, in the order of the request' }),
})

export const CredentialsSchema = Type.Object({
  letter: Type.String({ description: 'UUID' }),
  revision: Type.Object({
    number: Type.Integer(),
    hash: Type.String({ description: 'SHA-256 of the text, in hexadecimal' }),
  }),
  issuance: Type.Enum(['open', 'paused', 'ended'], { type: 'string' }),
  redeems_until: orNull(Type.String(), {
    description: 'ISO 8601: the end of redeeming. Null before the letter closes',
  }),
  redeem_origin: orNull(Type.String(), { description: 'The origin to redeem at, if it is not this one' }),
  issuers: Type.Array(
    Type.Object({
      id: Type.String({ description: 'The first 16 bytes of the SHA-256 of `n`' }),
      class: CredentialClass,
      n: Type.String({ description: 'RSA modulus, 384 bytes' }),
      e: Type.String({ description: 'RSA exponent' }),
    }),
  ),
  receipt_key: Type.String({ description: 'Ed25519 public key that verifies receipts, 32 bytes' }),
  counted_from: CountedFrom,
  batch_size: Type.Integer({ description: 'The least number of signatures that become visible together' }),
})

/** One part of the list, with what a page needs to find its own signature. */
export const BucketSchema = Type.Object({
  signatures: Type.Array(
    Type.Object({
      id: Type.String({ description: 'SHA-256 of the credential’s message, 32 bytes' }),
      revision: Type.Integer(),
      commitment: Commitment,
      withdrawn: Type.Boolean(),
    }),
  ),
})

/** The list with the data for a recount. */
export const PublishedSchema = Type.Object({
  signatures: Type.Array(
    Type.Object({
      id: Type.String({ description: 'SHA-256 of the credential’s message, 32 bytes' }),
      class: CredentialClass,
      public_key: Type.String({ description: 'Ed25519 public key of the signature, 32 bytes' }),
      prefix: Prefix,
      signatures: Type.Array(SignedByIssuer),
      revision_hash: RevisionHash,
      visibility: Type.Enum(['anonymous'], { type: 'string' }),
      commitment: Commitment,
      proof: Proof,
      counted: Type.Boolean({ description: 'False if its signatory withdrew it or the organizers invalidated it.' }),
      withdrawal: orNull(Type.String(), { description: 'Ed25519 signature of the withdrawal, 64 bytes' }),
    }),
  ),
  next: orNull(Type.String(), { description: 'The value of `after` for the next page' }),
})

export const RedeemedSchema = Type.Object({
  state: Type.Enum(['accepted', 'counted'], { type: 'string' }),
  counted_from: CountedFrom,
  counted_words: orNull(Type.String(), {
    description: 'When and with whom the signature is counted, as a sentence. Null once it is counted',
  }),
  receipt: orNull(
    Type.Object({
      text: Type.String(),
      signature: Type.String({ description: 'Ed25519 signature of the text, 64 bytes' }),
    }),
    {
      description:
        'States the day of acceptance, signed with `receipt_key`. It proves that the server dropped a signature, if it does. Null once it is counted',
    },
  ),
})

export const ChangedSchema = Type.Object({
  state: Type.Enum(['withdrawn', 'agreed', 'named'], { type: 'string' }),
})

export type RedemptionJson = Static<typeof RedemptionSchema>
export type IssuedJson = Static<typeof IssuedSchema>
export type CredentialsJson = Static<typeof CredentialsSchema>
export type BucketJson = Static<typeof BucketSchema>
export type PublishedJson = Static<typeof PublishedSchema>
export type RedeemedJson = Static<typeof RedeemedSchema>
export type ChangedJson = Static<typeof ChangedSchema>
