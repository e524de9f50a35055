import type { FastifyRequest } from 'fastify'
import type { App, Parts } from '../../http/app-types.ts'
import { isSafe } from '../../http/sessions.ts'
import { emptyForm, field, formOf, formWithErrors, type Errors, type FormState } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { sendPage } from '../../http/pages.ts'
import { say } from '../../refusal.ts'
import { isQuietKey } from '../../letter/quiet-link.ts'
import { longestTyped, quietKeyFrom, readQuietKey } from '../../letter/quiet-words.ts'

declare module '../../http/pages.ts' {
  interface Pages {
    'letters/page/quiet-link': { errors: Errors; form: FormState<'words'> }
  }
}

const WordsForm = formOf('words')
const quietLinks = new FormPage<FormState<'words'>>(() => '/quiet-link')

/**
 * Applies to every route of a letter. Corrects the address of a quiet letter if its words were typed with capitals, accents or gaps.
 * Slows networks that guess quiet links. A replaced link and one that never existed get the same answer.
 */
export function registerQuietLinks(app: App, parts: Parts): void {
  app.addHook('onRequest', async (request, reply) => {
    const typed = keyOf(request)
    if (typed === undefined) return
    const key = readQuietKey(typed)
    if (key !== null && key !== typed && isSafe(request.method))
      return reply.redirect(request.url.replace(/(?<=\/letters\/)[^/?]+/, key), 303)
    if (isQuietKey(key ?? typed)) await parts.limits.beforeGuess('quiet-link', request.ip, parts.clock())
  })
  app.addHook('onResponse', async (request, reply) => {
    const key = keyOf(request)
    if (reply.statusCode === 404 && key !== undefined && isQuietKey(key))
      await parts.limits.countWrongGuess('quiet-link', request.ip, parts.clock())
  })
}

function keyOf({ params, routeOptions }: FastifyRequest): string | undefined {
  const isLetters = /^(\/api\/v1)?\/letters\/:key(\/|$)/.test(routeOptions.url ?? '')
  return isLetters ? (params as { key: string }).key : undefined
}

/** A form for the words of a quiet link, which people hear or read on paper. */
export function quietLinkRoutes(app: App, parts: Parts): void {
  app.get('/quiet-link', { schema: { hide: true } }, (request, reply) => {
    const form = quietLinks.stateOf(request) ?? emptyForm({ words: '' })
    return sendPage(
      reply,
      'letters/page/quiet-link',
      { errors: form.summary, form },
      { title: say('quiet-link-title') },
    )
  })

  app.post('/quiet-link', { schema: { hide: true, body: WordsForm } }, async (request, reply) => {
    const words = field(request.body, 'words').slice(0, longestTyped)
    try {
      return await reply.redirect(`/letters/${quietKeyFrom(words)}`, 303)
    } catch (error) {
      return quietLinks.show(reply, parts, { of: '' }, formWithErrors(error, { words }), 422)
    }
  })
}
