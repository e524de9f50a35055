import type { Extra } from '../../server/app.ts'

/** Fields that belong to no form: the token of every form for organizers. */
const ofEveryForm = new Set(['_csrf', 'toJSON'])

/** The fields of the form that a page's route reads, by the route's path. Null: the route declares no form. */
export type FormRoutes = Map<string, readonly string[] | null>

/** Notes which fields the routes of pages declare. Add it to `buildApp` as an extra. */
export function noteForms(routes: FormRoutes): Extra {
  return (app) => {
    app.addHook('onRoute', ({ method, url, schema }) => {
      if (method === 'POST' && !url.startsWith('/api/')) routes.set(url, fieldsOf(schema?.body))
    })
  }
}

function fieldsOf(body: unknown): readonly string[] | null {
  const { properties } = (body ?? {}) as { properties?: object }
  return properties ? Object.keys(properties) : null
}

/** Fails a request whose route reads a field that its form does not declare (`formOf`). */
export const describedForms: Extra = (app) => {
  app.addHook('preHandler', (request, _reply, done) => {
    const declared = request.url.startsWith('/api/') ? null : fieldsOf(request.routeOptions.schema?.body)
    const { body } = request
    if (declared && typeof body === 'object' && body !== null)
      request.body = new Proxy(body, {
        get(target, name) {
          if (typeof name === 'string' && !ofEveryForm.has(name) && !declared.includes(name.replace(/-\d+$/, '-0')))
            throw new Error(`${request.routeOptions.url ?? ''} reads ${name}, which its form does not declare`)
          return Reflect.get(target, name) as unknown
        },
      })
    done()
  })
}
