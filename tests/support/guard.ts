import Handlebars from 'handlebars'
import { personFields } from '../../server/crypto/credential.ts'

export const templates = new URL('../../templates/', import.meta.url).pathname

const proxies = new WeakSet()

/**
 * Throws if a template uses a field that its data does not have. This includes `{{#if typo}}` and `{{#each typo}}`, which strict
 * mode misses.
 * @param optional fields of the first level that may be missing
 */
export function guarded<Data>(data: Data, path = 'data', optional?: ReadonlySet<string>): Data {
  if (typeof data !== 'object' || data === null || data instanceof Date || data instanceof Handlebars.SafeString)
    return data
  if (proxies.has(data)) return data
  const proxy = new Proxy(data, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target || Array.isArray(target)) {
        const value: unknown = Reflect.get(target, name)
        return typeof name === 'symbol' || typeof value === 'function' ? value : guarded(value, `${path}.${name}`)
      }
      if (isPartOfName(name, target)) return undefined
      if (path.endsWith('.errors') || name === 'toHTML' || name === 'then' || name === 'lookupProperty')
        return undefined
      if (optional?.has(name)) return undefined
      throw new Error(`the template asks for ${path}.${name}, which its page does not have`)
    },
  })
  proxies.add(proxy)
  return proxy
}

/** A name may lack a part. Only an object that holds a name and nothing else is a name. */
function isPartOfName(field: string, target: object): boolean {
  const parts: readonly string[] = personFields
  return parts.includes(field) && 'name' in target && Object.keys(target).every((key) => parts.includes(key))
}
