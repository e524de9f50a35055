import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { aboveKeptForm, field, formOf } from '../../http/form.ts'
import { inWords } from '../../http/helpers.ts'
import { sendPage } from '../../http/pages.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { Refusal } from '../../refusal.ts'
import { resendToSignatory } from '../signing/resend-to-signatory.ts'
import { askRemoval } from './ask-removal.ts'
import { claimName } from './claim-name.ts'
import { removalCodePage, removalCodeShell, removePage, removeShell, type RemoveField } from './view.ts'
import { removeByMailbox } from './remove-by-mailbox.ts'
import { letterPath } from '../../letter/letter-address.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }
const AddressForm = { ...ByKey, body: formOf('address') }
const AgainForm = { ...ByKey, body: formOf('challenge', 'address') }
const CodeForm = { ...ByKey, body: formOf('challenge', 'address', 'code') }
const ClaimForm = { ...ByKey, body: formOf('name', 'message') }

/** "Take my name away": for people who lost the signing key, and for people who never signed. */
export function removalRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/remove', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    return sendPage(reply, 'signatures/my-signature/remove', removePage(letter), removeShell)
  })

  app.post('/letters/:key/removals', { schema: AddressForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const address = field(request.body, 'address')
    try {
      await parts.limits.beforeCode(request.ip, letter.id, now)
      const challenge = await askRemoval(parts, letter, address, now)
      const page = removalCodePage(letter, { challenge, address })
      return await sendPage(reply, 'signatures/my-signature/removal-code', page, removalCodeShell)
    } catch (error) {
      return removeAgain(reply, letter, error, { address }, 'address')
    }
  })

  app.post('/letters/:key/removals/codes', { schema: AgainForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const proving = provingIn(request.body)
    await parts.limits.beforeCode(request.ip, letter.id, now)
    try {
      await resendToSignatory(parts, letter, proving.challenge, now)
    } catch (error) {
      return unlessLost(reply, letter, error, proving)
    }
    const page = removalCodePage(letter, proving, { mailedAgain: true })
    return sendPage(reply, 'signatures/my-signature/removal-code', page, removalCodeShell)
  })

  app.post('/letters/:key/removals/confirmation', { schema: CodeForm }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const proving = provingIn(request.body)
    try {
      const { withdrawnOn } = await removeByMailbox(
        parts,
        letter,
        { challenge: proving.challenge, code: field(request.body, 'code') },
        parts.clock(),
      )
      const page = { path: letterPath(letter), withdrawnOn: inWords(withdrawnOn) }
      return await sendPage(reply, 'signatures/my-signature/removed', page, removeShell)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'code-lost') return unlessLost(reply, letter, error, proving)
      const page = removalCodePage(letter, proving, { error: error.sentence })
      return sendPage(reply, 'signatures/my-signature/removal-code', page, removalCodeShell, 422)
    }
  })

  app.post('/letters/:key/name-claims', { schema: ClaimForm }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    const typed = { name: field(request.body, 'name'), message: field(request.body, 'message') }
    try {
      await parts.limits.beforeTry(request.ip, now)
      await claimName(parts, letter, typed, now)
      return await sendPage(reply, 'signatures/my-signature/name-claimed', { path: letterPath(letter) }, removeShell)
    } catch (error) {
      return removeAgain(reply, letter, error, typed, 'name')
    }
  })
}

function provingIn(body: unknown): { challenge: string; address: string } {
  return { challenge: field(body, 'challenge').slice(0, 40), address: field(body, 'address').slice(0, 400) }
}

/** When the database lost the code, the form starts again with the address filled in. */
function unlessLost(reply: FastifyReply, letter: LetterRow, error: unknown, { address }: { address: string }) {
  if (!(error instanceof Refusal) || error.code !== 'code-lost') throw error
  const page = removePage(letter, { address }, [{ field: 'address', message: aboveKeptForm(error) }])
  return sendPage(reply, 'signatures/my-signature/remove', page, removeShell, 409)
}

/** Shows the form again and keeps the typed text. */
function removeAgain(
  reply: FastifyReply,
  letter: LetterRow,
  error: unknown,
  typed: Partial<Record<RemoveField, string>>,
  otherwise: RemoveField,
): FastifyReply {
  if (!(error instanceof Refusal)) throw error
  const errors = error.fields.length > 0 ? error.fields : [{ field: otherwise, message: aboveKeptForm(error) }]
  const status = error.kind === 'too-many' ? 429 : error.kind === 'gone' ? 410 : 422
  return sendPage(reply, 'signatures/my-signature/remove', removePage(letter, typed, errors), removeShell, status)
}
