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
import { formIdIn, pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
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
const PressForm = formOf('form_id')
const AddressForm = formOf('address')
const ProofForm = formOf('challenge', 'address', 'code', 'form_id')
const BothForm = formOf('challenge', 'address', 'code', 'old_code', 'two', 'form_id')
const RecoveryForm = formOf('recovery_code', 'label')
const ByLink = { params: Type.Object({ link: Type.String({ maxLength: 60 }) }) }
const Done = Type.Object({ done: Type.Optional(Type.String({ maxLength: 20 })) })
const account = '/organizers/account/recovery'

interface ProofState {
  carried: CarriedProof
  form?: FormState<'code' | 'old_code'>
}
const addressForms = new FormPage<FormState<'address'>>(() => account)
const proofs = new FormPage<ProofState & { of: 'codes' | 'address' }>(() => `${account}/proof`)
const codes = new FormPage<string[]>(() => `${account}/codes`)
const signIns = new FormPage<FormState<'recovery_code' | 'label'>>(() => '/organizers/recovery')
const linkForms = new FormPage<FormState<'address'>>((link) => `/organizers/recover/${link}`)
const linkProofs = new FormPage<ProofState>((link) => `/organizers/recover/${link}/proof`)
/** These pages belong to no letter. */
const of = ''

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
  scope.get(account, { schema: { querystring: Done } }, async (request, reply) => {
    const facts = await showRecovery(parts, organizerOf(request), parts.clock())
    const page = recoveryPage(facts, formIdOf(request), request.query.done, addressForms.stateOf(request))
    const shell = { ...recoveryShell(say('recovery-title')), wide: true }
    return sendPage(reply, 'organizers/recovery/recovery', page, shell)
  })

  scope.get(`${account}/proof`, (request, reply) => {
    const state = proofs.stateOf(request)
    if (!state) return reply.redirect(account, 303)
    const { of: act, carried, form } = state
    const formId = formIdOf(request)
    return sendProof(
      reply,
      act === 'codes' ? codesProofPage(carried, formId, form) : addressProofPage(carried, formId, form),
    )
  })

  scope.get(`${account}/codes`, (request, reply) => {
    const made = codes.stateOf(request)
    if (!made) return reply.redirect(account, 303)
    const page = { codes: made, address: `${parts.config.origin}/organizers/recovery` }
    return sendPage(reply, 'organizers/recovery/codes', page, recoveryShell(say('recovery-codes-title')))
  })

  scope.post('/organizers/account/recovery-codes', { schema: { body: PressForm } }, async (request, reply) => {
    const now = parts.clock()
    await parts.limits.beforeTry(request.ip, now)
    const once = pressOf(parts, request)
    const made = await makeCodesInRecovery(parts, organizerOf(request), now, once)
    if (made) return codes.show(reply, parts, { of, id: formIdIn(request.body) }, made)
    if (!parts.mail) throw noMailRefusal()
    const asked = await askToMakeCodes(parts, organizerOf(request).id, now, once)
    return proofs.show(reply, parts, { of }, { of: 'codes', carried: { ...asked, address: '' } })
  })

  scope.post(
    '/organizers/account/recovery-codes/confirmation',
    { schema: { body: ProofForm } },
    async (request, reply) => {
      const now = parts.clock()
      await parts.limits.beforeTry(request.ip, now)
      try {
        const typed = { ...typedIn(request), once: pressOf(parts, request) }
        const made = await makeRecoveryCodes(parts, organizerOf(request).id, typed, now)
        return await codes.show(reply, parts, { of, id: formIdIn(request.body) }, made)
      } catch (error) {
        const carried = carriedBy(request, true)
        if (startsOver(error)) return addressForms.show(reply, parts, { of }, formToStartOver(error, carried), 422)
        return proofs.show(reply, parts, { of }, { of: 'codes', carried, form: withErrors(error) }, 422)
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
      return await proofs.show(reply, parts, { of }, { of: 'address', carried: { ...asked, address } })
    } catch (error) {
      return addressForms.show(reply, parts, { of }, formWithErrors(error, { address }), 422)
    }
  })

  scope.post('/organizers/account/address/confirmation', { schema: { body: BothForm } }, async (request, reply) => {
    const now = parts.clock()
    await parts.limits.beforeTry(request.ip, now)
    const carried = carriedBy(request, checked(request.body, 'two'))
    try {
      const oldCode = field(request.body, 'old_code').slice(0, 64)
      const typed = { ...typedIn(request), oldCode, once: pressOf(parts, request) }
      const { outcome } = await changeAddress(parts, organizerOf(request), typed, now)
      return await reply.redirect(`${account}?done=${outcome === 'changed' ? 'address' : 'waits'}`, 303)
    } catch (error) {
      if (startsOver(error)) return addressForms.show(reply, parts, { of }, formToStartOver(error, carried), 422)
      return proofs.show(reply, parts, { of }, { of: 'address', carried, form: withErrors(error) }, 422)
    }
  })

  scope.post('/organizers/account/address/keep', { schema: { body: EmptyForm } }, async (request, reply) => {
    await keepAddress(parts, organizerOf(request), parts.clock())
    return reply.redirect(`${account}?done=kept`, 303)
  })
}

function signInRoutes(scope: App, parts: Parts): void {
  const shell = recoveryShell(say('recovery-sign-in-title'))

  scope.get('/organizers/recovery', (request, reply) => {
    const form = signIns.stateOf(request) ?? emptyForm({ recovery_code: '', label: '' })
    return sendPage(reply, 'organizers/recovery/sign-in', { errors: form.summary, form }, shell)
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
      return signIns.show(reply, parts, { of }, form, 422)
    }
  })
}

function linkRoutes(scope: App, parts: Parts): void {
  // Opening the link changes nothing, so that a program that follows links cannot use it up.
  scope.get('/organizers/recover/:link', { schema: ByLink }, async (request, reply) => {
    const { link } = request.params
    const { name, expires_at } = await showRecoveryLink(parts, link, parts.clock())
    const form = linkForms.stateOf(request) ?? emptyForm({ address: '' })
    const page = { errors: form.summary, form, link, name, until: expires_at }
    return sendPage(reply, 'organizers/recovery/link', page, recoveryShell(say('recovery-link-title')))
  })

  scope.get('/organizers/recover/:link/proof', { schema: ByLink }, (request, reply) => {
    const { link } = request.params
    const state = linkProofs.stateOf(request)
    if (!state) return reply.redirect(`/organizers/recover/${link}`, 303)
    return sendProof(reply, linkProofPage(link, state.carried, formIdOf(request), state.form))
  })

  scope.post('/organizers/recover/:link', { schema: { body: AddressForm, ...ByLink } }, async (request, reply) => {
    const now = parts.clock()
    const { link } = request.params
    const address = addressIn(request)
    try {
      await parts.limits.beforeTry(request.ip, now)
      if (!parts.mail) throw noMailRefusal()
      const carried = { ...(await askToUseLink(parts, link, address, now)), address }
      return await linkProofs.show(reply, parts, { of: link }, { carried })
    } catch (error) {
      return linkForms.show(reply, parts, { of: link }, formWithErrors(error, { address }), 422)
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
        const typed = { ...typedIn(request), once: pressOf(parts, request) }
        keepSession(reply, parts, await useRecoveryLink(parts, { ...typed, link, label: '' }, now))
        return await reply.redirect(`${account}?done=address`, 303)
      } catch (error) {
        if (startsOver(error)) return linkForms.show(reply, parts, { of: link }, formToStartOver(error, carried), 422)
        return linkProofs.show(reply, parts, { of: link }, { carried, form: withErrors(error) }, 422)
      }
    },
  )
}

function sendProof(reply: FastifyReply, page: ProofPage): FastifyReply {
  return sendPage(reply, 'organizers/recovery/proof', page, recoveryShell(page.title))
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
