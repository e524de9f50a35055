import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage } from '../http/pages.ts'
import { drawPoster } from './draw-poster.ts'
import { PosterFormatSchema } from './schemas.ts'
import { shareLetter } from './share-letter.ts'
import { sharePage, shareShell } from './view.ts'

const id = Type.String({ maxLength: 36 })
const ById = { params: Type.Object({ id }) }
const ByFormat = { params: Type.Object({ id, format: PosterFormatSchema }) }

/** The organizers' page with everything that they need to pass a letter on. */
export function sharingRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get('/dashboard/letters/:id/share', { schema: ById }, async (request, reply) => {
      const facts = await shareLetter(parts, organizerOf(request).id, request.params.id)
      return sendPage(reply, 'sharing/share', sharePage(facts), shareShell)
    })

    // A file name that says nothing about the letter.
    scope.get('/dashboard/letters/:id/share/poster-:format.pdf', { schema: ByFormat }, async (request, reply) => {
      const { id, format } = request.params
      const pdf = await drawPoster(parts, organizerOf(request).id, id, format)
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="poster-${format}.pdf"`)
        .type('application/pdf')
        .send(pdf)
    })
  })
}
