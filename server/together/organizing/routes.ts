import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { checked, field, formOf, formWithErrors } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { Refusal, say } from '../../refusal.ts'
import { agreeToReveal } from '../agree-to-reveal.ts'
import { endWaiting } from '../end-waiting.ts'
import { raiseNeeded } from '../raise-needed.ts'
import { wholeNumber } from './rules.ts'
import { showTogether } from './show-together.ts'
import { togetherPage, togetherPath, togetherShell, type RaiseForm } from './view.ts'

const ById = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }
const base = '/dashboard/letters/:id/together'
const forms = new FormPage<RaiseForm>((letter) => togetherPath(letter))

/** The organizers' page about names that wait: how many stand together, and what owners decide about it. */
export function togetherRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get(base, { schema: ById }, async (request, reply) => {
      const facts = await showTogether(parts, organizerOf(request).id, request.params.id)
      const page = togetherPage(facts, forms.stateOf(request), parts.config.units.day)
      return sendPage(reply, 'together/together', page, togetherShell)
    })

    scope.post(`${base}/number`, { schema: { ...ById, body: formOf('needed') } }, async (request, reply) => {
      const { id } = request.params
      const needed = field(request.body, 'needed').trim()
      try {
        await raiseNeeded(parts, organizerOf(request).id, id, { needed: wholeNumber(needed) }, parts.clock())
        return await reply.redirect(togetherPath(id), 303)
      } catch (error) {
        return forms.show(reply, parts, { of: id }, formWithErrors(error, { needed }), 422)
      }
    })

    scope.post(`${base}/reveal`, { schema: { ...ById, body: formOf() } }, async (request, reply) => {
      const { id } = request.params
      const outcome = await agreeToReveal(parts, organizerOf(request), id, parts.clock())
      return reply.redirect(outcome === 'waits' ? `/dashboard/letters/${id}/approvals` : togetherPath(id), 303)
    })

    scope.post(`${base}/end`, { schema: { ...ById, body: formOf('sure') } }, async (request, reply) => {
      const { id } = request.params
      if (!checked(request.body, 'sure')) {
        const error = new Refusal('invalid', 'not-sure', say('together-end-not-sure'), 'sure')
        return forms.show(reply, parts, { of: id }, formWithErrors(error, { needed: '' }), 422)
      }
      const outcome = await endWaiting(parts, organizerOf(request), id, parts.clock())
      return reply.redirect(outcome === 'waits' ? `/dashboard/letters/${id}/approvals` : togetherPath(id), 303)
    })
  })
}
