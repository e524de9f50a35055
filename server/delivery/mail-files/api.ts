import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { readMailFile } from '../../mail/mail-file/read-mail-file.ts'
import { largestAnswerPdf } from '../rules.ts'
import { proposeAnswer } from './propose-answer.ts'
import { recordProposed } from './record-proposed.ts'
import { largestMailBody, MailInBase64, ProposalSchema } from './schemas.ts'
import { proposalJson, proposedForm } from './view.ts'

const id = Type.String({ maxLength: 36 })
const ByLetter = Type.Object({ id })
const strict = { additionalProperties: false }

export function mailFileApi(app: App, parts: Parts): void {
  const read = (mail: string) => () =>
    readMailFile(parts.resolveTexts, Buffer.from(mail, 'base64'), largestAnswerPdf, parts.clock())
  organizerApi(app, parts, (scope) => {
    const path = '/dashboard/letters/:id/answers/mail'
    scope.post(
      path,
      {
        bodyLimit: largestMailBody,
        schema: {
          tags: ['delivery'],
          summary: 'Read an answer from a mail file. Nothing is stored',
          params: ByLetter,
          body: Type.Object({ mail: MailInBase64 }, strict),
          response: answers({ 200: ProposalSchema }),
        },
      },
      async (request) => {
        const organizer = organizerOf(request).id
        return proposalJson(
          await proposeAnswer(parts, organizer, request.params.id, read(request.body.mail), parts.clock()),
        )
      },
    )

    scope.post(
      `${path}/recording`,
      {
        bodyLimit: largestMailBody,
        schema: {
          tags: ['delivery'],
          summary: 'Record an answer from a mail file. The server keeps its text, its day and its PDF',
          params: ByLetter,
          body: Type.Object(
            {
              mail: MailInBase64,
              recipient: Type.Optional(id),
              answered_on: Type.Optional(Type.String({ maxLength: 20 })),
              text: Type.Optional(
                Type.String({ maxLength: 80_000, description: 'Instead of the text of the mail. Readers are told so' }),
              ),
              by: Type.Optional(Type.String({ maxLength: 1000, description: 'Who answered for the recipient' })),
            },
            strict,
          ),
          response: answers({ 201: Type.Object({ id }) }),
        },
      },
      async (request, reply) => {
        const { id: letterId } = request.params
        const { mail, ...given } = request.body
        const organizer = organizerOf(request).id
        const proposal = await proposeAnswer(parts, organizer, letterId, read(mail), parts.clock())
        const typed = { ...proposedForm(proposal).values, ...given }
        const asked = { proposed: proposal.answer, typed }
        return reply.code(201).send({ id: await recordProposed(parts, organizer, letterId, asked, parts.clock()) })
      },
    )
  })
}
