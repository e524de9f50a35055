import ajvCompiler from '@fastify/ajv-compiler'
import serializerCompiler from '@fastify/fast-json-stringify-compiler'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify from 'fastify'
import Type from 'typebox'
import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { describedAnswers } from '../support/described-answers.ts'
import { testBrowser } from '../support/test-browser.ts'
import { routesOf } from './routes.ts'
import { visitor } from './visitor.ts'

const { result: server, routes } = await routesOf(() => testServer())
const browser = await testBrowser()
const api = routes.filter(({ url }) => url.startsWith('/api/v1/'))

interface Operation {
  tags?: string[]
  summary?: string
  security?: Record<string, string[]>[]
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>
}
interface Schema {
  required?: string[]
  properties?: Record<string, unknown>
}
interface Document {
  openapi: string
  info: { title: string; version: string }
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { securitySchemes: Record<string, object> }
}

const answer = await fetch(`${server.url}/api/docs/json`)
const document = (await answer.json()) as Document
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, operation })),
)

test('every schema compiles, although a route compiles its own only when it is used', () => {
  const validator = ajvCompiler()({}, { customOptions: { coerceTypes: false, removeAdditional: false } })
  const serializer = serializerCompiler()({}, {})
  let compiled = 0
  for (const { method, url, schema = {} } of routes) {
    for (const httpPart of ['body', 'params', 'querystring', 'headers'] as const) {
      const part = schema[httpPart]
      if (part === undefined) continue
      expect(() => validator({ schema: part, method, url, httpPart }), `${method} ${url}`).not.toThrow()
      compiled++
    }
    for (const [httpStatus, answered] of Object.entries((schema.response ?? {}) as Record<string, object>)) {
      const ofJson = (answered as { content?: Record<string, { schema: object }> }).content?.['application/json']
      const shape = 'content' in answered ? ofJson?.schema : answered
      if (shape === undefined) continue
      expect(() => serializer({ schema: shape, method, url, httpStatus }), `${method} ${url}`).not.toThrow()
      compiled++
    }
  }
  expect(compiled).toBeGreaterThan(300)
})

test('an answer with a field that its schema lacks fails, instead of losing the field', async () => {
  const app = fastify().withTypeProvider<TypeBoxTypeProvider>()
  await describedAnswers(app, server.parts)
  const known = Type.Object({ known: Type.Integer() })
  const response = { 200: known, '4xx': known }
  app.get('/described', { schema: { response } }, () => ({ known: 1 }))
  app.get('/undescribed', { schema: { response } }, () => ({ known: 1, unknown: 2 }))
  app.get(
    '/api/v1/refused',
    { schema: { response } },
    (_request, reply) => void reply.code(422).send({ known: 1, unknown: 2 } as never),
  )
  app.get('/api/v1/other', { schema: { response } }, (_request, reply) => void reply.code(302).send({ known: 1 }))
  expect((await app.inject('/described')).json()).toEqual({ known: 1 })
  for (const path of ['/undescribed', '/api/v1/refused', '/api/v1/other'])
    expect([path, (await app.inject(path)).statusCode]).toEqual([path, 500])
  await app.close()
})

describe('the OpenAPI document', () => {
  test('is of version 3.1, and says whose it is', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/)
    expect(document.info).toMatchObject({ title: 'Round Robin', version: '1' })
  })

  test('has every route of the API, and nothing else', () => {
    const documented = operations.map(({ name }) => name).sort()
    expect(documented).toEqual(api.map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`).sort())
    expect(documented.length).toBeGreaterThan(50)
  })

  test.each(operations)('$name says what it does, takes and answers', ({ path, operation }) => {
    expect(operation.summary).toMatch(/\S/)
    expect(operation.tags).toHaveLength(1)
    expect(document.tags.map(({ name }) => name)).toContain(operation.tags?.[0])

    const inPath = [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name)
    const described = (operation.parameters ?? []).filter((each) => each.in === 'path')
    expect(described.map(({ name }) => name).sort()).toEqual(inPath.sort())
    for (const each of described) expect(each).toMatchObject({ required: true, schema: { type: 'string' } })

    const statuses = Object.keys(operation.responses)
    expect(statuses.filter((status) => /^2\d\d$/.test(status)).length).toBeGreaterThan(0)
    for (const status of ['4XX', '5XX']) {
      const content = Object.values(operation.responses[status]?.content ?? {})
      expect(content[0]?.schema.required, `${status} is a problem document`).toEqual(
        expect.arrayContaining(['type', 'title', 'status', 'code', 'detail']),
      )
    }
    for (const response of Object.values(operation.responses)) expect(response.description).toMatch(/\S/)
  })

  test('refers to nothing that it does not have', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!)
    for (const path of references) {
      const target = path.split('/').reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document)
      expect([path, typeof target]).toEqual([path, 'object'])
    }
  })

  test('names the token wherever one is needed, and nowhere else', async () => {
    for (const { method, url } of api) {
      const path = url.replace(/:\w+/g, 'x')
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }
      const headers = { 'content-type': 'application/json' }
      const { status } = await fetch(`${server.url}${path}`, { method, headers, ...body })
      const { security } = document.paths[url.replace(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!
      expect([method, url, security !== undefined]).toEqual([method, url, status === 401])
      for (const scheme of Object.keys(security?.[0] ?? {}))
        expect(Object.keys(document.components.securitySchemes)).toContain(scheme)
    }
  })
})

describe('its page', () => {
  test('shows the operations, under its Content-Security-Policy and from this server alone', async () => {
    const who = await visitor(browser, server.url)
    await who.goTo('/api/docs')
    await who.page.getByText('Everything that the pages do.').waitFor({ timeout: 40_000 })
    // From a certain number of operations on, the page draws only those that are in view.
    const shown = new Set<string>()
    const seeMore = async () => {
      for (const summary of await who.page.locator('.opblock-summary-control').allInnerTexts())
        shown.add(summary.replace(/[\s\u200B]+/g, ' '))
      await who.page.mouse.wheel(0, 500)
      return shown.size
    }
    await expect.poll(seeMore, { timeout: 40_000 }).toBe(operations.length)
    const text = 'Signs in with the code. Creates an account if an invitation comes with it.'
    expect([...shown].filter((summary) => summary.endsWith(text))).toHaveLength(1)
    who.nothingWasWrong()
  })
})
