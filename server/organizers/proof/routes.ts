import Type from 'typebox'
import { answers, MailedCode } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { emptyForm, field, fieldsOf, formOf, formWithErrors } from '../../http/form.ts'
import { pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { organizerApi, organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { noMailRefusal } from '../accounts/routes.ts'
import { askForPasskey } from '../passkeys/ask-for-passkey.ts'
import { readCredential } from '../passkeys/read-credential.ts'
import { relyingPartyOf } from '../passkeys/rules.ts'
import { CredentialSchema, RequestOptionsSchema } from '../passkeys/schemas.ts'
import { askToProve } from '../recovery/ask-to-change-address.ts'
import { safeNext } from '../rules.ts'
import { proveNow } from './prove-now.ts'
import { proveWithPasskey } from './prove-with-passkey.ts'
import { freshProofPage, proofShell, type FreshProofState } from './view.ts'

const path = '/organizers/account/proof'
const Next = Type.Object({ next: Type.Optional(Type.String({ maxLength: 300 })) })
const proofs = new FormPage<FreshProofState>(() => path)
/** This page belongs to no letter. */
const of = ''

/** Registers the page on which an organizer proves the mailbox again, for an act that needs it. */
export function proofRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get(path, { schema: { querystring: Next } }, async (request, reply) => {
      const state = proofs.stateOf(request) ?? { next: safeNext(request.query.next ?? ''), challenge: '' }
      const { id, sessionId } = organizerOf(request)
      const possible = relyingPartyOf(parts.config.origin) !== null
      const passkey = possible ? await askForPasskey(parts, { use: 'proof', to: sessionId }, id, parts.clock()) : null
      return sendPage(reply, 'organizers/proof/proof', freshProofPage(state, formIdOf(request), passkey), proofShell)
    })

    scope.post(`${path}/passkey`, { schema: { body: formOf('credential', 'next') } }, async (request, reply) => {
      const next = safeNext(field(request.body, 'next'))
      try {
        await parts.limits.beforeTry(request.ip, parts.clock())
        const credential = readCredential(CredentialSchema, field(request.body, 'credential'))
        await proveWithPasskey(parts, organizerOf(request), credential, parts.clock())
      } catch (error) {
        const form = { ...emptyForm({ code: '' }), summary: fieldsOf(error) }
        return proofs.show(reply, parts, { of }, { challenge: '', next, form }, 422)
      }
      return reply.redirect(next, 303)
    })

    scope.post(path, { schema: { body: formOf('next', 'form_id') } }, async (request, reply) => {
      if (!parts.mail) throw noMailRefusal()
      const { challenge } = await askToProve(parts, organizerOf(request).id, parts.clock(), pressOf(parts, request))
      return proofs.show(reply, parts, { of }, { challenge, next: safeNext(field(request.body, 'next')) })
    })

    scope.post(
      `${path}/confirmation`,
      { schema: { body: formOf('challenge', 'code', 'next', 'form_id') } },
      async (request, reply) => {
        const challenge = field(request.body, 'challenge')
        const next = safeNext(field(request.body, 'next'))
        try {
          const typed = { challenge, code: field(request.body, 'code'), once: pressOf(parts, request) }
          await proveNow(parts, organizerOf(request), typed, parts.clock())
        } catch (error) {
          const form = formWithErrors(error, { code: '' })
          return proofs.show(reply, parts, { of }, { challenge, next, form }, 422)
        }
        return reply.redirect(next, 303)
      },
    )
  })
}

const closed = { additionalProperties: false }
const tags = ['organizers']

/** Registers the same for programs. */
export function proofApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.post(
      '/organizers/session/proof/challenges',
      {
        schema: {
          tags,
          summary: 'Mails a code to your own address, for an act that needs a fresh proof',
          response: answers({ 202: Type.Object({ challenge: Type.String() }) }),
        },
      },
      async (request, reply) => {
        if (!parts.mail) throw noMailRefusal()
        const { challenge } = await askToProve(parts, organizerOf(request).id, parts.clock())
        return reply.code(202).header('cache-control', 'no-store').send({ challenge })
      },
    )

    scope.post(
      '/organizers/session/proof/passkey/challenges',
      {
        schema: {
          tags,
          summary: 'Says what a browser needs to prove with a passkey that it is you',
          response: answers({ 200: RequestOptionsSchema }),
        },
      },
      async (request, reply) => {
        const { id, sessionId } = organizerOf(request)
        const now = parts.clock()
        await parts.limits.beforeTry(request.ip, now)
        reply.header('cache-control', 'no-store')
        return askForPasskey(parts, { use: 'proof', to: sessionId }, id, now)
      },
    )

    scope.post(
      '/organizers/session/proof/passkey',
      {
        schema: {
          tags,
          summary:
            'Proves with a passkey that it is you. Good for ten minutes in this session, but not to add a passkey',
          body: Type.Object({ credential: CredentialSchema }, closed),
          response: answers({ 200: Type.Object({ outcome: Type.Literal('done') }) }),
        },
      },
      async (request) => {
        const now = parts.clock()
        await parts.limits.beforeTry(request.ip, now)
        await proveWithPasskey(parts, organizerOf(request), request.body.credential, now)
        return { outcome: 'done' as const }
      },
    )

    scope.post(
      '/organizers/session/proof',
      {
        schema: {
          tags,
          summary: 'Proves with the code that it is you. Good for ten minutes in this session',
          body: Type.Object({ challenge: Type.String({ maxLength: 40 }), code: MailedCode }, closed),
          response: answers({ 200: Type.Object({ outcome: Type.Literal('done') }) }),
        },
      },
      async (request) => {
        await proveNow(parts, organizerOf(request), request.body, parts.clock())
        return { outcome: 'done' as const }
      },
    )
  })
}
