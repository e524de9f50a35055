import Type from 'typebox'
import { findLetter } from '../letter/find-letter.ts'
import { answers, MailedCode } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { ChallengeSchema, MineAlone } from '../mailbox/schemas.ts'
import { askForCredential } from './ask-for-credential.ts'
import { bucketJson, credentialsJson, publishedJson } from './credentials-view.ts'
import { issue } from './issue.ts'
import { listBucket } from './list-bucket.ts'
import { listPublished } from './list-published.ts'
import { redemptionApi } from './redemption-api.ts'
import { BucketSchema, CredentialsSchema, IssuedSchema, PublishedSchema } from './schemas.ts'
import { showCredentials } from './show-credentials.ts'

const tags = ['anonymous']
const ByKey = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ByChallenge = Type.Object({ key: Type.String({ maxLength: 80 }), challenge: Type.String({ maxLength: 40 }) })
const Digits = { pattern: '^(0|[1-9][0-9]{0,3})$' }
const ByBucket = Type.Object({
  key: Type.String({ maxLength: 80 }),
  buckets: Type.String({
    ...Digits,
    description: 'The number of parts, a power of two. Each part has about a thousand signatures or more.',
  }),
  bucket: Type.String({ ...Digits, description: 'The part: the first bits of its ids, as a number.' }),
})

const Blinded = Type.Object(
  {
    code: MailedCode,
    blinded: Type.Array(
      Type.Object(
        { issuer: Type.String({ maxLength: 30 }), message: Type.String({ maxLength: 600 }) },
        { additionalProperties: false },
      ),
      {
        maxItems: 5,
        description: 'One blinded message of 384 bytes (RFC 9474) for each issuer of the class `mailbox`.',
      },
    ),
    from_named: Type.Optional(
      Type.Object(
        {
          verifier: Type.String({ maxLength: 60 }),
          proof: Type.String({ maxLength: 100 }),
          leaf_id: Type.Optional(Type.String({ maxLength: 60, description: 'The id of its leaves in the log' })),
        },
        { additionalProperties: false, description: 'The named signature that the credential replaces.' },
      ),
    ),
  },
  { additionalProperties: false },
)

export function anonymityApi(app: App, parts: Parts): void {
  issuingApi(app, parts)
  publishedApi(app, parts)
  redemptionApi(app, parts)
}

function issuingApi(app: App, parts: Parts): void {
  app.post(
    '/letters/:key/credentials/challenges',
    {
      schema: {
        tags,
        summary:
          'Ask for a mailed code that is valid for a credential. The answer is the same for known and unknown addresses.',
        params: ByKey,
        body: Type.Object(
          { address: Type.String({ maxLength: 400 }), mine_alone: MineAlone },
          { additionalProperties: false },
        ),
        response: answers({ 202: ChallengeSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      const letter = await findLetter(parts, request.params.key)
      await parts.limits.beforeCode(request.ip, letter.id, now)
      const { address, mine_alone: mineAlone } = request.body
      const challenge = await askForCredential(parts, letter, address, now, { mineAlone })
      return reply.code(202).header('cache-control', 'no-store').send({ challenge })
    },
  )

  app.post(
    '/letters/:key/credentials/challenges/:challenge/issue',
    {
      schema: {
        tags,
        summary: 'Enter the code and have blinded messages signed. Idempotent.',
        params: ByChallenge,
        body: Blinded,
        response: answers({ 200: IssuedSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const { code, blinded, from_named: fromNamed } = request.body
      const asked = { challenge: request.params.challenge, code, blinded, fromNamed }
      const signatures = await issue(parts, letter, asked, parts.clock())
      return reply.header('cache-control', 'no-store').send({ signatures })
    },
  )
}

function publishedApi(app: App, parts: Parts): void {
  app.get(
    '/letters/:key/credentials',
    {
      schema: {
        tags,
        summary: 'The keys that sign credentials, and whether credentials are issued and redeemed',
        params: ByKey,
        response: answers({ 200: CredentialsSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const shown = await showCredentials(parts, letter, parts.clock())
      return reply.header('cache-control', 'no-store').send(credentialsJson(shown, parts.config))
    },
  )

  app.get(
    '/letters/:key/credentials/published/:buckets/:bucket',
    {
      schema: {
        tags,
        summary:
          'One part of the list of all anonymous signatures, split by the first bits of their ids. A page looks in it for its own signature.',
        params: ByBucket,
        response: answers({ 200: BucketSchema }),
      },
    },
    async (request, reply) => {
      const { key, buckets, bucket } = request.params
      const letter = await findLetter(parts, key)
      const listed = await listBucket(parts, letter, { buckets: Number(buckets), bucket: Number(bucket) })
      return reply.header('cache-control', 'no-store').send(bucketJson(listed))
    },
  )

  app.get(
    '/letters/:key/credentials/published',
    {
      schema: {
        tags,
        summary: 'Anonymous signatures in the order of their ids, with the data for a recount',
        params: ByKey,
        querystring: Type.Object(
          { after: Type.Optional(Type.String({ maxLength: 60 })) },
          { additionalProperties: false },
        ),
        response: answers({ 200: PublishedSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      return reply
        .header('cache-control', 'no-cache')
        .send(publishedJson(await listPublished(parts, letter, request.query.after)))
    },
  )
}
