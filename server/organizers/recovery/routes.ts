import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import {
  checked,
  emptyForm,
  field,
  fieldsIn,
  fieldsOf,
  formOf,
  formWithErrors,
  type FormState,
} from '../../http/form.ts'
import { organizerOf, organizerPages, semiPublicPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { keepSession } from '../../http/sessions.ts'
import { Refusal, say } from '../../refusal.ts'
import { noMailRefusal } from '../accounts/routes.ts'
import { askToChangeAddress, askToMakeCodes, askToUseLink } from './ask-to-change-address.ts'
import { changeAddress } from './change-address.ts'
import { keepAddress } from './keep-address.ts'
import { makeCodesInRecovery, makeRecoveryCodes } from './make-recovery-codes.ts'
import { recoverWithCode } from './recover-with-code.ts'
import { showRecovery, showRecoveryLink } from './show-recovery.ts'
import { useRecoveryLink } from './use-recovery-link.ts'
import {
  addressProofPage,
  codesProofPage,
  linkProofPage,
  recoveryPage,
  recoveryShell,
  type CarriedProof,
  type ProofPage,
} from './view.ts'

const EmptyForm = formOf()
const AddressForm = formOf('address')
const ProofForm = formOf('challenge', 'address', 'code')
const BothForm = formOf('challenge', 'address', 'code', 'old_code', 'two')
const RecoveryForm = formOf('recovery_code', 'label')
const ByLink = { params: Type.Object({ link: Type.String({ maxLength: 60 }) }) }
const Done = Type.Object({ done: Type.Optional(Type.String({ maxLength: 20 })) })
const account = '/organizers/account/recovery'

/** Registers the pages about an account's address and recovery codes, and those that help after a lost mailbox. */
export function recoveryRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    accountRoutes(scope, parts)
  })
  semiPublicPages(app, parts, (scope) => {
    signInRoutes(scope, parts)
    linkRoutes(scope, parts)
  })
}

function accountRoutes(scope: App, parts: Parts): void {
  const show = async (request: FastifyRequest, reply: FastifyReply, done = '', form?: FormState<'address'>) => {
    const facts = await showRecovery(parts, organizerOf(request), parts.clock())
    const shell = { ...recoveryShell(say('recovery-title')), wide: true }
    return sendPage(reply, 'organizers/recovery/recovery', recoveryPage(facts, done, form), shell, form ? 422 : 200)
  }

  scope.get(account, { schema: { querystring: Done } }, (request, reply) => show(request, reply, request.query.done))

  scope.post('/organizers/account/recovery-codes', { schema: { body: EmptyForm } }, async (request, reply) => {
    const now = parts.clock()
    const codes = await makeCodesInRecovery(parts, organizerOf(request), now)
    if (codes) return showCodes(reply, parts, codes)
    await parts.limits.beforeTry(request.ip, now)
    if (!parts.mail) throw noMailRefusal()
    const asked = await askToMakeCodes(parts, organizerOf(request).id, now)
    return ask(reply, codesProofPage({ ...asked, address: '' }))
  })

  scope.post(
    '/organizers/account/recovery-codes/confirmation',
    { schema: { body: ProofForm } },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      try {
        return await showCodes(
          reply,
          parts,
          await makeRecoveryCodes(parts, organizerOf(request).id, typedIn(request), now),
        )
      } catch (error) {
        const carried = carriedBy(request, true)
        if (startsOver(error)) return show(request, reply, '', formToStartOver(error, carried))
        return ask(reply, codesProofPage(carried, withErrors(error)), 422)
      }
    },
  )

  scope.post('/organizers/account/address', { schema: { body: AddressForm } }, async (request, reply) => {
    const now = parts.clock()
    const address = addressIn(request)
    try {
      await parts.limits.beforeTry(request.ip, now)
      if (!parts.mail) throw noMailRefusal()
      const asked = await askToChangeAddress(parts, organizerOf(request), address, now)
      return await ask(reply, addressProofPage({ ...asked, address }))
    } catch (error) {
      return show(request, reply, '', formWithErrors(error, { address }))
    }
  })

  scope.post('/organizers/account/address/confirmation', { schema: { body: BothForm } }, async (request, reply) => {
    const now = parts.clock()
    await parts.limits.beforeTry(request.ip, now)
    const carried = carriedBy(request, checked(request.body, 'two'))
    try {
      const typed = { ...typedIn(request), oldCode: field(request.body, 'old_code').slice(0, 64) }
      const { outcome } = await changeAddress(parts, organizerOf(request), typed, now)
      return await reply.redirect(`${account}?done=${outcome === 'changed' ? 'address' : 'waits'}`, 303)
    } catch (error) {
      if (startsOver(error)) return show(request, reply, '', formToStartOver(error, carried))
      return ask(reply, addressProofPage(carried, withErrors(error)), 422)
    }
  })

  scope.post('/organizers/account/address/keep', { schema: { body: EmptyForm } }, async (request, reply) => {
    await keepAddress(parts, organizerOf(request), parts.clock())
    return reply.redirect(`${account}?done=kept`, 303)
  })
}

function signInRoutes(scope: App, parts: Parts): void {
  const shell = recoveryShell(say('recovery-sign-in-title'))

  scope.get('/organizers/recovery', (_request, reply) => {
    const form = emptyForm({ recovery_code: '', label: '' })
    return sendPage(reply, 'organizers/recovery/sign-in', { errors: [], form }, shell)
  })

  scope.post('/organizers/recovery', { schema: { body: RecoveryForm } }, async (request, reply) => {
    const now = parts.clock()
    const { recovery_code: typed, label } = fieldsIn(request.body, ['recovery_code', 'label'])
    await parts.limits.beforeTry(request.ip, now)
    try {
      keepSession(reply, parts, await recoverWithCode(parts, { code: typed, label: label.slice(0, 200) }, now))
      return await reply.redirect(`${account}?done=signed-in`, 303)
    } catch (error) {
      const form = formWithErrors(error, { recovery_code: typed.slice(0, 200), label: label.slice(0, 200) })
      return sendPage(reply, 'organizers/recovery/sign-in', { errors: form.summary, form }, shell, 422)
    }
  })
}

function linkRoutes(scope: App, parts: Parts): void {
  const show = async (reply: FastifyReply, link: string, form?: FormState<'address'>) => {
    const { name, expires_at } = await showRecoveryLink(parts, link, parts.clock())
    const shown = form ?? emptyForm({ address: '' })
    const page = { errors: shown.summary, form: shown, link, name, until: expires_at }
    const shell = recoveryShell(say('recovery-link-title'))
    return sendPage(reply, 'organizers/recovery/link', page, shell, form ? 422 : 200)
  }

  // Opening the link changes nothing, so that a program that follows links cannot use it up.
  scope.get('/organizers/recover/:link', { schema: ByLink }, (request, reply) => show(reply, request.params.link))

  scope.post('/organizers/recover/:link', { schema: { body: AddressForm, ...ByLink } }, async (request, reply) => {
    const now = parts.clock()
    const { link } = request.params
    const address = addressIn(request)
    try {
      await parts.limits.beforeTry(request.ip, now)
      if (!parts.mail) throw noMailRefusal()
      return await ask(reply, linkProofPage(link, { ...(await askToUseLink(parts, link, address, now)), address }))
    } catch (error) {
      return show(reply, link, formWithErrors(error, { address }))
    }
  })

  scope.post(
    '/organizers/recover/:link/confirmation',
    { schema: { body: ProofForm, ...ByLink } },
    async (request, reply) => {
      const now = parts.clock()
      const { link } = request.params
      const carried = carriedBy(request, false)
      await parts.limits.beforeTry(request.ip, now)
      try {
        keepSession(reply, parts, await useRecoveryLink(parts, { ...typedIn(request), link, label: '' }, now))
        return await reply.redirect(`${account}?done=address`, 303)
      } catch (error) {
        if (startsOver(error)) return show(reply, link, formToStartOver(error, carried))
        return ask(reply, linkProofPage(link, carried, withErrors(error)), 422)
      }
    },
  )
}

function ask(reply: FastifyReply, page: ProofPage, status = 200): FastifyReply {
  return sendPage(reply, 'organizers/recovery/proof', page, recoveryShell(page.title), status)
}

function showCodes(reply: FastifyReply, { config }: Parts, codes: string[]): FastifyReply {
  const page = { codes, address: `${config.origin}/organizers/recovery` }
  return sendPage(reply, 'organizers/recovery/codes', page, recoveryShell(say('recovery-codes-title')))
}

function addressIn({ body }: FastifyRequest): string {
  return field(body, 'address').slice(0, 400)
}

function typedIn({ body }: FastifyRequest) {
  return { challenge: field(body, 'challenge').slice(0, 40), code: field(body, 'code').slice(0, 64) }
}

function carriedBy(request: FastifyRequest, provesOwn: boolean): CarriedProof {
  return { challenge: typedIn(request).challenge, address: addressIn(request), provesOwn }
}

/** @throws the error itself if no field can correct it */
function withErrors(error: unknown): FormState<'code' | 'old_code'> {
  return formWithErrors<'code' | 'old_code'>(error, { code: '', old_code: '' }, 'code')
}

/** Returns true if no other code helps: the new address has an account, or a crash of the database lost the codes. */
function startsOver(error: unknown): error is Refusal {
  return error instanceof Refusal && (error.code === 'address-has-account' || error.code === 'code-lost')
}

function formToStartOver(error: Refusal, { address }: CarriedProof): FormState<'address'> {
  return { values: { address }, errors: {}, summary: fieldsOf(error) }
}
