import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, formOf } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { sendPage } from '../../http/pages.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { hasIssuers } from '../../letter/has-issuers.ts'
import { Refusal, say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { renewConsent } from './renew-consent.ts'
import { findMySignature } from './find-my-signature.ts'
import { reduceVisibility } from './reduce-visibility.ts'
import { keyPage, mySignaturePage, mySignatureShell, myPageShell } from './view.ts'
import { showWaiting } from '../../together/shown/show-waiting.ts'
import { objectToRemoval } from './object-to-removal.ts'
import { withdraw } from './withdraw.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 80 }) })

interface Act {
  carryOut(
    parts: Parts,
    letter: AddressedLetter,
    typed: { signingKey: string; body: unknown },
    now: Date,
  ): Promise<void>
  /** The fields of its form besides the signing key. */
  fields: readonly string[]
  done: Sentence
  /** Instead of a refusal if the key has no signature, because a second press finds none. */
  already?: Sentence
}

const acts: Record<string, Act> = {
  withdrawal: {
    carryOut: (parts, letter, { signingKey }, now) => withdraw(parts, letter, signingKey, now),
    fields: [],
    done: say('my-signature-withdrawn'),
    already: say('my-signature-withdrawn-already'),
  },
  visibility: {
    carryOut: (parts, letter, { signingKey, body }, now) =>
      reduceVisibility(parts, letter, { signingKey, to: field(body, 'to') }, now),
    fields: ['to'],
    done: say('my-signature-less-visible'),
  },
  agreement: {
    carryOut: (parts, letter, { signingKey }, now) => renewConsent(parts, letter, signingKey, now),
    fields: [],
    done: say('my-signature-agreed'),
  },
  objection: {
    carryOut: (parts, letter, { signingKey }, now) => objectToRemoval(parts, letter, signingKey, now),
    fields: [],
    done: say('my-signature-objected'),
  },
}

/** The state of the page after a form. `refused` is set if an act was not carried out. */
interface MineState {
  signingKey: string
  done?: Sentence | undefined
  refused?: FieldMessage
}

const pages = new FormPage<MineState>((letter) => `${letter}/mine`)

/** The later choices of a signatory. The signing key travels in form bodies and in the form's cookie only, never in a URL. */
export function mySignatureRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/mine', { schema: { params: Key } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const state = pages.stateOf(request)
    return state ? show(parts, reply, letter, state) : sendKey(parts, reply, letter)
  })
  const form = (fields: readonly string[]) => ({ params: Key, body: formOf('signing_key', ...fields) })
  app.post('/letters/:key/mine', { schema: form([]) }, (request, reply) => answer(parts, request, reply))
  for (const [name, act] of Object.entries(acts))
    app.post(`/letters/:key/mine/${name}`, { schema: form(act.fields) }, (request, reply) =>
      answer(parts, request, reply, act),
    )
}

type FormRequest = FastifyRequest<{ Params: Static<typeof Key> }>

async function answer(parts: Parts, request: FormRequest, reply: FastifyReply, act?: Act): Promise<FastifyReply> {
  const now = parts.clock()
  const letter = await findLetter(parts, request.params.key)
  const signingKey = field(request.body, 'signing_key').slice(0, 600)
  const place = { of: letterPath(letter) }
  try {
    await parts.limits.beforeTry(request.ip, now)
    if (act) await act.carryOut(parts, letter, { signingKey, body: request.body }, now)
    else await findMySignature(parts, letter, signingKey)
    return await pages.show(reply, parts, place, { signingKey, done: act?.done })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'signing-key-unknown' && act?.already)
      return pages.show(reply, parts, place, { signingKey, done: act.already })
    const field = error.kind === 'too-many' ? 'signing_key' : (error.fields[0]?.field ?? '')
    const state: MineState = { signingKey, refused: { field, message: error.sentence } }
    return pages.show(reply, parts, place, state, error.kind === 'too-many' ? 429 : 422)
  }
}

async function show(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  { signingKey, done, refused }: MineState,
) {
  if (refused?.field === 'signing_key') return sendKey(parts, reply, letter, { signingKey, error: refused.message })
  try {
    const mine = await findMySignature(parts, letter, signingKey)
    const waiting = await showWaiting(parts, letter)
    const more = { done, waiting, ...(refused && { error: refused }) }
    const anonymous = await hasIssuers(parts, letter)
    const page = mySignaturePage(letter, mine, signingKey, parts.clock(), anonymous, more)
    return await sendPage(reply, 'signatures/my-signature/my-signature', page, myPageShell)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // The withdrawal of a signature that waited for its batch deletes the row, so it cannot be found any more.
    return sendKey(parts, reply, letter, done === undefined ? { signingKey, error: error.sentence } : { done })
  }
}

async function sendKey(
  parts: Parts,
  reply: FastifyReply,
  letter: AddressedLetter,
  more: Parameters<typeof keyPage>[2] = {},
): Promise<FastifyReply> {
  const page = keyPage(letter, await hasIssuers(parts, letter), more)
  return sendPage(reply, 'signatures/my-signature/key', page, mySignatureShell)
}
