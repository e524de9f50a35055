import type { AddressedLetter } from '../letter/letter-address.ts'
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { findLetter } from '../letter/find-letter.ts'
import type { App, Parts } from '../http/app-types.ts'
import { securityHeaders } from '../http/headers.ts'
import { sendPage } from '../http/pages.ts'
import { Refusal, say } from '../refusal.ts'
import { bucketsOf } from './list-bucket.ts'
import { hasFewVerified } from '../letter/has-few-verified.ts'
import { hasIssuers } from '../letter/has-issuers.ts'
import {
  anonymousPage,
  anonymousShell,
  credentialPage,
  credentialShell,
  myAnonymousPage,
  myAnonymousShell,
} from './view.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }
const FromNamed = Type.Object({ from: Type.Optional(Type.String({ maxLength: 20 })) })

/**
 * The pages of anonymous signing. They are the same for everybody and accept no form: typed data stays in the browser or goes to
 * the API. They also answer for a closed letter and for one that stopped offering anonymous signatures, so that an open tab can
 * return to its credential.
 */
export function anonymityRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/anonymous', { schema: { ...ByKey, querystring: FromNamed } }, async (request, reply) => {
    const letter = await findOffering(parts, request.params.key)
    const page = anonymousPage(letter, {
      few: await hasFewVerified(parts, letter),
      fromNamed: request.query.from === 'named',
      origin: parts.config.origin,
      now: parts.clock(),
    })
    return sendPage(mayRedeem(parts, reply), 'anonymity/sign', page, anonymousShell)
  })

  app.get('/letters/:key/credential', { schema: ByKey }, async (request, reply) => {
    const letter = await findOffering(parts, request.params.key)
    return sendPage(
      mayRedeem(parts, reply),
      'anonymity/credential',
      credentialPage(letter, parts.config.origin),
      credentialShell,
    )
  })

  app.get('/letters/:key/anonymous/mine', { schema: ByKey }, async (request, reply) => {
    const letter = await findOffering(parts, request.params.key)
    const page = myAnonymousPage(letter, await bucketsOf(parts, letter))
    return sendPage(reply, 'anonymity/mine', page, myAnonymousShell)
  })
}

async function findOffering(parts: Parts, key: string): Promise<AddressedLetter> {
  const letter = await findLetter(parts, key)
  if (await hasIssuers(parts, letter)) return letter
  throw new Refusal('not-found', 'anonymous-not-offered', say('anonymity-page-not-offered-refusal'))
}

/** Redemptions may go to a hostname other than the one where addresses are proved. Only these pages may connect to it. */
function mayRedeem({ config }: Parts, reply: FastifyReply): FastifyReply {
  const { REDEEM_ORIGIN } = config.values
  if (!REDEEM_ORIGIN) return reply
  return reply.headers(securityHeaders(config.secure, { alsoConnect: REDEEM_ORIGIN }))
}
