import Type from 'typebox'
import { findLetter } from '../../letter/find-letter.ts'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { resendToSignatory } from './resend-to-signatory.ts'

/** The paths of challenges, with the documentation tag and the purpose of each. */
const challenges = {
  signings: ['signatures', 'sign'],
  removals: ['signatures', 'remove'],
  'credentials/challenges': ['anonymous', 'issue'],
  'vouching/challenges': ['vouching', 'vouch'],
} as const

/** Registers the same route for challenges of every purpose. */
export function resendCodeApi(app: App, parts: Parts): void {
  for (const [path, [tag, purpose]] of Object.entries(challenges))
    app.post(
      `/letters/:key/${path}/:challenge/codes`,
      {
        schema: {
          tags: [tag],
          summary: 'Mails another code',
          params: Type.Object({ key: Type.String({ maxLength: 80 }), challenge: Type.String({ maxLength: 40 }) }),
          response: answers({ 202: Type.Object({}) }),
        },
      },
      async (request, reply) => {
        const now = parts.clock()
        const letter = await findLetter(parts, request.params.key)
        await parts.limits.beforeCode(request.ip, letter.id, now)
        await resendToSignatory(parts, letter, { challenge: request.params.challenge, purpose }, now)
        return reply.code(202).send({})
      },
    )
}
