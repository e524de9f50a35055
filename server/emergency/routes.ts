import { contactsToShow } from '../legal-contacts.ts'
import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { field, formOf } from '../http/form.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage } from '../http/pages.ts'
import { say } from '../refusal.ts'
import { acts, type ActAtOnce } from './acts.ts'
import { showEmergency } from './show-emergency.ts'
import { emergencyPage } from './view.ts'

const ByLetter = { params: Type.Object({ id: Type.String({ maxLength: 60 }) }) }
const Done = Type.Object({ done: Type.Optional(Type.String({ maxLength: 20 })) })
const EmptyForm = formOf()
const PersonForm = formOf('person')

/** Registers the page for the moment when something happened. */
export function emergencyRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get(
      '/dashboard/letters/:id/emergency',
      { schema: { ...ByLetter, querystring: Done } },
      async (request, reply) => {
        const facts = await showEmergency(parts, organizerOf(request).id, request.params.id, parts.clock())
        const contacts = contactsToShow(parts.config.values.LEGAL_CONTACT, request.language.tag)
        const page = emergencyPage(facts, contacts, request.query.done)
        return sendPage(reply, 'emergency/emergency', page, { title: say('emergency-title'), wide: true })
      },
    )
    for (const act of Object.keys(acts) as ActAtOnce[])
      scope.post(
        `/dashboard/letters/:id/emergency/${act}`,
        { schema: { ...ByLetter, body: act === 'sessions' ? PersonForm : EmptyForm } },
        async (request, reply) => {
          const { id: letterId } = request.params
          const person = act === 'sessions' ? field(request.body, 'person') : ''
          const by = { organizer: organizerOf(request), letterId, person }
          const done = await acts[act](parts, by, parts.clock())
          return reply.redirect(`/dashboard/letters/${letterId}/emergency?done=${done}`, 303)
        },
      )
  })
}
