import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import Type, { type Static } from 'typebox'
import { findLetter } from '../letter/find-letter.ts'
import type { LetterRow } from '../letter/queries.ts'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { Refusal, say } from '../refusal.ts'
import { personSchemas } from '../signatures/schemas.ts'
import { agreeWithCredential } from './agree-with-credential.ts'
import { redeemedJson } from './credentials-view.ts'
import { nameCredential } from './name-credential.ts'
import { redeem } from './redeem.ts'
import { ChangedSchema, OpenedFacets, RedeemedSchema, RedemptionSchema, type ChangedJson } from './schemas.ts'
import { withdrawCredential } from './withdraw-credential.ts'

const tags = ['anonymous']
const ByKey = Type.Object({ key: Type.String({ maxLength: 80 }) })
const Bytes = Type.String({ maxLength: 100 })

const Change = Type.Object(
  {
    verifier: Type.String({ maxLength: 60, description: "The credential's Ed25519 public key." }),
    change: Type.String({ maxLength: 20, description: '`withdraw`, `agree` or `to-named`.' }),
    proof: Bytes,
    revision_hash: Type.Optional(Bytes),
    commitment: Type.Optional(Bytes),
    facets: Type.Optional(OpenedFacets),
    visibility: Type.Optional(Type.String({ maxLength: 20 })),
    ...personSchemas,
    named_verifier: Type.Optional(Type.String({ maxLength: 60 })),
    withdrawal: Type.Optional(Bytes),
  },
  { additionalProperties: false },
)

/** Routes for requests without address, cookie or session. They may be served under a separate hostname (REDEEM_ORIGIN). */
export function redemptionApi(app: App, parts: Parts): void {
  const paths = ['/letters/:key/redemptions', '/letters/:key/redemptions/changes'] as const
  const shared = {
    onRequest: (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => {
      allowOurPages(parts, request, reply)
      done()
    },
  }
  for (const path of paths)
    app.options(path, { ...shared, schema: { hide: true, params: ByKey } }, (_request, reply) => reply.code(204).send())

  app.post(
    paths[0],
    {
      ...shared,
      schema: {
        tags,
        summary: 'Sign anonymously with a credential. A repeated request says whether the signature is counted.',
        params: ByKey,
        body: RedemptionSchema,
        response: answers({ 202: RedeemedSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const redeemed = await redeem(parts, letter, request.body, parts.clock())
      return reply
        .code(202)
        .header('cache-control', 'no-store')
        .send(redeemedJson(redeemed, letter, request.language))
    },
  )

  app.post(
    paths[1],
    {
      ...shared,
      schema: {
        tags,
        summary:
          'Withdraw an anonymous signature, move it to a newer text, or give it a name. A key that its slip derives signs the change.',
        params: ByKey,
        body: Change,
        response: answers({ 200: ChangedSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const state = await change(parts, letter, request.body, parts.clock())
      return reply.header('cache-control', 'no-store').send({ state })
    },
  )
}

type ChangeBody = Static<typeof Change>

async function change(parts: Parts, letter: LetterRow, body: ChangeBody, now: Date): Promise<ChangedJson['state']> {
  const { revision_hash = '', commitment = '', visibility = '', named_verifier = '', withdrawal = '' } = body
  const { verifier, proof, facets } = body
  switch (body.change) {
    case 'withdraw':
      await withdrawCredential(parts, letter, { verifier, proof, facets }, now)
      return 'withdrawn'
    case 'agree':
      await agreeWithCredential(parts, letter, { verifier, proof, revision_hash, commitment, facets }, now)
      return 'agreed'
    case 'to-named': {
      const naming = { ...body, revision_hash, visibility, named_verifier, withdrawal }
      await nameCredential(parts, letter, naming, now)
      return 'named'
    }
    default:
      throw new Refusal('invalid', 'change-unknown', say('refusal-change-unknown'), 'change')
  }
}

/**
 * CORS for a separate redemption hostname (REDEEM_ORIGIN). Only pages of our main origin may call it, and without credentials, so
 * that no cookie identifies the caller.
 */
function allowOurPages({ config }: Parts, request: FastifyRequest, reply: FastifyReply): void {
  if (!config.values.REDEEM_ORIGIN || request.headers.origin !== config.origin) return
  reply.headers({
    'access-control-allow-origin': config.origin,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '600',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'origin',
  })
}
