import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { idempotent } from '../http/idempotency.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { answerApi } from './answer-api.ts'
import { planApi } from './plan/api.ts'
import { revokePage } from './revoke-page.ts'
import { sendAgain } from './send-again.ts'

const tags = ['delivery']
const id = Type.String({ maxLength: 36 })
const ByDelivery = Type.Object({ id, delivery: id })
const nothing = Type.Object({})

export function deliveryApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    planApi(scope, parts)
    deliveryActApi(scope, parts)
    answerApi(scope, parts)
  })
}

function deliveryActApi(scope: App, parts: Parts): void {
  const deliveries = '/desk/letters/:id/deliveries/:delivery'
  scope.post(
    `${deliveries}/repetition`,
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Send a copy that was refused, could not be made, or is unsure again, under the same Message-ID',
        params: ByDelivery,
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      await sendAgain(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
      return {}
    },
  )

  scope.post(
    `${deliveries}/page-end`,
    {
      schema: {
        tags,
        summary: 'End a recipient’s private page',
        params: ByDelivery,
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      await revokePage(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
      return {}
    },
  )
}
