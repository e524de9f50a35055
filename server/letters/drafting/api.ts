import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import type { Language } from '../../messages/languages.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { Refusal, say } from '../../refusal.ts'
import { draftFields, LetterInListSchema, OrganizerLetterSchema, settingFields } from './schemas.ts'
import { letterInListJson } from './letters-view.ts'
import { organizerLetterJson } from './view.ts'
import { readLetter } from '../read-letter.ts'
import { lettersWithTasks } from './letters-with-tasks.ts'
import { duplicateLetter } from './duplicate-letter.ts'
import { exampleNames, examples } from './examples.ts'
import { saveDraft } from './save-draft.ts'
import { startLetter } from './start-letter.ts'

const strict = { additionalProperties: false }
const text = (maxLength: number) => Type.String({ maxLength })
const ById = Type.Object({ id: text(36) })
const Example = Type.Enum(exampleNames, {
  type: 'string',
  description:
    'Starts with a complete letter instead of a title. Its employers are invented, and its sources are real.',
})
const Draft = Type.Object(
  {
    version: Type.Integer({
      description:
        'The version that the changes started from. If the same part has changed since then, the answer is 409.',
    }),
    keep_before: Type.Optional(
      Type.Boolean({
        description: 'True to keep the draft before this save as a version. For a save that replaces much.',
      }),
    ),
    ...Type.Partial(Type.Object({ ...draftFields, ...settingFields })).properties,
  },
  { ...strict, description: 'The parts to change. The others stay.' },
)
export function draftingApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    draftApi(scope, parts)
  })
}

const tags = ['letters']

function draftApi(scope: App, parts: Parts): void {
  const shown = async (organizerId: string, id: string, language: Language) =>
    organizerLetterJson(await readLetter(parts, organizerId, id), catalogueOf(language))

  scope.get(
    '/dashboard/letters',
    {
      schema: {
        tags,
        summary: 'Lists the letters that you work on',
        response: answers({ 200: Type.Array(LetterInListSchema) }),
      },
    },
    async (request) => {
      const letters = await lettersWithTasks(parts, organizerOf(request).id, parts.clock())
      return letters.map((letter) => letterInListJson(letter, catalogueOf(request.language)))
    },
  )
  scope.post(
    '/dashboard/letters',
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Starts a letter',
        body: Type.Object({ title: Type.Optional(text(1000)), example: Type.Optional(Example) }, strict),
        response: answers({ 201: OrganizerLetterSchema }),
      },
    },
    async (request, reply) => {
      const { title = '', example } = request.body
      const from = example === undefined ? { title } : { draft: examples[example] }
      const { id } = await startLetter(parts, organizerOf(request).id, from, parts.clock())
      return reply.code(201).send(await shown(organizerOf(request).id, id, request.language))
    },
  )
  scope.post(
    '/dashboard/letters/:id/copy',
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Starts a letter with the text, the demands, the recipients and the employers of this one',
        params: ById,
        response: answers({ 201: OrganizerLetterSchema }),
      },
    },
    async (request, reply) => {
      const { id } = await duplicateLetter(parts, organizerOf(request).id, request.params.id, parts.clock())
      return reply.code(201).send(await shown(organizerOf(request).id, id, request.language))
    },
  )
  scope.get(
    '/dashboard/letters/:id/draft',
    {
      schema: {
        tags,
        summary: 'Returns a letter with its draft',
        params: ById,
        response: answers({ 200: OrganizerLetterSchema }),
      },
    },
    (request) => shown(organizerOf(request).id, request.params.id, request.language),
  )
  scope.patch(
    '/dashboard/letters/:id/draft',
    {
      schema: {
        tags,
        summary: 'Saves parts of the draft and of the settings',
        params: ById,
        body: Draft,
        response: answers({ 200: OrganizerLetterSchema }),
      },
    },
    async (request) => {
      const organizer = organizerOf(request)
      const { outcome } = await saveDraft(
        parts,
        organizer,
        request.params.id,
        {
          version: request.body.version,
          draft: sentOf(draftFields, request.body),
          settings: sentOf(settingFields, request.body),
          keepsBefore: request.body.keep_before,
        },
        parts.clock(),
      )
      if (outcome === 'overtaken') throw new Refusal('conflict', 'draft-changed', say('drafting-changed-meanwhile'))
      return {
        ...(await shown(organizer.id, request.params.id, request.language)),
        ...(outcome === 'waits' && { outcome }),
      }
    },
  )
}

/** Picks these fields of what was sent. */
function sentOf<Name extends string, Sent extends { [Key in Name]?: unknown }>(
  fields: Record<Name, unknown>,
  sent: Sent,
): Pick<Sent, Name> {
  const names = (Object.keys(fields) as Name[]).filter((name) => sent[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, sent[name]])) as Pick<Sent, Name>
}
