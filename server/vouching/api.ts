import Type from 'typebox'
import { IssuedSchema } from '../anonymity/schemas.ts'
import { findLetter } from '../letter/find-letter.ts'
import { answers, MailedCode } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { ChallengeSchema } from '../mailbox/schemas.ts'
import { signatorySchemas } from '../signatures/schemas.ts'
import { askToVouch } from './ask-to-vouch.ts'
import { drawCodes } from './draw-codes.ts'
import { issueWithCode } from './issue-with-code.ts'
import { DrawnSchema, VouchedSigningSchema, VouchingSchema } from './schemas.ts'
import { showVouching } from './show-vouching.ts'
import { signWithCode } from './sign-with-code.ts'

const tags = ['vouching']
const strict = { additionalProperties: false }
const ByKey = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ByChallenge = Type.Object({ key: Type.String({ maxLength: 80 }), challenge: Type.String({ maxLength: 40 }) })
const Code = Type.String({
  maxLength: 3000,
  description:
    'A code to vouch with from a verified person, `V1-…`, or a code from an organizer after an in-person check, `C1-…`.',
})
const Blinded = Type.String({ maxLength: 600 })

export function vouchingApi(app: App, parts: Parts): void {
  drawingApi(app, parts)
  spendingApi(app, parts)
}

function drawingApi(app: App, parts: Parts): void {
  app.get(
    '/letters/:key/vouching',
    {
      schema: {
        tags,
        summary: 'The number of vouching codes that each verified person may draw, and the key that signs them',
        params: ByKey,
        response: answers({ 200: VouchingSchema }),
      },
    },
    async (request, reply) => {
      const { letter, each, publicKey } = await showVouching(parts, await findLetter(parts, request.params.key))
      return reply
        .header('cache-control', 'no-store')
        .send({ letter, each, n: publicKey?.toString('base64url') ?? null })
    },
  )
  app.post(
    '/letters/:key/vouching/challenges',
    {
      schema: {
        tags,
        summary:
          'Ask for a mailed code that is valid for drawing vouching codes. The answer is the same for known and unknown addresses.',
        params: ByKey,
        body: Type.Object({ address: Type.String({ maxLength: 400 }) }, strict),
        response: answers({ 202: ChallengeSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      const letter = await findLetter(parts, request.params.key)
      await parts.limits.beforeCode(request.ip, letter.id, now)
      const challenge = await askToVouch(parts, letter, request.body.address, now)
      return reply.code(202).header('cache-control', 'no-store').send({ challenge })
    },
  )
  app.post(
    '/letters/:key/vouching/challenges/:challenge/draw',
    {
      schema: {
        tags,
        summary: 'Draw all vouching codes at once: have blinded messages signed. Idempotent.',
        params: ByChallenge,
        body: Type.Object({ code: MailedCode, blinded: Type.Array(Blinded, { maxItems: 10 }) }, strict),
        response: answers({ 200: DrawnSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const drawing = { challenge: request.params.challenge, ...request.body }
      const signatures = await drawCodes(parts, letter, drawing, parts.clock())
      return reply.header('cache-control', 'no-store').send({ signatures })
    },
  )
}

function spendingApi(app: App, parts: Parts): void {
  app.post(
    '/letters/:key/vouched/signings',
    {
      schema: {
        tags,
        summary: 'Sign with a one-time code in place of an address. The class of the signature is that of the code.',
        params: ByKey,
        body: Type.Object(
          {
            vouch: Code,
            ...signatorySchemas,
            verifier: Type.Optional(
              Type.String({
                maxLength: 60,
                description: 'base64url of your Ed25519 public key. Without it, the server makes a slip.',
              }),
            ),
          },
          strict,
        ),
        response: answers({ 200: VouchedSigningSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const { signingKey } = await signWithCode(parts, letter, request.body, parts.clock())
      const counted_from = letter.next_batch_at?.toISOString() ?? null
      return reply.header('cache-control', 'no-store').send({ signing_key: signingKey, counted_from })
    },
  )
  app.post(
    '/letters/:key/vouched/credentials',
    {
      schema: {
        tags,
        summary: 'Have blinded messages signed for a credential of the class of a one-time code. Idempotent.',
        params: ByKey,
        body: Type.Object(
          {
            vouch: Code,
            blinded: Type.Array(Type.Object({ issuer: Type.String({ maxLength: 30 }), message: Blinded }, strict), {
              maxItems: 5,
            }),
          },
          strict,
        ),
        response: answers({ 200: IssuedSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const signatures = await issueWithCode(parts, letter, request.body, parts.clock())
      return reply.header('cache-control', 'no-store').send({ signatures })
    },
  )
}
