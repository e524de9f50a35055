import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { removeReturned } from './remove-returned.ts'

const id = Type.String({ maxLength: 36 })
const ByMail = { params: Type.Object({ id, mail: id }) }

/** The answers page shows mail that came to a return address. These forms on it remove one. */
export function returnedRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    for (const [path, arrived] of [
      ['removal', false],
      ['arrival', true],
    ] as const)
      scope.post(`/dashboard/letters/:id/returned/:mail/${path}`, { schema: ByMail }, async (request, reply) => {
        const { id: letterId, mail } = request.params
        await removeReturned(parts, organizerOf(request).id, letterId, { id: mail, arrived }, parts.clock())
        return reply.redirect(`/dashboard/letters/${letterId}/answers`, 303)
      })
  })
}
