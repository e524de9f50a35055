import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { warningsOnMarkdown } from '../../text/markdown.ts'
import { besideFields, field, fieldsOf, formOf, hasField } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import type { Asker } from '../../organizers/require-second-owner.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { notFoundRefusal, type FieldMessage } from '../../refusal.ts'
import {
  draftParts,
  partFields,
  readPart,
  savingOf,
  typedFrom,
  withRow,
  type DraftPart,
  type Typed,
} from './draft-forms-view.ts'
import { isTextButton, withTextButton } from './pasted-text-view.ts'
import * as view from './view.ts'
import { readLetter, type LetterForOrganizer } from '../read-letter.ts'
import { lettersPage, lettersShell } from './letters-view.ts'
import { lettersWithTasks } from './letters-with-tasks.ts'
import { listNextSteps } from '../../next-steps/list-next-steps.ts'
import { datesAfterOpening } from '../../letter/rules.ts'
import { duplicateLetter } from './duplicate-letter.ts'
import { exampleNames, examples } from './examples.ts'
import { saveDraft, type Overtaking, type Saved } from './save-draft.ts'
import { readThreads } from '../threads/read-threads.ts'
import { startLetter } from './start-letter.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'

const ById = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }
const ByPart = { params: Type.Object({ id: Type.String({ maxLength: 36 }), part: Type.String({ maxLength: 20 }) }) }
const AfterSaving = { querystring: Type.Object({ saved: Type.Optional(Type.String({ maxLength: 10 })) }) }
const StartForm = formOf('title', 'example')
/** The fields of every part. The first of numbered rows stands for all. */
const PartForm = formOf(
  ...['version', 'base', 'row', 'next', 'moved-demand', 'unmoved-demand', 'pasted', 'before-title', 'before-text'],
  ...draftParts.flatMap((part) => partFields[part]),
)

/** Registers the list of an organizer's letters, and the pages on which a draft is written. */
export function draftingRoutes(app: App, parts: Parts, choiceSample: view.ChoiceSample): void {
  organizerPages(app, parts, (scope) => {
    listRoutes(scope, parts)
    copyRoutes(scope, parts)
    draftRoutes(scope, parts, choiceSample)
  })
}

const starting = new FormPage<{ title: string; errors: FieldMessage[] }>(() => '/dashboard')

function listRoutes(scope: App, parts: Parts): void {
  scope.get('/dashboard', async (request, reply) => {
    const letters = await lettersWithTasks(parts, organizerOf(request).id, parts.clock())
    const { title, errors } = starting.stateOf(request) ?? {}
    return sendPage(reply, 'letters/drafting/letters', lettersPage(letters, title, errors), lettersShell)
  })

  scope.post('/dashboard/letters', { schema: { body: StartForm } }, async (request, reply) => {
    const organizer = organizerOf(request)
    const title = field(request.body, 'title')
    try {
      const example = exampleNames.find((name) => name === field(request.body, 'example'))
      const from = example === undefined ? { title } : { draft: examples[example] }
      const letter = await startLetter(parts, organizer.id, from, parts.clock())
      return await reply.redirect(view.textPath(letter.id), 303)
    } catch (error) {
      return starting.show(reply, parts, { of: '' }, { title, errors: fieldsOf(error) }, 422)
    }
  })
}

function copyRoutes(scope: App, parts: Parts): void {
  scope.post('/dashboard/letters/:id/copy', { schema: { ...ById, body: formOf() } }, async (request, reply) => {
    const { id } = await duplicateLetter(parts, organizerOf(request).id, request.params.id, parts.clock())
    return reply.redirect(view.textPath(id), 303)
  })
}

function draftRoutes(scope: App, parts: Parts, choiceSample: view.ChoiceSample): void {
  const showPart = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    part: DraftPart,
    saved: string | undefined,
  ) => {
    const dashboard = await readLetter(parts, organizerOf(request).id, id)
    const kept = pages(part).stateOf(request)
    const threads = part === 'text' ? { threads: await readThreads(parts, parts.db, id) } : {}
    const page = kept
      ? keptPage(dashboard, part, { ...kept, state: { ...kept.state, ...threads } })
      : view.partPage(dashboard, part, { saved: saved !== undefined, merged: saved === 'merged', ...threads })
    if (part !== 'names') return sendPart(reply, page, parts)
    const now = parts.clock()
    const dates = datesAfterOpening(now, parts.config.units.day, dashboard.letter.ends_on)
    const sample = view.choiceSampleIn(
      choiceSample,
      dashboard,
      { typed: kept?.state.typed, steps: await listNextSteps(parts.db, dashboard.letter, now), dates },
      catalogueOf(request.language),
    )
    return sendPart(reply, { ...page, sample }, parts)
  }
  scope.get('/dashboard/letters/:id/text', { schema: { ...ById, ...AfterSaving } }, (request, reply) =>
    showPart(request, reply, request.params.id, 'text', request.query.saved),
  )
  scope.get('/dashboard/letters/:id/text/:part', { schema: { ...ByPart, ...AfterSaving } }, (request, reply) => {
    const part = partFrom(request.params.part)
    if (!part || part === 'text') return notHere()
    return showPart(request, reply, request.params.id, part, request.query.saved)
  })

  scope.post('/dashboard/letters/:id/text', { schema: { ...ById, body: PartForm } }, (request, reply) =>
    savePart(parts, request, reply, request.params.id, 'text'),
  )
  scope.post('/dashboard/letters/:id/text/:part', { schema: { ...ByPart, body: PartForm } }, (request, reply) => {
    const part = partFrom(request.params.part)
    return part ? savePart(parts, request, reply, request.params.id, part) : notHere()
  })
  // JavaScript saves here from time to time. It sends the same fields as the form.
  scope.post(
    '/dashboard/letters/:id/text/:part/autosave',
    { schema: { ...ByPart, body: PartForm } },
    async (request, reply) => {
      const part = partFrom(request.params.part)
      return part ? autosave(parts, request, reply, request.params.id, part) : notHere()
    },
  )

  scope.get('/dashboard/letters/:id/text/preview', { schema: ById }, async (request, reply) => {
    const dashboard = await readLetter(parts, organizerOf(request).id, request.params.id)
    const page = view.previewPage(dashboard, parts.config.units.day, parts.clock(), catalogueOf(request.language))
    return sendPage(reply, 'letters/drafting/preview', page, { title: 'Preview' })
  })
}

function notHere(): never {
  throw notFoundRefusal('page')
}

function partFrom(text: string): DraftPart | undefined {
  return draftParts.find((part) => part === text)
}

/** The unsaved values of a part's form, and the version that they started from. */
interface PartForm {
  state: view.PartState
  version: number
  base: string
}

function pages(part: DraftPart) {
  return new FormPage<PartForm>((letter) => view.textPath(letter, part))
}

async function savePart(parts: Parts, request: FastifyRequest, reply: FastifyReply, id: string, part: DraftPart) {
  const organizer = organizerOf(request)
  const dashboard = await readLetter(parts, organizer.id, id)
  const typed = readPart(part, request.body, typedFrom(dashboard.draft, dashboard.letter))
  const again = (state: view.PartState, status: number, from = startOf(request.body)) =>
    pages(part).show(reply, parts, { of: id }, { state: { ...state, pasted: isPasted(request.body) }, ...from }, status)
  const row = field(request.body, 'row')
  if (isTextButton(row)) return again(withTextButton(row, typed, request.body), 200)
  if (row !== '') return again({ typed: withRow(typed, row), pressed: row }, 200)
  try {
    const saved = await save(parts, organizer, id, part, { typed, body: request.body })
    if (saved.outcome === 'overtaken') {
      const { parts: merged, ...overtaken } = overtakingOf(saved)
      const both = typedFrom({ ...dashboard.draft, ...merged.draft }, { ...saved.letter, ...merged.settings })
      const { errors, base } = overtaken
      return await again({ typed: { ...both, moved: typed.moved }, overtaken, errors }, 409, {
        version: saved.letter.draft_version,
        base,
      })
    }
    if (saved.outcome === 'waits') return await reply.redirect(`/dashboard/letters/${id}/approvals`, 303)
    const next = partFrom(field(request.body, 'next'))
    const how = saved.merged ? 'merged' : '1'
    return await reply.redirect(
      next && !saved.merged ? view.textPath(id, next) : `${view.textPath(id, part)}?saved=${how}`,
      303,
    )
  } catch (error) {
    return again({ typed, errors: fieldsOf(error) }, 422)
  }
}

function save(
  parts: Parts,
  organizer: Asker,
  id: string,
  part: DraftPart,
  { typed, body, automatic = false }: { typed: Typed; body: unknown; automatic?: boolean },
) {
  const saving = { ...startOf(body), ...savingOf(part, typed), automatic, keepsBefore: isPasted(body) }
  if (part !== 'text' || hasField(body, 'text')) return saveDraft(parts, organizer, id, saving, parts.clock())
  // People type in the text together, and it is not part of the form.
  const { text: _, ...rest } = saving.draft ?? {}
  return saveDraft(parts, organizer, id, { ...saving, draft: rest }, parts.clock())
}

async function autosave(parts: Parts, request: FastifyRequest, reply: FastifyReply, id: string, part: DraftPart) {
  const organizer = organizerOf(request)
  const words = catalogueOf(request.language)
  const dashboard = await readLetter(parts, organizer.id, id)
  const typed = readPart(part, request.body, typedFrom(dashboard.draft, dashboard.letter))
  void reply.header('cache-control', 'no-store')
  try {
    const saved = await save(parts, organizer, id, part, { typed, body: request.body, automatic: true })
    if (saved.outcome === 'overtaken')
      return await reply.code(409).send({ message: words.text('drafting-autosave-overtaken') })
    const warnings = part === 'text' ? warningsOnMarkdown(typed.text) : []
    const about = { warnings: warnings.map((message) => ({ field: 'text', message })) }
    const message = words.text(saved.merged ? 'drafting-autosave-merged' : 'drafting-autosave-saved')
    // The form does not show what others saved. So it keeps its version, for the names of those whose changes it may yet meet.
    const version = saved.merged ? startOf(request.body).version : saved.letter.draft_version
    return await reply.send({ message, version, base: saved.base, ...besideFields(about, words) })
  } catch (error) {
    const errors = fieldsOf(error)
    const reason = formatSentence(errors[0]?.message ?? '', words)
    const message = words.text('drafting-autosave-refused', { reason })
    return reply.code(422).send({ message, ...besideFields({ errors }, words) })
  }
}

/** True after a paste of more than a paragraph in the editor, and after a button has tidied a pasted text. */
function isPasted(body: unknown): boolean {
  return field(body, 'pasted') !== '' || field(body, 'before-text') !== ''
}

/** Reads what a form started from. */
function startOf(body: unknown): Pick<PartForm, 'version' | 'base'> {
  return { version: Number(field(body, 'version')), base: field(body, 'base') }
}

function overtakingOf({ overtaking }: Extract<Saved, { outcome: 'overtaken' }>): Overtaking {
  if (!overtaking) throw new Error('a save with a base is merged')
  return overtaking
}

/** Keeps what the form started from, because the person has not seen a newer version. */
function keptPage(dashboard: LetterForOrganizer, part: DraftPart, { state, version, base }: PartForm): view.PartPage {
  const letter = Number.isInteger(version) ? { ...dashboard.letter, draft_version: version } : dashboard.letter
  return { ...view.partPage({ ...dashboard, letter }, part, state), base }
}

function sendPart(reply: FastifyReply, page: view.PartPage, { config }: Parts): FastifyReply {
  const editor = page.blocks.some((block) => block.kind === 'text' && block.field.letter) ? ['editor'] : []
  const presets = page.blocks.some(({ kind }) => kind === 'presets') ? ['presets'] : []
  const shell = {
    title: page.heading,
    scripts: [...presets, 'autosave', ...editor],
    styles: editor.length > 0 ? ['comments', ...editor] : [],
  }
  // A whole address: at another address of this server, the socket would be refused, and the page does not ask.
  const live = page.live === undefined ? undefined : config.origin + page.live
  return sendPage(reply, 'letters/drafting/part', { ...page, live }, shell)
}
