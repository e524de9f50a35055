import { keyedHash, sameBytes } from '../crypto/keyed-hash.ts'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { ReturnedSchema } from './schemas.ts'
import { takeReturned } from './take-returned.ts'

/** In bytes. Mail servers return the whole mail that they could not deliver, with its PDF. */
const largestReturned = 25_000_000

/** The program that receives returned mail posts each mail here. Without BOUNCE_SECRET this route answers 404. */
export function bounceApi(app: App, parts: Parts): void {
  void app.register((scope, _options, done) => {
    scope.addContentTypeParser('message/rfc822', { parseAs: 'buffer', bodyLimit: largestReturned }, (_, body, parsed) =>
      parsed(null, body),
    )
    scope.addHook('onRequest', (request) => {
      refuseStrangers(parts, request.headers.authorization)
      return Promise.resolve()
    })
    scope.post(
      '/bounces',
      {
        bodyLimit: largestReturned,
        schema: {
          tags: ['updates'],
          summary: 'Hand in returned mail, as message/rfc822, with BOUNCE_SECRET as bearer token',
          consumes: ['message/rfc822'],
          response: answers({ 200: ReturnedSchema }),
        },
      },
      async (request) => {
        if (!Buffer.isBuffer(request.body)) throw new Refusal('invalid', 'no-mail', say('updates-bounce-no-mail'))
        const outcome = await takeReturned(parts, request.body, parts.clock())
        if (outcome === 'too-early') throw new Refusal('conflict', 'too-early', say('updates-bounce-too-early'))
        return { outcome }
      },
    )
    done()
  })
}

function refuseStrangers({ config, keys }: Parts, authorization = ''): void {
  const secret = config.values.BOUNCE_SECRET
  if (secret === undefined) throw notFoundRefusal()
  const given = /^Bearer (\S{1,500})$/i.exec(authorization)?.[1] ?? ''
  // Compares hashes of equal length, so that the time does not depend on the given secret.
  const hash = (text: string) => keyedHash(keys.server('bounce secret'), text)
  if (sameBytes(hash(given), hash(secret))) return
  throw new Refusal('unauthenticated', 'not-known', say('updates-bounce-unknown'))
}
