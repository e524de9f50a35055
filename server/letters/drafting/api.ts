import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import type { Language } from '../../messages/languages.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { Refusal } from '../../refusal.ts'
import { draftFields, settingFields } from './draft-fields-view.ts'
import { organizerLetterJson, listedLetter } from './view.ts'
import { ownLetters, readLetter } from '../read-letter.ts'
import { saveDraft } from './save-draft.ts'
import { startLetter } from './start-letter.ts'

const strict = { additionalProperties: false }
const text = (maxLength: number) => Type.String({ maxLength })
const ById = Type.Object({ id: text(36) })
const Row = Type.Object({
  id: Type.String(),
  title: Type.String(),
  state: Type.String(),
  role: Type.String(),
  next: Type.String(),
})
const TextOrNull = Type.Union([Type.String(), Type.Null()])
const Draft = Type.Object(
  {
    version: Type.Integer({ description: 'The version that the changes started from. Another one by now: 409.' }),
    ...Type.Partial(Type.Object({ ...draftFields, ...settingFields })).properties,
  },
  { ...strict, description: 'The parts to change; the others stay.' },
)
const Letter = Type.Object({
  outcome: Type.Optional(
    Type.String({
      description: '“waits”: a way to sign goes once another owner asks for the same; the rest is saved.',
    }),
  ),
  id: Type.String(),
  state: Type.String(),
  paused: Type.Boolean(),
  role: Type.String(),
  version: Type.Integer(),
  revision: Type.Integer(),
  edited: Type.Boolean(),
  path: TextOrNull,
  owners: Type.Integer(),
  missing: Type.Array(Type.Object({ part: Type.String(), sentence: Type.String() })),
  opened_at: TextOrNull,
  closes_at: TextOrNull,
  closed_at: TextOrNull,
  purges_at: TextOrNull,
  purged_at: TextOrNull,
  ...draftFields,
  ...settingFields,
})
export function draftingApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    draftApi(scope, parts)
  })
}

const operation = (summary: string) => ({ tags: ['letters'], summary })

function draftApi(scope: App, parts: Parts): void {
  const shown = async (organizerId: string, id: string, language: Language) => {
    const letter = organizerLetterJson(await readLetter(parts, organizerId, id))
    const words = catalogueOf(language)
    return {
      ...letter,
      missing: letter.missing.map(({ part, sentence }) => ({ part, sentence: formatSentence(sentence, words) })),
    }
  }

  scope.get(
    '/dashboard/letters',
    { schema: { ...operation('The letters that you work on'), response: answers({ 200: Type.Array(Row) }) } },
    async (request) => {
      const words = catalogueOf(request.language)
      const letters = await ownLetters(parts, organizerOf(request).id)
      return letters.map(listedLetter).map((letter) => ({ ...letter, next: formatSentence(letter.next, words) }))
    },
  )
  scope.post(
    '/dashboard/letters',
    {
      ...idempotent(parts),
      schema: {
        ...operation('Start a letter'),
        body: Type.Object({ title: text(1000) }, strict),
        response: answers({ 201: Letter }),
      },
    },
    async (request, reply) => {
      const { id } = await startLetter(parts, organizerOf(request).id, request.body, parts.clock())
      return reply.code(201).send(await shown(organizerOf(request).id, id, request.language))
    },
  )
  scope.get(
    '/dashboard/letters/:id/draft',
    { schema: { ...operation('A letter with its draft'), params: ById, response: answers({ 200: Letter }) } },
    (request) => shown(organizerOf(request).id, request.params.id, request.language),
  )
  scope.patch(
    '/dashboard/letters/:id/draft',
    {
      schema: {
        ...operation('Save parts of the draft and of the settings'),
        params: ById,
        body: Draft,
        response: answers({ 200: Letter }),
      },
    },
    async (request) => {
      const organizer = organizerOf(request)
      const { outcome } = await saveDraft(
        parts,
        organizer.id,
        request.params.id,
        {
          version: request.body.version,
          draft: sentOf(draftFields, request.body),
          settings: sentOf(settingFields, request.body),
        },
        parts.clock(),
      )
      if (outcome === 'overtaken')
        throw new Refusal(
          'conflict',
          'draft-changed',
          'Somebody else changed this meanwhile. Read the letter, then save your changes to its newest version.',
        )
      return {
        ...(await shown(organizer.id, request.params.id, request.language)),
        ...(outcome === 'waits' && { outcome }),
      }
    },
  )
}

/** What was sent for these fields, and nothing else. */
function sentOf<Name extends string, Sent extends { [Key in Name]?: unknown }>(
  fields: Record<Name, unknown>,
  sent: Sent,
): Pick<Sent, Name> {
  const names = (Object.keys(fields) as Name[]).filter((name) => sent[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, sent[name]])) as Pick<Sent, Name>
}
