import type { FastifyRequest } from 'fastify'
import type { Extra } from '../../server/app.ts'

/** The forms that are not answered with a redirect, by the route's path, with the reason. */
export const answeredDirectly: Record<string, string> = {
  '/dashboard/letters/:id/text/:part/autosave': 'a script sends it and reads the answer',
  '/dashboard/letters/:id/in-person/beginning': 'a script sends it and reads the answer',
  '/dashboard/letters/:id/in-person/codes': 'a script sends it and reads the answer',
  '/dashboard/notes/check': 'a script sends it and reads the answer',
  '/dashboard/updates/check': 'a script sends it and reads the answer',
  '/dashboard/letters/:id/exports': 'a download, after which the browser stays on the page',
  '/dashboard/letters/:id/answers/:answer/pdf': 'a download, after which the browser stays on the page',
  '/updates/:token': 'mail programs send it too, and must not be redirected (RFC 8058 section 3.1)',
}

/** Fails a form's answer that is no redirect: Back and reload would send the form again. Error pages may answer directly. */
export const answeredForms: Extra = (app) => {
  const refused = new WeakSet<FastifyRequest>()
  app.addHook('onError', (request, _reply, _error, done) => {
    refused.add(request)
    done()
  })
  app.addHook('onSend', (request, reply, payload) => {
    const { url } = request.routeOptions
    const isForm = request.method === 'POST' && url !== undefined && !url.startsWith('/api/')
    const direct = isForm && reply.statusCode !== 303 && !refused.has(request)
    if (direct && !(url in answeredDirectly))
      throw new Error(`the form ${url} is answered with ${String(reply.statusCode)}`)
    return Promise.resolve(payload)
  })
}
