import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { orNull } from '../../http/schemas.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { saveHeadcount } from './save-headcount.ts'
import { HeadcountSavedSchema, HeadcountsSchema } from './schemas.ts'
import { showHeadcounts } from './show-headcounts.ts'
import { headcountsJson } from './view.ts'

const tags = ['dashboard']

export function headcountApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.get(
      '/dashboard/letters/:id/headcounts',
      {
        schema: {
          tags,
          summary: 'Lists the employers, and about how many people work there if an organizer said so',
          params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
          response: answers({ 200: HeadcountsSchema }),
        },
      },
      async (request) => {
        const { employers } = await showHeadcounts(parts, organizerOf(request).id, request.params.id)
        return headcountsJson(employers)
      },
    )
    scope.put(
      '/dashboard/letters/:id/headcounts/:row',
      {
        schema: {
          tags,
          summary: 'Says about how many people work at an employer. `row` is the employer’s id',
          params: Type.Object({ id: Type.String({ maxLength: 40 }), row: Type.String({ maxLength: 40 }) }),
          body: Type.Object({ people: orNull(Type.Integer()) }, { additionalProperties: false }),
          response: answers({ 200: HeadcountSavedSchema }),
        },
      },
      async (request) => {
        const { id: organizerId } = organizerOf(request)
        const { letter } = await authorizeLetter(parts, organizerId, request.params.id, 'edit')
        const { people } = request.body
        const typed = people === null ? '' : String(people)
        const input = { letterId: letter.id, organizerId, employerId: request.params.row, typed }
        return saveHeadcount(parts, input, parts.clock())
      },
    )
  })
}
