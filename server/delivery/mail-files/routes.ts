import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, fieldsIn, formOf, formWithErrors } from '../../http/form.ts'
import { formIdIn } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { keepParts, keptParts } from '../../http/kept-forms/kept-parts.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { acceptUploads, fileWith, readForm } from '../../http/uploads.ts'
import { largestMailFile } from '../../mail/mail-file/bounds.ts'
import { mailFileRefusal, readMailFile } from '../../mail/mail-file/read-mail-file.ts'
import { say } from '../../refusal.ts'
import { findSecrets } from '../secrets-in-answers/find-secrets.ts'
import { showAnswers } from '../responses/show-answers.ts'
import { largestAnswerPdf } from '../rules.ts'
import { proposeAnswer, type ProposedAnswer } from './propose-answer.ts'
import { recordProposed } from './record-proposed.ts'
import {
  choosePage,
  emptyFileForm,
  factsToReview,
  proposedForm,
  reviewPage,
  type FileForm,
  type Review,
} from './view.ts'

const ByLetter = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }
const corrected = ['recipient', 'answered_on', 'text', 'by'] as const

const pathOf = (letter: string) => `/dashboard/letters/${letter}/answers/mail`
const purposeOf = (letter: string) => `mail-file:${letter}`
const choices = new FormPage<FileForm>(pathOf)
const reviews = new FormPage<Review>((letter) => `${pathOf(letter)}/review`)

/** Pages that record an answer from a mail file: choose the file, correct what the server has read, record it. */
export function mailFileRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    void scope.register((uploads, _options, done) => {
      acceptUploads(uploads, largestMailFile)
      fileRoutes(uploads, parts)
      done()
    })
    reviewRoutes(scope, parts)
  })
}

function fileRoutes(scope: App, parts: Parts): void {
  const path = '/dashboard/letters/:id/answers/mail'
  scope.get(path, { schema: ByLetter }, async (request, reply) => {
    const facts = await lettersFacts(parts, request, request.params.id)
    const page = choosePage(facts, choices.stateOf(request) ?? emptyFileForm())
    return sendPage(reply, 'delivery/mail-files/choose', page, { title: say('mail-files-title') })
  })

  const schema = { ...ByLetter, body: formOf('mail') }
  scope.post(path, { preValidation: readForm, schema }, async (request, reply) => {
    const { id: letterId } = request.params
    const read = () => readMailFile(parts.resolveTexts, fileWith(request), largestAnswerPdf, parts.clock())
    try {
      const proposal = await proposeAnswer(parts, organizerOf(request).id, letterId, read, parts.clock())
      const key = await keepParts(parts, request, purposeOf(letterId), proposal.answer)
      const facts = factsToReview(proposal.answer, proposal.secrets)
      return await reviews.show(reply, parts, { of: letterId }, { key, facts, form: proposedForm(proposal) })
    } catch (error) {
      return chooseAgain(reply, letterId, error)
    }
  })

  function chooseAgain(reply: FastifyReply, letterId: string, error: unknown) {
    return choices.show(reply, parts, { of: letterId }, formWithErrors(error, { mail: '' }), 422)
  }
}

function reviewRoutes(scope: App, parts: Parts): void {
  scope.get('/dashboard/letters/:id/answers/mail/review', { schema: ByLetter }, async (request, reply) => {
    const { id: letterId } = request.params
    const facts = await lettersFacts(parts, request, letterId)
    const start = { path: pathOf(letterId), send: () => reply.redirect(pathOf(letterId), 303) }
    return reviews.showKept(request, reply, start, (review) =>
      sendPage(reply, 'delivery/mail-files/review', reviewPage(facts, review, formIdOf(request)), {
        title: say('mail-files-review-title'),
        wide: true,
      }),
    )
  })

  const schema = { ...ByLetter, body: formOf(...corrected, 'kept', 'form_id') }
  scope.post('/dashboard/letters/:id/answers/mail/recording', { schema }, async (request, reply) => {
    const { id: letterId } = request.params
    const key = field(request.body, 'kept')
    const proposed = (await keptParts(parts, request, purposeOf(letterId), key)) as ProposedAnswer | undefined
    if (!proposed) {
      const ended = formWithErrors(mailFileRefusal(say('mail-files-ended')), { mail: '' })
      return choices.show(reply, parts, { of: letterId }, ended, 422)
    }
    const typed = fieldsIn(request.body, corrected)
    try {
      await recordProposed(parts, organizerOf(request).id, letterId, { proposed, typed }, parts.clock())
      return await reply.redirect(`/dashboard/letters/${letterId}/answers`, 303)
    } catch (error) {
      const form = formWithErrors(error, typed)
      const facts = factsToReview(proposed, (await findSecrets(parts, letterId, [typed.text], { owner: false })).flat())
      const place = { of: letterId, id: formIdIn(request.body) }
      return reviews.show(reply, parts, place, { key, facts, form }, 422)
    }
  })
}

async function lettersFacts(parts: Parts, request: FastifyRequest, letterId: string) {
  return showAnswers(parts, organizerOf(request).id, letterId, parts.clock())
}
