import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage } from '../http/pages.ts'
import { shareLetter } from './share-letter.ts'
import { sharePage, shareShell } from './view.ts'

const ById = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }

/** The organizers' page with everything that they need to pass a letter on. */
export function sharingRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get('/dashboard/letters/:id/share', { schema: ById }, async (request, reply) => {
      const facts = await shareLetter(parts, organizerOf(request).id, request.params.id)
      return sendPage(reply, 'sharing/share', sharePage(facts), shareShell)
    })
  })
}
