import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { aboveKeptForm, field, formOf, formStatus } from '../../http/form.ts'
import { formIdIn, mailedIn, pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { sendPage } from '../../http/pages.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { Refusal } from '../../refusal.ts'
import { resendToSignatory } from '../signing/resend-to-signatory.ts'
import { askRemoval } from './ask-removal.ts'
import { claimName } from './claim-name.ts'
import {
  removalCodePage,
  removalCodeShell,
  removePage,
  removeShell,
  type Proving,
  type RemovalCodeState,
  type RemoveField,
  type RemoveState,
} from './view.ts'
import { removeByMailbox } from './remove-by-mailbox.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ByKey = { params: Key }
const AddressForm = { ...ByKey, body: formOf('address', 'form_id') }
const AgainForm = { ...ByKey, body: formOf('challenge', 'address', 'form_id', 'mailed') }
const CodeForm = { ...ByKey, body: formOf('challenge', 'address', 'form_id', 'mailed', 'code') }
const ClaimForm = { ...ByKey, body: formOf('name', 'message', 'form_id') }

const removing = new FormPage<RemoveState>((letter) => `${letter}/remove`)
const codes = new FormPage<RemovalCodeState>((letter) => `${letter}/removals/code`)
const removed = new FormPage<{ withdrawnOn: string }>((letter) => `${letter}/removals/done`)

/** "Take my name away": for people who lost the signing key, and for people who never signed. */
export function removalRoutes(app: App, parts: Parts): void {
  pages(app, parts)
  mailboxForms(app, parts)

  app.post('/letters/:key/name-claims', { schema: ClaimForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const typed = { name: field(request.body, 'name'), message: field(request.body, 'message') }
    try {
      await parts.limits.beforeTry(request.ip, now)
      await claimName(parts, letter, { ...typed, once: pressOf(parts, request) }, now)
    } catch (error) {
      return removeAgain(parts, reply, letter, error, typed, 'name')
    }
    removing.forget(reply, parts, { of: letterPath(letter), id: formIdIn(request.body) })
    return reply.redirect(`${letterPath(letter)}/name-claims/done`, 303)
  })
}

function pages(app: App, parts: Parts): void {
  app.get('/letters/:key/remove', { schema: ByKey }, (request, reply) => sendRemove(parts, request, reply))

  app.get('/letters/:key/removals/code', { schema: ByKey }, (request, reply) =>
    showKept(parts, request, reply, codes, (letter, state) =>
      sendPage(
        reply,
        'signatures/my-signature/removal-code',
        removalCodePage(letter, state, formIdOf(request)),
        removalCodeShell,
      ),
    ),
  )

  app.get('/letters/:key/removals/done', { schema: ByKey }, (request, reply) =>
    showKept(parts, request, reply, removed, (letter, { withdrawnOn }) => {
      const page = { path: letterPath(letter), withdrawnOn: new Date(withdrawnOn) }
      return sendPage(reply, 'signatures/my-signature/removed', page, removeShell)
    }),
  )

  app.get('/letters/:key/name-claims/done', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    return sendPage(reply, 'signatures/my-signature/name-claimed', { path: letterPath(letter) }, removeShell)
  })
}

function mailboxForms(app: App, parts: Parts): void {
  app.post('/letters/:key/removals', { schema: AddressForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const address = field(request.body, 'address')
    const id = formIdIn(request.body)
    try {
      await parts.limits.beforeCode(request.ip, letter.id, now)
      const challenge = await askRemoval(parts, letter, { address, once: pressOf(parts, request) }, now)
      // For Back.
      await removing.keep(reply, parts, { of: letterPath(letter), id }, { typed: { address }, errors: [] })
      return await showCode(parts, reply, letter, { id, proving: { challenge, address, mailed: 0 } })
    } catch (error) {
      return removeAgain(parts, reply, letter, error, { address }, 'address')
    }
  })

  app.post('/letters/:key/removals/codes', { schema: AgainForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const id = formIdIn(request.body)
    const proving = provingIn(request.body)
    try {
      await parts.limits.beforeCode(request.ip, letter.id, now)
      const resending = { challenge: proving.challenge, purpose: 'remove', once: pressOf(parts, request) } as const
      await resendToSignatory(parts, letter, resending, now)
    } catch (error) {
      return codeAgain(parts, reply, letter, error, { id, proving })
    }
    return showCode(parts, reply, letter, {
      id,
      proving: { ...proving, mailed: proving.mailed + 1 },
      mailedAgain: true,
    })
  })

  app.post('/letters/:key/removals/confirmation', { schema: CodeForm }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const id = formIdIn(request.body)
    const proving = provingIn(request.body)
    try {
      const typed = { challenge: proving.challenge, code: field(request.body, 'code') }
      const { withdrawnOn } = await removeByMailbox(parts, letter, typed, parts.clock())
      // The address is needed no more.
      const place = { of: letterPath(letter), id }
      for (const page of [removing, codes]) page.forget(reply, parts, place)
      return await removed.show(reply, parts, place, { withdrawnOn })
    } catch (error) {
      return codeAgain(parts, reply, letter, error, { id, proving })
    }
  })
}

type PageRequest = FastifyRequest<{ Params: Static<typeof Key> }>

async function sendRemove(parts: Parts, request: PageRequest, reply: FastifyReply): Promise<FastifyReply> {
  const letter = await findLetter(parts, request.params.key)
  const page = removePage(letter, formIdOf(request), removing.stateOf(request))
  return sendPage(reply, 'signatures/my-signature/remove', page, removeShell)
}

/** Shows a page that needs the state of a form. Without it, the form starts again. */
async function showKept<State>(
  parts: Parts,
  request: PageRequest,
  reply: FastifyReply,
  page: FormPage<State>,
  show: (letter: AddressedLetter, state: State) => FastifyReply,
): Promise<FastifyReply> {
  const letter = await findLetter(parts, request.params.key)
  const start = { path: `${letterPath(letter)}/remove`, send: () => sendRemove(parts, request, reply) }
  return page.showKept(request, reply, start, (state) => show(letter, state))
}

function showCode(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  { id, ...state }: RemovalCodeState & { id: string },
  status = 200,
) {
  return codes.show(reply, parts, { of: letterPath(letter), id }, state, status)
}

/** Shows the page for the code again. If no code can help any more, shows the form with the address filled in. */
function codeAgain(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  error: unknown,
  { id, proving }: { id: string; proving: Proving },
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error
  if (error.code !== 'code-lost' && error.kind !== 'gone')
    return showCode(parts, reply, letter, { id, proving, error: error.sentence }, formStatus(error))
  return removeAgain(parts, reply, letter, error, { address: proving.address }, 'address')
}

function provingIn(body: unknown): Proving {
  return {
    challenge: field(body, 'challenge').slice(0, 40),
    address: field(body, 'address').slice(0, 400),
    mailed: mailedIn(body),
  }
}

/** Shows the form again and keeps the typed text. */
async function removeAgain(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  error: unknown,
  typed: Partial<Record<RemoveField, string>>,
  otherwise: RemoveField,
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error
  const errors = error.fields.length > 0 ? error.fields : [{ field: otherwise, message: aboveKeptForm(error) }]
  const state: RemoveState = { typed, errors: [...errors] }
  return removing.show(reply, parts, { of: letterPath(letter) }, state, formStatus(error))
}
