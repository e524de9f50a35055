import Type from 'typebox'
import { answers, MailedCode } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { accessToken, accessTokenSeconds, type Session } from '../../http/sessions.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { Refusal, say } from '../../refusal.ts'
import { acceptInvitation } from '../people/accept-invitation.ts'
import { askToSignIn } from './ask-to-sign-in.ts'
import { endSession, endSessions } from './end-session.ts'
import { inviteToServer, takeBackFromServer } from '../people/invite.ts'
import { renewSession } from './renew-session.ts'
import { noMailRefusal } from './routes.ts'
import { LetterIdSchema, SessionSchema, TokensSchema, type TokensJson } from './schemas.ts'
import { showAccount } from './show-account.ts'
import { signIn } from './sign-in.ts'
import { sessionsJson } from './view.ts'
import { invitationJson } from '../people/view.ts'
import { MailTo } from '../people/api.ts'
import { InvitationSchema } from '../people/schemas.ts'
import { MineAlone } from '../../mailbox/schemas.ts'

const tags = ['organizers']
const closed = { additionalProperties: false }
const Id = Type.String({ maxLength: 60 })
export function organizersApi(app: App, parts: Parts): void {
  signInApi(app, parts)
  organizerApi(app, parts, (scope) => accountApi(scope, parts))
}

/** The tokens of a session that has just started or was renewed. */
export function tokensJson(app: App, parts: Parts, { organizer, refreshToken }: Session): TokensJson {
  return {
    token: accessToken(app, parts, organizer, 'api'),
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
    refresh_token: refreshToken,
    organizer: { id: organizer.id, name: organizer.name },
  }
}

function signInApi(app: App, parts: Parts): void {
  const tokens = (session: Session): TokensJson => tokensJson(app, parts, session)

  app.post(
    '/organizers/codes',
    {
      schema: {
        tags,
        summary: 'Mails a code to sign in with. The answer is the same for every address.',
        body: Type.Object({ address: Type.String({ maxLength: 400 }), mine_alone: MineAlone }, closed),
        response: answers({ 202: Type.Object({ challenge: Type.String() }) }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      if (!parts.mail) throw noMailRefusal()
      const { address, mine_alone: mineAlone } = request.body
      const { challenge } = await askToSignIn(parts, { address, mineAlone }, now)
      return reply.code(202).header('cache-control', 'no-store').send({ challenge })
    },
  )

  app.post(
    '/organizers/sessions',
    {
      schema: {
        tags,
        summary: 'Signs in with the code. Creates an account if an invitation comes with it.',
        body: Type.Object(
          {
            challenge: Type.String({ maxLength: 40 }),
            code: MailedCode,
            name: Type.Optional(
              Type.String({ maxLength: 400, description: 'Required if the address has no account yet.' }),
            ),
            invitation: Type.Optional(
              Type.String({ maxLength: 60, description: 'The last part of the invitation’s link.' }),
            ),
            label: Type.Optional(
              Type.String({ maxLength: 200, description: 'The name of the session in the list of sessions.' }),
            ),
          },
          closed,
        ),
        response: answers({
          201: Type.Object({ ...TokensSchema.properties, letter: LetterIdSchema }),
        }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      const session = await signIn(parts, request.body, now)
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...tokens(session), letter: session.letterId })
    },
  )

  app.post(
    '/organizers/sessions/refresh',
    {
      schema: {
        tags,
        summary: 'Returns another bearer token and the next refresh token',
        body: Type.Object({ refresh_token: Type.String({ maxLength: 120 }) }, closed),
        response: answers({ 200: TokensSchema }),
      },
    },
    async (request, reply) => {
      const session = await renewSession(parts, request.body.refresh_token, parts.clock())
      if (!session) throw new Refusal('unauthenticated', 'session-ended', say('refusal-session-ended'))
      return reply.header('cache-control', 'no-store').send(tokens(session))
    },
  )
}

function accountApi(scope: App, parts: Parts): void {
  scope.get(
    '/organizers/sessions',
    {
      schema: {
        tags,
        summary: 'Lists your sessions, each with its label and days',
        response: answers({
          200: Type.Array(SessionSchema),
        }),
      },
    },
    async (request) => {
      const { id, sessionId } = organizerOf(request)
      return sessionsJson(await showAccount(parts, id, parts.clock()), sessionId, catalogueOf(request.language))
    },
  )

  scope.delete(
    '/organizers/session',
    { schema: { tags, summary: 'Signs out', response: answers({ 204: Type.Null() }) } },
    async (request, reply) => {
      const { id, sessionId } = organizerOf(request)
      await endSession(parts, id, sessionId)
      return reply.code(204).send(null)
    },
  )

  scope.delete(
    '/organizers/sessions/:id',
    {
      schema: {
        tags,
        summary: 'Ends one session',
        params: Type.Object({ id: Id }),
        response: answers({ 204: Type.Null() }),
      },
    },
    async (request, reply) => {
      await endSession(parts, organizerOf(request).id, request.params.id)
      return reply.code(204).send(null)
    },
  )

  scope.delete(
    '/organizers/sessions',
    { schema: { tags, summary: 'Signs out everywhere', response: answers({ 204: Type.Null() }) } },
    async (request, reply) => {
      await endSessions(parts, organizerOf(request).id)
      return reply.code(204).send(null)
    },
  )

  scope.post(
    '/organizers/invitations',
    {
      schema: {
        tags,
        summary: 'Invites somebody to this server',
        body: Type.Union([Type.Object({ address: MailTo }, closed), Type.Null()]),
        response: answers({ 201: InvitationSchema }),
      },
      ...idempotent(parts),
    },
    async (request, reply) => {
      const invitation = await inviteToServer(parts, organizerOf(request).id, request.body ?? {}, parts.clock())
      return reply.code(201).header('cache-control', 'no-store').send(invitationJson(invitation))
    },
  )

  scope.delete(
    '/organizers/invitations/:id',
    {
      schema: {
        tags,
        summary: 'Takes an invitation back',
        params: Type.Object({ id: Id }),
        response: answers({ 204: Type.Null() }),
      },
    },
    async (request, reply) => {
      await takeBackFromServer(parts, organizerOf(request).id, request.params.id)
      return reply.code(204).send(null)
    },
  )

  scope.post(
    '/organizers/invitations/acceptance',
    {
      schema: {
        tags,
        summary: 'Accepts an invitation. Each can be accepted once.',
        body: Type.Object({ invitation: Id }, closed),
        response: answers({ 200: Type.Object({ letter: LetterIdSchema }) }),
      },
    },
    async (request) => {
      const { id } = organizerOf(request)
      const { letterId } = await acceptInvitation(parts, id, request.body.invitation, parts.clock())
      return { letter: letterId }
    },
  )
}
