import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, fieldsIn, fieldsOf, formOf, formWithErrors } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { say } from '../../refusal.ts'
import { addComment } from './add-comment.ts'
import { changeComment } from './change-comment.ts'
import { decideSuggestion, type Decision } from './decide-suggestion.ts'
import { replyToComment } from './reply-to-comment.ts'
import { resolveComment } from './resolve-comment.ts'
import { setDraftingName } from './set-drafting-name.ts'
import { showComments } from './show-comments.ts'
import {
  commentFields,
  commentPage,
  commentsPage,
  commentsPath,
  threadPage,
  typedComment,
  type CommentsForms,
  type DecisionForm,
  type WordsForm,
} from './view.ts'

const id = Type.String({ maxLength: 36 })
const number = Type.String({ maxLength: 6 })
const ByLetter = { params: Type.Object({ id }) }
const ByThread = { params: Type.Object({ id, number }) }
const ByComment = { params: Type.Object({ id, number, comment: Type.String({ maxLength: 20 }) }) }
const comments = '/dashboard/letters/:id/text/comments'

const commentForms = new FormPage<CommentsForms>((letter) => commentsPath(letter))
const threadForms = new FormPage<{ form?: WordsForm; decision?: DecisionForm }>((path) => path)
const wordsForms = new FormPage<WordsForm>((path) => path)

/** The organizers' pages of comments on a draft. */
export function commentRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    listRoutes(scope, parts)
    threadRoutes(scope, parts)
    ownRoutes(scope, parts)
  })
}

function listRoutes(scope: App, parts: Parts): void {
  scope.get(comments, { schema: ByLetter }, async (request, reply) => {
    const facts = await showComments(parts, organizerOf(request).id, request.params.id)
    const page = commentsPage(facts, commentForms.stateOf(request) ?? {}, catalogueOf(request.language))
    const shell = { title: say('comments-title'), wide: true, styles: ['comments'] }
    return sendPage(reply, 'letters/comments/comments', page, shell)
  })

  scope.post(comments, { schema: { ...ByLetter, body: formOf(...commentFields) } }, async (request, reply) => {
    const typed = fieldsIn(request.body, commentFields)
    const letter = request.params.id
    try {
      const added = await addComment(parts, organizerOf(request).id, letter, typedComment(typed), parts.clock())
      return await reply.redirect(`${commentsPath(letter)}#thread-${String(added)}`, 303)
    } catch (error) {
      const form = formWithErrors<(typeof commentFields)[number]>(error, typed, 'words')
      return commentForms.show(reply, parts, { of: letter }, { form }, 422)
    }
  })

  scope.post(`${comments}/name`, { schema: { ...ByLetter, body: formOf('name') } }, async (request, reply) => {
    const typed = fieldsIn(request.body, ['name'])
    const letter = request.params.id
    try {
      await setDraftingName(parts, organizerOf(request).id, letter, typed.name)
      return await reply.redirect(`${commentsPath(letter)}#name`, 303)
    } catch (error) {
      const nameForm = formWithErrors(error, typed)
      return commentForms.show(reply, parts, { of: letter }, { nameForm }, 422)
    }
  })
}

function threadRoutes(scope: App, parts: Parts): void {
  scope.get(`${comments}/:number`, { schema: ByThread }, async (request, reply) => {
    const facts = await showComments(parts, organizerOf(request).id, request.params.id)
    const page = threadPage(facts, Number(request.params.number), threadForms.stateOf(request) ?? {})
    return sendPage(reply, 'letters/comments/thread', page, {
      title: say('comments-thread-title'),
      styles: ['comments'],
    })
  })

  scope.post(`${comments}/:number`, { schema: { ...ByThread, body: formOf('words') } }, async (request, reply) => {
    const { id: letter, number: thread } = request.params
    const typed = fieldsIn(request.body, ['words'])
    try {
      await replyToComment(parts, organizerOf(request).id, letter, Number(thread), typed.words, parts.clock())
      return await reply.redirect(`${commentsPath(letter)}#thread-${thread}`, 303)
    } catch (error) {
      const form = formWithErrors(error, typed)
      return threadForms.show(reply, parts, { of: commentsPath(letter, thread) }, { form }, 422)
    }
  })

  scope.post(
    `${comments}/:number/resolution`,
    { schema: { ...ByThread, body: formOf('resolved') } },
    async (request, reply) => {
      const { id: letter, number: thread } = request.params
      const place = { number: Number(thread), resolved: field(request.body, 'resolved') === 'yes' }
      await resolveComment(parts, organizerOf(request).id, letter, place, parts.clock())
      return reply.redirect(`${commentsPath(letter)}#thread-${thread}`, 303)
    },
  )

  const decide = async (request: FastifyRequest, reply: FastifyReply, place: Place, decision: Decision) => {
    try {
      await decideSuggestion(parts, organizerOf(request), place.id, Number(place.number), decision, parts.clock())
      return await reply.redirect(`${commentsPath(place.id)}#thread-${place.number}`, 303)
    } catch (error) {
      // Other faults belong to no field of this form.
      const summary = fieldsOf(error).map(({ field: of, message }) => ({ field: of === 'word' ? of : '', message }))
      const wrong = summary.find(({ field: of }) => of === 'word')
      const form = { values: { word: decision.word }, errors: wrong ? { word: wrong.message } : {}, summary }
      return threadForms.show(reply, parts, { of: commentsPath(place.id, place.number) }, { decision: form }, 409)
    }
  }
  scope.post(`${comments}/:number/acceptance`, { schema: { ...ByThread, body: formOf() } }, (request, reply) =>
    decide(request, reply, request.params, { accepted: true, word: '' }),
  )
  scope.post(`${comments}/:number/refusal`, { schema: { ...ByThread, body: formOf('word') } }, (request, reply) =>
    decide(request, reply, request.params, { accepted: false, word: field(request.body, 'word') }),
  )
}

interface Place {
  id: string
  number: string
}

function ownRoutes(scope: App, parts: Parts): void {
  scope.get(`${comments}/:number/:comment`, { schema: ByComment }, async (request, reply) => {
    const { id: letter, number: thread, comment } = request.params
    const facts = await showComments(parts, organizerOf(request).id, letter)
    const page = commentPage(facts, Number(thread), comment, wordsForms.stateOf(request))
    return sendPage(reply, 'letters/comments/comment', page, { title: say('comments-own-title') })
  })

  scope.post(
    `${comments}/:number/:comment`,
    { schema: { ...ByComment, body: formOf('words', 'do') } },
    async (request, reply) => {
      const { id: letter, number: thread, comment } = request.params
      const typed = fieldsIn(request.body, ['words'])
      const place = { number: Number(thread), id: comment }
      const words = field(request.body, 'do') === 'delete' ? null : typed.words
      try {
        await changeComment(parts, organizerOf(request).id, letter, place, words)
        return await reply.redirect(`${commentsPath(letter)}${words === null ? '' : `#thread-${thread}`}`, 303)
      } catch (error) {
        const form = formWithErrors(error, typed)
        return wordsForms.show(reply, parts, { of: `${commentsPath(letter, thread)}/${comment}` }, form, 422)
      }
    },
  )
}
