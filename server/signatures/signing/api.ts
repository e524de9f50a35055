import Type from 'typebox'
import { answers, MailedCode } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { resendCodeApi } from './resend-code-api.ts'
import { confirm } from './confirm.ts'
import { signatorySchemas } from '../schemas.ts'
import { ConfirmedSchema, SigningSchema } from './schemas.ts'
import { sign } from './sign.ts'
import { MineAlone } from '../../mailbox/schemas.ts'

const tags = ['signatures']
const ByKey = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ByChallenge = Type.Object({ key: Type.String({ maxLength: 80 }), challenge: Type.String({ maxLength: 40 }) })

const NewSigning = Type.Object(
  {
    ...signatorySchemas,
    address: Type.String({
      maxLength: 400,
      description: 'Work address. The server forgets it once the code is used or expires.',
    }),
    mine_alone: MineAlone,
    verifier: Type.Optional(
      Type.String({
        maxLength: 60,
        description:
          'base64url of an Ed25519 public key that you made. Without it, the server makes a slip and returns it once.',
      }),
    ),
  },
  { additionalProperties: false },
)

export function signatureApi(app: App, parts: Parts): void {
  resendCodeApi(app, parts)
  app.post(
    '/letters/:key/signings',
    {
      schema: {
        tags,
        summary: 'Mails a code to sign with. The answer does not depend on what is known about the address',
        params: ByKey,
        body: NewSigning,
        response: answers({ 202: SigningSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      const letter = await findLetter(parts, request.params.key)
      await parts.limits.beforeCode(request.ip, letter.id, now)
      const { challenge, signingKey } = await sign(parts, letter, request.body, now)
      return reply.code(202).header('cache-control', 'no-store').send({ challenge, signing_key: signingKey })
    },
  )

  app.post(
    '/letters/:key/signings/:challenge/confirmation',
    {
      schema: {
        tags,
        summary: 'Takes the code. The signature is accepted, and becomes visible with its batch',
        params: ByChallenge,
        body: Type.Object({ code: MailedCode }, { additionalProperties: false }),
        response: answers({ 200: ConfirmedSchema }),
      },
    },
    async (request) => {
      const letter = await findLetter(parts, request.params.key)
      const { outcome } = await confirm(
        parts,
        letter,
        { challenge: request.params.challenge, code: request.body.code },
        parts.clock(),
      )
      return { outcome, counted_from: letter.next_batch_at?.toISOString() ?? null }
    },
  )
}
