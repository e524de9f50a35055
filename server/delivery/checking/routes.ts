import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { Refusal, say } from '../../refusal.ts'
import { checkCopy } from './check-copy.ts'
import type { CheckedCopy } from './queries.ts'
import { CheckedSchema } from './schemas.ts'
import { checkedJson, checkPage } from './view.ts'

const shell: Shell = { title: say('check-page-title'), robots: 'noindex, nofollow' }
const code = Type.String({ maxLength: 200 })

/**
 * Where the holder of a copy checks it. The form uses GET, so that the QR code in the PDF opens the answer: looking changes nothing.
 */
export function checkRoutes(app: App, parts: Parts): void {
  app.get('/check', { schema: { querystring: Type.Object({ code: Type.Optional(code) }) } }, async (request, reply) => {
    const typed = request.query.code ?? ''
    const words = catalogueOf(request.language)
    if (typed.trim() === '') return sendPage(reply, 'delivery/checking/check', checkPage('', null, words), shell)
    try {
      const copy = await lookedUp(parts, request.ip, typed)
      return await sendPage(reply, 'delivery/checking/check', checkPage(typed, copy, words), shell)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const said = error.fields[0]?.message ?? error.sentence
      const status = { 'too-many': 429, 'not-found': 404 }[error.kind as string] ?? 422
      return sendPage(reply, 'delivery/checking/check', checkPage(typed, said, words), shell, status)
    }
  })
}

export function checkApi(app: App, parts: Parts): void {
  app.get(
    '/check/:code',
    {
      schema: {
        tags: ['delivery'],
        summary: 'Check a delivered copy by the 12 letters that it shows. Unknown and ended codes get the same answer',
        params: Type.Object({ code }),
        response: answers({ 200: CheckedSchema }),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return checkedJson(await lookedUp(parts, request.ip, request.params.code))
    },
  )
}

/** Networks that guess wait. People behind the same gateway who type a right code still get their answer. */
async function lookedUp(parts: Parts, ip: string, typed: string): Promise<CheckedCopy> {
  await parts.limits.beforeGuess('check-code', ip, parts.clock())
  try {
    return await checkCopy(parts, typed)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unknown-code')
      await parts.limits.countWrongGuess('check-code', ip, parts.clock())
    throw error
  }
}
