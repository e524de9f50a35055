import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, fieldsIn, fieldsOf, formOf, formWithErrors } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { listInWords } from '../../messages/lists.ts'
import { notFoundRefusal, say, type Sentence } from '../../refusal.ts'
import type { Saved } from '../drafting/save-draft.ts'
import { markVersion } from '../versions/mark-version.ts'
import { nameVersion } from '../versions/name-version.ts'
import { saveVersion } from '../versions/save-version.ts'
import { endKeeping, keepDrafting } from '../versions/keep-drafting.ts'
import { versionNumber } from '../versions/rules.ts'
import { showVersion } from '../versions/show-version.ts'
import { showVersions } from '../versions/show-versions.ts'
import { restoreVersion } from './restore-version.ts'
import { comparisonPage, versionPage, versionsPage, versionsPath, type ListState, type VersionState } from './view.ts'

const id = Type.String({ maxLength: 36 })
const number = Type.String({ maxLength: 12 })
const ById = { params: Type.Object({ id }) }
const ByNumber = { params: Type.Object({ id, number }) }
const ListAsked = Type.Object({
  before: Type.Optional(number),
  restored: Type.Optional(number),
  how: Type.Optional(Type.String({ maxLength: 10 })),
})
const ComparisonAsked = Type.Object({ with: Type.Optional(number) })
const NameBody = formOf('name')
const RestoreBody = formOf('version', 'base')

const lists = new FormPage<ListState>((letter) => versionsPath(letter))
const ones = new FormPage<VersionState>((path) => path)

/** Registers the pages of the versions of a draft. */
export function versionRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    listRoutes(scope, parts)
    versionPages(scope, parts)
    nameRoutes(scope, parts)
    readRoutes(scope, parts)
    restoreRoutes(scope, parts)
    keepingRoutes(scope, parts)
  })
}

function listRoutes(scope: App, parts: Parts): void {
  scope.get(
    '/dashboard/letters/:id/text/versions',
    { schema: { ...ById, querystring: ListAsked } },
    async (request, reply) => {
      const facts = await showVersions(parts, organizerOf(request).id, request.params.id)
      const { before, restored, how } = request.query
      const asked = {
        ...lists.stateOf(request),
        before: before === undefined ? undefined : versionNumber(before),
        restored: restored === undefined ? undefined : restoredWords(versionNumber(restored), how),
      }
      const page = versionsPage(facts, asked, { now: parts.clock(), day: parts.config.units.day })
      return sendPage(reply, 'letters/version-pages/versions', page, { title: say('versions-title') })
    },
  )

  scope.post(
    '/dashboard/letters/:id/text/versions',
    { schema: { ...ById, body: NameBody } },
    async (request, reply) => {
      const typed = fieldsIn(request.body, ['name'])
      const letterId = request.params.id
      try {
        await saveVersion(parts, organizerOf(request).id, letterId, typed.name, parts.clock())
        return await reply.redirect(versionsPath(letterId), 303)
      } catch (error) {
        return lists.show(reply, parts, { of: letterId }, { form: formWithErrors(error, typed) }, 422)
      }
    },
  )
}

/** What a restore did. A number that is none says nothing. */
function restoredWords(number: number, how: string | undefined): Sentence | undefined {
  return number === 0 ? undefined : say('versions-restored', { number, merged: how === 'merged' ? 'yes' : 'no' })
}

function versionPages(scope: App, parts: Parts): void {
  scope.get('/dashboard/letters/:id/text/versions/:number', { schema: ByNumber }, async (request, reply) => {
    const { id: letterId, number: asked } = request.params
    const facts = await showVersion(parts, organizerOf(request).id, letterId, asked)
    const page = versionPage(facts, ones.stateOf(request))
    return sendPage(reply, 'letters/version-pages/version', page, { title: say('versions-one-title') })
  })

  scope.get(
    '/dashboard/letters/:id/text/versions/:number/comparison',
    { schema: { ...ByNumber, querystring: ComparisonAsked } },
    async (request, reply) => {
      const { id: letterId, number: asked } = request.params
      const other = request.query.with ?? ''
      const show = (each: string) => showVersion(parts, organizerOf(request).id, letterId, each)
      const page = comparisonPage(await show(asked), other === '' ? undefined : await show(other))
      return sendPage(reply, 'letters/version-pages/comparison', page, { title: say('versions-comparison-title') })
    },
  )
}

function nameRoutes(scope: App, parts: Parts): void {
  scope.post(
    '/dashboard/letters/:id/text/versions/:number/name',
    { schema: { ...ByNumber, body: NameBody } },
    async (request, reply) => {
      const path = versionsPath(request.params.id, request.params.number)
      const typed = fieldsIn(request.body, ['name'])
      try {
        await nameVersion(parts, organizerOf(request).id, placeOf(request.params), typed.name)
        return await reply.redirect(path, 303)
      } catch (error) {
        return ones.show(reply, parts, { of: path }, { form: formWithErrors(error, typed) }, 422)
      }
    },
  )
}

function readRoutes(scope: App, parts: Parts): void {
  const mark = async (request: FastifyRequest<{ Params: Place }>, reply: FastifyReply, read: boolean) => {
    await markVersion(parts, organizerOf(request).id, placeOf(request.params), read)
    return reply.redirect(versionsPath(request.params.id, request.params.number), 303)
  }
  const schema = { ...ByNumber, body: formOf() }
  scope.post('/dashboard/letters/:id/text/versions/:number/reading', { schema }, (request, reply) =>
    mark(request, reply, true),
  )
  scope.post('/dashboard/letters/:id/text/versions/:number/reading/end', { schema }, (request, reply) =>
    mark(request, reply, false),
  )
}

function restoreRoutes(scope: App, parts: Parts): void {
  scope.post(
    '/dashboard/letters/:id/text/versions/:number/restoration',
    { schema: { ...ByNumber, body: RestoreBody } },
    async (request, reply) => {
      const place = placeOf(request.params)
      const path = versionsPath(place.letter_id, place.number)
      const from = { version: Number(field(request.body, 'version')), base: field(request.body, 'base') }
      try {
        const saved = await restoreVersion(parts, organizerOf(request), place, from, parts.clock())
        if (saved.outcome === 'overtaken')
          return await ones.show(reply, parts, { of: path }, { overtaken: overtakenWords(saved) }, 409)
        const how = saved.merged ? '&how=merged' : ''
        return await reply.redirect(`${versionsPath(place.letter_id)}?restored=${String(place.number)}${how}`, 303)
      } catch (error) {
        return ones.show(reply, parts, { of: path }, { errors: fieldsOf(error) }, 422)
      }
    },
  )
}

function keepingRoutes(scope: App, parts: Parts): void {
  const path = '/dashboard/letters/:id/text/versions/keeping'
  const schema = { ...ById, body: formOf() }
  scope.post(path, { schema }, async (request, reply) => {
    const letterId = request.params.id
    try {
      const outcome = await keepDrafting(parts, organizerOf(request), letterId, parts.clock())
      const next = outcome === 'waits' ? `/dashboard/letters/${letterId}/approvals` : versionsPath(letterId)
      return await reply.redirect(next, 303)
    } catch (error) {
      return lists.show(reply, parts, { of: letterId }, { errors: fieldsOf(error) }, 409)
    }
  })
  scope.post(`${path}/end`, { schema }, async (request, reply) => {
    await endKeeping(parts, organizerOf(request).id, request.params.id, parts.clock())
    return reply.redirect(versionsPath(request.params.id), 303)
  })
}

function overtakenWords({ overtaking }: Extract<Saved, { outcome: 'overtaken' }>): Sentence {
  const savers = overtaking?.savers ?? []
  return say('versions-overtaken', { count: savers.length, names: listInWords(savers) })
}

interface Place {
  id: string
  number: string
}

/** @throws Refusal if the address names no version */
function placeOf({ id: letterId, number: asked }: Place): { letter_id: string; number: number } {
  const read = versionNumber(asked)
  if (read === 0) throw notFoundRefusal('version')
  return { letter_id: letterId, number: read }
}
