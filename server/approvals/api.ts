import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { agree } from './agree.ts'
import { refuse } from './refuse.ts'
import { AgreementSchema, ProposalSchema } from './schemas.ts'
import { showProposals } from './show-proposals.ts'
import { agreementJson, approvalsJson } from './json-view.ts'
import { withdraw } from './withdraw.ts'

const tags = ['organizers']
const closed = { additionalProperties: false }
const Id = Type.String({ maxLength: 60 })
const ByLetter = Type.Object({ id: Id })
const ByPart = Type.Object({ id: Id, part: Id })
const Done = Type.Object({ outcome: Type.Literal('done') })

/** Registers the API for what waits for a second owner. */
export function approvalsApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.get(
      '/dashboard/letters/:id/approvals',
      {
        schema: {
          tags,
          summary: 'Lists what waits for a second owner, with its exact content',
          params: ByLetter,
          response: answers({ 200: Type.Array(ProposalSchema) }),
        },
      },
      async (request, reply) => {
        const words = catalogueOf(request.language)
        const { id } = organizerOf(request)
        reply.header('cache-control', 'no-store')
        return approvalsJson(await showProposals(parts, id, request.params.id, words, parts.clock()), words)
      },
    )

    scope.post(
      '/dashboard/letters/:id/approvals/:part/agreement',
      {
        schema: {
          tags,
          summary: 'Agrees to another owner’s proposal, which carries it out',
          params: ByPart,
          body: Type.Object(
            { shown: Type.String({ maxLength: 64, description: 'The hash that came with the content you have seen' }) },
            closed,
          ),
          response: answers({ 200: AgreementSchema }),
        },
      },
      async (request, reply) => {
        const { id, part } = request.params
        const agreeing = { proposal: part, shown: request.body.shown, canMail: parts.mail !== null }
        reply.header('cache-control', 'no-store')
        return agreementJson(await agree(parts, organizerOf(request), id, agreeing, parts.clock()))
      },
    )

    scope.post(
      '/dashboard/letters/:id/approvals/:part/refusal',
      {
        schema: {
          tags,
          summary: 'Refuses another owner’s proposal. It stays open for the other owners',
          params: ByPart,
          body: Type.Object({ reason: Type.String({ maxLength: 2000 }) }, closed),
          response: answers({ 200: Done }),
        },
      },
      async (request) => {
        const { id, part } = request.params
        const { reason } = request.body
        await refuse(parts, organizerOf(request).id, id, { proposal: part, reason }, parts.clock())
        return { outcome: 'done' as const }
      },
    )

    scope.post(
      '/dashboard/letters/:id/approvals/:part/withdrawal',
      {
        schema: { tags, summary: 'Withdraws your proposal', params: ByPart, response: answers({ 200: Done }) },
      },
      async (request) => {
        const { id, part } = request.params
        await withdraw(parts, organizerOf(request).id, id, part, parts.clock())
        return { outcome: 'done' as const }
      },
    )
  })
}
