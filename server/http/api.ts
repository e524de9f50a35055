import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Type, { type TSchema } from 'typebox'
import type { App } from './app-types.ts'

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable, for programs.' }),
    detail: Type.String({ description: 'A sentence for the person.' }),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
  },
  { description: 'RFC 9457 problem document' },
)

/** A mailed code as a person types or pastes it. */
export const MailedCode = Type.String({
  maxLength: 64,
  description: 'The digits from the mail, such as `12345 67890`. Spaces and dashes do not matter.',
})

/** Response schemas of an operation: the given successes, and a problem document for every error. */
export function answers<const Success extends Record<number, TSchema>>(success: Success) {
  return { ...success, '4xx': ProblemSchema, '5xx': ProblemSchema }
}

/** Serves OpenAPI 3.1 documentation at /api/docs, generated from the route schemas. Must be registered before the routes. */
export async function registerApiDocs(app: App, origin: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Round Robin',
        version: '1',
        description:
          'Everything that the pages do. Signatories need no token; organizers send a short-lived bearer token. Errors are RFC 9457 problem documents with a stable `code`.',
      },
      servers: [{ url: origin }],
      components: { securitySchemes: { organizer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      tags: [
        { name: 'letters', description: 'Public data of letters, and drafting' },
        { name: 'signatures', description: 'Signing, changing, withdrawing' },
        { name: 'anonymous', description: 'Anonymous signatures with blind-signed credentials (RFC 9474)' },
        { name: 'vouching', description: 'Codes from a verified person, for people without a work mailbox' },
        { name: 'in-person check', description: 'Codes from an organizer who has looked at a badge or pay slip' },
        { name: 'statements', description: 'Statements without a name' },
        { name: 'dashboard', description: 'The organizers’ dashboard' },
        { name: 'delivery', description: 'Stages, recipients, answers' },
        { name: 'updates', description: 'Subscribers to updates, and returned mail' },
        { name: 'organizers', description: 'Accounts and roles' },
      ],
    },
    // Pages are not operations, so only routes under /api/v1 are documented.
    transform: ({ schema, url }) => ({ schema: url.startsWith('/api/v1') ? schema : { ...schema, hide: true }, url }),
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: docsPolicy,
    // Disables the validator badge, which would tell a third party who reads the page.
    uiConfig: { deepLinking: true, validatorUrl: null },
  })
}

/** The hash allows the one style attribute with which Swagger UI hides its icons. */
const docsPolicy = [
  "default-src 'none'",
  "connect-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
