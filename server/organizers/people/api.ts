import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { changeRole, removePerson } from './change-role.ts'
import { invite, takeBack } from './invite.ts'
import { InvitationSchema, PeopleSchema } from './schemas.ts'
import { showPeople } from './show-people.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { invitationJson, peopleJson } from './view.ts'

const tags = ['organizers']
const closed = { additionalProperties: false }
export const MailTo = Type.Optional(
  Type.String({ maxLength: 400, description: 'The address to mail the link to. It is deleted once the mail is sent.' }),
)
const Id = Type.String({ maxLength: 60 })
const ByLetter = Type.Object({ id: Id })
const ByPart = Type.Object({ id: Id, part: Id })
const RoleBody = Type.Object({ role: Type.String({ maxLength: 20 }) }, closed)
const InvitationBody = Type.Object(
  {
    role: Type.String({ maxLength: 20 }),
    address: MailTo,
  },
  closed,
)
const Waits = Type.Object({ outcome: Type.Literal('waits') }, { description: 'A second owner must agree.' })
const Done = Type.Object({ outcome: Type.Literal('done') })

/** Registers the API for a letter's organizers. */
export function peopleApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.get(
      '/dashboard/letters/:id/people',
      {
        schema: {
          tags,
          summary: 'Lists the letter’s organizers and the open invitations',
          params: ByLetter,
          response: answers({
            200: PeopleSchema,
          }),
        },
      },
      async (request) => {
        const facts = await showPeople(parts, organizerOf(request).id, request.params.id, parts.clock())
        return peopleJson(facts, catalogueOf(request.language))
      },
    )

    scope.post(
      '/dashboard/letters/:id/invitations',
      {
        schema: {
          tags,
          summary: 'Invites somebody to organize the letter',
          params: ByLetter,
          body: InvitationBody,
          response: answers({ 201: InvitationSchema, 202: Waits }),
        },
        ...idempotent(parts),
      },
      async (request, reply) => {
        const made = await invite(parts, organizerOf(request), request.params.id, request.body, parts.clock())
        reply.header('cache-control', 'no-store')
        if (made === 'waits') return reply.code(202).send({ outcome: 'waits' })
        return reply.code(201).send(invitationJson(made))
      },
    )

    scope.delete(
      '/dashboard/letters/:id/invitations/:part',
      {
        schema: { tags, summary: 'Takes an invitation back', params: ByPart, response: answers({ 204: Type.Null() }) },
      },
      async (request, reply) => {
        await takeBack(parts, organizerOf(request).id, request.params.id, request.params.part)
        return reply.code(204).send(null)
      },
    )

    scope.put(
      '/dashboard/letters/:id/people/:part',
      {
        schema: {
          tags,
          summary: 'Gives somebody another role',
          params: ByPart,
          body: RoleBody,
          response: answers({ 200: Done, 202: Waits }),
        },
      },
      async (request, reply) => {
        const change = { person: request.params.part, role: request.body.role }
        const outcome = await changeRole(parts, organizerOf(request), request.params.id, change, parts.clock())
        return outcome === 'waits' ? reply.code(202).send({ outcome }) : reply.send({ outcome })
      },
    )

    scope.delete(
      '/dashboard/letters/:id/people/:part',
      {
        schema: {
          tags,
          summary: 'Takes somebody off the letter, or leaves it',
          params: ByPart,
          response: answers({ 200: Done, 202: Waits }),
        },
      },
      async (request, reply) => {
        const { id, part } = request.params
        const outcome = await removePerson(parts, organizerOf(request), id, part, parts.clock())
        return outcome === 'waits' ? reply.code(202).send({ outcome }) : reply.send({ outcome })
      },
    )
  })
}
