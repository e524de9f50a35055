import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, formOf } from '../../http/form.ts'
import { sendPage } from '../../http/pages.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { hasIssuers } from '../../letter/has-issuers.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { renewConsent } from './renew-consent.ts'
import { findMySignature } from './find-my-signature.ts'
import { reduceVisibility } from './reduce-visibility.ts'
import { keyPage, mySignaturePage, mySignatureShell, myPageShell } from './view.ts'
import { objectToRemoval } from './object-to-removal.ts'
import { withdraw } from './withdraw.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 80 }) })

interface Act {
  carryOut(parts: Parts, letter: LetterRow, typed: { signingKey: string; body: unknown }, now: Date): Promise<void>
  /** The fields of its form besides the signing key. */
  fields: readonly string[]
  done: Sentence
}

const acts: Record<string, Act> = {
  withdrawal: {
    carryOut: (parts, letter, { signingKey }, now) => withdraw(parts, letter, signingKey, now),
    fields: [],
    done: say('my-signature-withdrawn'),
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

/** The later choices of a signatory. The signing key travels in form bodies only, never in a URL. */
export function mySignatureRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/mine', { schema: { params: Key } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    return sendPage(
      reply,
      'signatures/my-signature/key',
      keyPage(letter, await hasIssuers(parts, letter)),
      mySignatureShell,
    )
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
  const signingKey = field(request.body, 'signing_key').slice(0, 200)
  try {
    await parts.limits.beforeTry(request.ip, now)
    await act?.carryOut(parts, letter, { signingKey, body: request.body }, now)
  } catch (error) {
    return refused(parts, reply, letter, signingKey, error)
  }
  return show(parts, reply, letter, signingKey, act?.done)
}

async function show(parts: Parts, reply: FastifyReply, letter: LetterRow, signingKey: string, done?: Sentence) {
  const now = parts.clock()
  const anonymous = await hasIssuers(parts, letter)
  try {
    const mine = await findMySignature(parts, letter, signingKey)
    const page = mySignaturePage(letter, mine, signingKey, now, anonymous, { done })
    return await sendPage(reply, 'signatures/my-signature/my-signature', page, myPageShell)
  } catch (error) {
    // The withdrawal of a signature that waited for its batch deletes the row, so it cannot be found any more.
    if (done !== undefined && error instanceof Refusal)
      return sendPage(reply, 'signatures/my-signature/key', keyPage(letter, anonymous, { done }), mySignatureShell)
    return refused(parts, reply, letter, signingKey, error)
  }
}

async function refused(parts: Parts, reply: FastifyReply, letter: LetterRow, signingKey: string, error: unknown) {
  if (!(error instanceof Refusal)) throw error
  const [wrong] = error.fields
  const anonymous = await hasIssuers(parts, letter)
  const status = error.kind === 'too-many' ? 429 : 422
  if (error.kind === 'too-many' || wrong?.field === 'signing_key')
    return sendPage(
      reply,
      'signatures/my-signature/key',
      keyPage(letter, anonymous, { signingKey, error: error.sentence }),
      mySignatureShell,
      status,
    )
  const mine = await findMySignature(parts, letter, signingKey)
  const shown = { field: wrong?.field ?? '', message: error.sentence }
  const page = mySignaturePage(letter, mine, signingKey, parts.clock(), anonymous, { error: shown })
  return sendPage(reply, 'signatures/my-signature/my-signature', page, myPageShell, status)
}
