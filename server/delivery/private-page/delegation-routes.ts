import type { App, Parts } from '../../http/app-types.ts'
import { sendPage } from '../../http/pages.ts'
import { codedActRoutes } from './coded-act-routes.ts'
import { delegate } from './delegate.ts'
import { delegateCode } from './delegate-code.ts'
import { endDelegation } from './end-delegation.ts'
import { ByToken, shellOf } from './page-routes.ts'
import { delegateCodePage } from './view.ts'

/** The recipient lets somebody else answer, with a code, and ends that person's link, without one. */
export function delegationRoutes(scope: App, parts: Parts): void {
  codedActRoutes(scope, parts, {
    name: 'delegation',
    fields: ['name', 'address'],
    ask: (token, typed, now) => delegateCode(parts, token, typed, now),
    carryOut: (token, typed, now) => delegate(parts, token, typed, now),
    showCodePage: (reply, token, state, formId) => {
      const page = delegateCodePage(token, state, formId)
      return sendPage(reply, 'delivery/private-page/delegate-code', page, shellOf('responses-delegate-code-title'))
    },
  })

  scope.post('/r/:token/delegation/end', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    await endDelegation(parts, token)
    return reply.redirect(`/r/${token}#delegation`, 303)
  })
}
