import { say } from '../../refusal.ts'
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, formWithErrors, formOf } from '../../http/form.ts'
import { formIdIn, pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { changeRole } from './change-role.ts'
import { invite, takeBack, type Invitation } from './invite.ts'
import { removePerson } from './change-role.ts'
import { showPeople } from './show-people.ts'
import { peoplePage } from './view.ts'
import { type PeopleState } from './view.ts'
import { linkPage } from './view.ts'
import { organizerShell } from './view.ts'

const Id = Type.String({ maxLength: 60 })
const ByLetter = { params: Type.Object({ id: Id }) }
const ByPart = { params: Type.Object({ id: Id, part: Id }) }
const InvitationForm = formOf('role', 'address', 'form_id')
const EmptyForm = formOf()

const people = new FormPage<PeopleState>((letter) => `/dashboard/letters/${letter}/people`)
const links = new FormPage<Invitation>((letter) => `/dashboard/letters/${letter}/invitations/link`)

/** Registers the pages for a letter's organizers. */
export function peopleRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    const after = (reply: FastifyReply, letter: string, verdict: 'done' | 'waits') =>
      reply.redirect(`/dashboard/letters/${letter}/${verdict === 'waits' ? 'approvals' : 'people'}`, 303)

    scope.get('/dashboard/letters/:id/people', { schema: ByLetter }, async (request, reply) => {
      const { id: me } = organizerOf(request)
      const facts = await showPeople(parts, me, request.params.id, parts.clock())
      const page = peoplePage(facts, me, formIdOf(request), people.stateOf(request))
      return sendPage(reply, 'organizers/people/people', page, organizerShell(say('organizers-people-title')))
    })

    scope.get('/dashboard/letters/:id/invitations/link', { schema: ByLetter }, (request, reply) => {
      const back = `/dashboard/letters/${request.params.id}/people`
      const invitation = links.stateOf(request)
      if (!invitation) return reply.redirect(back, 303)
      const page = linkPage(say('organizers-invitation-to-letter-heading'), invitation, back)
      return sendPage(reply, 'organizers/people/link', page, organizerShell(say('organizers-invitation-title')))
    })

    scope.post(
      '/dashboard/letters/:id/invitations',
      { schema: { ...ByLetter, body: InvitationForm } },
      async (request, reply) => {
        const { id } = request.params
        const typed = { role: field(request.body, 'role'), address: field(request.body, 'address') }
        try {
          const asked = { ...typed, once: pressOf(parts, request) }
          const invitation = await invite(parts, organizerOf(request), id, asked, parts.clock())
          if (invitation === 'waits') return await after(reply, id, 'waits')
          return await links.show(reply, parts, { of: id, id: formIdIn(request.body) }, invitation)
        } catch (error) {
          return people.show(reply, parts, { of: id }, { form: formWithErrors(error, typed) }, 422)
        }
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
        const { id, part } = request.params
        const change = { person: part, role: field(request.body, 'role') }
        return after(reply, id, await changeRole(parts, organizerOf(request), id, change, parts.clock()))
      },
    )

    scope.post(
      '/dashboard/letters/:id/people/:part/removal',
      { schema: { ...ByPart, body: EmptyForm } },
      async (request, reply) => {
        const { id: me } = organizerOf(request)
        const { id, part } = request.params
        const verdict = await removePerson(parts, organizerOf(request), id, part, parts.clock())
        if (verdict === 'done' && part === me) return reply.redirect('/dashboard', 303)
        return after(reply, id, verdict)
      },
    )
  })
}
