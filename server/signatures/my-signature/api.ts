import Type from 'typebox'
import { longestSlip } from '../../crypto/slip.ts'
import { answers, MailedCode } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { ChallengeSchema } from '../../mailbox/schemas.ts'
import { renewConsent } from './renew-consent.ts'
import { askRemoval } from './ask-removal.ts'
import { claimName } from './claim-name.ts'
import { findMySignature } from './find-my-signature.ts'
import { reduceVisibility } from './reduce-visibility.ts'
import { MineSchema, RemovedSchema } from './schemas.ts'
import { mySignatureJson } from './view.ts'
import { objectToRemoval } from './object-to-removal.ts'
import { removeByMailbox } from './remove-by-mailbox.ts'
import { withdraw } from './withdraw.ts'

const tags = ['signatures']
const ByKey = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ByChallenge = Type.Object({ key: Type.String({ maxLength: 80 }), challenge: Type.String({ maxLength: 40 }) })

const signingKey = Type.String({
  maxLength: longestSlip,
  description:
    'The 12 words of the slip, with any spacing, or a key of 27 symbols from before the slip. Sent in the body only, used for this request, and not kept.',
})
const WithKey = Type.Object({ signing_key: signingKey }, { additionalProperties: false })
const WithChoice = Type.Object(
  { signing_key: signingKey, to: Type.String({ maxLength: 20, description: 'One of may_become' }) },
  { additionalProperties: false },
)

/** The changes of a signature that need nothing except its key, by the last part of the URL. */
const changes = {
  withdrawal: {
    act: withdraw,
    summary: 'Withdraws the signature. The name is erased at once, and the count changes with a batch',
  },
  agreement: { act: renewConsent, summary: 'Moves the signature to the current text after a change of substance' },
  objection: { act: objectToRemoval, summary: 'Objects to a removal that was requested with the mailbox' },
}

export function mySignatureApi(app: App, parts: Parts): void {
  app.post(
    '/letters/:key/mine',
    {
      schema: {
        tags,
        summary: 'The state of the signature that belongs to a slip',
        params: ByKey,
        body: WithKey,
        response: answers({ 200: MineSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      const letter = await findLetter(parts, request.params.key)
      await parts.limits.beforeTry(request.ip, now)
      void reply.header('cache-control', 'no-store')
      return mySignatureJson(letter, await findMySignature(parts, letter, request.body.signing_key), now)
    },
  )

  for (const [path, { act, summary }] of Object.entries(changes))
    app.post(
      `/letters/:key/mine/${path}`,
      { schema: { tags, summary, params: ByKey, body: WithKey, response: answers({ 204: Type.Null() }) } },
      async (request, reply) => {
        const now = parts.clock()
        const letter = await findLetter(parts, request.params.key)
        await parts.limits.beforeTry(request.ip, now)
        await act(parts, letter, request.body.signing_key, now)
        return reply.code(204).send(null)
      },
    )

  app.post(
    '/letters/:key/mine/visibility',
    {
      schema: {
        tags,
        summary: 'Makes the name less visible',
        params: ByKey,
        body: WithChoice,
        response: answers({ 204: Type.Null() }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      const letter = await findLetter(parts, request.params.key)
      await parts.limits.beforeTry(request.ip, now)
      await reduceVisibility(parts, letter, { signingKey: request.body.signing_key, to: request.body.to }, now)
      return reply.code(204).send(null)
    },
  )
}

export function removalApi(app: App, parts: Parts): void {
  app.post(
    '/letters/:key/removals',
    {
      schema: {
        tags,
        summary: 'Mails a code that proves a mailbox again, to hide the public name that it signed with',
        params: ByKey,
        body: Type.Object({ address: Type.String({ maxLength: 400 }) }, { additionalProperties: false }),
        response: answers({ 202: ChallengeSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      const letter = await findLetter(parts, request.params.key)
      await parts.limits.beforeCode(request.ip, letter.id, now)
      return reply
        .code(202)
        .send({ challenge: await askRemoval(parts, letter, { address: request.body.address }, now) })
    },
  )

  app.post(
    '/letters/:key/removals/:challenge/confirmation',
    {
      schema: {
        tags,
        summary: 'Takes the code of a removal. The answer is the same whether or not the address signed',
        params: ByChallenge,
        body: Type.Object({ code: MailedCode }, { additionalProperties: false }),
        response: answers({ 200: RemovedSchema }),
      },
    },
    async (request) => {
      const letter = await findLetter(parts, request.params.key)
      const input = { challenge: request.params.challenge, code: request.body.code }
      const { withdrawnOn } = await removeByMailbox(parts, letter, input, parts.clock())
      return { withdrawn_on: withdrawnOn }
    },
  )

  app.post(
    '/letters/:key/name-claims',
    {
      schema: {
        tags,
        summary:
          'Tells the organizers that a name stands under the letter without its owner’s consent. Works after closing too',
        params: ByKey,
        body: Type.Object(
          { name: Type.String({ maxLength: 1000 }), message: Type.Optional(Type.String({ maxLength: 4000 })) },
          { additionalProperties: false },
        ),
        response: answers({ 202: Type.Object({}) }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      const letter = await findLetter(parts, request.params.key)
      await parts.limits.beforeTry(request.ip, now)
      await claimName(parts, letter, { name: request.body.name, message: request.body.message ?? '' }, now)
      return reply.code(202).send({})
    },
  )
}
