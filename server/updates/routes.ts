import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { findLetter } from '../letter/find-letter.ts'
import type { App, Parts } from '../http/app-types.ts'
import { besideFields, emptyForm, field, formOf, formWithErrors, type FormState } from '../http/form.ts'
import { formIdIn, mailedIn, pressOf } from '../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../http/kept-forms/form-page.ts'
import { warningsOnMarkdown } from '../text/markdown.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage, type Shell } from '../http/pages.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { Refusal, say } from '../refusal.ts'
import { askForUpdates } from './ask-for-updates.ts'
import { confirmUpdates } from './confirm-updates.ts'
import { draftUpdate } from './draft-update.ts'
import { previewUpdate } from './preview-update.ts'
import { publishUpdate } from './publish-update.ts'
import { checkUpdate, ownShare } from './rules.ts'
import { showUpdates } from './show-updates.ts'
import { readUnsubscribeLink, unsubscribe } from './unsubscribe.ts'
import { askCodePage, askPage, askShell, organizerUpdatesPage, type AskCodeState } from './view.ts'
import { letterPath } from '../letter/letter-address.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ByKey = { params: Key }
const ByToken = { params: Type.Object({ token: Type.String({ maxLength: 60 }) }) }
const ByLetter = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }
const AskForm = formOf('address', 'form_id', 'mailed')
const CodeForm = formOf('challenge', 'address', 'code', 'form_id', 'mailed')
const VersionForm = formOf('version')

export function updateRoutes(app: App, parts: Parts): void {
  askRoutes(app, parts)
  stopRoutes(app, parts)
  organizerPages(app, parts, (scope) => dashboardUpdateRoutes(scope, parts))
}

const asking = new FormPage<FormState<'address'>>((letter) => `${letter}/updates`)
const codes = new FormPage<AskCodeState>((letter) => `${letter}/updates/code`)

/** The pages are the same for everybody, so that they do not reveal whether an address is on the list. */
function askRoutes(app: App, parts: Parts): void {
  const sendAsk = async (request: FastifyRequest<{ Params: Static<typeof Key> }>, reply: FastifyReply) => {
    const letter = await findLetter(parts, request.params.key)
    return sendPage(reply, 'updates/ask', askPage(letter, formIdOf(request), asking.stateOf(request)), askShell)
  }
  app.get('/letters/:key/updates', { schema: ByKey }, sendAsk)

  app.get('/letters/:key/updates/code', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const start = { path: `${letterPath(letter)}/updates`, send: () => sendAsk(request, reply) }
    return codes.showKept(request, reply, start, (state) =>
      sendPage(reply, 'updates/code', askCodePage(letter, state, formIdOf(request)), codeShell),
    )
  })

  app.get('/letters/:key/updates/done', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    return sendPage(reply, 'updates/asked', { path: letterPath(letter) }, askShell)
  })

  app.post('/letters/:key/updates', { schema: { ...ByKey, body: AskForm } }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const address = field(request.body, 'address')
    const place = { of: letterPath(letter), id: formIdIn(request.body) }
    try {
      await parts.limits.beforeCode(request.ip, ownShare(letter), now)
      const { challenge } = await askForUpdates(parts, letter, { address, once: pressOf(parts, request) }, now)
      // For Back.
      await asking.keep(reply, parts, place, emptyForm({ address }))
      return await codes.show(reply, parts, place, { challenge, address, mailed: mailedIn(request.body) + 1 })
    } catch (error) {
      const form = formWithErrors(asField(error, 'address'), { address })
      return asking.show(reply, parts, { of: letterPath(letter) }, form, 422)
    }
  })

  app.post('/letters/:key/updates/confirmation', { schema: { ...ByKey, body: CodeForm } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const address = field(request.body, 'address').slice(0, 400)
    const challenge = field(request.body, 'challenge').slice(0, 40)
    const place = { of: letterPath(letter), id: formIdIn(request.body) }
    try {
      await confirmUpdates(parts, letter, { challenge, code: field(request.body, 'code') }, parts.clock())
      // The address is needed no more.
      for (const page of [asking, codes]) page.forget(reply, parts, place)
      return await reply.redirect(`${letterPath(letter)}/updates/done`, 303)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'code-lost') {
        const form = formWithErrors(new Refusal('invalid', error.code, error.sentence, 'address'), { address })
        return asking.show(reply, parts, { of: letterPath(letter) }, form, 409)
      }
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
      const state = { challenge, address, mailed: mailedIn(request.body), error: error.sentence }
      return codes.show(reply, parts, place, state, 422)
    }
  })
}

const codeShell: Shell = { ...askShell, title: say('updates-code-title') }

/** Shows the form again with the typed address if the network is over its limit of codes. */
function asField(error: unknown, name: string): unknown {
  if (!(error instanceof Refusal) || error.kind !== 'too-many') return error
  return new Refusal('invalid', error.code, error.sentence, name)
}

/** The link in every mail. GET changes nothing, because link scanners follow it. Mail programs POST to it (RFC 8058). */
function stopRoutes(app: App, parts: Parts): void {
  void app.register((scope: App, _options, done) => {
    // Ignores the body, because the token is in the path. Mail programs send either content type, or no body.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, parsed) => {
      payload.resume()
      payload.once('end', () => parsed(null, {}))
    })
    const shell: Shell = { title: say('updates-stop-title'), robots: 'noindex, nofollow, noarchive' }
    scope.get('/updates/:token', { schema: ByToken }, (request, reply) => {
      const { token } = request.params
      readUnsubscribeLink(parts, token)
      return sendPage(reply, 'updates/stop', { path: `/updates/${token}` }, shell)
    })
    scope.get('/updates/:token/stopped', { schema: ByToken }, (_request, reply) =>
      sendPage(reply, 'updates/stopped', {}, shell),
    )
    scope.post('/updates/:token', { schema: ByToken }, async (request, reply) => {
      await unsubscribe(parts, request.params.token)
      return sendPage(reply, 'updates/stopped', {}, shell)
    })
    // The form of the page. Mail programs must not be redirected (RFC 8058 section 3.1), so they have an address of their own.
    scope.post('/updates/:token/stop', { schema: ByToken }, async (request, reply) => {
      await unsubscribe(parts, request.params.token)
      return reply.redirect(`/updates/${request.params.token}/stopped`, 303)
    })
    done()
  })
}

/** The outcome of a form, for the page after it. */
interface DashboardState {
  form?: FormState<'text'>
  previewed?: boolean
}
const dashboard = new FormPage<DashboardState>((letter) => `/dashboard/letters/${letter}/updates`)

function dashboardUpdateRoutes(scope: App, parts: Parts): void {
  const base = '/dashboard/letters/:id/updates'

  scope.get(base, { schema: ByLetter }, async (request, reply) => {
    const facts = await showUpdates(parts, organizerOf(request).id, request.params.id)
    const shell = { title: say('updates-title'), wide: true }
    const page = organizerUpdatesPage(facts, catalogueOf(request.language), dashboard.stateOf(request))
    return sendPage(reply, 'updates/dashboard', page, shell)
  })

  scope.post(base, { schema: { ...ByLetter, body: formOf('text', 'version') } }, async (request, reply) => {
    const { id } = request.params
    const text = field(request.body, 'text')
    const version = Number(field(request.body, 'version'))
    try {
      await draftUpdate(parts, organizerOf(request).id, id, { text, version }, parts.clock())
      return await reply.redirect(`/dashboard/letters/${id}/updates`, 303)
    } catch (error) {
      return dashboard.show(reply, parts, { of: id }, { form: formWithErrors(error, { text }) }, 422)
    }
  })

  // A script asks while somebody types.
  scope.post('/dashboard/updates/check', { schema: { body: formOf('text') } }, (request, reply) => {
    const text = field(request.body, 'text')
    const checked = checkUpdate(text)
    const about = {
      errors: 'message' in checked ? [checked] : [],
      warnings: warningsOnMarkdown(text).map((message) => ({ field: 'text', message })),
    }
    return reply.header('cache-control', 'no-store').send(besideFields(about, catalogueOf(request.language)))
  })

  scope.post(`${base}/preview`, { schema: { ...ByLetter, body: VersionForm } }, async (request, reply) => {
    const { id } = request.params
    await previewUpdate(parts, organizerOf(request).id, id, Number(field(request.body, 'version')))
    return dashboard.show(reply, parts, { of: id }, { previewed: true })
  })

  scope.post(`${base}/publication`, { schema: { ...ByLetter, body: VersionForm } }, async (request, reply) => {
    const { id } = request.params
    const version = Number(field(request.body, 'version'))
    const outcome = await publishUpdate(parts, organizerOf(request), id, version, parts.clock())
    return reply.redirect(`/dashboard/letters/${id}/${outcome === 'waits' ? 'approvals' : 'updates'}`, 303)
  })
}
