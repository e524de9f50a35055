import type { Static, TSchema } from 'typebox'
import Value from 'typebox/value'
import { longestCredential, passkeyNotRightRefusal } from './rules.ts'

/**
 * Reads a credential that a form sends as JSON.
 * @throws Refusal if it does not have the form of the schema
 */
export function readCredential<Schema extends TSchema>(schema: Schema, typed: string): Static<Schema> {
  const credential = typed.length > longestCredential ? undefined : parsed(typed)
  if (!Value.Check(schema, credential)) throw passkeyNotRightRefusal()
  return credential
}

function parsed(typed: string): unknown {
  try {
    return JSON.parse(typed)
  } catch {
    return undefined
  }
}
