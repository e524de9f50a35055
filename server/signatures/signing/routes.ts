import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, fieldsIn, formStatus, formWithErrors, formOf } from '../../http/form.ts'
import { formIdIn, mailedIn, pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { sendPage } from '../../http/pages.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { hasFewVerified } from '../../letter/has-few-verified.ts'
import { listNextSteps } from '../../next-steps/list-next-steps.ts'
import { newSigningKey } from '../../crypto/signing-key.ts'
import { longestSlip } from '../../crypto/slip.ts'
import { Refusal } from '../../refusal.ts'
import { showWaiting } from '../../together/shown/show-waiting.ts'
import { resendToSignatory } from './resend-to-signatory.ts'
import { confirm } from './confirm.ts'
import { mailedSignatoryFields, visibilityChosen, type MailedSignatoryField } from '../signatory.ts'
import { sign } from './sign.ts'
import {
  codePage,
  codeShell,
  donePage,
  doneShell,
  emptySignForm,
  signPage,
  signShell,
  type CodeState,
  type DoneState,
  type SigningUnderWay,
  type SignState,
} from './view.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'
import { refuseUnlessOpen } from '../../letter/refuse-unless-open.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ByKey = { params: Key }
const underWay = ['challenge', 'signing_key', 'form_id', 'mailed', ...mailedSignatoryFields] as const
const SigningForm = { ...ByKey, body: formOf('signing_key', 'replaces', 'form_id', ...mailedSignatoryFields) }
const AgainForm = { ...ByKey, body: formOf(...underWay) }
const CodeForm = { ...ByKey, body: formOf('code', ...underWay) }

const forms = new FormPage<SignState>((letter) => `${letter}/sign`)
const codes = new FormPage<CodeState>((letter) => `${letter}/signings/code`)
const done = new FormPage<DoneState>((letter) => `${letter}/signings/done`)

/**
 * Signing without an account or JavaScript: choice, name and address; the code; what was done. Each page carries the data that the
 * next one needs, and each form is answered with a redirect (see FormPage). All pages of one signing have the same form id.
 */
export function signatureRoutes(app: App, parts: Parts): void {
  pages(app, parts)
  posts(app, parts)
}

function pages(app: App, parts: Parts): void {
  app.get('/letters/:key/sign', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    // The page keeps what the person typed, even if signing was paused meanwhile.
    if (forms.stateOf(request) === undefined) refuseUnlessOpen(letter, parts.clock())
    return forms.begin(request, reply, letterPath(letter)) ?? sendForm(parts, request, reply, letter)
  })

  app.get('/letters/:key/signings/code', { schema: ByKey }, (request, reply) =>
    showKept(parts, request, reply, codes, (letter, state) =>
      sendPage(reply, 'signatures/signing/code', codePage(letter, state, formIdOf(request)), codeShell),
    ),
  )

  app.get('/letters/:key/signings/done', { schema: ByKey }, (request, reply) =>
    showKept(parts, request, reply, done, async (letter, state) => {
      const waiting = await showWaiting(parts, letter)
      return sendPage(
        reply,
        'signatures/signing/done',
        donePage(letter, state, parts.config.origin, waiting),
        doneShell,
      )
    }),
  )
}

function posts(app: App, parts: Parts): void {
  app.post('/letters/:key/signings', { schema: SigningForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const id = formIdIn(request.body)
    const typed = typedIn(request.body)
    // The page's script asks for the code of an anonymous signature. Without it, the address is typed on the page that makes it.
    if (isAnonymous(letter, typed)) return reply.redirect(`${letterPath(letter)}/anonymous`, 303)
    const carried = carriedBy(request.body)
    try {
      await parts.limits.beforeCode(request.ip, letter.id, now)
      const input = { ...typed, facets: typed, ...carried, once: pressOf(parts, request) }
      const { challenge, signingKey } = await sign(parts, letter, input, now)
      const kept = { signingKey: signingKey ?? '', typed }
      await keepForm(parts, reply, letter, { ...kept, challenge, id })
      return await showCode(parts, reply, letter, { id, signing: { ...kept, challenge, mailed: 0 } })
    } catch (error) {
      return formAgain(parts, reply, letter, error, { id, typed, carried })
    }
  })

  app.post('/letters/:key/signings/codes', { schema: AgainForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const id = formIdIn(request.body)
    const signing = signingIn(request.body)
    try {
      await parts.limits.beforeCode(request.ip, letter.id, now)
      const resending = { challenge: signing.challenge, purpose: 'sign', once: pressOf(parts, request) } as const
      await resendToSignatory(parts, letter, resending, now)
    } catch (error) {
      return codeAgain(parts, reply, letter, error, { id, signing })
    }
    return showCode(parts, reply, letter, {
      id,
      signing: { ...signing, mailed: signing.mailed + 1 },
      mailedAgain: true,
    })
  })

  app.post('/letters/:key/signings/confirmation', { schema: CodeForm }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const id = formIdIn(request.body)
    const signing = signingIn(request.body)
    try {
      const typed = { challenge: signing.challenge, code: field(request.body, 'code') }
      const { visibility } = await confirm(parts, letter, typed, parts.clock())
      // The typed values are needed no more. Only the signing key stays, so that a reload still shows it.
      const place = { of: letterPath(letter), id }
      for (const page of [forms, codes]) page.forget(reply, parts, place)
      const state: DoneState = { signingKey: signing.signingKey, visibility }
      return await done.show(reply, parts, place, state)
    } catch (error) {
      return codeAgain(parts, reply, letter, error, { id, signing })
    }
  })
}

type PageRequest = FastifyRequest<{ Params: Static<typeof Key> }>

/** Shows a page that needs the state of a form. Without it, signing starts again. */
async function showKept<State>(
  parts: Parts,
  request: PageRequest,
  reply: FastifyReply,
  page: FormPage<State>,
  show: (letter: AddressedLetter, state: State) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const letter = await findLetter(parts, request.params.key)
  const send = () => {
    refuseUnlessOpen(letter, parts.clock())
    return sendForm(parts, request, reply, letter)
  }
  return page.showKept(request, reply, { path: `${letterPath(letter)}/sign`, send }, (state) => show(letter, state))
}

async function sendForm(parts: Parts, request: FastifyRequest, reply: FastifyReply, letter: AddressedLetter) {
  const state = forms.stateOf(request) ?? { form: emptySignForm(), signingKey: newSigningKey(), replaces: '' }
  const told = {
    steps: await listNextSteps(parts.db, letter, parts.clock()),
    few: letter.visibilities.includes('anonymous') && (await hasFewVerified(parts, letter)),
  }
  return sendPage(reply, 'signatures/signing/sign', signPage(letter, state, told, formIdOf(request)), signShell(letter))
}

/** Keeps the form as it was sent, for Back. If it is sent again, its new challenge replaces the one that it opened before. */
function keepForm(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  { id, typed, signingKey, challenge }: SigningUnderWay & { id: string },
): Promise<void> {
  const state: SignState = { form: { values: typed, errors: {}, summary: [] }, signingKey, replaces: challenge }
  return forms.keep(reply, parts, { of: letterPath(letter), id }, state)
}

function showCode(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  { id, ...state }: CodeState & { id: string },
  status = 200,
) {
  return codes.show(reply, parts, { of: letterPath(letter), id }, state, status)
}

/** Shows the page for the code again. If no code can help any more, shows the form with the typed data and the same key. */
async function codeAgain(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  error: unknown,
  { id, signing }: { id: string; signing: CodeState['signing'] },
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error
  if (error.code !== 'code-lost' && error.code !== 'page-expired')
    return showCode(parts, reply, letter, { id, signing, error: error.sentence }, formStatus(error))
  const { typed, signingKey, challenge } = signing
  const shown = new Refusal(error.kind, error.code, error.sentence, 'address')
  return formAgain(parts, reply, letter, shown, { id, typed, carried: { signingKey, replaces: challenge } })
}

function isAnonymous(letter: AddressedLetter, { visibility }: Record<MailedSignatoryField, string>): boolean {
  const choice = visibilityChosen(visibility, letter.visibilities)
  return choice.ok && choice.visibility === 'anonymous'
}

function carriedBy(body: unknown): { signingKey?: string; replaces?: string } {
  const signingKey = field(body, 'signing_key').slice(0, longestSlip)
  const replaces = field(body, 'replaces').slice(0, 40)
  return { ...(signingKey && { signingKey }), ...(replaces && { replaces }) }
}

function signingIn(body: unknown): CodeState['signing'] {
  return {
    challenge: field(body, 'challenge').slice(0, 40),
    signingKey: field(body, 'signing_key').slice(0, longestSlip),
    typed: typedIn(body),
    mailed: mailedIn(body),
  }
}

function typedIn(body: unknown): Record<MailedSignatoryField, string> {
  return fieldsIn(body, mailedSignatoryFields)
}

interface Again {
  id: string
  typed: Record<MailedSignatoryField, string>
  carried: { signingKey?: string; replaces?: string }
}

/** Shows the form again and keeps the typed data: after a wrong field, too many requests, or a pause of the letter. */
async function formAgain(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  error: unknown,
  { id, typed, carried }: Again,
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error
  const shown = error.fields.length > 0 ? error : new Refusal('invalid', error.code, error.sentence, '')
  const form = formWithErrors(shown, typed)
  const state: SignState = { form, signingKey: carried.signingKey ?? newSigningKey(), replaces: carried.replaces ?? '' }
  return forms.show(reply, parts, { of: letterPath(letter), id }, state, formStatus(error))
}
