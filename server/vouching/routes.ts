import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { findLetter } from '../letter/find-letter.ts'
import type { LetterRow } from '../letter/queries.ts'
import { newSigningKey, parseSigningKey } from '../crypto/signing-key.ts'
import type { App, Parts } from '../http/app-types.ts'
import { field, fieldsIn, formWithErrors, formOf } from '../http/form.ts'
import { sendPage } from '../http/pages.ts'
import { Refusal } from '../refusal.ts'
import { showVouching } from './show-vouching.ts'
import { checkVouch, signVouched } from './sign-vouched.ts'
import {
  drawingPage,
  drawShell,
  emptyVouched,
  plainShell,
  spendShell,
  vouchedDetails,
  vouchedDone,
  vouchedFields,
  vouchedPage,
  type VouchedField,
} from './view.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }
const CodeForm = { ...ByKey, body: formOf('vouch', 'visibility') }
const SigningForm = { ...ByKey, body: formOf('signing_key', ...vouchedFields) }

/**
 * Pages for people without a work address, who sign with a code from a verified person. Also the page on which verified people
 * draw such codes.
 */
export function vouchingRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/vouched', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const page = vouchedPage(letter, emptyVouched(), await showVouching(parts, letter), parts.clock())
    return sendPage(reply, 'vouching/spend', page, spendShell)
  })

  app.get('/letters/:key/vouching', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    return sendPage(reply, 'vouching/draw', drawingPage(letter, parts.clock()), drawShell)
  })

  // The signing key is shown before the code is spent, so that a lost response costs neither.
  app.post('/letters/:key/vouched/details', { schema: CodeForm }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const typed = { ...emptyVouched().values, ...choiceIn(request.body) }
    try {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await checkVouch(parts, letter, typed, parts.clock())
      const form = { ...emptyVouched(), values: typed }
      return await sendPage(reply, 'vouching/details', vouchedDetails(letter, form, newSigningKey()), plainShell)
    } catch (error) {
      return codeAgain(parts, reply, letter, error, typed)
    }
  })

  app.post('/letters/:key/vouched/signings', { schema: SigningForm }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const typed = typedIn(request.body)
    const signingKey = keyIn(request.body)
    try {
      await signVouched(parts, letter, { ...typed, facets: typed, signingKey }, parts.clock())
      const page = vouchedDone(letter, signingKey, typed.visibility)
      return await sendPage(reply, 'vouching/done', page, { ...plainShell, title: 'Signed' })
    } catch (error) {
      const ofCode = error instanceof Refusal && error.fields.some(({ field }) => /vouch|visibility/.test(field))
      if (ofCode || !(error instanceof Refusal)) return codeAgain(parts, reply, letter, error, typed)
      const page = vouchedDetails(letter, formWithErrors(shown(error), typed), signingKey)
      return sendPage(reply, 'vouching/details', page, plainShell, 422)
    }
  })
}

async function codeAgain(
  parts: Parts,
  reply: FastifyReply,
  letter: LetterRow,
  error: unknown,
  typed: Record<VouchedField, string>,
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error
  const page = vouchedPage(
    letter,
    formWithErrors(shown(error), typed),
    await showVouching(parts, letter),
    parts.clock(),
  )
  return sendPage(reply, 'vouching/spend', page, spendShell, error.kind === 'too-many' ? 429 : 422)
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
  const carried = field(body, 'signing_key').slice(0, 60)
  return parseSigningKey(carried) ? carried : newSigningKey()
}
