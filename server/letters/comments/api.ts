import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { addComment } from './add-comment.ts'
import { changeComment } from './change-comment.ts'
import { decideSuggestion } from './decide-suggestion.ts'
import { replyToComment } from './reply-to-comment.ts'
import { resolveComment } from './resolve-comment.ts'
import { CommentsSchema, NewThreadSchema } from './schemas.ts'
import { setDraftingName } from './set-drafting-name.ts'
import { showComments } from './show-comments.ts'
import { commentsJson } from './view.ts'

const strict = { additionalProperties: false }
const text = (maxLength: number) => Type.String({ maxLength })
const ById = Type.Object({ id: text(36) })
const ByThread = Type.Object({ id: text(36), number: Type.String({ pattern: '^[0-9]{1,6}$' }) })
const ByComment = Type.Object({ ...ByThread.properties, comment: text(20) })
const Words = Type.String({ maxLength: 10_000, description: 'Plain text' })
const tags = ['letters']
const comments = '/dashboard/letters/:id/comments'
const all = answers({ 200: CommentsSchema })

/** Registers the API of comments on a draft. */
export function commentApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    listApi(scope, parts)
    threadApi(scope, parts)
    ownApi(scope, parts)
  })
}

async function shown(parts: Parts, organizerId: string, letterId: string) {
  return commentsJson(await showComments(parts, organizerId, letterId))
}

function listApi(scope: App, parts: Parts): void {
  scope.get(
    comments,
    {
      schema: {
        tags,
        summary: 'Returns the comments on a draft. They are erased 7 days after the opening.',
        params: ById,
        response: all,
      },
    },
    (request) => shown(parts, organizerOf(request).id, request.params.id),
  )
  scope.post(
    comments,
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Comments on a draft, or suggests other words for a passage',
        params: ById,
        body: Type.Object(
          {
            words: Type.Optional(Words),
            quote: Type.Optional(
              Type.String({
                maxLength: 10_000,
                description: 'Words of the text. Without them, the comment is about the whole letter.',
              }),
            ),
            near: Type.Optional(
              Type.Integer({
                minimum: 0,
                maximum: 10_000_000,
                description: 'Where these words were seen in the visible text, in case they stand there several times',
              }),
            ),
            replacement: Type.Optional(
              Type.String({ maxLength: 10_000, description: 'Words for this passage. Empty to leave it out.' }),
            ),
          },
          strict,
        ),
        response: answers({ 201: NewThreadSchema }),
      },
    },
    async (request, reply) => {
      const typed = { words: '', quote: '', ...request.body }
      const { id } = request.params
      const number = await addComment(parts, organizerOf(request).id, id, typed, parts.clock())
      return reply.code(201).send({ number })
    },
  )
  scope.put(
    '/dashboard/letters/:id/drafting-name',
    {
      schema: {
        tags,
        summary: 'Sets your name in this draft, beside your earlier comments too',
        params: ById,
        body: Type.Object(
          { name: Type.String({ maxLength: 1000, description: 'Empty: the name of your account' }) },
          strict,
        ),
        response: all,
      },
    },
    async (request) => {
      await setDraftingName(parts, organizerOf(request).id, request.params.id, request.body.name)
      return shown(parts, organizerOf(request).id, request.params.id)
    },
  )
}

function threadApi(scope: App, parts: Parts): void {
  scope.post(
    `${comments}/:number/replies`,
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Replies to a comment',
        params: ByThread,
        body: Type.Object({ words: Words }, strict),
        response: all,
      },
    },
    async (request) => {
      const { id, number } = request.params
      await replyToComment(parts, organizerOf(request).id, id, Number(number), request.body.words, parts.clock())
      return shown(parts, organizerOf(request).id, id)
    },
  )
  scope.post(
    `${comments}/:number/resolution`,
    {
      schema: {
        tags,
        summary: 'Resolves or reopens a comment: an owner or editor any, others their own',
        params: ByThread,
        body: Type.Object({ resolved: Type.Boolean() }, strict),
        response: all,
      },
    },
    async (request) => {
      const { id, number } = request.params
      const place = { number: Number(number), resolved: request.body.resolved }
      await resolveComment(parts, organizerOf(request).id, id, place, parts.clock())
      return shown(parts, organizerOf(request).id, id)
    },
  )
  scope.post(
    `${comments}/:number/decision`,
    {
      schema: {
        tags,
        summary: 'Accepts or refuses a suggested change, for owners and editors. Accepting edits the text.',
        params: ByThread,
        body: Type.Object(
          {
            decision: Type.Enum(['accept', 'refuse'], { type: 'string' }),
            word: Type.Optional(Type.String({ maxLength: 10_000, description: 'Why it is refused' })),
          },
          strict,
        ),
        response: all,
      },
    },
    async (request) => {
      const { id, number } = request.params
      const { decision, word = '' } = request.body
      const decided = { accepted: decision === 'accept', word }
      await decideSuggestion(parts, organizerOf(request), id, Number(number), decided, parts.clock())
      return shown(parts, organizerOf(request).id, id)
    },
  )
}

function ownApi(scope: App, parts: Parts): void {
  const change = async (
    organizerId: string,
    params: { id: string; number: string; comment: string },
    words: string | null,
  ) => {
    const place = { number: Number(params.number), id: params.comment }
    await changeComment(parts, organizerId, params.id, place, words)
    return shown(parts, organizerId, params.id)
  }
  scope.put(
    `${comments}/:number/:comment`,
    {
      schema: {
        tags,
        summary: 'Changes a comment of yours',
        params: ByComment,
        body: Type.Object({ words: Words }, strict),
        response: all,
      },
    },
    (request) => change(organizerOf(request).id, request.params, request.body.words),
  )
  scope.delete(
    `${comments}/:number/:comment`,
    { schema: { tags, summary: 'Deletes a comment of yours', params: ByComment, response: all } },
    (request) => change(organizerOf(request).id, request.params, null),
  )
}
