import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { findLetter } from '../letter/find-letter.ts'
import type { App, Parts } from '../http/app-types.ts'
import { besideFields, field, formWithErrors, formOf } from '../http/form.ts'
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
import { askCodePage, askPage, askShell, organizerUpdatesPage } from './view.ts'
import { letterPath } from '../letter/letter-address.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }
const ByToken = { params: Type.Object({ token: Type.String({ maxLength: 60 }) }) }
const ByLetter = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }
const CodeForm = formOf('challenge', 'address', 'code')
const VersionForm = formOf('version')

export function updateRoutes(app: App, parts: Parts): void {
  askRoutes(app, parts)
  stopRoutes(app, parts)
  organizerPages(app, parts, (scope) => dashboardUpdateRoutes(scope, parts))
}

/** The pages are the same for everybody, so that they do not reveal whether an address is on the list. */
function askRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/updates', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    return sendPage(reply, 'updates/ask', askPage(letter), askShell)
  })

  app.post('/letters/:key/updates', { schema: { ...ByKey, body: formOf('address') } }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const address = field(request.body, 'address')
    try {
      await parts.limits.beforeCode(request.ip, ownShare(letter), now)
      const { challenge } = await askForUpdates(parts, letter, address, now)
      return await sendPage(reply, 'updates/code', askCodePage(letter, challenge, address), codeShell)
    } catch (error) {
      return sendPage(
        reply,
        'updates/ask',
        askPage(letter, formWithErrors(asField(error, 'address'), { address })),
        askShell,
        422,
      )
    }
  })

  app.post('/letters/:key/updates/confirmation', { schema: { ...ByKey, body: CodeForm } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const challenge = field(request.body, 'challenge').slice(0, 40)
    try {
      await confirmUpdates(parts, letter, { challenge, code: field(request.body, 'code') }, parts.clock())
      return await sendPage(reply, 'updates/asked', { path: letterPath(letter) }, askShell)
    } catch (error) {
      const address = field(request.body, 'address')
      if (error instanceof Refusal && error.code === 'code-lost') {
        const form = formWithErrors(new Refusal('invalid', error.code, error.sentence, 'address'), { address })
        return sendPage(reply, 'updates/ask', askPage(letter, form), askShell, 409)
      }
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
      const page = askCodePage(letter, challenge, address, error.sentence)
      return sendPage(reply, 'updates/code', page, codeShell, 422)
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
    scope.post('/updates/:token', { schema: ByToken }, async (request, reply) => {
      await unsubscribe(parts, request.params.token)
      return sendPage(reply, 'updates/stopped', {}, shell)
    })
    done()
  })
}

function dashboardUpdateRoutes(scope: App, parts: Parts): void {
  const base = '/dashboard/letters/:id/updates'
  const show = async (reply: FastifyReply, id: string, more: Parameters<typeof organizerUpdatesPage>[2] = {}) => {
    const facts = await showUpdates(parts, organizerOf(reply.request).id, id)
    const shell = { title: say('updates-title'), wide: true }
    const page = organizerUpdatesPage(facts, catalogueOf(reply.request.language), more)
    return sendPage(reply, 'updates/dashboard', page, shell, more.form ? 422 : 200)
  }

  scope.get(base, { schema: ByLetter }, (request, reply) => show(reply, request.params.id))

  scope.post(base, { schema: { ...ByLetter, body: formOf('text', 'version') } }, async (request, reply) => {
    const { id } = request.params
    const text = field(request.body, 'text')
    const version = Number(field(request.body, 'version'))
    try {
      await draftUpdate(parts, organizerOf(request).id, id, { text, version }, parts.clock())
      return await reply.redirect(`/dashboard/letters/${id}/updates`, 303)
    } catch (error) {
      return show(reply, id, { form: formWithErrors(error, { text }) })
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
    return show(reply, id, { previewed: true })
  })

  scope.post(`${base}/publication`, { schema: { ...ByLetter, body: VersionForm } }, async (request, reply) => {
    const { id } = request.params
    const version = Number(field(request.body, 'version'))
    const outcome = await publishUpdate(parts, organizerOf(request).id, id, version, parts.clock())
    return outcome === 'waits'
      ? show(reply, id, { waits: true })
      : reply.redirect(`/dashboard/letters/${id}/updates`, 303)
  })
}
