import { say } from '../../refusal.ts'
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, formWithErrors, formOf } from '../../http/form.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { approvalsPage } from './approvals-view.ts'
import { changeRole } from './change-role.ts'
import { invite, takeBack } from './invite.ts'
import { removePerson } from './change-role.ts'
import { settleProposal } from './settle-proposal.ts'
import { showPeople, showProposals } from './show-people.ts'
import { peoplePage } from './view.ts'
import { type InviteForm } from './view.ts'
import { linkPage } from './view.ts'
import { organizerShell } from './view.ts'

const Id = Type.String({ maxLength: 60 })
const ByLetter = { params: Type.Object({ id: Id }) }
const ByPart = { params: Type.Object({ id: Id, part: Id }) }
const InvitationForm = formOf('role', 'address')
const EmptyForm = formOf()

/** Registers the pages for a letter's organizers and for proposals that wait for a second owner. */
export function peopleRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    const people = async (reply: FastifyReply, me: string, letter: string, waits = false, form?: InviteForm) => {
      const facts = await showPeople(parts, me, letter, parts.clock())
      const page = peoplePage(facts, me, { waits, form })
      const shell = organizerShell(say('organizers-people-title'))
      return sendPage(reply, 'organizers/people/people', page, shell, form ? 422 : 200)
    }
    const after = (reply: FastifyReply, me: string, letter: string, verdict: 'done' | 'waits') =>
      verdict === 'waits' ? people(reply, me, letter, true) : reply.redirect(`/dashboard/letters/${letter}/people`, 303)

    scope.get('/dashboard/letters/:id/people', { schema: ByLetter }, (request, reply) =>
      people(reply, organizerOf(request).id, request.params.id),
    )

    scope.post(
      '/dashboard/letters/:id/invitations',
      { schema: { ...ByLetter, body: InvitationForm } },
      async (request, reply) => {
        const { id: me } = organizerOf(request)
        const { id } = request.params
        const typed = { role: field(request.body, 'role'), address: field(request.body, 'address') }
        let invitation
        try {
          invitation = await invite(parts, me, id, typed, parts.clock())
        } catch (error) {
          return people(reply, me, id, false, formWithErrors(error, typed))
        }
        if (invitation === 'waits') return people(reply, me, id, true)
        const heading = say('organizers-invitation-to-letter-heading')
        const page = linkPage(heading, invitation, `/dashboard/letters/${id}/people`)
        const shell = organizerShell(say('organizers-invitation-title'))
        return sendPage(reply, 'organizers/people/link', page, shell)
      },
    )

    scope.post(
      '/dashboard/letters/:id/invitations/:part/end',
      { schema: { ...ByPart, body: EmptyForm } },
      async (request, reply) => {
        const { id, part } = request.params
        await takeBack(parts, organizerOf(request).id, id, part)
        return reply.redirect(`/dashboard/letters/${id}/people`, 303)
      },
    )

    scope.post(
      '/dashboard/letters/:id/people/:part/role',
      { schema: { ...ByPart, body: formOf('role') } },
      async (request, reply) => {
        const { id: me } = organizerOf(request)
        const { id, part } = request.params
        const change = { person: part, role: field(request.body, 'role') }
        return after(reply, me, id, await changeRole(parts, me, id, change, parts.clock()))
      },
    )

    scope.post(
      '/dashboard/letters/:id/people/:part/removal',
      { schema: { ...ByPart, body: EmptyForm } },
      async (request, reply) => {
        const { id: me } = organizerOf(request)
        const { id, part } = request.params
        const verdict = await removePerson(parts, me, id, part, parts.clock())
        if (verdict === 'done' && part === me) return reply.redirect('/dashboard', 303)
        return after(reply, me, id, verdict)
      },
    )

    scope.get('/dashboard/letters/:id/approvals', { schema: ByLetter }, async (request, reply) => {
      const { id: me } = organizerOf(request)
      const facts = await showProposals(parts, me, request.params.id)
      const shell = organizerShell(say('organizers-approvals-title'))
      return sendPage(reply, 'organizers/people/approvals', approvalsPage(facts, me), shell)
    })

    for (const [path, state] of [
      ['refusal', 'refused'],
      ['withdrawal', 'withdrawn'],
    ] as const)
      scope.post(
        `/dashboard/letters/:id/approvals/:part/${path}`,
        { schema: { ...ByPart, body: EmptyForm } },
        async (request, reply) => {
          const { id, part } = request.params
          await settleProposal(parts, organizerOf(request).id, id, { proposal: part, state }, parts.clock())
          return reply.redirect(`/dashboard/letters/${id}/approvals`, 303)
        },
      )
  })
}
