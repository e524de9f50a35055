import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { findLetter } from '../letter/find-letter.ts'
import { newSigningKey, parseSigningKey } from '../crypto/signing-key.ts'
import { longestSlip } from '../crypto/slip.ts'
import type { App, Parts } from '../http/app-types.ts'
import { field, fieldsIn, formWithErrors, formOf } from '../http/form.ts'
import { formIdIn } from '../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../http/kept-forms/form-page.ts'
import { sendPage } from '../http/pages.ts'
import { type AddressedLetter, letterPath } from '../letter/letter-address.ts'
import { Refusal } from '../refusal.ts'
import { showWaiting } from '../together/shown/show-waiting.ts'
import { showVouching } from './show-vouching.ts'
import { checkCodeAndChoice, signWithCode } from './sign-with-code.ts'
import {
  drawingPage,
  drawShell,
  emptyVouched,
  spendShell,
  vouchedDetails,
  vouchedDone,
  vouchedDoneShell,
  vouchedFields,
  vouchedPage,
  vouchedShell,
  type VouchedField,
  type VouchedForm,
} from './view.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ByKey = { params: Key }
const CodeForm = { ...ByKey, body: formOf('vouch', 'visibility', 'form_id') }
const SigningForm = { ...ByKey, body: formOf('signing_key', 'form_id', ...vouchedFields) }

/**
 * Pages for people without a work address, who sign with a code from a verified person. Also the page on which verified people
 * draw such codes.
 */
export function vouchingRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/vouched', { schema: ByKey }, (request, reply) => sendSpend(parts, request, reply))

  app.get('/letters/:key/vouching', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    return sendPage(reply, 'vouching/draw', drawingPage(letter, parts.clock()), drawShell)
  })

  app.get('/letters/:key/vouched/details', { schema: ByKey }, (request, reply) =>
    showKept(parts, request, reply, details, (letter, { form, signingKey }) =>
      sendPage(reply, 'vouching/details', vouchedDetails(letter, form, signingKey, formIdOf(request)), vouchedShell),
    ),
  )

  app.get('/letters/:key/vouched/done', { schema: ByKey }, (request, reply) =>
    showKept(parts, request, reply, done, async (letter, state) => {
      const waiting = await showWaiting(parts, letter)
      const page = vouchedDone(letter, state, parts.config.origin, waiting)
      return sendPage(reply, 'vouching/done', page, vouchedDoneShell)
    }),
  )

  // The signing key is shown before the code is spent, so that a lost response costs neither.
  app.post('/letters/:key/vouched/details', { schema: CodeForm }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const typed = { ...emptyVouched().values, ...choiceIn(request.body) }
    try {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await checkCodeAndChoice(parts, letter, typed, parts.clock())
      const state = { form: { ...emptyVouched(), values: typed }, signingKey: newSigningKey() }
      return await details.show(reply, parts, { of: letterPath(letter), id: formIdIn(request.body) }, state)
    } catch (error) {
      return codeAgain(parts, reply, letter, error, typed)
    }
  })

  app.post('/letters/:key/vouched/signings', { schema: SigningForm }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const typed = typedIn(request.body)
    const signingKey = keyIn(request.body)
    const place = { of: letterPath(letter), id: formIdIn(request.body) }
    try {
      await signWithCode(parts, letter, { ...typed, facets: typed, signingKey }, parts.clock())
      // The code and the name are needed no more. Only the signing key stays, so that a reload still shows it.
      for (const page of [spending, details]) page.forget(reply, parts, place)
      return await done.show(reply, parts, place, { signingKey, visibility: typed.visibility })
    } catch (error) {
      const ofCode = error instanceof Refusal && error.fields.some(({ field }) => /vouch|visibility/.test(field))
      if (ofCode || !(error instanceof Refusal)) return codeAgain(parts, reply, letter, error, typed)
      const form = formWithErrors(shown(error), typed)
      return details.show(reply, parts, place, { form, signingKey }, 422)
    }
  })
}

const spending = new FormPage<VouchedForm>((letter) => `${letter}/vouched`)
const details = new FormPage<{ form: VouchedForm; signingKey: string }>((letter) => `${letter}/vouched/details`)
const done = new FormPage<{ signingKey: string; visibility: string }>((letter) => `${letter}/vouched/done`)

type PageRequest = FastifyRequest<{ Params: Static<typeof Key> }>

async function sendSpend(parts: Parts, request: PageRequest, reply: FastifyReply): Promise<FastifyReply> {
  const letter = await findLetter(parts, request.params.key)
  const form = spending.stateOf(request) ?? emptyVouched()
  const page = vouchedPage(letter, form, await showVouching(parts, letter), parts.clock(), formIdOf(request))
  return sendPage(reply, 'vouching/spend', page, spendShell)
}

/** Shows a page that needs the state of a form. Without it, the form starts again. */
async function showKept<State>(
  parts: Parts,
  request: PageRequest,
  reply: FastifyReply,
  page: FormPage<State>,
  show: (letter: AddressedLetter, state: State) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const letter = await findLetter(parts, request.params.key)
  const start = { path: `${letterPath(letter)}/vouched`, send: () => sendSpend(parts, request, reply) }
  return page.showKept(request, reply, start, (state) => show(letter, state))
}

function codeAgain(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  error: unknown,
  typed: Record<VouchedField, string>,
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error
  const form = formWithErrors(shown(error), typed)
  return spending.show(reply, parts, { of: letterPath(letter) }, form, error.kind === 'too-many' ? 429 : 422)
}

/** A message that belongs to no field is shown above the form, and the typed data stays. */
function shown(error: Refusal): Refusal {
  return error.fields.length > 0 ? error : new Refusal('invalid', error.code, error.sentence, 'vouch')
}

function typedIn(body: unknown): Record<VouchedField, string> {
  return { ...fieldsIn(body, vouchedFields), ...choiceIn(body) }
}

function choiceIn(body: unknown): { vouch: string; visibility: string } {
  return { vouch: field(body, 'vouch').slice(0, 3000), visibility: field(body, 'visibility') }
}

function keyIn(body: unknown): string {
  const carried = field(body, 'signing_key').slice(0, longestSlip)
  return parseSigningKey(carried) ? carried : newSigningKey()
}
