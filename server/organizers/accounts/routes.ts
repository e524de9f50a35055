import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { checked, field, fieldsIn, formWithErrors, type FormState, formOf } from '../../http/form.ts'
import { organizerOf, organizerPages, semiPublicPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { dropSession, keepSession } from '../../http/sessions.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { Refusal, say } from '../../refusal.ts'
import { acceptInvitation, invitationGoneRefusal } from '../people/accept-invitation.ts'
import { askToSignIn } from './ask-to-sign-in.ts'
import { endSession, endSessions } from './end-session.ts'
import { inviteToServer, takeBackFromServer } from '../people/invite.ts'
import { safeNext } from '../rules.ts'
import { showAccount } from './show-account.ts'
import { showInvitation } from '../people/show-people.ts'
import { signIn } from './sign-in.ts'
import {
  accountPage,
  codeShell,
  signInCodePage,
  signInPage,
  signInShell,
  welcomePage,
  type CarriedSignIn,
} from './view.ts'
import { linkPage } from '../people/view.ts'
import { organizerShell } from '../people/view.ts'

const SignInForm = formOf('address', 'mine_alone', 'next', 'invitation')
const CodeForm = formOf('challenge', 'address', 'mine_alone', 'code', 'name', 'label', 'invitation', 'next')
const EmptyForm = formOf()
const ById = { params: Type.Object({ id: Type.String({ maxLength: 60 }) }) }
const ByToken = { params: Type.Object({ token: Type.String({ maxLength: 60 }) }) }
const Next = Type.Object({ next: Type.Optional(Type.String({ maxLength: 300 })) })

export function organizerRoutes(app: App, parts: Parts): void {
  semiPublicPages(app, parts, (scope) => signInRoutes(scope, parts))
  organizerPages(app, parts, (scope) => accountRoutes(scope, parts))
}

function signInRoutes(scope: App, parts: Parts): void {
  const anybody = parts.config.values.ORGANIZERS === 'open'

  scope.get('/organizers/sign-in', { schema: { querystring: Next } }, async (request, reply) => {
    const next = safeNext(request.query.next ?? '')
    if (request.organizer) return reply.redirect(next, 303)
    return sendPage(reply, 'organizers/accounts/sign-in', signInPage({ next, invitation: '', anybody }), signInShell)
  })

  // Opening the link changes nothing. The invitation is used when somebody proves an address or presses the button.
  scope.get('/organizers/welcome/:token', { schema: ByToken }, async (request, reply) => {
    const shown = await showInvitation(parts, request.params.token, parts.clock())
    if (!shown) throw invitationGoneRefusal()
    const page = welcomePage(request.params.token, shown, request.organizer?.name)
    const title = say('organizers-invitation-title')
    return sendPage(reply, 'organizers/accounts/welcome', page, { ...signInShell, title })
  })

  scope.post('/organizers/sign-in', { schema: { body: SignInForm } }, async (request, reply) => {
    const now = parts.clock()
    const typed = fieldsIn(request.body, ['address', 'mine_alone'])
    const carried = { next: safeNext(field(request.body, 'next')), invitation: invitationIn(request) }
    try {
      await parts.limits.beforeTry(request.ip, now)
      if (!parts.mail) throw noMailRefusal()
      const { challenge } = await askToSignIn(parts, typed.address, now, {
        mineAlone: typed.mine_alone !== '',
      })
      const page = signInCodePage({ challenge, ...typed, code: '', name: '', label: '', ...carried })
      return await sendPage(reply, 'organizers/accounts/code', page, codeShell)
    } catch (error) {
      const form = formWithErrors(error, typed)
      return sendPage(reply, 'organizers/accounts/sign-in', signInPage({ ...carried, anybody }, form), signInShell, 422)
    }
  })

  scope.post('/organizers/sign-in/confirmation', { schema: { body: CodeForm } }, async (request, reply) => {
    const now = parts.clock()
    const carried = carriedBy(request)
    await parts.limits.beforeTry(request.ip, now)
    try {
      const { invitation, ...typed } = carried
      const signedIn = await signIn(parts, { ...typed, ...(invitation && { invitation }) }, now)
      keepSession(reply, parts, signedIn)
      return await reply.redirect(signedIn.letterId ? `/dashboard/letters/${signedIn.letterId}` : carried.next, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'code-lost') return codeAgain(reply, carried, error)
      const form = formWithErrors(new Refusal('invalid', error.code, error.sentence, 'address'), {
        address: carried.address,
        mine_alone: carried.mine_alone ?? '',
      })
      return sendPage(reply, 'organizers/accounts/sign-in', signInPage({ ...carried, anybody }, form), signInShell, 409)
    }
  })
}

function accountRoutes(scope: App, parts: Parts): void {
  const account = async (request: FastifyRequest, reply: FastifyReply, form?: FormState<'address'>) => {
    const { id, name, sessionId } = organizerOf(request)
    const words = catalogueOf(request.language)
    const page = accountPage(name, await showAccount(parts, id, parts.clock()), sessionId, words, form)
    const shell = organizerShell(say('organizers-account-title'))
    return sendPage(reply, 'organizers/accounts/account', page, shell, form ? 422 : 200)
  }

  scope.get('/organizers/account', (request, reply) => account(request, reply))

  scope.post('/organizers/session/end', { schema: { body: EmptyForm } }, async (request, reply) => {
    const { id, sessionId } = organizerOf(request)
    await endSession(parts, id, sessionId)
    return leave(reply, parts)
  })

  scope.post('/organizers/sessions/:id/end', { schema: { body: EmptyForm, ...ById } }, async (request, reply) => {
    const { id, sessionId } = organizerOf(request)
    await endSession(parts, id, request.params.id)
    return request.params.id === sessionId ? leave(reply, parts) : reply.redirect('/organizers/account', 303)
  })

  scope.post('/organizers/sessions/end', { schema: { body: EmptyForm } }, async (request, reply) => {
    await endSessions(parts, organizerOf(request).id)
    return leave(reply, parts)
  })

  scope.post('/organizers/invitations', { schema: { body: formOf('address') } }, async (request, reply) => {
    const typed = { address: field(request.body, 'address') }
    let invitation
    try {
      invitation = await inviteToServer(parts, organizerOf(request).id, typed, parts.clock())
    } catch (error) {
      return account(request, reply, formWithErrors(error, typed))
    }
    const heading = say('organizers-invitation-to-server-heading')
    const shell = organizerShell(say('organizers-invitation-title'))
    return sendPage(reply, 'organizers/people/link', linkPage(heading, invitation, '/organizers/account'), shell)
  })

  scope.post('/organizers/invitations/:id/end', { schema: { body: EmptyForm, ...ById } }, async (request, reply) => {
    await takeBackFromServer(parts, organizerOf(request).id, request.params.id)
    return reply.redirect('/organizers/account', 303)
  })

  scope.post(
    '/organizers/welcome/:token/acceptance',
    { schema: { body: EmptyForm, ...ByToken } },
    async (request, reply) => {
      const { letterId } = await acceptInvitation(parts, organizerOf(request).id, request.params.token, parts.clock())
      return reply.redirect(letterId === null ? '/dashboard' : `/dashboard/letters/${letterId}`, 303)
    },
  )
}

/** Removes the session cookies and goes to the sign-in page. */
function leave(reply: FastifyReply, parts: Parts): FastifyReply {
  dropSession(reply, parts)
  return reply.redirect('/organizers/sign-in', 303)
}

function codeAgain(reply: FastifyReply, carried: CarriedSignIn, error: unknown): FastifyReply {
  if (!(error instanceof Refusal)) throw error
  // Other refusals, such as an invitation that is gone, cannot be corrected on this page.
  if (error.kind !== 'invalid' || error.code === 'address-at-employer') throw error
  return sendPage(reply, 'organizers/accounts/code', signInCodePage(carried, error), codeShell, 422)
}

function carriedBy({ body }: FastifyRequest): CarriedSignIn {
  return {
    challenge: field(body, 'challenge').slice(0, 40),
    address: field(body, 'address').slice(0, 400),
    mine_alone: checked(body, 'mine_alone') ? 'yes' : '',
    code: field(body, 'code').slice(0, 40),
    name: field(body, 'name').slice(0, 400),
    label: field(body, 'label').slice(0, 200),
    invitation: field(body, 'invitation').slice(0, 60),
    next: safeNext(field(body, 'next')),
  }
}

function invitationIn({ body }: FastifyRequest): string {
  return field(body, 'invitation').slice(0, 60)
}

export function noMailRefusal(): Refusal {
  return new Refusal('unavailable', 'no-mail', say('organizers-server-without-mail'))
}
