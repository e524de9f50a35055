import { Refusal, type FieldMessage, type Sentence } from '../refusal.ts'
import type { App } from './app-types.ts'

/** Returns the reason why a text is refused, or null. */
type FaultInText = (text: string) => Sentence | null

/**
 * Refuses API requests with a text that no field accepts, before the field's own rules run. So these bounds also cover new fields.
 * Forms are checked by the rules of their fields instead, which keep the typed text and show the message beside it.
 */
export function registerTypedTexts(app: App, faultIn: FaultInText): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const faults = request.url.startsWith('/api/')
      ? [...faultsIn(request.query, '', faultIn), ...faultsIn(request.body, '', faultIn)]
      : []
    done(faults.length > 0 ? Refusal.fields(faults) : undefined)
  })
}

function faultsIn(value: unknown, path: string, faultIn: FaultInText): FieldMessage[] {
  if (typeof value === 'string') {
    const message = isEncoded(value) ? null : faultIn(value)
    return message === null ? [] : [{ field: path, message }]
  }
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return []
  return Object.entries(value).flatMap(([name, each]) =>
    faultsIn(each, path === '' ? name : `${path}/${name}`, faultIn),
  )
}

/** Keys, credentials and files are one long word, so the bounds of texts do not apply. */
function isEncoded(text: string): boolean {
  return /^[A-Za-z0-9+/_=-]*$/.test(text)
}
