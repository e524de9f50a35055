import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { Pdf } from '../delivery/schemas.ts'
import { drawPoster } from './draw-poster.ts'
import { PosterFormatSchema, ShareSchema } from './schemas.ts'
import { shareLetter } from './share-letter.ts'
import { shareJson } from './view.ts'

const tags = ['letters']
const id = Type.String({ maxLength: 36 })
const ById = Type.Object({ id })

export function sharingApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.get(
      '/dashboard/letters/:id/share',
      {
        schema: {
          tags,
          summary: 'Returns the letter’s link, and texts to pass on',
          params: ById,
          response: answers({ 200: ShareSchema }),
        },
      },
      async (request) => shareJson(await shareLetter(parts, organizerOf(request).id, request.params.id)),
    )
    scope.get(
      '/dashboard/letters/:id/share/poster-:format.pdf',
      {
        schema: {
          tags,
          summary: 'Makes a poster of an open letter',
          params: Type.Object({ id, format: PosterFormatSchema }),
          response: answers({ 200: Pdf }),
        },
      },
      async (request, reply) => {
        const { id: letterId, format } = request.params
        const pdf = await drawPoster(parts, organizerOf(request).id, letterId, format)
        return reply.header('cache-control', 'no-store').type('application/pdf').send(pdf)
      },
    )
  })
}
