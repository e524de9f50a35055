import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendAgain } from './send-again.ts'

const id = Type.String({ maxLength: 36 })
const ByDelivery = { params: Type.Object({ id, delivery: id }) }

export function sendingRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.post(
      '/dashboard/letters/:id/deliveries/:delivery/repetition',
      { schema: ByDelivery },
      async (request, reply) => {
        await sendAgain(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
        return reply.redirect(`/dashboard/letters/${request.params.id}/delivery`, 303)
      },
    )
  })
}
