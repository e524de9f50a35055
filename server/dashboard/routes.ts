import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Parts } from '../http/app-types.ts'
import { field, fieldsIn, formOf, formWithErrors, type FormState } from '../http/form.ts'
import { FormPage } from '../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage, type Shell } from '../http/pages.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import type { OrganizerAct } from '../organizers/rules.ts'
import { Refusal, notFoundRefusal, say, type Sentence } from '../refusal.ts'
import { hideName } from '../signatures/moderation/hide-name.ts'
import { countMatching, invalidate } from '../signatures/moderation/invalidate.ts'
import { noteNamesChecked } from '../signatures/moderation/note-names-checked.ts'
import { reinstate } from '../signatures/moderation/reinstate.ts'
import { settleNameClaim } from '../signatures/moderation/settle-name-claim.ts'
import { showNameAgain } from '../signatures/moderation/show-name-again.ts'
import { overviewRoutes } from './overview-routes.ts'
import { tableRoutes } from './table-routes.ts'
import { ByLetter, ByRow, ListQuery, conditionFrom, filterFrom } from './input-view.ts'
import { listNameClaims } from './list-name-claims.ts'
import { findSignature, listSignatures } from './list-signatures.ts'
import { titleOf } from '../letter/title-of.ts'
import { signaturesPerPage, waitingPerPage } from './rules.ts'
import { listEmployers } from './show-dashboard.ts'
import {
  conditionFields,
  emptyConditions,
  invalidationsPage,
  rowPart,
  signaturePage,
  signaturesPage,
  type ConditionField,
} from './signatures-view.ts'

const searchFields = ['search', ...Object.keys(ListQuery.properties)]
const SearchForm = formOf(...searchFields)
const ConditionForm = formOf(...conditionFields)
const InvalidationForm = formOf(...conditionFields, 'reason', 'expected')
const DecisionForm = formOf('decision', 'signature', 'search')
const CheckedForm = formOf('batch')
const EmptyForm = formOf()
const atLetter = { params: ByLetter }
const atRow = { params: ByRow }

const inLetter = (rest: string) => `/dashboard/letters/${rest}`
/** The filter of a search. The page searches again each time it is shown, so it shows no name that went meanwhile. */
const searches = new FormPage<Record<string, string>>((letter) => inLetter(`${letter}/signatures`))
const refusedActs = new FormPage<Sentence>(inLetter)
const matches = new FormPage<{ form: FormState<ConditionField>; count: number | null }>((letter) =>
  inLetter(`${letter}/invalidations`),
)
const claimForms = new FormPage<{ search?: string; error?: Sentence }>(inLetter)

export function dashboardRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    overviewRoutes(scope, parts)
    tableRoutes(scope, parts)
    review(scope, parts)
    singleActs(scope, parts)
    bulkActs(scope, parts)
    claims(scope, parts)
  })
}

async function at(parts: Parts, request: FastifyRequest, act: OrganizerAct) {
  const { id } = request.params as { id: string }
  const organizer = organizerOf(request)
  const found = await authorizeLetter(parts, organizer.id, id, act)
  const head = {
    id: found.letter.id,
    letterTitle: await titleOf(parts, found.letter),
  }
  return { ...found, head, by: { letterId: found.letter.id, organizerId: organizer.id } }
}

function shell(title: Sentence): Shell {
  return { title, robots: 'noindex, nofollow' }
}

function wideShell(title: Sentence): Shell {
  return { ...shell(title), wide: true }
}

function review(scope: App, parts: Parts): void {
  const byQuery = { schema: { ...atLetter, querystring: ListQuery } }
  scope.get('/dashboard/letters/:id/signatures', byQuery, async (request, reply) => {
    const found = await at(parts, request, 'read')
    const source = searches.stateOf(request) ?? request.query
    const filter = filterFrom((name) => field(source, name))
    const list = await listSignatures(parts, found, filter, signaturesPerPage)
    const page = signaturesPage(found.head, found, list, filter)
    return sendPage(reply, 'dashboard/signatures', page, wideShell(say('dashboard-signatures-title')))
  })
  // Uses POST, because addresses of pages appear in histories and logs, and names must not.
  scope.post(
    '/dashboard/letters/:id/signatures/search',
    { schema: { ...atLetter, body: SearchForm } },
    async (request, reply) => {
      const { head } = await at(parts, request, 'read')
      return searches.show(reply, parts, { of: head.id }, fieldsIn(request.body, searchFields))
    },
  )

  scope.post(
    '/dashboard/letters/:id/signatures/checked',
    { schema: { ...atLetter, body: CheckedForm } },
    async (request, reply) => {
      const { by, head } = await at(parts, request, 'moderate')
      const outcome = await noteNamesChecked(parts, by, field(request.body, 'batch'))
      const path = `/dashboard/letters/${head.id}`
      return reply.redirect(outcome === 'noted' ? path : `${path}/signatures?resemblance=no`, 303)
    },
  )

  scope.get('/dashboard/letters/:id/signatures/:row', { schema: atRow }, async (request, reply) => {
    const found = await at(parts, request, 'moderate')
    const signature = await findSignature(parts, found, request.params.row)
    return sendPage(
      reply,
      'dashboard/signature',
      signaturePage(found.head, signature, refusedActs.stateOf(request)),
      shell(say('dashboard-signature-title')),
    )
  })
}

function singleActs(scope: App, parts: Parts): void {
  const post = (path: string, act: (input: Input, now: Date, body: unknown) => Promise<unknown>, body = EmptyForm) =>
    scope.post(
      `/dashboard/letters/:id/signatures/:row/${path}`,
      { schema: { ...atRow, body } },
      async (request, reply) => {
        const { by, head } = await at(parts, request, 'moderate')
        const input = { ...by, signatureId: request.params.row }
        try {
          await act(input, parts.clock(), request.body)
        } catch (error) {
          if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
          const of = `${head.id}/signatures/${request.params.row}`
          return refusedActs.show(reply, parts, { of }, error.sentence, 422)
        }
        return reply.redirect(`/dashboard/letters/${head.id}/signatures/${request.params.row}`, 303)
      },
    )
  post('hiding', (input, now) => hideName(parts, input, now))
  post('hiding/end', (input, now) => showNameAgain(parts, input, now))
  post(
    'invalidation',
    ({ signatureId, ...by }, now, body) =>
      invalidate(parts, { ...by, meant: { signatureId }, reason: field(body, 'reason') }, now),
    formOf('reason'),
  )
  post('invalidation/end', (input, now) => reinstate(parts, input, now))
}

interface Input {
  letterId: string
  organizerId: string
  signatureId: string
}

function bulkActs(scope: App, parts: Parts): void {
  scope.get('/dashboard/letters/:id/invalidations', { schema: atLetter }, async (request, reply) => {
    const { letter, head } = await at(parts, request, 'moderate')
    const { form, count } = matches.stateOf(request) ?? { form: emptyConditions(), count: null }
    const page = invalidationsPage(head, form, await listEmployers(parts, letter.id), count)
    return sendPage(reply, 'dashboard/invalidations', page, shell(say('dashboard-invalidations-title')))
  })

  const handle = async (
    request: FastifyRequest,
    reply: FastifyReply,
    names: readonly ConditionField[],
    act: (found: Awaited<ReturnType<typeof at>>, values: Record<ConditionField, string>) => Promise<number | null>,
  ) => {
    const found = await at(parts, request, 'moderate')
    const values = { ...emptyConditions().values }
    for (const name of names) values[name] = field(request.body, name).trim()
    const place = { of: found.head.id }
    try {
      const count = await act(found, values)
      if (count === null) return await reply.redirect(`/dashboard/letters/${found.head.id}/activity`, 303)
      return await matches.show(reply, parts, place, { form: { ...emptyConditions(), values }, count })
    } catch (error) {
      if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error
      const shown = error.fields.length > 0 ? error : new Refusal('invalid', error.code, error.sentence, '')
      // If only the reason is missing, the page shows the number again.
      const count = error.fields[0]?.field === 'reason' ? Number(field(request.body, 'expected')) : null
      return matches.show(reply, parts, place, { form: formWithErrors(shown, values), count }, 422)
    }
  }

  scope.post(
    '/dashboard/letters/:id/invalidations/preview',
    { schema: { ...atLetter, body: ConditionForm } },
    (request, reply) =>
      handle(request, reply, conditionFields, ({ by }, values) => countMatching(parts, by, conditionFrom(values))),
  )
  scope.post(
    '/dashboard/letters/:id/invalidations',
    { schema: { ...atLetter, body: InvalidationForm } },
    (request, reply) =>
      handle(request, reply, [...conditionFields, 'reason'], async ({ by }, values) => {
        const expected = Number.parseInt(field(request.body, 'expected'), 10)
        const meant = { condition: conditionFrom(values), expected: Number.isSafeInteger(expected) ? expected : -1 }
        await invalidate(parts, { ...by, meant, reason: values.reason }, parts.clock())
        return null
      }),
  )
  scope.post(
    '/dashboard/letters/:id/invalidations/:row/end',
    { schema: { ...atRow, body: EmptyForm } },
    async (request, reply) => {
      const { by, head } = await at(parts, request, 'moderate')
      await reinstate(parts, { ...by, activityId: request.params.row }, parts.clock())
      return reply.redirect(`/dashboard/letters/${head.id}/activity`, 303)
    },
  )
}

function claims(scope: App, parts: Parts): void {
  scope.get('/dashboard/letters/:id/name-claims', { schema: atLetter }, async (request, reply) => {
    const { letter, head } = await at(parts, request, 'moderate')
    const all = await listNameClaims(parts, letter.id)
    const claims = all.slice(0, waitingPerPage)
    const page = { ...head, claims, more: all.length - claims.length }
    return sendPage(reply, 'dashboard/name-claims', page, shell(say('dashboard-name-claims-title')))
  })

  scope.get('/dashboard/letters/:id/name-claims/:row', { schema: atRow }, async (request, reply) => {
    const found = await at(parts, request, 'moderate')
    const claim = (await listNameClaims(parts, found.letter.id)).find((one) => one.id === request.params.row)
    if (!claim) throw notFoundRefusal('request')
    const { search = claim.name, error } = claimForms.stateOf(request) ?? {}
    const list = await listSignatures(
      parts,
      found,
      filterFrom((name) => (name === 'search' ? search : '')),
      signaturesPerPage,
    )
    const errors = error === undefined ? [] : [{ field: 'signature', message: error }]
    const page = { ...found.head, claim, search, found: list.signatures.map(rowPart), more: list.next !== null, errors }
    return sendPage(reply, 'dashboard/name-claim', page, shell(say('dashboard-name-claims-title')))
  })
  scope.post(
    '/dashboard/letters/:id/name-claims/:row/search',
    { schema: { ...atRow, body: formOf('search') } },
    async (request, reply) => {
      const { head } = await at(parts, request, 'moderate')
      const of = `${head.id}/name-claims/${request.params.row}`
      return claimForms.show(reply, parts, { of }, { search: field(request.body, 'search').trim() })
    },
  )
  scope.post(
    '/dashboard/letters/:id/name-claims/:row/decision',
    { schema: { ...atRow, body: DecisionForm } },
    async (request, reply) => {
      const found = await at(parts, request, 'moderate')
      const { body, params } = request
      const decision =
        field(body, 'decision') === 'decline'
          ? ({ decision: 'decline' } as const)
          : ({ decision: 'hide', signatureId: field(body, 'signature') } as const)
      try {
        await settleNameClaim(parts, { ...found.by, claimId: params.row, ...decision }, parts.clock())
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
        const search = field(body, 'search') || undefined
        const of = `${found.head.id}/name-claims/${params.row}`
        return claimForms.show(reply, parts, { of }, { ...(search && { search }), error: error.sentence }, 422)
      }
      return reply.redirect(`/dashboard/letters/${found.head.id}/name-claims`, 303)
    },
  )
}
