import { randomBytes } from 'node:crypto'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, formOf, formWithErrors } from '../../http/form.ts'
import { pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { notFoundRefusal, say } from '../../refusal.ts'
import { showPlan } from '../plan/show-plan.ts'
import { addTemplate } from './add-template.ts'
import { blanks, templates, type Filled } from './rules.ts'
import { undoTemplate } from './undo-template.ts'
import { templatesPage, type TemplateForm } from './view.ts'

const id = Type.String({ maxLength: 36 })
const ByLetter = { params: Type.Object({ id }) }
const ByTemplate = { params: Type.Object({ id, template: Type.String({ maxLength: 20 }) }) }
const base = '/dashboard/letters/:id/delivery/templates'

const filling = new FormPage<TemplateForm>((letter) => `/dashboard/letters/${letter}/delivery/templates`)

export function planTemplateRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get(base, { schema: ByLetter }, async (request, reply) => {
      const facts = await showPlan(parts, organizerOf(request).id, request.params.id, parts.clock())
      const words = catalogueOf(request.language)
      const page = templatesPage(facts, filling.stateOf(request), formIdOf(request), words)
      const shell = { title: say('plan-templates-title'), wide: true, scripts: ['zone'] }
      return sendPage(reply, 'delivery/plan-templates/templates', page, shell)
    })

    scope.post(
      `${base}/:template`,
      { schema: { ...ByTemplate, body: formOf(...blanks, 'form_id') } },
      async (request, reply) => {
        const { id: letterId } = request.params
        const template = templates.find((each) => each === request.params.template)
        if (!template) throw notFoundRefusal()
        const filled = Object.fromEntries(blanks.map((blank) => [blank, field(request.body, blank)])) as Filled
        const press = pressOf(parts, request) ?? randomBytes(32)
        try {
          const asked = { template, filled, press }
          const added = await addTemplate(parts, organizerOf(request).id, letterId, asked, parts.clock())
          return await reply.redirect(`/dashboard/letters/${letterId}/delivery?added=${added.join('.')}`, 303)
        } catch (error) {
          const form = { ...formWithErrors(error, filled), template }
          return filling.show(reply, parts, { of: letterId }, form, 422)
        }
      },
    )

    // Another path than a template's, because `:template` would take it.
    scope.post(
      '/dashboard/letters/:id/delivery/template-undo',
      { schema: { ...ByLetter, body: formOf('added') } },
      async (request, reply) => {
        const { id: letterId } = request.params
        const added = field(request.body, 'added').split('.')
        await undoTemplate(parts, organizerOf(request).id, letterId, added, parts.clock())
        return reply.redirect(`/dashboard/letters/${letterId}/delivery`, 303)
      },
    )
  })
}
