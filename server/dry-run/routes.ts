import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { newSigningKey } from '../crypto/signing-key.ts'
import { longestSlip } from '../crypto/slip.ts'
import type { App, Parts } from '../http/app-types.ts'
import { field, formOf, type FormState } from '../http/form.ts'
import { formIdIn } from '../http/kept-forms/form-id.ts'
import { FormPage } from '../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage, type Shell, type PageName, type Pages } from '../http/pages.ts'
import type { AddressedLetter } from '../letter/letter-address.ts'
import { titleInWords } from '../letter/title-words.ts'
import type { Visibility } from '../letter/rules.ts'
import { codeMail } from '../mailbox/code-mail.ts'
import { codeMalformedRefusal, formatCode, newCode, parseCode, wrongCodeRefusal } from '../mailbox/codes.ts'
import { say, type Sentence } from '../refusal.ts'
import { mailedSignatoryFields, readSignatory, type MailedSignatoryField } from '../signatures/signatory.ts'
import { dryLetter } from './dry-letter.ts'
import {
  codeStateIn,
  emptyTyped,
  stateOfForm,
  typedIn,
  type CodeState,
  type SignState,
  type Typed,
} from './input-view.ts'
import { dryMail } from './dry-mail.ts'
import { dryWaiting, lessened, readDry, writeDry, type DrySignature, type DryWaiting } from './rules.ts'
import { dryPath, nextTo, nowhere, realPage, type DryNext, type DryStepPage } from './view.ts'

/** The real pages of a signatory. They belong to other features, so the app passes them. */
export interface SignatoryPages {
  sign: (
    letter: AddressedLetter,
    state: { form: FormState<MailedSignatoryField>; signingKey: string; replaces: string },
    told: { steps: Sentence[]; few: boolean },
    formId: string,
  ) => Pages['signatures/signing/sign']
  code: (
    letter: AddressedLetter,
    state: {
      signing: { challenge: string; signingKey: string; typed: Typed; mailed: number }
      error?: Sentence
      mailedAgain?: boolean
    },
    formId: string,
  ) => Pages['signatures/signing/code']
  done: (
    letter: AddressedLetter,
    state: { signingKey: string; visibility: Visibility | null },
    origin: string,
    waiting: DryWaiting,
  ) => Pages['signatures/signing/done']
  mine: (
    letter: AddressedLetter,
    mine: { visibility: Visibility; named: boolean; withdrawn: boolean },
    signingKey: string,
    now: Date,
  ) => Pages['signatures/my-signature/my-signature']
}

const ById = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }
const base = '/dashboard/letters/:id/dry-run'
const signing = ['challenge', 'signing_key', 'form_id', 'mailed', ...mailedSignatoryFields] as const

interface SignedState {
  signingKey: string
  dry: DrySignature
  withdrawn?: boolean
}

const forms = new FormPage<SignState>((path) => `${path}/sign`)
const codes = new FormPage<CodeState>((path) => `${path}/signings/code`)
const done = new FormPage<SignedState>((path) => `${path}/signings/done`)
const mine = new FormPage<SignedState>((path) => `${path}/mine/now`)
const mails = new FormPage<DrySignature>((path) => `${path}/mail`)

/**
 * A dry run of a draft: an organizer goes through the pages of a signatory. Nothing is stored, mailed or counted. What one page must
 * know of the one before is in the sealed cookie of a form, or in the form itself, so nothing stays behind, even after a crash.
 */
export function dryRunRoutes(app: App, parts: Parts, pages: SignatoryPages): void {
  organizerPages(app, parts, (scope) => {
    showRoutes(scope, parts, pages)
    signRoutes(scope, parts)
    afterRoutes(scope, parts)
  })
}

type Request = FastifyRequest<{ Params: { id: string } }>

function showRoutes(scope: App, parts: Parts, pages: SignatoryPages): void {
  const read = (request: Request) => dryLetter(parts, organizerOf(request).id, request.params.id, parts.clock())
  const step = <Name extends PageName>(
    request: Request,
    reply: FastifyReply,
    name: Name,
    data: Pages[Name],
    more: { step: Sentence; dry?: DrySignature } & Partial<Pick<DryStepPage, 'code' | 'codeMail'>> & { next?: DryNext },
  ) => {
    const path = dryPath(request.params.id)
    const around = { base: path, csrf: request.csrf, language: request.language, dry: more.dry }
    const page = realPage(name, { ...data, path }, around)
    const { step, code, codeMail, next = nowhere } = more
    const view = { back: path, step, code, codeMail, page, ...next }
    const shell: Shell = { title: say('dry-run-title') }
    return sendPage(
      reply,
      'dry-run/step',
      view,
      'card' in data ? { ...shell, scripts: ['slip'], styles: ['slip'] } : shell,
    )
  }
  const restart = (request: Request, reply: FastifyReply) => ({
    path: `${dryPath(request.params.id)}/sign`,
    send: () => reply.redirect(`${dryPath(request.params.id)}/sign`, 303),
  })

  scope.get(base, { schema: ById }, async (request, reply) => {
    const { draft } = await read(request)
    const path = dryPath(request.params.id)
    const back = `/dashboard/letters/${request.params.id}/text/preview`
    const page = {
      id: request.params.id,
      title: titleInWords(draft.title),
      begin: `${path}/sign`,
      back,
      missing: draft.employers.length === 0,
    }
    return sendPage(reply, 'dry-run/start', page, { title: say('dry-run-title') })
  })

  scope.get(`${base}/sign`, { schema: ById }, async (request, reply) => {
    const { letter } = await read(request)
    const state = forms.stateOf(request) ?? { form: stateOfForm(emptyTyped(), []), signingKey: newSigningKey() }
    const page = pages.sign(letter, { ...state, replaces: '' }, { steps: [], few: false }, '')
    // No work address is asked for.
    const signatory = { ...page.signatory, address: undefined, mineAlone: undefined }
    return step(request, reply, 'signatures/signing/sign', { ...page, signatory }, { step: say('dry-run-step-sign') })
  })

  scope.get(`${base}/anonymous`, { schema: ById }, async (request, reply) => {
    await read(request)
    const path = dryPath(request.params.id)
    const page = { back: `${path}/sign`, ...nextTo(path, 'mail', { visibility: 'anonymous', name: '' }) }
    return sendPage(reply, 'dry-run/anonymous', page, { title: say('dry-run-title') })
  })

  scope.get(`${base}/signings/code`, { schema: ById }, async (request, reply) => {
    const { letter } = await read(request)
    return codes.showKept(request, reply, restart(request, reply), (state) => {
      const { code, signingKey, typed, mailed, error } = state
      const real = { signing: { challenge: code, signingKey, typed, mailed }, mailedAgain: mailed > 0 }
      const page = pages.code(letter, error === undefined ? real : { ...real, error }, '')
      const shown = { code: formatCode(code), codeMail: codeMail('', code).text }
      return step(request, reply, 'signatures/signing/code', page, { step: say('dry-run-step-code'), ...shown })
    })
  })

  scope.get(`${base}/signings/done`, { schema: ById }, async (request, reply) => {
    const { letter } = await read(request)
    return done.showKept(request, reply, restart(request, reply), ({ signingKey, dry }) => {
      const waiting = dryWaiting(letter, parts.clock())
      const page = pages.done(letter, { signingKey, visibility: dry.visibility }, parts.config.origin, waiting)
      const next = nextTo(dryPath(request.params.id), 'mine', dry, signingKey)
      return step(request, reply, 'signatures/signing/done', page, { step: say('dry-run-step-done'), next })
    })
  })

  scope.get(`${base}/mine/now`, { schema: ById }, async (request, reply) => {
    const { letter } = await read(request)
    return mine.showKept(request, reply, restart(request, reply), ({ signingKey, dry, withdrawn = false }) => {
      const signature = { visibility: dry.visibility, named: dry.name !== '', withdrawn }
      const page = pages.mine(letter, signature, signingKey, parts.clock())
      const next = withdrawn ? nowhere : nextTo(dryPath(request.params.id), 'mail', dry)
      return step(request, reply, 'signatures/my-signature/my-signature', page, {
        step: say('dry-run-step-mine'),
        dry,
        next,
      })
    })
  })

  scope.get(`${base}/mail`, { schema: ById }, async (request, reply) => {
    const dry = await read(request)
    const signature = mails.stateOf(request)
    const mail = signature ? await dryMail(parts, dry, signature, parts.clock()) : null
    return mails.showKept(request, reply, restart(request, reply), () => {
      const path = dryPath(dry.letter.id)
      const shown = mail ? { to: mail.to, subject: mail.subject, text: mail.text } : undefined
      const page = { back: path, again: `${path}/sign`, mail: shown }
      return sendPage(reply, 'dry-run/mail', page, { title: say('dry-run-title') })
    })
  })
}

function signRoutes(scope: App, parts: Parts): void {
  const SigningForm = { ...ById, body: formOf('signing_key', 'replaces', 'form_id', ...mailedSignatoryFields) }
  scope.post(`${base}/signings`, { schema: SigningForm }, async (request, reply) => {
    const { letter } = await dryLetter(parts, organizerOf(request).id, request.params.id, parts.clock())
    const of = dryPath(request.params.id)
    const typed = typedIn(request.body)
    if (typed.visibility === 'anonymous') return reply.redirect(`${of}/anonymous`, 303)
    const signingKey = field(request.body, 'signing_key').slice(0, longestSlip)
    const read = readSignatory(
      { visibilities: letter.visibilities, facets: letter.facets },
      { ...typed, facets: typed },
    )
    if ('errors' in read)
      return forms.show(reply, parts, { of }, { form: stateOfForm(typed, read.errors), signingKey }, 422)
    return codes.show(reply, parts, { of, id: formIdIn({}) }, { code: newCode(), signingKey, typed, mailed: 0 })
  })

  scope.post(`${base}/signings/codes`, { schema: { ...ById, body: formOf(...signing) } }, async (request, reply) => {
    await dryLetter(parts, organizerOf(request).id, request.params.id, parts.clock())
    const state = { ...codeStateIn(request.body), code: newCode(), mailed: 1 }
    return codes.show(reply, parts, { of: dryPath(request.params.id) }, state)
  })

  scope.post(
    `${base}/signings/confirmation`,
    { schema: { ...ById, body: formOf('code', ...signing) } },
    async (request, reply) => {
      await dryLetter(parts, organizerOf(request).id, request.params.id, parts.clock())
      const of = dryPath(request.params.id)
      const state = codeStateIn(request.body)
      const code = parseCode(field(request.body, 'code'))
      if (code !== state.code) {
        const { sentence } = code === null ? codeMalformedRefusal() : wrongCodeRefusal()
        return codes.show(reply, parts, { of }, { ...state, error: sentence }, 422)
      }
      const dry = readDry(writeDry({ visibility: visibilityIn(state.typed), name: state.typed.name.trim() }))
      return done.show(reply, parts, { of }, { signingKey: state.signingKey, dry })
    },
  )
}

function afterRoutes(scope: App, parts: Parts): void {
  const body = formOf('dry', 'signing_key')
  const keyIn = (request: FastifyRequest) => field(request.body, 'signing_key').slice(0, longestSlip)
  const dryIn = (request: FastifyRequest) => readDry(field(request.body, 'dry'))
  const authorized = (request: Request) => dryLetter(parts, organizerOf(request).id, request.params.id, parts.clock())

  scope.post(`${base}/mine`, { schema: { ...ById, body } }, async (request, reply) => {
    await authorized(request)
    return mine.show(
      reply,
      parts,
      { of: dryPath(request.params.id) },
      { signingKey: keyIn(request), dry: dryIn(request) },
    )
  })

  scope.post(
    `${base}/mine/visibility`,
    { schema: { ...ById, body: formOf('dry', 'signing_key', 'to') } },
    async (request, reply) => {
      await authorized(request)
      const dry = lessened(dryIn(request), field(request.body, 'to'))
      return mine.show(reply, parts, { of: dryPath(request.params.id) }, { signingKey: keyIn(request), dry })
    },
  )

  scope.post(`${base}/mine/withdrawal`, { schema: { ...ById, body } }, async (request, reply) => {
    await authorized(request)
    const state = { signingKey: keyIn(request), dry: { ...dryIn(request), name: '' }, withdrawn: true }
    return mine.show(reply, parts, { of: dryPath(request.params.id) }, state)
  })

  scope.post(`${base}/mail`, { schema: { ...ById, body } }, async (request, reply) => {
    await authorized(request)
    return mails.show(reply, parts, { of: dryPath(request.params.id) }, dryIn(request))
  })
}

function visibilityIn({ visibility }: Typed): Visibility {
  return readDry(JSON.stringify([visibility])).visibility
}
