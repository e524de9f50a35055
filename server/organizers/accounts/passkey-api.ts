import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { askForPasskey } from '../passkeys/ask-for-passkey.ts'
import { CredentialSchema, RequestOptionsSchema } from '../passkeys/schemas.ts'
import { newBrowserSecret } from '../passkeys/secrets.ts'
import { tokensJson } from './api.ts'
import { TokensSchema } from './schemas.ts'
import { signInWithPasskey } from './sign-in-with-passkey.ts'

const tags = ['organizers']
const closed = { additionalProperties: false }
const Secret = Type.String({
  pattern: '^[A-Za-z0-9_-]{43}$',
  description: 'Binds the challenge to the program that asked for it. Keep it until the answer is sent.',
})

/** Registers signing in with a passkey, for programs. */
export function passkeySignInApi(app: App, parts: Parts): void {
  app.post(
    '/organizers/passkeys/challenges',
    {
      schema: {
        tags,
        summary: 'Says what a browser needs to sign in with a passkey. Stores nothing',
        response: answers({ 200: Type.Object({ secret: Secret, options: RequestOptionsSchema }) }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      const secret = newBrowserSecret()
      reply.header('cache-control', 'no-store')
      return { secret, options: await askForPasskey(parts, { use: 'sign-in', to: secret }, null, now) }
    },
  )

  app.post(
    '/organizers/sessions/passkey',
    {
      schema: {
        tags,
        summary: 'Signs in with a passkey. The answer is the same for every passkey that does not work',
        body: Type.Object(
          {
            secret: Secret,
            credential: CredentialSchema,
            label: Type.Optional(
              Type.String({
                maxLength: 200,
                description: 'The name of the session in the list of sessions. Default: the passkey’s.',
              }),
            ),
          },
          closed,
        ),
        response: answers({ 201: TokensSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      const { secret: browser, ...sent } = request.body
      const session = await signInWithPasskey(parts, { browser, ...sent }, now)
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send(tokensJson(app, parts, session))
    },
  )
}
