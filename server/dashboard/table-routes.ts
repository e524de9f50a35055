import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { field, formOf } from '../http/form.ts'
import { organizerOf } from '../http/organizer-scope.ts'
import { sendStream } from '../http/pages.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { figuresCsv, namesCsv, separatorFrom } from './csv-view.ts'
import { exportNames } from './export-names.ts'
import { ByLetter } from './input-view.ts'
import { showDashboard } from './show-dashboard.ts'

const ExportForm = formOf('separator')
const csvType = 'text/csv; charset=utf-8'
const atLetter = { params: ByLetter }

/** Tables for spreadsheets: the figures, and the names. */
export function tableRoutes(scope: App, parts: Parts): void {
  const BySeparator = Type.Object(
    { separator: Type.Optional(Type.String({ maxLength: 20 })) },
    { additionalProperties: false },
  )
  scope.get(
    '/dashboard/letters/:id/figures.csv',
    { schema: { ...atLetter, querystring: BySeparator } },
    async (request, reply) => {
      const organizerId = organizerOf(request).id
      const found = await authorizeLetter(parts, organizerId, request.params.id, 'read')
      const facts = await showDashboard(parts, { ...found, organizerId }, parts.clock())
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="figures.csv"')
        .type(csvType)
        .send(figuresCsv(facts, separatorFrom(request.query.separator), wordsOf(request)))
    },
  )

  scope.post(
    '/dashboard/letters/:id/exports',
    { schema: { ...atLetter, body: ExportForm } },
    async (request, reply) => {
      const organizer = organizerOf(request)
      const { letter } = await authorizeLetter(parts, organizer.id, request.params.id, 'export')
      const by = { letterId: letter.id, asker: organizer }
      const separator = separatorFrom(field(request.body, 'separator'))
      const outcome = await exportNames(parts, by, parts.clock(), (names, signal) => {
        void reply.header('cache-control', 'no-store').header('content-disposition', 'attachment; filename="names.csv"')
        return sendStream(reply, csvType, namesCsv(names, separator, wordsOf(request)), signal)
      })
      if (outcome === 'sent') return reply
      return reply.redirect(`/dashboard/letters/${letter.id}/approvals`, 303)
    },
  )
}

function wordsOf({ language }: FastifyRequest) {
  return catalogueOf(language)
}
