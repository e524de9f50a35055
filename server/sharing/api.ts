import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { ShareSchema } from './schemas.ts'
import { shareLetter } from './share-letter.ts'
import { shareJson } from './view.ts'

const tags = ['letters']
const ById = Type.Object({ id: Type.String({ maxLength: 36 }) })

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
  })
}
