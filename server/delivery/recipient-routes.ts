import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { field, formAgain } from '../http/forms.ts'
import { sendPage, type Shell } from '../http/pages.ts'
import { Refusal } from '../refusal.ts'
import { answer } from './answer.ts'
import { askToAnswer } from './ask-to-answer.ts'
import { confirmReceipt } from './confirm-receipt.ts'
import { showRecipientPage } from './recipient-page.ts'
import { recipientPage } from './recipient-view.ts'

const ByToken = { params: Type.Object({ token: Type.String({ maxLength: 40 }) }) }
const Form = { ...ByToken, body: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())])) }
const shell: Shell = { title: 'A letter to you', robots: 'noindex, nofollow, noarchive', lang: 'en' }

/** A recipient's private page, for whoever has its link. Reading it changes nothing, so that link scanners may. */
export function recipientRoutes(app: App, parts: Parts): void {
  void app.register((scope, _options, done) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('x-robots-tag', 'noindex, nofollow, noarchive')
      if (request.method !== 'GET') await parts.limits.beforeTry(request.ip, parts.clock())
    })
    pages(scope, parts)
    done()
  })
}

function pages(scope: App, parts: Parts): void {
  scope.get('/r/:token', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    return sendPage(reply, 'delivery/recipient', recipientPage(await showRecipientPage(parts, token), token), shell)
  })

  scope.post('/r/:token/receipt', { schema: ByToken }, async (request, reply) => {
    await confirmReceipt(parts, request.params.token, parts.clock())
    return reply.redirect(`/r/${request.params.token}`, 303)
  })

  scope.post('/r/:token/answers/codes', { schema: Form }, async (request, reply) => {
    const { token } = request.params
    const text = field(request.body, 'text')
    try {
      const { challenge } = await askToAnswer(parts, token, text, parts.clock())
      const page = { path: `/r/${token}`, errors: [], codeError: undefined, challenge, text }
      return await sendPage(reply, 'delivery/answer-code', page, { ...shell, title: 'Enter the code' })
    } catch (error) {
      const facts = await showRecipientPage(parts, token)
      const form = formAgain(asField(error), { text })
      return sendPage(reply, 'delivery/recipient', recipientPage(facts, token, form), shell, 422)
    }
  })

  scope.post('/r/:token/answers', { schema: Form }, async (request, reply) => {
    const { token } = request.params
    const text = field(request.body, 'text')
    const challenge = field(request.body, 'challenge').slice(0, 40)
    const path = `/r/${token}`
    try {
      await answer(parts, token, { challenge, code: field(request.body, 'code'), text }, parts.clock())
      return await sendPage(reply, 'delivery/answered', { path }, { ...shell, title: 'Your answer has been sent' })
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'not-found' || error.kind === 'gone') throw error
      const page = {
        path,
        errors: [{ field: 'code', message: error.message }],
        codeError: error.message,
        challenge,
        text,
      }
      return sendPage(reply, 'delivery/answer-code', page, { ...shell, title: 'Enter the code' }, 422)
    }
  })
}

/** What was typed stays, also where the mails for the hour are used up. */
function asField(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.kind !== 'too-many') return error
  return new Refusal('invalid', error.code, error.message, 'text')
}
