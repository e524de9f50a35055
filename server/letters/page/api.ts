import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { NamesQuery } from './routes.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { catalogueOf, type Catalogue } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { listNames, showLetter } from './show-letter.ts'
import { letterJson, type LetterJson } from './view.ts'

const person = { name: Type.String(), office: Type.String() }
const orNull = Type.Union([Type.String(), Type.Null()])

const integerOrNull = Type.Union([Type.Integer(), Type.Null()])
const SilenceSchema = Type.Union(
  [
    Type.Object({ since: Type.String(), days: Type.Integer({ description: 'Days of the calendar, in UTC' }) }),
    Type.Null(),
  ],
  {
    description: 'Since the first copy arrived, or since the first copy after an answer. Null if no days are counted.',
  },
)

const DeliverySchema = Type.Object({
  events: Type.Array(
    Type.Object({
      kind: Type.String({
        description:
          '`announced`, `cancelled`, `escalated`, `accepted` (by the company’s mail server), `handed-over` (by hand), `refused`, `unsure`, `returned`, `received`, `acknowledged` (which is no answer), `answered`, `public`, `call` or `silence`',
      }),
      on: Type.String(),
      stage: integerOrNull,
      recipients: Type.Array(Type.Object(person)),
      stage_kind: orNull,
      disclosure: orNull,
      notice_until: orNull,
      notice_runs: Type.Boolean(),
      days: integerOrNull,
      by: orNull,
      photo: Type.Union([
        Type.Object({ path: Type.String(), width: Type.Integer(), height: Type.Integer() }),
        Type.Null(),
      ]),
      say_written: Type.Union([Type.Integer(), Type.Null()], {
        description:
          'Only for a call. Rounded down to a multiple of the batch’s size, at least of five. 0 below two such steps.',
      }),
    }),
  ),
  recipients: Type.Array(
    Type.Object({
      ...person,
      state: Type.String(),
      accepted_on: orNull,
      received_on: orNull,
      answered_on: orNull,
      days_without_answer: integerOrNull,
      stages: Type.Array(
        Type.Object({ number: Type.Integer(), kind: Type.String(), state: Type.String(), came_on: orNull }),
      ),
    }),
  ),
  answers: Type.Array(
    Type.Object({
      id: Type.String(),
      name: orNull,
      office: orNull,
      by: orNull,
      way: Type.String({
        description: '`page`: proved by a code to the recipient’s address. `mail`, `other`: recorded by organizers',
      }),
      answered_on: Type.String(),
      published_on: Type.String(),
      counts_as_answer: Type.Boolean(),
      text: Type.String(),
      pdf: Type.Union([Type.Object({ bytes: Type.Integer(), sha256: Type.String() }), Type.Null()]),
      pdf_withheld: Type.Boolean({ description: 'The answer came with a PDF that is not published.' }),
    }),
  ),
  silence: SilenceSchema,
})

const params = Type.Object({
  key: Type.String({ maxLength: 80, description: 'Slug, or the unguessable part of a quiet link' }),
})

const TallySchema = Type.Object({
  as_of: Type.Union([Type.String(), Type.Null()]),
  collecting: Type.Boolean(),
  classes: Type.Array(Type.Object({ class: Type.String(), count: Type.Integer(), words: Type.String() })),
  by_visibility: Type.Array(Type.Object({ visibility: Type.String(), count: Type.Integer() })),
  by_revision: Type.Array(Type.Object({ revision: Type.Integer(), count: Type.Integer() })),
  hidden_on_request: Type.Integer(),
  facets: Type.Array(
    Type.Object({
      facet: Type.String(),
      values: Type.Array(
        Type.Object({
          value: Type.String(),
          at_least: Type.Union([Type.Integer(), Type.Null()], {
            description: 'Null if the number, or the rest without it, is too small to be shown.',
          }),
        }),
      ),
    }),
  ),
})

/** Second safeguard behind view.ts: fields that are not listed here are not sent. */
const LetterSchema = Type.Object({
  slug: Type.String(),
  state: Type.String(),
  title: Type.String(),
  text: Type.String({ description: 'Markdown' }),
  demands: Type.Array(Type.String()),
  recipients: Type.Array(Type.Object({ name: Type.String(), office: Type.String() })),
  employers: Type.Array(Type.Object({ name: Type.String(), domains: Type.Array(Type.String()) })),
  language: Type.String(),
  revision: Type.Object({ number: Type.Integer(), hash: Type.String(), published_on: Type.String() }),
  signing: Type.String(),
  tally: TallySchema,
  closes_on: Type.Union([Type.String(), Type.Null()]),
  goal: Type.Union([Type.Integer(), Type.Null()]),
  press_contact: Type.Union([Type.String(), Type.Null()]),
  one_person: Type.Boolean(),
  facets: Type.Object({
    role: Type.Array(Type.String()),
    team: Type.Array(Type.String()),
    site: Type.Array(Type.String()),
  }),
  delivery: Type.Union([DeliverySchema, Type.Null()]),
  next_steps: Type.Array(Type.String(), {
    description: 'The organizers’ plans for the letter, one sentence each',
  }),
  updates: Type.Array(Type.Object({ published_on: Type.String(), text: Type.String({ description: 'Markdown' }) })),
})

const NamesSchema = Type.Object({
  names: Type.Array(Type.String()),
  marks: Type.Array(Type.Object({ mark: Type.String(), words: Type.String(), count: Type.Integer() })),
  previous: Type.Union([Type.String(), Type.Null()], { description: 'Path of the page before, or null' }),
  next: Type.Union([Type.String(), Type.Null()], { description: 'Path of the page after, or null' }),
})

export function letterApi(app: App, parts: Parts): void {
  app.get(
    '/letters/:key',
    {
      schema: {
        tags: ['letters'],
        summary: 'Returns a letter with its counts',
        params,
        response: answers({ 200: LetterSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      void reply.header('cache-control', letter.public ? 'no-cache' : 'private, no-store')
      const now = parts.clock()
      return inLanguage(letterJson(await showLetter(parts, letter, now), now), catalogueOf(request.language))
    },
  )

  app.get(
    '/letters/:key/signatures',
    {
      schema: {
        tags: ['signatures'],
        summary: 'Returns a page of the public names, and the labels in place of the others',
        params,
        querystring: NamesQuery,
        response: answers({ 200: NamesSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const { names } = await listNames(parts, letter, request.query)
      const inApi = (path: string | null) => path && `/api/v1${path}`
      void reply.header('cache-control', letter.public ? 'no-cache' : 'private, no-store')
      const words = catalogueOf(request.language)
      const marks = names.marks.map((mark) => ({ ...mark, words: formatSentence(mark.words, words) }))
      return { ...names, marks, previous: inApi(names.previous), next: inApi(names.next) }
    },
  )
}

/** Formats the sentences of a letter's JSON, so that API answers say the same as pages. */
function inLanguage(letter: LetterJson, words: Catalogue) {
  const { tally, next_steps } = letter
  return {
    ...letter,
    tally: { ...tally, classes: tally.classes.map((each) => ({ ...each, words: formatSentence(each.words, words) })) },
    next_steps: next_steps.map((step) => formatSentence(step, words)),
  }
}
