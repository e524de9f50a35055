import { addressed, letterPath } from '../../letter/letter-address.ts'
import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { publicPathOf } from '../drafting/view.ts'
import { readLetter } from '../read-letter.ts'
import { openLetter } from './open-letter.ts'
import { missingInPlan } from '../../delivery/plan/open-plan.ts'
import { checklistJson } from './opening-view.ts'
import { pauseLetter } from './pause-letter.ts'
import { replaceQuietLink } from './replace-quiet-link.ts'
import { reviseLetter } from './revise-letter.ts'
import { endApi } from './end-api.ts'
import { ChecklistSchema, OpeningSchema, PauseSchema, QuietLinkSchema, RevisingSchema } from './schemas.ts'

const strict = { additionalProperties: false }
const ById = Type.Object({ id: Type.String({ maxLength: 36 }) })

const tags = ['letters']

/** Registers the API to open, revise, pause and end a letter. */
export function lifecycleApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    lifeApi(scope, parts)
    endApi(scope, parts)
  })
}

function lifeApi(scope: App, parts: Parts): void {
  scope.get(
    '/dashboard/letters/:id/checklist',
    {
      schema: {
        tags,
        summary: 'Returns what is missing before the letter can open, and the dates that would follow',
        params: ById,
        response: answers({ 200: ChecklistSchema }),
      },
    },
    async (request) => {
      const letter = await readLetter(parts, organizerOf(request).id, request.params.id)
      const now = parts.clock()
      const plan = await missingInPlan(parts, letter.letter, letter.draft, now)
      const around = { canMail: parts.mail !== null, day: parts.config.units.day, now, plan }
      return checklistJson(letter, around, catalogueOf(request.language))
    },
  )
  scope.post(
    '/dashboard/letters/:id/opening',
    {
      schema: {
        tags,
        summary: 'Opens the letter, quietly or to the public',
        params: ById,
        body: Type.Object(
          { to: Type.Union([Type.Literal('quiet'), Type.Literal('open')]), version: Type.Integer() },
          strict,
        ),
        response: answers({ 200: OpeningSchema }),
      },
    },
    async (request) => {
      const organizer = organizerOf(request)
      const { id } = request.params
      const opening = { ...request.body, canMail: parts.mail !== null }
      const { outcome } = await openLetter(parts, organizer, id, opening, parts.clock())
      return { outcome, path: publicPathOf(await readLetter(parts, organizer.id, id)) }
    },
  )
  scope.post(
    '/dashboard/letters/:id/revisions',
    {
      schema: {
        tags,
        summary: 'Publishes the edited draft as the next revision',
        params: ById,
        body: Type.Object(
          { kind: Type.Union([Type.Literal('correction'), Type.Literal('substance')]), version: Type.Integer() },
          strict,
        ),
        response: answers({ 200: RevisingSchema }),
      },
    },
    async (request) => {
      const { outcome, letter } = await reviseLetter(
        parts,
        organizerOf(request),
        request.params.id,
        request.body,
        parts.clock(),
      )
      return { outcome, revision: letter.revision }
    },
  )
  scope.post(
    '/dashboard/letters/:id/pause',
    {
      schema: {
        tags,
        summary: 'Pauses or resumes signing',
        params: ById,
        body: Type.Object({ paused: Type.Boolean() }, strict),
        response: answers({ 200: PauseSchema }),
      },
    },
    async (request) => {
      const { id } = request.params
      const letter = await pauseLetter(parts, organizerOf(request).id, id, request.body.paused, parts.clock())
      return { paused: letter.paused }
    },
  )
  scope.post(
    '/dashboard/letters/:id/quiet-link',
    {
      schema: {
        tags,
        summary: 'Replaces the quiet link. The old link stops working at once.',
        params: ById,
        response: answers({ 200: QuietLinkSchema }),
      },
    },
    async (request) => {
      const letter = await replaceQuietLink(parts, organizerOf(request).id, request.params.id, parts.clock())
      return { path: letterPath(addressed(parts, letter)) }
    },
  )
}
