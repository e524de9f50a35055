import type { FastifyReply } from 'fastify'
import type { App, Parts } from '../../http/app-types.ts'
import { aboveKeptForm, field, fieldsIn, formOf, formWithErrors } from '../../http/form.ts'
import { formIdIn, mailedIn, pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import type { TypedCode } from '../../mailbox/check-code.ts'
import { Refusal } from '../../refusal.ts'
import { ByToken, privatePages, startOf } from './page-routes.ts'
import { emptyPageForm, type CodeState, type PageField } from './view.ts'
import { findRecipientPage } from './show-recipient-page.ts'

/** An act on a private page, such as asking for time: a form on the page, a page for the code, and then the page again. */
interface CodedAct<Field extends PageField> {
  /** Part of the paths of the act's routes: `/r/:token/<name>/codes`, `/r/:token/<name>/code` and `/r/:token/<name>`. */
  name: string
  fields: readonly [Field, ...Field[]]
  /** Mails the code. */
  ask: (
    token: string,
    typed: Record<Field, string> & { once: Buffer | undefined },
    now: Date,
  ) => Promise<{ challenge: string }>
  carryOut: (token: string, typed: Record<Field, string> & TypedCode, now: Date) => Promise<void>
  showCodePage: (reply: FastifyReply, token: string, state: CodeState<Field>, formId: string) => FastifyReply
}

export function codedActRoutes<Field extends PageField>(scope: App, parts: Parts, act: CodedAct<Field>): void {
  const { name, fields, ask, carryOut, showCodePage } = act
  const codes = new FormPage<CodeState<Field>>((token) => `/r/${token}/${name}/code`)
  const startOver = (reply: FastifyReply, token: string, typed: Record<Field, string>, error: Refusal) => {
    const said =
      error.fields.length > 0 && error.code !== 'code-lost'
        ? error
        : Refusal.fields([{ field: fields[0], message: aboveKeptForm(error) }])
    const form = formWithErrors<PageField>(said, { ...emptyPageForm().values, ...typed })
    return privatePages.show(reply, parts, { of: token }, form, error.code === 'code-lost' ? 409 : 422)
  }
  const concernsForm = ({ code, fields: wrong }: Refusal) =>
    code === 'code-lost' || wrong.some((each) => fields.some((own) => own === each.field))

  scope.get(`/r/:token/${name}/code`, { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    await findRecipientPage(parts, token)
    return codes.showKept(request, reply, startOf(parts, request, reply, token), (state) =>
      showCodePage(reply, token, state, formIdOf(request)),
    )
  })

  const asking = { ...ByToken, body: formOf(...fields, 'form_id', 'mailed') }
  scope.post(`/r/:token/${name}/codes`, { schema: asking }, async (request, reply) => {
    const { token } = request.params
    const typed = fieldsIn(request.body, fields)
    const place = { of: token, id: formIdIn(request.body) }
    try {
      await parts.limits.beforeTry(request.ip, parts.clock())
      const { challenge } = await ask(token, { ...typed, once: pressOf(parts, request) }, parts.clock())
      privatePages.forget(reply, parts, place)
      const mailed = mailedIn(request.body) + 1
      return await codes.show(reply, parts, place, { typed: { ...typed, challenge, mailed } })
    } catch (error) {
      if (!(error instanceof Refusal) || (error.kind !== 'too-many' && error.kind !== 'invalid')) throw error
      return startOver(reply, token, typed, error)
    }
  })

  const carrying = { ...ByToken, body: formOf(...fields, 'challenge', 'code', 'form_id', 'mailed') }
  scope.post(`/r/:token/${name}`, { schema: carrying }, async (request, reply) => {
    const { token } = request.params
    const { body } = request
    const typed = fieldsIn(body, fields)
    const challenge = field(body, 'challenge').slice(0, 40)
    const place = { of: token, id: formIdIn(body) }
    try {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await carryOut(token, { ...typed, challenge, code: field(body, 'code') }, parts.clock())
      codes.forget(reply, parts, place)
      return await reply.redirect(`/r/${token}#${name}`, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'not-found' || error.kind === 'gone') throw error
      if (concernsForm(error)) return startOver(reply, token, typed, error)
      const state = { typed: { ...typed, challenge, mailed: mailedIn(body) }, error: error.sentence }
      return codes.show(reply, parts, place, state, 422)
    }
  })
}
