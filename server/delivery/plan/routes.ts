import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { besideFields, emptyForm, field, fieldList, formWithErrors, formOf } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { warningsOnMarkdown } from '../../text/markdown.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { acceptUploads, chooseAgain, fileWith, readForm } from '../../http/uploads.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { notFoundRefusal, say } from '../../refusal.ts'
import { copyPage } from './copy-view.ts'
import { largestPhoto } from '../hand-delivery/clean-photo.ts'
import { fetchPrint } from '../hand-delivery/fetch-print.ts'
import { stageFields, stageFormPage, type StageForm } from './form-view.ts'
import { handDeliveryPage, type HandDeliveryForm } from '../hand-delivery/view.ts'
import { moveStage } from './move-stage.ts'
import { previewCopy } from './preview-copy.ts'
import { faultInTypedNote, type StageInput } from './read-stage.ts'
import { recordHandDelivery } from '../hand-delivery/record-hand-delivery.ts'
import { addStage, changeStage } from './change-stage.ts'
import { partLinks } from '../../letters/part-links.ts'
import { rehearsePlan } from '../expected/rehearse-plan.ts'
import { expectedView } from '../expected/view.ts'
import { showPlan } from './show-plan.ts'
import { endings, lookedActs, plainActs } from './stage-acts.ts'
import { namedStages, planPage } from './view.ts'

const id = Type.String({ maxLength: 36 })
const StageFields = formOf(...stageFields)
const LookedForm = formOf('version')
const ByLetter = { params: Type.Object({ id }) }
const ByStage = { params: Type.Object({ id, stage: id }) }
const ByCopy = { params: Type.Object({ id, stage: id, recipient: id }) }
const short = Type.Optional(Type.String({ maxLength: 30 }))
const Asked = {
  querystring: Type.Object({
    asked: short,
    added: Type.Optional(Type.String({ maxLength: 200 })),
    signatures: short,
    by: short,
  }),
}
const Proposed = { querystring: Type.Object({ proposed: Type.Optional(Type.String({ maxLength: 10 })) }) }

const base = '/dashboard/letters/:id/delivery'

export function planRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get(base, { schema: { ...ByLetter, ...Asked } }, async (request, reply) => {
      const now = parts.clock()
      const { asked, added = '', signatures = '', by = '' } = request.query
      const facts = await showPlan(parts, organizerOf(request).id, request.params.id, now)
      const rehearsal = await rehearsePlan(parts, facts.letter, { signatures, by }, now)
      const expected = rehearsal && expectedView(rehearsal, namedStages(facts), { signatures, by }, request.language)
      const page = planPage(facts, { stopped: asked === 'stop', added, expected, parts: partLinks(facts, 'plan') }, now)
      return sendPage(reply, 'delivery/plan/plan', page, { title: say('plan-title'), wide: true })
    })
    editRoutes(scope, parts)
    actRoutes(scope, parts)
    copyRoutes(scope, parts)
    void scope.register((uploads, _options, done) => {
      acceptUploads(uploads, largestPhoto)
      handDeliveryRoutes(uploads, parts)
      done()
    })
  })
}

function back(reply: FastifyReply, letterId: string, outcome?: string): FastifyReply {
  const page = outcome === 'waits' ? 'approvals' : outcome === 'stopped' ? 'delivery?asked=stop' : 'delivery'
  return reply.redirect(`/dashboard/letters/${letterId}/${page}`, 303)
}

/** The page of a new stage, or of a change. */
const stages = new FormPage<StageForm>((page) => page)
const handDeliveries = new FormPage<HandDeliveryForm>((stage) => `/dashboard/letters/${stage}/hand-over`)

function editRoutes(scope: App, parts: Parts): void {
  const show = async (request: FastifyRequest, reply: FastifyReply, letterId: string, stageId: string | null) => {
    const facts = await showPlan(parts, organizerOf(request).id, letterId, parts.clock())
    const stage = stageId === null ? undefined : facts.stages.find((each) => each.stage.id === stageId)
    if (stageId !== null && !stage) throw notFoundRefusal('stage')
    const page = stageFormPage(facts, stage, stages.stateOf(request) ?? null)
    return sendPage(reply, 'delivery/plan/stage', page, { title: page.heading, wide: true, scripts: ['zone'] })
  }

  // A script asks while somebody types.
  scope.post('/dashboard/notes/check', { schema: { body: formOf('note') } }, (request, reply) => {
    const note = field(request.body, 'note')
    const fault = faultInTypedNote(note)
    const about = {
      errors: fault === null ? [] : [fault],
      warnings: warningsOnMarkdown(note).map((message) => ({ field: 'note', message })),
    }
    return reply.header('cache-control', 'no-store').send(besideFields(about, catalogueOf(request.language)))
  })

  scope.get(`${base}/new`, { schema: ByLetter }, (request, reply) => show(request, reply, request.params.id, null))
  scope.get(`${base}/:stage/change`, { schema: ByStage }, (request, reply) =>
    show(request, reply, request.params.id, request.params.stage),
  )

  scope.post(base, { schema: { ...ByLetter, body: StageFields } }, async (request, reply) => {
    const input = inputOf(request.body)
    try {
      await addStage(parts, organizerOf(request).id, request.params.id, input, parts.clock())
    } catch (error) {
      const of = `/dashboard/letters/${request.params.id}/delivery/new`
      return stages.show(reply, parts, { of }, formWithErrors(error, typedOf(input)), 422)
    }
    return back(reply, request.params.id)
  })

  scope.post(
    `${base}/:stage`,
    { schema: { ...ByStage, body: formOf(...stageFields, 'version') } },
    async (request, reply) => {
      const { id: letterId, stage: stageId } = request.params
      const input = inputOf(request.body)
      const looked = { stageId, version: versionIn(request) }
      let outcome
      try {
        outcome = await changeStage(parts, organizerOf(request), letterId, looked, input, parts.clock())
      } catch (error) {
        const of = `/dashboard/letters/${letterId}/delivery/${stageId}/change`
        return stages.show(reply, parts, { of }, formWithErrors(error, typedOf(input)), 422)
      }
      return back(reply, letterId, outcome)
    },
  )

  scope.post(`${base}/:stage/place`, { schema: { ...ByStage, body: formOf('to') } }, async (request, reply) => {
    const { id: letterId, stage: stageId } = request.params
    const to = field(request.body, 'to') === 'earlier' ? 'earlier' : 'later'
    await moveStage(parts, organizerOf(request).id, letterId, { stageId, to }, parts.clock())
    return back(reply, letterId)
  })
}

function actRoutes(scope: App, parts: Parts): void {
  for (const [path, act] of lookedActs)
    scope.post(`${base}/:stage/${path}`, { schema: { ...ByStage, body: LookedForm } }, async (request, reply) => {
      const { id: letterId, stage: stageId } = request.params
      const looked = { stageId, version: versionIn(request) }
      return back(reply, letterId, await act(parts, organizerOf(request), letterId, looked, parts.clock()))
    })

  for (const [path, act] of plainActs)
    scope.post(`${base}/:stage/${path}`, { schema: ByStage }, async (request, reply) => {
      const { id: letterId, stage } = request.params
      return back(reply, letterId, await act(parts, organizerOf(request), letterId, stage, parts.clock()))
    })

  for (const [path, act] of endings)
    scope.post(`${base}/:stage/${path}/end`, { schema: ByStage }, async (request, reply) => {
      const { id: letterId, stage } = request.params
      await act(parts, organizerOf(request).id, letterId, stage, parts.clock())
      return back(reply, letterId)
    })
}

/** Content-Security-Policy of the previewed mail. It allows the mail's own styles, but no scripts and no requests. */
const mailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

function copyRoutes(scope: App, parts: Parts): void {
  const copies = `${base}/:stage/copies/:recipient`
  const preview = (
    request: FastifyRequest,
    { id: letter, stage, recipient }: { id: string; stage: string; recipient: string },
    proposed: boolean,
  ) =>
    previewCopy(
      parts,
      organizerOf(request).id,
      letter,
      { stageId: stage, recipientId: recipient, proposed },
      parts.clock(),
    )

  scope.get(copies, { schema: { ...ByCopy, ...Proposed } }, async (request, reply) => {
    const { id: letterId, stage, recipient } = request.params
    const proposed = request.query.proposed !== undefined
    const page = copyPage(letterId, { stage, recipient, proposed }, await preview(request, request.params, proposed))
    const title = formatSentence(page.title, catalogueOf(request.language))
    return sendPage(reply, 'delivery/plan/copy', page, { title, wide: true })
  })

  scope.get(`${copies}/mail.html`, { schema: { ...ByCopy, ...Proposed } }, async (request, reply) => {
    const { message } = await preview(request, request.params, request.query.proposed !== undefined)
    if (!message) throw notFoundRefusal('mail')
    return reply
      .header('content-security-policy', mailPolicy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(message.html ?? '')
  })

  scope.get(`${copies}/letter.pdf`, { schema: { ...ByCopy, ...Proposed } }, async (request, reply) => {
    const { pdf } = await preview(request, request.params, request.query.proposed !== undefined)
    if (!pdf) throw notFoundRefusal('PDF')
    return reply.header('cache-control', 'no-store').type('application/pdf').send(pdf)
  })

  scope.get(`${base}/:stage/prints/:recipient/letter.pdf`, { schema: ByCopy }, async (request, reply) => {
    const { id: letterId, stage: stageId, recipient: recipientId } = request.params
    const { pdf } = await fetchPrint(parts, organizerOf(request).id, letterId, { stageId, recipientId }, parts.clock())
    return reply.header('cache-control', 'no-store').type('application/pdf').send(pdf)
  })
}

function handDeliveryRoutes(scope: App, parts: Parts): void {
  scope.get(`${base}/:stage/hand-over`, { schema: ByStage }, async (request, reply) => {
    const { id: letterId, stage: stageId } = request.params
    const facts = await showPlan(parts, organizerOf(request).id, letterId, parts.clock())
    const stage = facts.stages.find((each) => each.stage.id === stageId)
    if (!stage) throw notFoundRefusal('stage')
    const form = handDeliveries.stateOf(request) ?? emptyForm({ handed_on: '', photo: '' })
    const page = handDeliveryPage(facts, stage.stage, form)
    return sendPage(reply, 'delivery/hand-delivery/hand-delivery', page, { title: say('hand-delivery-title') })
  })

  const recording = { preValidation: readForm, schema: { ...ByStage, body: formOf('handed_on', 'photo') } }
  scope.post(`${base}/:stage/hand-over`, recording, async (request, reply) => {
    const { id: letterId, stage } = request.params
    const on = field(request.body, 'handed_on')
    const photo = fileWith(request)
    try {
      await recordHandDelivery(parts, organizerOf(request).id, letterId, stage, { on, photo }, parts.clock())
    } catch (error) {
      const again = chooseAgain(error, photo, {
        field: 'photo',
        message: say('hand-delivery-photo-choose-again'),
      })
      const form = formWithErrors(again, { handed_on: on, photo: '' })
      return handDeliveries.show(reply, parts, { of: `${letterId}/delivery/${stage}` }, form, 422)
    }
    return back(reply, letterId)
  })
}

function versionIn(request: FastifyRequest): number {
  return Number(field(request.body, 'version'))
}

function inputOf(body: unknown): StageInput {
  const typed = (name: string) => field(body, name)
  return {
    kind: typed('kind'),
    recipients: fieldList(body, 'recipients'),
    press: typed('press'),
    note: typed('note'),
    disclosure: typed('disclosure'),
    embargo: { local: typed('embargo'), zone: typed('zone') },
    answer: { days: typed('answer_days'), by: typed('answer_by') },
    conditions: {
      date: typed('date'),
      zone: typed('zone'),
      least: typed('least'),
      class: typed('class'),
      after: typed('after'),
      days: typed('days'),
      together: typed('together'),
    },
  }
}

function typedOf({ conditions, recipients, answer, embargo, ...typed }: StageInput): StageForm['values'] {
  const { days: answer_days = '', by: answer_by = '' } = answer ?? {}
  return {
    ...typed,
    recipients: recipients.join(' '),
    answer_days,
    answer_by,
    embargo: embargo?.local ?? '',
    ...conditions,
    together: conditions.together ?? '',
  }
}
