import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, fieldsOf, formOf, type FormState } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { readCredential } from '../passkeys/read-credential.ts'
import { mostPasskeys, relyingPartyOf } from '../passkeys/rules.ts'
import { NewCredentialSchema } from '../passkeys/schemas.ts'
import { isProved } from '../rules.ts'
import { addPasskey } from './add-passkey.ts'
import { askForNewPasskey } from './ask-for-new-passkey.ts'
import { removePasskey } from './remove-passkey.ts'
import { showPasskeys } from './show-passkeys.ts'
import { passkeysPage, passkeysShell } from './view.ts'

const path = '/organizers/account/passkeys'
const Done = Type.Object({ done: Type.Optional(Type.String({ maxLength: 20 })) })
const ById = Type.Object({ id: Type.String({ maxLength: 60 }) })
const forms = new FormPage<FormState<'label'>>(() => path)
/** This page belongs to no letter. */
const of = ''

/** Registers the page about an account's passkeys. */
export function passkeysRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    scope.get(path, { schema: { querystring: Done } }, async (request, reply) => {
      const owner = organizerOf(request)
      const words = catalogueOf(request.language)
      const now = parts.clock()
      const facts = await showPasskeys(parts, owner.id)
      const { origin } = parts.config
      const canAdd =
        relyingPartyOf(origin) !== null && facts.length < mostPasskeys && isProved(owner.mailboxProvedAt, now)
      const options = canAdd ? await askForNewPasskey(parts, owner, words.text('passkeys-neutral-name'), now) : null
      const around = { origin, words, options, done: request.query.done }
      return sendPage(
        reply,
        'organizers/my-passkeys/passkeys',
        passkeysPage(facts, around, forms.stateOf(request)),
        passkeysShell,
      )
    })

    scope.post(path, { schema: { body: formOf('label', 'credential') } }, async (request, reply) => {
      const label = field(request.body, 'label').slice(0, 200)
      try {
        await parts.limits.beforeTry(request.ip, parts.clock())
        const credential = readCredential(NewCredentialSchema, field(request.body, 'credential'))
        await addPasskey(parts, organizerOf(request), { label, credential }, parts.clock())
      } catch (error) {
        const summary = fieldsOf(error)
        const errors = Object.fromEntries(summary.map(({ field: name, message }) => [name, message]))
        return forms.show(reply, parts, { of }, { values: { label }, errors, summary }, 422)
      }
      return reply.redirect(`${path}?done=added`, 303)
    })

    scope.post(`${path}/:id/end`, { schema: { body: formOf(), params: ById } }, async (request, reply) => {
      await removePasskey(parts, organizerOf(request), request.params.id, parts.clock())
      return reply.redirect(`${path}?done=removed`, 303)
    })
  })
}
