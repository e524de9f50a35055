import Type from 'typebox'
import { answers, MailedCode } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { codeMalformedRefusal } from '../../mailbox/codes.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { tokensJson } from '../accounts/api.ts'
import { noMailRefusal } from '../accounts/routes.ts'
import { TokensSchema } from '../accounts/schemas.ts'
import { askToChangeAddress, askToMakeCodes, askToUseLink } from './ask-to-change-address.ts'
import { changeAddress } from './change-address.ts'
import { keepAddress } from './keep-address.ts'
import { makeCodesInRecovery, makeRecoveryCodes } from './make-recovery-codes.ts'
import { recoverWithCode } from './recover-with-code.ts'
import { AddressChangedSchema, AskedCodesSchema, RecoveryCodesSchema, RecoverySchema } from './schemas.ts'
import { showRecovery } from './show-recovery.ts'
import { useRecoveryLink } from './use-recovery-link.ts'
import { addressChangedJson, askedCodesJson, recoveryJson } from './view.ts'

const tags = ['organizers']
const closed = { additionalProperties: false }
const Challenge = Type.String({ maxLength: 40 })
const Address = Type.String({ maxLength: 400 })
const Label = Type.Optional(
  Type.String({ maxLength: 200, description: 'The name of the session in the list of sessions.' }),
)
const Link = Type.String({ maxLength: 60, description: 'The last part of the operator’s link.' })

/** Registers the API for an account's address and recovery codes. */
export function recoveryApi(app: App, parts: Parts): void {
  recoverApi(app, parts)
  organizerApi(app, parts, (scope) => {
    codesApi(scope, parts)
    addressApi(scope, parts)
  })
}

function recoverApi(app: App, parts: Parts): void {
  app.post(
    '/organizers/recovery',
    {
      schema: {
        tags,
        summary: 'Signs in with a recovery code, which works once. Ends the account’s other sessions.',
        body: Type.Object({ recovery_code: Type.String({ maxLength: 200 }), label: Label }, closed),
        response: answers({ 201: TokensSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      const { recovery_code: code, label = '' } = request.body
      const session = await recoverWithCode(parts, { code, label }, now)
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send(tokensJson(app, parts, session))
    },
  )

  app.post(
    '/organizers/recovery-links/challenges',
    {
      schema: {
        tags,
        summary: 'Mails a code to the new address of the account for which the operator made a link',
        body: Type.Object({ link: Link, address: Address }, closed),
        response: answers({ 202: AskedCodesSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      if (!parts.mail) throw noMailRefusal()
      const { link, address } = request.body
      const asked = await askToUseLink(parts, link, address, now)
      return reply.code(202).header('cache-control', 'no-store').send(askedCodesJson(asked))
    },
  )

  app.post(
    '/organizers/recovery-links',
    {
      schema: {
        tags,
        summary: 'Uses the operator’s link: changes the address and signs in. Ends all sessions and recovery codes.',
        body: Type.Object({ link: Link, challenge: Challenge, code: MailedCode, label: Label }, closed),
        response: answers({ 201: TokensSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      const session = await useRecoveryLink(parts, { label: '', ...request.body }, now)
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send(tokensJson(app, parts, session))
    },
  )
}

function codesApi(scope: App, parts: Parts): void {
  scope.get(
    '/organizers/account/recovery',
    {
      schema: {
        tags,
        summary: 'Says how many recovery codes are left, and whether a change of address waits',
        response: answers({ 200: RecoverySchema }),
      },
    },
    async (request) => recoveryJson(await showRecovery(parts, organizerOf(request), parts.clock())),
  )

  scope.post(
    '/organizers/account/recovery-codes/challenges',
    {
      schema: {
        tags,
        summary: 'Mails a code to your address, for new recovery codes',
        response: answers({ 202: AskedCodesSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      if (!parts.mail) throw noMailRefusal()
      const asked = await askToMakeCodes(parts, organizerOf(request).id, now)
      return reply
        .code(202)
        .header('cache-control', 'no-store')
        .send(askedCodesJson({ ...asked, provesOwn: false }))
    },
  )

  scope.post(
    '/organizers/account/recovery-codes',
    {
      schema: {
        tags,
        summary: 'Makes recovery codes. Earlier ones stay good for three days.',
        body: Type.Union([Type.Object({ challenge: Challenge, code: MailedCode }, closed), Type.Null()], {
          description:
            'Null in a session that began with a recovery code within the last hour. The codes of the last set then end at once.',
        }),
        response: answers({ 201: RecoveryCodesSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      const codes = request.body
        ? await makeRecoveryCodes(parts, organizerOf(request).id, request.body, now)
        : await makeCodesInRecovery(parts, organizerOf(request), now)
      if (!codes) throw codeMalformedRefusal()
      return reply.code(201).header('cache-control', 'no-store').send({ codes })
    },
  )
}

function addressApi(scope: App, parts: Parts): void {
  scope.post(
    '/organizers/account/address/challenges',
    {
      schema: {
        tags,
        summary: 'Mails codes to the new and the old address. The answer is the same for every new address.',
        body: Type.Object({ address: Address }, closed),
        response: answers({ 202: AskedCodesSchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      if (!parts.mail) throw noMailRefusal()
      const asked = await askToChangeAddress(parts, organizerOf(request), request.body.address, now)
      return reply.code(202).header('cache-control', 'no-store').send(askedCodesJson(asked))
    },
  )

  scope.post(
    '/organizers/account/address',
    {
      schema: {
        tags,
        summary: 'Changes your address. Without the old mailbox, the change waits for three days.',
        body: Type.Object({ challenge: Challenge, code: MailedCode, old_code: Type.Optional(MailedCode) }, closed),
        response: answers({ 200: AddressChangedSchema }),
      },
    },
    async (request) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      const { old_code: oldCode, ...typed } = request.body
      return addressChangedJson(await changeAddress(parts, organizerOf(request), { ...typed, oldCode }, now))
    },
  )

  scope.delete(
    '/organizers/account/address/change',
    {
      schema: {
        tags,
        summary: 'Stops a change of address that waits, or the operator’s link. Ends your other sessions.',
        response: answers({ 204: Type.Null() }),
      },
    },
    async (request, reply) => {
      await keepAddress(parts, organizerOf(request), parts.clock())
      return reply.code(204).send(null)
    },
  )
}
