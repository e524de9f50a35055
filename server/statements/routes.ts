import Type from 'typebox'
import { findLetter } from '../letter/find-letter.ts'
import { hasIssuers } from '../letter/has-issuers.ts'
import { titleOf } from '../letter/title-of.ts'
import type { App, Parts } from '../http/app-types.ts'
import { field, formOf } from '../http/form.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage } from '../http/pages.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { decideStatement } from './decide-statement.ts'
import { anyEarlier, publicStatements, statementsToRead } from './public-statements.ts'
import { dashboardShell, dashboardStatements, listShell, newShell, newStatementPage, statementsPage } from './view.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }
const atLetter = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }
const atRow = { params: Type.Object({ id: Type.String({ maxLength: 36 }), row: Type.String({ maxLength: 40 }) }) }

/** Statements without a name: everybody reads them, a script in the browser sends them, a moderator publishes them. */
export function statementRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/statements', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const page = statementsPage(letter, await publicStatements(parts.db, letter), await hasIssuers(parts, letter))
    return sendPage(reply, 'statements/list', page, listShell)
  })
  app.get('/letters/:key/statements/new', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const page = newStatementPage(letter, await anyEarlier(parts, letter), parts.clock())
    return sendPage(reply, 'statements/new', page, newShell)
  })
  organizerPages(app, parts, (scope) => {
    scope.get('/dashboard/letters/:id/statements', { schema: atLetter }, async (request, reply) => {
      const { letter } = await authorizeLetter(parts, organizerOf(request).id, request.params.id, 'moderate')
      const head = { id: letter.id, letterTitle: await titleOf(parts, letter) }
      return sendPage(
        reply,
        'statements/dashboard',
        dashboardStatements(head, await statementsToRead(parts, letter)),
        dashboardShell,
      )
    })
    scope.post(
      '/dashboard/letters/:id/statements/:row/decision',
      { schema: { ...atRow, body: formOf('verdict') } },
      async (request, reply) => {
        const organizer = organizerOf(request)
        const { letter } = await authorizeLetter(parts, organizer.id, request.params.id, 'moderate')
        const decision = { letterId: letter.id, organizerId: organizer.id, id: request.params.row }
        await decideStatement(parts, { ...decision, verdict: field(request.body, 'verdict') }, parts.clock())
        return reply.redirect(`/dashboard/letters/${letter.id}/statements`, 303)
      },
    )
  })
}
