import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, fieldsIn, formWithErrors, formOf } from '../../http/form.ts'
import { sendPage } from '../../http/pages.ts'
import { findLetter } from '../../letter/find-letter.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { listNextSteps } from '../../next-steps/list-next-steps.ts'
import { Refusal } from '../../refusal.ts'
import { resendToSignatory } from './resend-to-signatory.ts'
import { confirm } from './confirm.ts'
import { mailedSignatoryFields, visibilityChosen, type MailedSignatoryField } from '../signatory.ts'
import { sign } from './sign.ts'
import {
  choicePage,
  choiceShell,
  codePage,
  codeShell,
  detailsPage,
  donePage,
  doneShell,
  emptySignForm,
  signShell,
  type SigningUnderWay,
} from './view.ts'
import { letterPath } from '../../letter/letter-address.ts'
import { refuseUnlessOpen } from '../../letter/refuse-unless-open.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }
const underWay = ['challenge', 'signing_key', ...mailedSignatoryFields] as const
const ChoiceForm = { ...ByKey, body: formOf('visibility') }
const SigningForm = { ...ByKey, body: formOf('signing_key', 'replaces', ...mailedSignatoryFields) }
const AgainForm = { ...ByKey, body: formOf(...underWay) }
const CodeForm = { ...ByKey, body: formOf('code', ...underWay) }

/** Signing without an account, a cookie or JavaScript: each page carries the data that the next one needs. */
export function signatureRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/sign', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    refuseUnlessOpen(letter, parts.clock())
    const steps = await listNextSteps(parts.db, letter, parts.clock())
    return sendPage(reply, 'signatures/signing/choice', choicePage(letter, emptySignForm(), steps), choiceShell(letter))
  })

  app.post('/letters/:key/sign/details', { schema: ChoiceForm }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    refuseUnlessOpen(letter, parts.clock())
    return showDetails(parts, reply, letter, request.body)
  })

  app.post('/letters/:key/signings', { schema: SigningForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const typed = typedIn(request.body)
    const carried = carriedBy(request.body)
    try {
      await parts.limits.beforeCode(request.ip, letter.id, now)
      const signing = await sign(parts, letter, { ...typed, facets: typed, ...carried }, now)
      const page = codePage(letter, { challenge: signing.challenge, signingKey: signing.signingKey ?? '', typed })
      return await sendPage(reply, 'signatures/signing/code', page, codeShell)
    } catch (error) {
      return detailsAgain(parts, reply, letter, error, { typed, carried })
    }
  })

  app.post('/letters/:key/signings/codes', { schema: AgainForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const signing = signingIn(request.body)
    await parts.limits.beforeCode(request.ip, letter.id, now)
    try {
      await resendToSignatory(parts, letter, signing.challenge, now)
    } catch (error) {
      return unlessLost(parts, reply, letter, error, signing)
    }
    const page = codePage(letter, signing, { mailedAgain: true })
    return sendPage(reply, 'signatures/signing/code', page, codeShell)
  })

  app.post('/letters/:key/signings/confirmation', { schema: CodeForm }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const signing = signingIn(request.body)
    try {
      const typed = { challenge: signing.challenge, code: field(request.body, 'code') }
      const { visibility } = await confirm(parts, letter, typed, parts.clock())
      const page = donePage(letter, signing.signingKey, visibility)
      return await sendPage(reply, 'signatures/signing/done', page, doneShell)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'code-lost')
        return unlessLost(parts, reply, letter, error, signing)
      const page = codePage(letter, signing, { error: error.sentence })
      return sendPage(reply, 'signatures/signing/code', page, codeShell, 422)
    }
  })
}

function carriedBy(body: unknown): { signingKey?: string; replaces?: string } {
  const signingKey = field(body, 'signing_key')
  const replaces = field(body, 'replaces')
  return { ...(signingKey && { signingKey }), ...(replaces && { replaces }) }
}

function signingIn(body: unknown): SigningUnderWay {
  return {
    challenge: field(body, 'challenge').slice(0, 40),
    signingKey: field(body, 'signing_key').slice(0, 60),
    typed: typedIn(body),
  }
}

/** When the database lost the code, signing starts again with the typed data and the key that was shown. */
async function unlessLost(
  parts: Parts,
  reply: FastifyReply,
  letter: LetterRow,
  error: unknown,
  { typed, signingKey }: SigningUnderWay,
): Promise<FastifyReply> {
  if (!(error instanceof Refusal) || error.code !== 'code-lost') throw error
  const shown = new Refusal('conflict', error.code, error.sentence, 'address')
  return detailsAgain(parts, reply, letter, shown, { typed, carried: { signingKey } })
}

function typedIn(body: unknown): Record<MailedSignatoryField, string> {
  return fieldsIn(body, mailedSignatoryFields)
}

async function showDetails(parts: Parts, reply: FastifyReply, letter: LetterRow, body: unknown): Promise<FastifyReply> {
  const typed = field(body, 'visibility')
  const choice = visibilityChosen(typed, letter.visibilities)
  if (!choice.ok) {
    const form = formWithErrors(Refusal.fields([choice.error]), emptySignForm(typed).values)
    const steps = await listNextSteps(parts.db, letter, parts.clock())
    return sendPage(reply, 'signatures/signing/choice', choicePage(letter, form, steps), choiceShell(letter), 422)
  }
  // From here on, the browser creates the signature (see anonymity/).
  if (choice.visibility === 'anonymous') return reply.redirect(`${letterPath(letter)}/anonymous`, 303)
  const form = emptySignForm(choice.visibility)
  const carried = { signingKey: '', replaces: '' }
  return sendPage(reply, 'signatures/signing/details', detailsPage(letter, choice.visibility, form, carried), signShell)
}

interface Again {
  typed: Record<MailedSignatoryField, string>
  carried: { signingKey?: string; replaces?: string }
}

/** Shows the form again and keeps the typed data: after a wrong field, too many requests, or a pause of the letter. */
async function detailsAgain(
  parts: Parts,
  reply: FastifyReply,
  letter: LetterRow,
  error: unknown,
  { typed, carried }: Again,
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error
  const choice = visibilityChosen(typed.visibility, letter.visibilities)
  const shown = error.fields.length > 0 ? error : new Refusal('invalid', error.code, error.sentence, '')
  const form = formWithErrors(shown, typed)
  if (!choice.ok) {
    const steps = await listNextSteps(parts.db, letter, parts.clock())
    return sendPage(
      reply,
      'signatures/signing/choice',
      choicePage(letter, form, steps),
      choiceShell(letter),
      statusOf(error),
    )
  }
  const page = detailsPage(letter, choice.visibility, form, {
    signingKey: carried.signingKey ?? '',
    replaces: carried.replaces ?? '',
  })
  return sendPage(reply, 'signatures/signing/details', page, signShell, statusOf(error))
}

function statusOf({ kind, code }: Refusal): number {
  if (kind === 'too-many') return 429
  return code === 'code-lost' ? 409 : 422
}
