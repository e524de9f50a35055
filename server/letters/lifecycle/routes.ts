import type { App, Parts } from '../../http/app-types.ts'
import { checked, emptyForm, field, formOf, type FormState } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { Refusal, say, type FieldMessage } from '../../refusal.ts'
import { fieldsOf } from '../../http/form.ts'
import { readLetter, type LetterForOrganizer } from '../read-letter.ts'
import { openLetter } from './open-letter.ts'
import { missingInPlan } from '../../delivery/plan/open-plan.ts'
import { openingPage } from './opening-view.ts'
import * as view from '../drafting/view.ts'
import { reviseLetter } from './revise-letter.ts'
import { revisingPage } from './revising-view.ts'
import type { FastifyReply } from 'fastify'
import { discardDraft } from '../drafting/discard-draft.ts'
import { restoreDraft } from '../drafting/restore-draft.ts'
import { closeLetter } from './close-letter.ts'
import { extendLetter } from './extend-letter.ts'
import { extensionPage } from './extension-view.ts'
import { lifePage } from './life-view.ts'
import { pauseLetter } from './pause-letter.ts'
import { rehearsePurge, purgeLetter } from './purge-letter.ts'
import { replaceQuietLink } from './replace-quiet-link.ts'
import Type from 'typebox'
import { addressed, letterPath } from '../../letter/letter-address.ts'

const ById = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }
const OpeningForm = formOf('to', 'version')
const RevisionForm = formOf('kind', 'version')
/** The form of an act that cannot be undone. */
const SureForm = formOf('sure')

/** The organizers' pages on which a letter is opened, revised, closed and purged. */
export function lifecycleRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    openingRoutes(scope, parts)
    revisingRoutes(scope, parts)
    lifeRoutes(scope, parts)
    extensionRoutes(scope, parts)
  })
}

const opening = new FormPage<{ to: string; errors: FieldMessage[] }>(
  (letter) => `/dashboard/letters/${letter}/text/opening`,
)
const revising = new FormPage<{ kind: string; errors: FieldMessage[] }>(
  (letter) => `/dashboard/letters/${letter}/text/revision`,
)
const life = new FormPage<FieldMessage[]>((letter) => `/dashboard/letters/${letter}/close`)

function openingRoutes(scope: App, parts: Parts): void {
  const around = async ({ letter, draft }: LetterForOrganizer) => {
    const now = parts.clock()
    const plan = await missingInPlan(parts, letter, draft, now)
    return { canMail: parts.mail !== null, day: parts.config.units.day, now, plan }
  }
  const shell = { title: say('lifecycle-opening-title') }

  scope.get('/dashboard/letters/:id/text/opening', { schema: ById }, async (request, reply) => {
    const dashboard = await readLetter(parts, organizerOf(request).id, request.params.id)
    if (dashboard.letter.state !== 'draft' && dashboard.letter.state !== 'quiet')
      return reply.redirect(`/dashboard/letters/${request.params.id}/close`, 303)
    return sendPage(
      reply,
      'letters/lifecycle/opening',
      openingPage(dashboard, await around(dashboard), opening.stateOf(request)),
      shell,
    )
  })

  scope.post(
    '/dashboard/letters/:id/text/opening',
    { schema: { ...ById, body: OpeningForm } },
    async (request, reply) => {
      const { id } = request.params
      const organizer = organizerOf(request)
      const to = field(request.body, 'to')
      try {
        if (to !== 'quiet' && to !== 'open')
          throw new Refusal('invalid', 'opening-unclear', say('refusal-opening-unclear'), 'to')
        const asked = { to, version: Number(field(request.body, 'version')), canMail: parts.mail !== null } as const
        const { outcome } = await openLetter(parts, organizer, id, asked, parts.clock())
        return await reply.redirect(`/dashboard/letters/${id}/${outcome === 'waits' ? 'approvals' : 'share'}`, 303)
      } catch (error) {
        return opening.show(reply, parts, { of: id }, { to, errors: fieldsOf(error) }, 422)
      }
    },
  )
}
function revisingRoutes(scope: App, parts: Parts): void {
  const shell = { title: say('lifecycle-revising-title') }

  scope.get('/dashboard/letters/:id/text/revision', { schema: ById }, async (request, reply) => {
    const dashboard = await readLetter(parts, organizerOf(request).id, request.params.id)
    const { kind, errors } = revising.stateOf(request) ?? {}
    const page = revisingPage(dashboard, kind, errors)
    if (!page || dashboard.letter.state === 'purged') return reply.redirect(view.textPath(request.params.id), 303)
    return sendPage(reply, 'letters/lifecycle/revising', page, shell)
  })

  scope.post(
    '/dashboard/letters/:id/text/revision',
    { schema: { ...ById, body: RevisionForm } },
    async (request, reply) => {
      const { id } = request.params
      const organizer = organizerOf(request)
      const kind = field(request.body, 'kind')
      try {
        if (kind !== 'correction' && kind !== 'substance')
          throw new Refusal('invalid', 'kind-unclear', say('refusal-kind-unclear'), 'kind')
        const version = Number(field(request.body, 'version'))
        const { outcome, letter } = await reviseLetter(parts, organizer, id, { kind, version }, parts.clock())
        if (outcome === 'waits') return await reply.redirect(`/dashboard/letters/${id}/approvals`, 303)
        return await reply.redirect(`${letterPath(addressed(parts, letter))}/revisions/${String(letter.revision)}`, 303)
      } catch (error) {
        return revising.show(reply, parts, { of: id }, { kind, errors: fieldsOf(error) }, 422)
      }
    },
  )
}
function lifeRoutes(scope: App, parts: Parts): void {
  const shell = { title: say('lifecycle-life-title') }
  const askAgain = (reply: FastifyReply, id: string) => life.show(reply, parts, { of: id }, unsure, 422)
  scope.get('/dashboard/letters/:id/close', { schema: ById }, async (request, reply) => {
    const { id } = request.params
    const organizer = organizerOf(request)
    const dashboard = await readLetter(parts, organizer.id, id)
    const mayPurge = dashboard.role === 'owner' && dashboard.letter.state === 'closed'
    const rehearsal = mayPurge ? await rehearsePurge(parts, organizer.id, id, parts.clock()) : undefined
    const page = lifePage(dashboard, parts.config.origin, { rehearsal, errors: life.stateOf(request) ?? [] })
    return sendPage(reply, 'letters/lifecycle/life', page, shell)
  })

  scope.post(
    '/dashboard/letters/:id/close/pause',
    { schema: { ...ById, body: formOf('paused') } },
    async (request, reply) => {
      const { id } = request.params
      await pauseLetter(parts, organizerOf(request).id, id, field(request.body, 'paused') === 'yes', parts.clock())
      return reply.redirect(`/dashboard/letters/${id}/close`, 303)
    },
  )

  scope.post(
    '/dashboard/letters/:id/close/quiet-link',
    { schema: { ...ById, body: formOf() } },
    async (request, reply) => {
      const { id } = request.params
      await replaceQuietLink(parts, organizerOf(request).id, id, parts.clock())
      return reply.redirect(`/dashboard/letters/${id}/close`, 303)
    },
  )

  scope.post(
    '/dashboard/letters/:id/close/closure',
    { schema: { ...ById, body: SureForm } },
    async (request, reply) => {
      const { id } = request.params
      if (!checked(request.body, 'sure')) return askAgain(reply, id)
      const outcome = await closeLetter(parts, organizerOf(request), id, parts.clock())
      return reply.redirect(`/dashboard/letters/${id}/${outcome === 'waits' ? 'approvals' : 'close'}`, 303)
    },
  )

  scope.post(
    '/dashboard/letters/:id/close/discard',
    { schema: { ...ById, body: SureForm } },
    async (request, reply) => {
      const { id } = request.params
      if (!checked(request.body, 'sure')) return askAgain(reply, id)
      const outcome = await discardDraft(parts, organizerOf(request), id, parts.clock())
      return reply.redirect(outcome === 'waits' ? `/dashboard/letters/${id}/approvals` : '/dashboard', 303)
    },
  )

  scope.post('/dashboard/letters/:id/restoration', { schema: { ...ById, body: formOf() } }, async (request, reply) => {
    const { id } = request.params
    await restoreDraft(parts, organizerOf(request).id, id, parts.clock())
    return reply.redirect(view.textPath(id), 303)
  })

  scope.post('/dashboard/letters/:id/close/purge', { schema: { ...ById, body: SureForm } }, async (request, reply) => {
    const { id } = request.params
    if (!checked(request.body, 'sure')) return askAgain(reply, id)
    const { letter } = await readLetter(parts, organizerOf(request).id, id)
    const { outcome } = await purgeLetter(parts, organizerOf(request), id, parts.clock())
    if (outcome === 'waits') return reply.redirect(`/dashboard/letters/${id}/approvals`, 303)
    // The purge has ended its organizers' memberships. Only the public page is left to show.
    return reply.redirect(letterPath(letter), 303)
  })
}

const extending = new FormPage<FormState<'until'>>((letter) => `/dashboard/letters/${letter}/close/extension`)

function extensionRoutes(scope: App, parts: Parts): void {
  const path = '/dashboard/letters/:id/close/extension'
  scope.get(path, { schema: ById }, async (request, reply) => {
    const dashboard = await readLetter(parts, organizerOf(request).id, request.params.id)
    const page = extensionPage(dashboard, extending.stateOf(request), parts.clock())
    return sendPage(reply, 'letters/lifecycle/extension', page, { title: say('lifecycle-extension-title') })
  })

  scope.post(path, { schema: { ...ById, body: formOf('until') } }, async (request, reply) => {
    const { id } = request.params
    const until = field(request.body, 'until')
    try {
      const outcome = await extendLetter(parts, organizerOf(request), id, until, parts.clock())
      return await reply.redirect(`/dashboard/letters/${id}/${outcome === 'waits' ? 'approvals' : 'close'}`, 303)
    } catch (error) {
      const summary = fieldsOf(error)
      const errors = Object.fromEntries(summary.map(({ field: name, message }) => [name, message]))
      return extending.show(reply, parts, { of: id }, { ...emptyForm({ until }), errors, summary }, 422)
    }
  })
}

const unsure = [{ field: 'sure', message: say('lifecycle-not-sure') }]
