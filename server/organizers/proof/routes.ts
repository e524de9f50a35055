import Type from 'typebox'
import { answers, MailedCode } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { field, formOf, formWithErrors } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { organizerApi, organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { noMailRefusal } from '../accounts/routes.ts'
import { askToProve } from '../recovery/ask-to-change-address.ts'
import { safeNext } from '../rules.ts'
import { proveNow } from './prove-now.ts'
import { freshProofPage, proofShell, type FreshProofState } from './view.ts'

const path = '/organizers/account/proof'
const Next = Type.Object({ next: Type.Optional(Type.String({ maxLength: 300 })) })
const proofs = new FormPage<FreshProofState>(() => path)
/** This page belongs to no letter. */
const of = ''

/** Registers the page on which an organizer proves the mailbox again, for an act that needs it. */
export function proofRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get(path, { schema: { querystring: Next } }, (request, reply) => {
      const state = proofs.stateOf(request) ?? { next: safeNext(request.query.next ?? ''), challenge: '' }
      return sendPage(reply, 'organizers/proof/proof', freshProofPage(state), proofShell)
    })

    scope.post(path, { schema: { body: formOf('next') } }, async (request, reply) => {
      if (!parts.mail) throw noMailRefusal()
      const { challenge } = await askToProve(parts, organizerOf(request).id, parts.clock())
      return proofs.show(reply, parts, { of }, { challenge, next: safeNext(field(request.body, 'next')) })
    })

    scope.post(
      `${path}/confirmation`,
      { schema: { body: formOf('challenge', 'code', 'next') } },
      async (request, reply) => {
        const challenge = field(request.body, 'challenge')
        const next = safeNext(field(request.body, 'next'))
        try {
          await proveNow(parts, organizerOf(request), { challenge, code: field(request.body, 'code') }, parts.clock())
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
