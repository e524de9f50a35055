import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { say } from '../../refusal.ts'
import { confirmReceipt } from './confirm-receipt.ts'
import { drawReceipt } from './draw-receipt.ts'
import { fetchFrozenCopy } from './fetch-frozen-copy.ts'
import { showRecipientPage } from './show-recipient-page.ts'
import { recipientPage, type PageForm } from './view.ts'

export const ByToken = { params: Type.Object({ token: Type.String({ maxLength: 40 }) }) }

/** The page, with what was typed into one of its forms. */
export const privatePages = new FormPage<PageForm>((token) => `/r/${token}`)

export type Title =
  | 'responses-letter-title'
  | 'responses-code-title'
  | 'responses-time-code-title'
  | 'responses-delegate-code-title'
  | 'responses-sent-title'

export function shellOf(title: Title): Shell {
  return {
    title: say(title),
    robots: 'noindex, nofollow, noarchive',
  }
}

/** The private page, its PDFs, and the confirmation of its receipt. GET changes nothing. */
export function pageRoutes(scope: App, parts: Parts): void {
  scope.get('/r/:token', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    const facts = await showRecipientPage(parts, token, parts.clock())
    const page = recipientPage(facts, token, formIdOf(request), privatePages.stateOf(request))
    return sendPage(reply, 'delivery/private-page/recipient', page, shellOf('responses-letter-title'))
  })

  scope.get('/r/:token/letter.pdf', { schema: ByToken }, async (request, reply) => {
    return sendPdf(reply, await fetchFrozenCopy(parts, request.params.token), 'letter')
  })

  scope.get('/r/:token/receipt.pdf', { schema: ByToken }, async (request, reply) => {
    return sendPdf(reply, await drawReceipt(parts, request.params.token), 'receipt')
  })

  scope.post('/r/:token/receipt', { schema: ByToken }, async (request, reply) => {
    await confirmReceipt(parts, request.params.token, parts.clock())
    return reply.redirect(`/r/${request.params.token}`, 303)
  })
}

function sendPdf(reply: FastifyReply, pdf: Buffer, name: 'letter' | 'receipt') {
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.pdf"`)
    .type('application/pdf')
    .send(pdf)
}

/** The page itself, for a page of a form whose state is gone. */
export function startOf(parts: Parts, request: FastifyRequest, reply: FastifyReply, token: string) {
  const send = async () => {
    const page = recipientPage(await showRecipientPage(parts, token, parts.clock()), token, formIdOf(request))
    return sendPage(reply, 'delivery/private-page/recipient', page, shellOf('responses-letter-title'))
  }
  return { path: `/r/${token}`, send }
}
