import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { endReviewLink } from './end-review-link.ts'
import { makeReviewLink } from './make-review-link.ts'
import { NewReviewLink, ReviewLinkSchema, ReviewLinksSchema } from './schemas.ts'
import { showReviewLinks } from './show-review-links.ts'
import { reviewLinkJson, reviewLinksJson } from './view.ts'

const tags = ['organizers']
const Id = Type.String({ maxLength: 60 })
const ByLetter = Type.Object({ id: Id })
const ByPart = Type.Object({ id: Id, part: Id })

/** Registers the API for the review links of a draft. A reviewer has no API: the link binds to a browser. */
export function reviewsApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.get(
      '/dashboard/letters/:id/review-links',
      {
        schema: {
          tags,
          summary: 'Lists the links by which people without an account read and comment on the draft',
          params: ByLetter,
          response: answers({ 200: ReviewLinksSchema }),
        },
      },
      async (request) =>
        reviewLinksJson(await showReviewLinks(parts, organizerOf(request).id, request.params.id, parts.clock())),
    )

    scope.post(
      '/dashboard/letters/:id/review-links',
      {
        schema: {
          tags,
          summary: 'Makes a review link',
          params: ByLetter,
          body: NewReviewLink,
          response: answers({ 201: ReviewLinkSchema }),
        },
        ...idempotent(parts),
      },
      async (request, reply) => {
        const { label, days, version } = request.body
        const typed = { label, days: String(days ?? ''), version: String(version ?? '') }
        const made = await makeReviewLink(parts, organizerOf(request).id, request.params.id, typed, parts.clock())
        return reply.code(201).header('cache-control', 'no-store').send(reviewLinkJson(made))
      },
    )

    scope.delete(
      '/dashboard/letters/:id/review-links/:part',
      {
        schema: { tags, summary: 'Ends a review link', params: ByPart, response: answers({ 204: Type.Null() }) },
      },
      async (request, reply) => {
        const { id, part } = request.params
        await endReviewLink(parts, organizerOf(request).id, id, part, parts.clock())
        return reply.code(204).send(null)
      },
    )
  })
}
