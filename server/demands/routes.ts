import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { fieldsIn, formOf, formWithErrors } from '../http/form.ts'
import { FormPage } from '../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage } from '../http/pages.ts'
import { say } from '../refusal.ts'
import { setDemandState } from './set-demand-state.ts'
import { showDemands } from './show-demands.ts'
import { demandPage, demandPath, demandsPage, type DemandForm } from './view.ts'

const id = Type.String({ maxLength: 36 })
const ByLetter = { params: Type.Object({ id }) }
const ByDemand = { params: Type.Object({ id, demand: Type.String({ maxLength: 43 }) }) }
const StateForm = formOf('state', 'since', 'note', 'link')
const forms = new FormPage<DemandForm>((path) => path)

/** The organizers' pages on which they say what became of each demand. */
export function demandRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get('/dashboard/letters/:id/demands', { schema: ByLetter }, async (request, reply) => {
      const facts = await showDemands(parts, organizerOf(request).id, request.params.id)
      return sendPage(reply, 'demands/demands', demandsPage(facts), { title: say('demands-title'), wide: true })
    })

    scope.get('/dashboard/letters/:id/demands/:demand', { schema: ByDemand }, async (request, reply) => {
      const { id: letterId, demand } = request.params
      const facts = await showDemands(parts, organizerOf(request).id, letterId)
      const page = demandPage(facts, demand, forms.stateOf(request), parts.clock())
      return sendPage(reply, 'demands/demand', page, { title: say('demands-say-title'), wide: true })
    })

    scope.post(
      '/dashboard/letters/:id/demands/:demand',
      { schema: { ...ByDemand, body: StateForm } },
      async (request, reply) => {
        const { id: letterId, demand: key } = request.params
        const typed = fieldsIn(request.body, ['state', 'since', 'note', 'link'])
        try {
          const outcome = await setDemandState(parts, organizerOf(request), letterId, { key, ...typed }, parts.clock())
          const next = outcome === 'waits' ? 'approvals' : 'demands'
          return await reply.redirect(`/dashboard/letters/${letterId}/${next}`, 303)
        } catch (error) {
          const form = formWithErrors(error, typed)
          return forms.show(reply, parts, { of: demandPath(letterId, key) }, form, 422)
        }
      },
    )
  })
}
