import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { checked, emptyForm, field, fieldsOf, formWithErrors, type FormState, formOf } from '../../http/form.ts'
import { formIdIn, mailedIn, pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages, semiPublicPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { dropSession, keepSession } from '../../http/sessions.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { Refusal, say } from '../../refusal.ts'
import { acceptInvitation, invitationGoneRefusal } from '../people/accept-invitation.ts'
import { askToSignIn } from './ask-to-sign-in.ts'
import { endSession, endSessions } from './end-session.ts'
import { inviteToServer, takeBackFromServer, type Invitation } from '../people/invite.ts'
import { safeNext } from '../rules.ts'
import { passkeyOptions, passkeySignInRoutes } from './passkey-routes.ts'
import { showAccount } from './show-account.ts'
import { showInvitation } from '../people/show-people.ts'
import { signIn } from './sign-in.ts'
import {
  accountPage,
  codeShell,
  emptySignIn,
  signInCodePage,
  signInPage,
  signInShell,
  welcomePage,
  type CarriedSignIn,
  type SignInCodeState,
  type SignInState,
} from './view.ts'
import { linkPage } from '../people/view.ts'
import { organizerShell } from '../people/view.ts'

const SignInForm = formOf('address', 'mine_alone', 'next', 'invitation', 'form_id', 'mailed')
const carriedFields = ['challenge', 'address', 'mine_alone', 'code', 'name', 'label', 'invitation', 'next'] as const
const CodeForm = formOf(...carriedFields, 'form_id', 'mailed')
const EmptyForm = formOf()
const ById = { params: Type.Object({ id: Type.String({ maxLength: 60 }) }) }
const ByToken = { params: Type.Object({ token: Type.String({ maxLength: 60 }) }) }
const Next = Type.Object({ next: Type.Optional(Type.String({ maxLength: 300 })) })

export function organizerRoutes(app: App, parts: Parts): void {
  semiPublicPages(app, parts, (scope) => signInRoutes(scope, parts))
  organizerPages(app, parts, (scope) => accountRoutes(scope, parts))
}

const asking = new FormPage<SignInState>(() => '/organizers/sign-in')
const codes = new FormPage<SignInCodeState>(() => '/organizers/sign-in/code')
const accounts = new FormPage<FormState<'address'>>(() => '/organizers/account')
const links = new FormPage<Invitation>(() => '/organizers/invitations/link')
/** These pages belong to no letter. */
const of = ''

function signInRoutes(scope: App, parts: Parts): void {
  const anybody = parts.config.values.ORGANIZERS === 'open'
  const sendSignIn = async (request: FastifyRequest, reply: FastifyReply, state: SignInState) => {
    const passkey = await passkeyOptions(request, reply, parts)
    const page = signInPage(state, { anybody, formId: formIdOf(request), passkey })
    return sendPage(reply, 'organizers/accounts/sign-in', page, signInShell)
  }

  scope.get('/organizers/sign-in', { schema: { querystring: Next } }, async (request, reply) => {
    const next = safeNext(request.query.next ?? '')
    if (request.organizer) return reply.redirect(next, 303)
    return sendSignIn(request, reply, asking.stateOf(request) ?? emptySignIn(next))
  })

  scope.get('/organizers/sign-in/code', async (request, reply) => {
    const state = codes.stateOf(request)
    if (state) return sendPage(reply, 'organizers/accounts/code', signInCodePage(state, formIdOf(request)), codeShell)
    if (request.organizer || !request.formExpired) return reply.redirect('/organizers/sign-in', 303)
    return sendSignIn(request, reply, emptySignIn(safeNext('')))
  })

  passkeySignInRoutes(scope, parts, (reply, error, next) => {
    const state = { ...emptySignIn(next), form: { ...emptySignIn(next).form, summary: fieldsOf(error) } }
    return asking.show(reply, parts, { of }, state, 422)
  })

  // Opening the link changes nothing. The invitation is used when somebody proves an address or presses the button.
  scope.get('/organizers/welcome/:token', { schema: ByToken }, async (request, reply) => {
    const shown = await showInvitation(parts, request.params.token, parts.clock())
    if (!shown) throw invitationGoneRefusal()
    const page = welcomePage(request.params.token, shown, request.organizer?.name, formIdOf(request))
    const title = say('organizers-invitation-title')
    return sendPage(reply, 'organizers/accounts/welcome', page, { ...signInShell, title })
  })

  scope.post('/organizers/sign-in', { schema: { body: SignInForm } }, async (request, reply) => {
    const now = parts.clock()
    const { body } = request
    const typed = { address: field(body, 'address').slice(0, 400), mine_alone: field(body, 'mine_alone').slice(0, 10) }
    const carried = { next: safeNext(field(body, 'next')), invitation: invitationIn(request) }
    const place = { of, id: formIdIn(body) }
    try {
      await parts.limits.beforeTry(request.ip, now)
      if (!parts.mail) throw noMailRefusal()
      const asked = { address: typed.address, mineAlone: typed.mine_alone !== '', once: pressOf(parts, request) }
      const { challenge } = await askToSignIn(parts, asked, now)
      // For Back.
      await asking.keep(reply, parts, place, { form: emptyForm(typed), ...carried })
      const mailed = mailedIn(body) + 1
      const state = { carried: { challenge, ...typed, code: '', name: '', label: '', mailed, ...carried } }
      return await codes.show(reply, parts, place, state)
    } catch (error) {
      return asking.show(reply, parts, { of }, { form: formWithErrors(error, typed), ...carried }, 422)
    }
  })

  scope.post('/organizers/sign-in/confirmation', { schema: { body: CodeForm } }, async (request, reply) => {
    const now = parts.clock()
    const carried = carriedBy(request)
    const place = { of, id: formIdIn(request.body) }
    await parts.limits.beforeTry(request.ip, now)
    try {
      const { invitation, ...typed } = carried
      const signedIn = await signIn(parts, { ...typed, ...(invitation && { invitation }) }, now)
      keepSession(reply, parts, signedIn)
      // The address and the code are needed no more.
      for (const page of [asking, codes]) page.forget(reply, parts, place)
      return await reply.redirect(signedIn.letterId ? `/dashboard/letters/${signedIn.letterId}` : carried.next, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code === 'code-lost') {
        const shown = new Refusal('invalid', error.code, error.sentence, 'address')
        const { address, mine_alone = '', next, invitation } = carried
        const form = formWithErrors(shown, { address, mine_alone })
        return asking.show(reply, parts, { of }, { form, next, invitation }, 409)
      }
      // Other refusals, such as an invitation that is gone, cannot be corrected on this page.
      if (error.kind !== 'invalid' || error.code === 'address-at-employer') throw error
      const { code, sentence, fields } = error
      return codes.show(reply, parts, place, { carried, refused: { code, sentence, fields } }, 422)
    }
  })
}

function accountRoutes(scope: App, parts: Parts): void {
  scope.get('/organizers/account', async (request, reply) => {
    const { id, name, sessionId } = organizerOf(request)
    const around = { words: catalogueOf(request.language), formId: formIdOf(request) }
    const facts = await showAccount(parts, id, parts.clock())
    const page = accountPage(name, facts, sessionId, around, accounts.stateOf(request))
    return sendPage(reply, 'organizers/accounts/account', page, organizerShell(say('organizers-account-title')))
  })

  scope.get('/organizers/invitations/link', (request, reply) => {
    const invitation = links.stateOf(request)
    if (!invitation) return reply.redirect('/organizers/account', 303)
    const heading = say('organizers-invitation-to-server-heading')
    const shell = organizerShell(say('organizers-invitation-title'))
    return sendPage(reply, 'organizers/people/link', linkPage(heading, invitation, '/organizers/account'), shell)
  })

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

  const InvitationForm = formOf('address', 'form_id')
  scope.post('/organizers/invitations', { schema: { body: InvitationForm } }, async (request, reply) => {
    const address = field(request.body, 'address')
    try {
      const asked = { address, once: pressOf(parts, request) }
      const invitation = await inviteToServer(parts, organizerOf(request).id, asked, parts.clock())
      return await links.show(reply, parts, { of, id: formIdIn(request.body) }, invitation)
    } catch (error) {
      return accounts.show(reply, parts, { of }, formWithErrors(error, { address }), 422)
    }
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
    mailed: mailedIn(body),
  }
}

function invitationIn({ body }: FastifyRequest): string {
  return field(body, 'invitation').slice(0, 60)
}

export function noMailRefusal(): Refusal {
  return new Refusal('unavailable', 'no-mail', say('organizers-server-without-mail'))
}
