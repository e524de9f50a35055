import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage, type Shell } from '../http/pages.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { Refusal, say, type RefusalKind } from '../refusal.ts'
import { beginCheck } from './begin-check.ts'
import { handOverCodes } from './hand-over-codes.ts'
import { Handing } from './schemas.ts'
import { showCheck } from './show-check.ts'
import { checkBegunJson, inPersonPage } from './view.ts'

const ByLetter = { params: Type.Object({ id: Type.String({ maxLength: 40 }) }) }
const shell: Shell = {
  title: say('in-person-title'),
  robots: 'noindex, nofollow',
  scripts: ['in-person', 'show-scripted'],
  styles: ['anonymous'],
}

/** The page on which owners and moderators make codes that they hand over after an in-person check. */
export function inPersonRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get('/dashboard/letters/:id/in-person', { schema: ByLetter }, async (request, reply) => {
      const facts = await showCheck(parts, organizerOf(request).id, request.params.id)
      return sendPage(reply, 'in-person/hand-over', inPersonPage(facts, parts.clock()), shell)
    })

    // Sent by the page's script, which blinds the codes. So these two answer with JSON.
    scope.post('/dashboard/letters/:id/in-person/beginning', { schema: ByLetter }, (request, reply) =>
      answered(request, reply, async () =>
        checkBegunJson(await beginCheck(parts, organizerOf(request).id, request.params.id, parts.clock())),
      ),
    )

    scope.post('/dashboard/letters/:id/in-person/codes', { schema: { ...ByLetter, body: Handing } }, (request, reply) =>
      answered(request, reply, async () => {
        const { blinded } = request.body
        return {
          signatures: await handOverCodes(parts, organizerOf(request).id, request.params.id, blinded, parts.clock()),
        }
      }),
    )
  })
}

/** After these the browser forgets the secrets of the codes. After any other answer it can ask for the same codes again. */
const final: readonly RefusalKind[] = ['invalid', 'conflict', 'gone']

async function answered(
  { language }: FastifyRequest,
  reply: FastifyReply,
  answer: () => Promise<object>,
): Promise<FastifyReply> {
  void reply.header('cache-control', 'no-store')
  try {
    return await reply.send(await answer())
  } catch (error) {
    if (!(error instanceof Refusal) || !final.includes(error.kind)) throw error
    return reply.code(409).send({ message: formatSentence(error.sentence, catalogueOf(language)) })
  }
}
