import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { field, formOf, formWithErrors } from '../http/form.ts'
import { FormPage } from '../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage } from '../http/pages.ts'
import { isSafe } from '../http/sessions.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import type { Invitation } from '../organizers/people/invite.ts'
import { Refusal } from '../refusal.ts'
import { agree } from './agree.ts'
import { refuse } from './refuse.ts'
import { showProposals } from './show-proposals.ts'
import { showWaiting } from './show-waiting.ts'
import { afterAgreeing, approvalsPage, approvalsShell, waitingShown, type ApprovalsState } from './view.ts'
import { withdraw } from './withdraw.ts'

const Id = Type.String({ maxLength: 60 })
const ByLetter = { params: Type.Object({ id: Id }) }
const ByPart = { params: Type.Object({ id: Id, part: Id }) }

const approvals = new FormPage<ApprovalsState>((letter) => `/dashboard/letters/${letter}/approvals`)
/** The page of an invitation's link (organizers/people). */
const links = new FormPage<Invitation>((letter) => `/dashboard/letters/${letter}/invitations/link`)

/** Registers the page on which owners decide on what waits for a second owner. */
export function approvalsRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get('/dashboard/letters/:id/approvals', { schema: ByLetter }, async (request, reply) => {
      const { id: me } = organizerOf(request)
      const facts = await showProposals(parts, me, request.params.id, catalogueOf(request.language), parts.clock())
      const page = approvalsPage(facts, approvals.stateOf(request))
      return sendPage(reply, 'approvals/approvals', page, approvalsShell)
    })

    scope.post(
      '/dashboard/letters/:id/approvals/:part/agreement',
      { schema: { ...ByPart, body: formOf('shown') } },
      async (request, reply) => {
        const { id, part } = request.params
        const agreeing = { proposal: part, shown: field(request.body, 'shown'), canMail: parts.mail !== null }
        try {
          const { kind, letter, invitation } = await agree(parts, organizerOf(request), id, agreeing, parts.clock())
          if (invitation) return await links.show(reply, parts, { of: id }, invitation)
          const next = afterAgreeing(letter, kind)
          if (next !== undefined) return await reply.redirect(next, 303)
          return await approvals.show(reply, parts, { of: id }, { done: kind })
        } catch (error) {
          return instead(reply, parts, id, error)
        }
      },
    )

    scope.post(
      '/dashboard/letters/:id/approvals/:part/refusal',
      { schema: { ...ByPart, body: formOf('reason') } },
      async (request, reply) => {
        const { id, part } = request.params
        const reason = field(request.body, 'reason')
        try {
          await refuse(parts, organizerOf(request).id, id, { proposal: part, reason }, parts.clock())
        } catch (error) {
          if (!(error instanceof Refusal) || error.fields.length === 0) return instead(reply, parts, id, error)
          const refusing = { proposal: part, form: formWithErrors(error, { reason }) }
          return approvals.show(reply, parts, { of: id }, { refusing }, 422)
        }
        return approvals.show(reply, parts, { of: id }, { refused: true })
      },
    )

    scope.post(
      '/dashboard/letters/:id/approvals/:part/withdrawal',
      { schema: { ...ByPart, body: formOf() } },
      async (request, reply) => {
        const { id, part } = request.params
        try {
          await withdraw(parts, organizerOf(request).id, id, part, parts.clock())
        } catch (error) {
          return instead(reply, parts, id, error)
        }
        return reply.redirect(`/dashboard/letters/${id}/approvals`, 303)
      },
    )
  })
}

/** Shows the page as it is now, with a sentence that says why nothing happened. */
function instead(reply: FastifyReply, parts: Parts, letterId: string, error: unknown): Promise<FastifyReply> {
  if (!(error instanceof Refusal) || error.kind === 'not-found' || error.kind === 'forbidden') throw error
  if (error.code === 'changed-meanwhile' || error.code === 'proposal-settled')
    return approvals.show(reply, parts, { of: letterId }, { changed: true }, 409)
  const errors = error.fields.length > 0 ? [...error.fields] : [{ field: '', message: error.sentence }]
  return approvals.show(reply, parts, { of: letterId }, { errors: errors.map((each) => ({ ...each, field: '' })) }, 422)
}

/** Above each page of the dashboard, shows the proposals that concern it. */
export function registerWaiting(app: App, parts: Parts): void {
  app.decorateRequest('above', undefined)
  app.addHook('preHandler', async (request: FastifyRequest) => {
    const [, letter, part] = /^\/dashboard\/letters\/([0-9a-f-]{36})\/([a-z]+)(?=[/?]|$)/.exec(request.url) ?? []
    if (!request.organizer || letter === undefined || part === undefined || !isSafe(request.method)) return
    const waiting = await showWaiting(parts, request.organizer.id, letter, part)
    request.above = waiting.length === 0 ? undefined : waitingShown(letter, waiting)
  })
}
