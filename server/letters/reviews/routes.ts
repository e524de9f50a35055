import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { fieldsIn, formOf, formWithErrors } from '../../http/form.ts'
import { formIdIn, pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { say } from '../../refusal.ts'
import { endReviewLink } from './end-review-link.ts'
import { makeReviewLink, type MadeLink } from './make-review-link.ts'
import { showReviewLinks } from './show-review-links.ts'
import { reviewLinksPage, type LinkForm } from './view.ts'

const Id = Type.String({ maxLength: 60 })
const ByLetter = { params: Type.Object({ id: Id }) }
const ByPart = { params: Type.Object({ id: Id, part: Id }) }
const NewLinkForm = formOf('label', 'days', 'version', 'form_id')
const EmptyForm = formOf()

const forms = new FormPage<LinkForm>((letter) => `/dashboard/letters/${letter}/reviews`)
const links = new FormPage<MadeLink>((letter) => `/dashboard/letters/${letter}/reviews/link`)
const shell: Shell = { title: say('reviews-title'), robots: 'noindex, nofollow', wide: true }

/** Registers the organizers' pages for the review links of a draft. */
export function reviewsRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get('/dashboard/letters/:id/reviews', { schema: ByLetter }, async (request, reply) => {
      const facts = await showReviewLinks(parts, organizerOf(request).id, request.params.id, parts.clock())
      const page = reviewLinksPage(facts, formIdOf(request), forms.stateOf(request))
      return sendPage(reply, 'letters/reviews/links', page, shell)
    })

    scope.get('/dashboard/letters/:id/reviews/link', { schema: ByLetter }, (request, reply) => {
      const { id } = request.params
      const made = links.stateOf(request)
      if (!made) return reply.redirect(`/dashboard/letters/${id}/reviews`, 303)
      const page = { id, link: made.link, lastDay: new Date(made.lastDay) }
      return sendPage(reply, 'letters/reviews/new-link', page, { ...shell, title: say('reviews-made-title') })
    })

    scope.post(
      '/dashboard/letters/:id/reviews',
      { schema: { ...ByLetter, body: NewLinkForm } },
      async (request, reply) => {
        const { id } = request.params
        const typed = fieldsIn(request.body, ['label', 'days', 'version'])
        try {
          const asked = { ...typed, once: pressOf(parts, request) }
          const made = await makeReviewLink(parts, organizerOf(request).id, id, asked, parts.clock())
          return await links.show(reply, parts, { of: id, id: formIdIn(request.body) }, made)
        } catch (error) {
          return forms.show(reply, parts, { of: id }, formWithErrors(error, typed), 422)
        }
      },
    )

    scope.post(
      '/dashboard/letters/:id/reviews/:part/end',
      { schema: { ...ByPart, body: EmptyForm } },
      async (request, reply) => {
        const { id, part } = request.params
        await endReviewLink(parts, organizerOf(request).id, id, part, parts.clock())
        return reply.redirect(`/dashboard/letters/${id}/reviews`, 303)
      },
    )
  })
}
