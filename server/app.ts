import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import underPressure from '@fastify/under-pressure'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { LogController } from 'fastify'
import { createServer, type Server } from 'node:http'
import { faultInTyped } from './text/typed-text.ts'
import { approvalsApi } from './approvals/api.ts'
import { approvalsRoutes, registerWaiting } from './approvals/routes.ts'
import { anonymityRoutes } from './anonymity/routes.ts'
import { anonymityApi } from './anonymity/api.ts'
import { sendingApi } from './delivery/sending/api.ts'
import { sendingRoutes } from './delivery/sending/routes.ts'
import { planApi } from './delivery/plan/api.ts'
import { planTemplateRoutes } from './delivery/plan-templates/routes.ts'
import { dryRunRoutes } from './dry-run/routes.ts'
import { planRoutes } from './delivery/plan/routes.ts'
import { mailFileApi } from './delivery/mail-files/api.ts'
import { mailFileRoutes } from './delivery/mail-files/routes.ts'
import { returnedApi } from './delivery/returned/api.ts'
import { returnedRoutes } from './delivery/returned/routes.ts'
import { responseApi } from './delivery/responses/answer-api.ts'
import { responseRoutes } from './delivery/responses/routes.ts'
import { callApi, callRoutes } from './delivery/calls/routes.ts'
import { checkApi, checkRoutes } from './delivery/checking/routes.ts'
import { publishedPdfApi } from './delivery/responses/answer-pdf-routes.ts'
import { recipientApi } from './delivery/private-page/api.ts'
import { recipientRoutes } from './delivery/private-page/routes.ts'
import { limits } from './db/connection.ts'
import { emergencyApi } from './emergency/api.ts'
import { emergencyRoutes } from './emergency/routes.ts'
import { fillStandingValues } from './fill-standing-values.ts'
import { registerApiDocs } from './http/api.ts'
import type { App, Parts } from './http/app-types.ts'
import { assetAt } from './http/assets.ts'
import { answerMalformedRequest, decodableAddress, registerErrors } from './http/errors.ts'
import { compilersFactory } from './http/schema-compilers.ts'
import { securityHeaders } from './http/headers.ts'
import { healthRoutes } from './http/health-routes.ts'
import { registerKeptForms, withoutFormId } from './http/kept-forms/form-page.ts'
import { loadTemplates } from './http/pages.ts'
import { registerSessions } from './http/sessions.ts'
import { registerTypedTexts } from './http/typed-texts.ts'
import { routeUpgrades } from './http/sockets/upgrades.ts'
import { demandApi } from './demands/api.ts'
import { demandRoutes } from './demands/routes.ts'
import { dashboardApi } from './dashboard/api.ts'
import { headcountApi } from './dashboard/headcounts/api.ts'
import { headcountRoutes } from './dashboard/headcounts/routes.ts'
import { dashboardRoutes } from './dashboard/routes.ts'
import { letterApi } from './letters/page/api.ts'
import { commentApi } from './letters/comments/api.ts'
import { commentRoutes } from './letters/comments/routes.ts'
import { draftingApi } from './letters/drafting/api.ts'
import { lifecycleApi } from './letters/lifecycle/api.ts'
import { draftingRoutes } from './letters/drafting/routes.ts'
import { lifecycleRoutes } from './letters/lifecycle/routes.ts'
import { liveRoutes, registerWriting } from './letters/live/routes.ts'
import { revisionApi, revisionRoutes } from './letters/revisions/routes.ts'
import { reviewsApi } from './letters/reviews/api.ts'
import { reviewerRoutes } from './letters/reviews/reviewer-routes.ts'
import { reviewsRoutes } from './letters/reviews/routes.ts'
import { versionApi } from './letters/version-pages/api.ts'
import { versionRoutes } from './letters/version-pages/routes.ts'
import { homeRoutes } from './letters/page/home-routes.ts'
import { outsideRoutes } from './letters/page/outside-routes.ts'
import { quietLinkRoutes, registerQuietLinks } from './letters/page/quiet-link-routes.ts'
import { campaignApi } from './letters/campaigns/api.ts'
import { campaignRoutes } from './letters/campaigns/routes.ts'
import { auditRoutes } from './audit/pages/routes.ts'
import { pressRoutes } from './letters/press/routes.ts'
import { dayApi, dayRoutes } from './letters/day/routes.ts'
import { letterRoutes } from './letters/page/routes.ts'
import { organizersApi } from './organizers/accounts/api.ts'
import { passkeySignInApi } from './organizers/accounts/passkey-api.ts'
import { passkeysApi } from './organizers/my-passkeys/api.ts'
import { passkeysRoutes } from './organizers/my-passkeys/routes.ts'
import { proofApi, proofRoutes } from './organizers/proof/routes.ts'
import { recoveryApi } from './organizers/recovery/api.ts'
import { recoveryRoutes } from './organizers/recovery/routes.ts'
import { peopleApi } from './organizers/people/api.ts'
import { peopleRoutes } from './organizers/people/routes.ts'
import { findSession } from './organizers/accounts/find-session.ts'
import { renewSession } from './organizers/accounts/renew-session.ts'
import { organizerRoutes } from './organizers/accounts/routes.ts'
import { mySignatureApi, removalApi } from './signatures/my-signature/api.ts'
import { removalRoutes } from './signatures/my-signature/removal-routes.ts'
import { mySignatureRoutes } from './signatures/my-signature/routes.ts'
import { signatureApi } from './signatures/signing/api.ts'
import { signatureRoutes } from './signatures/signing/routes.ts'
import { dryMySignaturePage } from './signatures/my-signature/view.ts'
import { choiceSample, codePage, donePage, signPage } from './signatures/signing/view.ts'
import { togetherApi } from './together/organizing/api.ts'
import { togetherRoutes } from './together/organizing/routes.ts'
import { updateApi } from './updates/api.ts'
import { updateRoutes } from './updates/routes.ts'
import { sharingApi } from './sharing/api.ts'
import { sharingRoutes } from './sharing/routes.ts'
import { statementApi } from './statements/api.ts'
import { statementRoutes } from './statements/routes.ts'
import { inPersonApi } from './in-person/api.ts'
import { inPersonRoutes } from './in-person/routes.ts'
import { vouchingApi } from './vouching/api.ts'
import { vouchingRoutes } from './vouching/routes.ts'

/** Something that only a rehearsal or a test adds, for example the page of the mail catcher. */
export type Extra = (app: App, parts: Parts) => void | Promise<void>

/** The pages of a signatory, which a dry run shows. */
const signatoryPages = {
  sign: signPage,
  code: codePage,
  done: donePage,
  mine: dryMySignaturePage,
}

interface Times {
  /** Milliseconds that running requests have to end when the application closes. After that, their connections are cut. */
  toClose: number
}
/** As long as a statement of a request may take. */
const usual: Times = { toClose: limits.statement }

/**
 * Builds the application with all routes, but does not listen.
 * @param extras routes and hooks that only a rehearsal or a test adds
 */
export async function buildApp(parts: Parts, extras: readonly Extra[] = [], { toClose }: Times = usual): Promise<App> {
  fillStandingValues()
  loadTemplates()
  const app = bareApp(parts, toClose)
  registerErrors(app)
  await app.register(formbody, { bodyLimit: 600_000 })
  await app.register(cookie)
  registerKeptForms(app, parts)
  // under-pressure reports an infinite delay for an interval in which the event loop did not run. With an interval of one second,
  // that would happen during the start.
  await app.register(underPressure, { maxEventLoopDelay: 5000, sampleInterval: 5000, retryAfter: 10 })
  await registerSessions(app, parts, { find: findSession, renew: renewSession })
  registerWaiting(app, parts)
  await registerApiDocs(app, parts.config.origin)
  registerTypedTexts(app, (text) => faultInTyped(text, 'any'))

  // Before the routes, because a hook applies only to routes that are registered after it.
  for (const extra of extras) await extra(app, parts)
  registerQuietLinks(app, parts)
  registerWriting(app, parts)
  healthRoutes(app, parts)
  redirectOldPages(app)
  homeRoutes(app, parts)
  quietLinkRoutes(app, parts)
  letterRoutes(app, parts)
  dayRoutes(app, parts)
  pressRoutes(app, parts)
  auditRoutes(app, parts)
  campaignRoutes(app, parts)
  outsideRoutes(app, parts)
  revisionRoutes(app, parts)
  draftingRoutes(app, parts, choiceSample)
  versionRoutes(app, parts)
  commentRoutes(app, parts)
  liveRoutes(app, parts)
  dryRunRoutes(app, parts, signatoryPages)
  lifecycleRoutes(app, parts)
  reviewsRoutes(app, parts)
  reviewerRoutes(app, parts)
  sharingRoutes(app, parts)
  signatureRoutes(app, parts)
  mySignatureRoutes(app, parts)
  removalRoutes(app, parts)
  vouchingRoutes(app, parts)
  inPersonRoutes(app, parts)
  statementRoutes(app, parts)
  anonymityRoutes(app, parts)
  organizerRoutes(app, parts)
  recoveryRoutes(app, parts)
  passkeysRoutes(app, parts)
  peopleRoutes(app, parts)
  approvalsRoutes(app, parts)
  proofRoutes(app, parts)
  dashboardRoutes(app, parts)
  headcountRoutes(app, parts)
  emergencyRoutes(app, parts)
  planRoutes(app, parts)
  planTemplateRoutes(app, parts)
  sendingRoutes(app, parts)
  returnedRoutes(app, parts)
  responseRoutes(app, parts)
  mailFileRoutes(app, parts)
  demandRoutes(app, parts)
  togetherRoutes(app, parts)
  callRoutes(app, parts)
  checkRoutes(app, parts)
  recipientRoutes(app, parts)
  updateRoutes(app, parts)
  await app.register(
    (api, _options, done) => {
      letterApi(api, parts)
      dayApi(api, parts)
      revisionApi(api, parts)
      draftingApi(api, parts)
      versionApi(api, parts)
      commentApi(api, parts)
      lifecycleApi(api, parts)
      reviewsApi(api, parts)
      sharingApi(api, parts)
      signatureApi(api, parts)
      mySignatureApi(api, parts)
      removalApi(api, parts)
      vouchingApi(api, parts)
      inPersonApi(api, parts)
      statementApi(api, parts)
      anonymityApi(api, parts)
      organizersApi(api, parts)
      passkeySignInApi(api, parts)
      recoveryApi(api, parts)
      passkeysApi(api, parts)
      peopleApi(api, parts)
      approvalsApi(api, parts)
      proofApi(api, parts)
      dashboardApi(api, parts)
      headcountApi(api, parts)
      togetherApi(api, parts)
      emergencyApi(api, parts)
      planApi(api, parts)
      sendingApi(api, parts)
      returnedApi(api, parts)
      responseApi(api, parts)
      mailFileApi(api, parts)
      demandApi(api, parts)
      campaignApi(api, parts)
      callApi(api, parts)
      checkApi(api, parts)
      recipientApi(api, parts)
      updateApi(api, parts)
      publishedPdfApi(api, parts)
      done()
    },
    { prefix: '/api/v1' },
  )

  await app.ready()
  routeUpgrades(app)
  return app
}

/**
 * Maps addresses under /desk, the former name of the dashboard, to /dashboard.
 * API clients, and forms that were open during the upgrade, still use the old addresses, so the server answers there.
 * Pages redirect instead (see redirectOldPages), because bookmarks and mails contain the old address.
 */
function currentAddress({ method, url = '/' }: { method?: string | undefined; url?: string | undefined }): string {
  const old = method === 'GET' || method === 'HEAD' ? /^(\/api\/v1)\/desk(?=[/?]|$)/ : /^(\/api\/v1)?\/desk(?=[/?]|$)/
  return decodableAddress(url.replace(old, '$1/dashboard'))
}

function redirectOldPages(app: App): void {
  for (const path of ['/desk', '/desk/*'])
    app.get(path, (request, reply) => reply.redirect(request.url.replace('/desk', '/dashboard'), 308))
}

function bareApp({ config, pageCache }: Parts, toClose: number): App {
  // More than one if the host name has several addresses.
  const servers: Server[] = []
  const app = fastify({
    // The page cache answers before the framework sees the request: see http/page-cache.ts.
    // The framework sets the times only of servers that it makes itself.
    serverFactory: (handler) => {
      const server = createServer(
        { requestTimeout: 30_000, headersTimeout: 20_000, keepAliveTimeout: 20_000 },
        (request, response) => {
          if (!pageCache.answer(request, response)) handler(request, response)
        },
      )
      // Cuts a connection on which nothing moves. Otherwise, a client that stops reading would hold its request for ever.
      server.setTimeout(60_000)
      servers.push(server)
      return server
    },
    // The framework's own warnings would include error messages, and those may quote text that somebody typed.
    logger: { level: 'warn', serializers: { req: () => ({}), res: () => ({}), err: nameAlone } },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < config.values.TRUST_PROXY,
    bodyLimit: 600_000,
    clientErrorHandler: answerMalformedRequest(securityHeaders(config.secure)),
    // A request that arrives during the stop is answered like any other; the framework's own answer would lack our headers.
    return503OnClosing: false,
    // Node.js limits the request line. The framework would answer longer parameters itself, without our headers.
    routerOptions: { maxParamLength: 20_000, ignoreTrailingSlash: true },
    schemaController: { compilersFactory },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
    rewriteUrl: (request) => withoutFormId(request.method, currentAddress(request)),
    // Request ids would let a reader of the log tell requests apart.
    genReqId: () => '-',
  }).withTypeProvider<TypeBoxTypeProvider>()
  const headers = securityHeaders(config.secure)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
  cutWhenClosing(app, servers, toClose)
  app.decorateRequest('signedIn', undefined)
  app.decorateRequest('csrf', undefined)
  app.get('/assets/*', { schema: { hide: true } }, (request, reply) => {
    const asset = assetAt(request.url)
    if (!asset) {
      reply.callNotFound()
      return
    }
    return reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').send(asset.bytes)
  })
  return app
}

/** Limits the time for which a client that reads slowly, or not at all, can delay the stop. */
function cutWhenClosing(app: App, servers: readonly Server[], toClose: number): void {
  app.addHook('preClose', (done) => {
    const cut = setTimeout(() => {
      for (const server of servers) server.closeAllConnections()
    }, toClose)
    // An application that never listened reports no end of its server, and must not keep the process.
    cut.unref()
    app.server.once('close', () => clearTimeout(cut))
    done()
  })
}

function nameAlone({ name }: Error) {
  return { type: name, message: '', stack: '' }
}
