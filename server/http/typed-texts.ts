import { Refusal, type FieldMessage } from '../refusal.ts'
import type { App } from './app-types.ts'

/** Says why a text is not taken; null where it is. The second argument names it. */
type FaultInText = (text: string, what: string) => string | null

/**
 * Refuses requests of the API with a text that no field takes, before their own rules see them: so a field that is new has these bounds
 * too. Forms are refused by their fields' rules, which keep what was typed beside the sentence.
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
    const message = isEncoded(value) ? null : faultIn(value, `“${path}”`)
    return message === null ? [] : [{ field: path, message }]
  }
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return []
  return Object.entries(value).flatMap(([name, each]) =>
    faultsIn(each, path === '' ? name : `${path}/${name}`, faultIn),
  )
}

/** Keys, credentials and files, which are one long word. */
function isEncoded(text: string): boolean {
  return /^[A-Za-z0-9+/_=-]*$/.test(text)
}
