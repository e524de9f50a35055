import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, fieldsOf, formOf } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { Refusal, say } from '../../refusal.ts'
import { saveHeadcount } from './save-headcount.ts'
import { showHeadcounts } from './show-headcounts.ts'
import { headcountsPage, type HeadcountForm } from './view.ts'

const ByLetter = Type.Object({ id: Type.String({ maxLength: 40 }) })
const ByRow = Type.Object({ id: Type.String({ maxLength: 40 }), row: Type.String({ maxLength: 40 }) })
const PeopleForm = formOf('people')
const forms = new FormPage<HeadcountForm>((letter) => `/dashboard/letters/${letter}/headcounts`)

/** The page on which organizers type about how many people work at an employer. */
export function headcountRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get('/dashboard/letters/:id/headcounts', { schema: { params: ByLetter } }, async (request, reply) => {
      const { letter, title, employers } = await showHeadcounts(parts, organizerOf(request).id, request.params.id)
      const head = { id: letter.id, letterTitle: title, atLeast: letter.batch_size }
      const page = headcountsPage(head, employers, forms.stateOf(request))
      return sendPage(reply, 'dashboard/headcounts', page, { title: say('dashboard-headcounts-title') })
    })

    scope.post(
      '/dashboard/letters/:id/headcounts/:row',
      { schema: { params: ByRow, body: PeopleForm } },
      async (request, reply) => {
        const { id: organizerId } = organizerOf(request)
        const { letter } = await authorizeLetter(parts, organizerId, request.params.id, 'edit')
        const employer = request.params.row
        const typed = field(request.body, 'people')
        const input = { letterId: letter.id, organizerId, employerId: employer, typed }
        try {
          const saved = await saveHeadcount(parts, input, parts.clock())
          return await forms.show(reply, parts, { of: letter.id }, { employer, saved })
        } catch (error) {
          if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
          const wrong = { typed, errors: fieldsOf(error) }
          return forms.show(reply, parts, { of: letter.id }, { employer, wrong }, 422)
        }
      },
    )
  })
}
