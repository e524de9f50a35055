import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { organizerOf } from '../http/organizer-scope.ts'
import { sendPage } from '../http/pages.ts'
import { titleOf } from '../letter/title-of.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { say } from '../refusal.ts'
import { activityPage } from './activity-view.ts'
import { ByLetter, momentFrom } from './input-view.ts'
import { reloadInWords } from './reload-view.ts'
import { reloadAfter } from './rules.ts'
import { listActivity, showDashboard } from './show-dashboard.ts'
import { dashboardPage } from './view.ts'

const atLetter = { params: ByLetter }

function wordsOf({ language }: FastifyRequest) {
  return catalogueOf(language)
}

/** The overview and the log. */
export function overviewRoutes(scope: App, parts: Parts): void {
  const Reloads = Type.Object(
    { reloads: Type.Optional(Type.String({ maxLength: 5 })) },
    { additionalProperties: false },
  )
  scope.get('/dashboard/letters/:id', { schema: { ...atLetter, querystring: Reloads } }, async (request, reply) => {
    const organizerId = organizerOf(request).id
    const found = await authorizeLetter(parts, organizerId, request.params.id, 'read')
    const now = parts.clock()
    const facts = await showDashboard(parts, { ...found, organizerId }, now)
    const path = `/dashboard/letters/${found.letter.id}`
    const typed = request.query.reloads
    const done = typed === undefined ? 0 : /^\d{1,3}$/.test(typed) ? Number(typed) : null
    const after = done === null ? null : reloadAfter(found.letter, done, now)
    // A header instead of an element, because it reloads without JavaScript, and only this page has it.
    if (after !== null && done !== null)
      void reply.header('refresh', `${String(after)}; url=${path}?reloads=${String(done + 1)}`)
    const page = dashboardPage(facts, wordsOf(request), reloadInWords(found.letter, after !== null, path))
    const title = say('dashboard-title', { title: page.dashboard.title })
    return sendPage(reply, 'dashboard/show', page, { title, robots: 'noindex, nofollow', wide: true })
  })

  const Before = Type.Object({ before: Type.Optional(Type.String({ maxLength: 40 })) }, { additionalProperties: false })
  scope.get(
    '/dashboard/letters/:id/activity',
    { schema: { ...atLetter, querystring: Before } },
    async (request, reply) => {
      const { letter, role } = await authorizeLetter(parts, organizerOf(request).id, request.params.id, 'read')
      const rows = await listActivity(parts, letter.id, momentFrom(request.query.before))
      const page = activityPage(letter, await titleOf(parts, letter), rows, role, wordsOf(request))
      const title = say('dashboard-activity-title')
      return sendPage(reply, 'dashboard/activity', page, { title, robots: 'noindex, nofollow', wide: true })
    },
  )
}
