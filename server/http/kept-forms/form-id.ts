import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { keyedHash } from '../../crypto/keyed-hash.ts'
import type { Parts } from '../app-types.ts'
import { field, fieldsIn, type formOf } from '../form.ts'

const idBytes = 12

export function newFormId(): string {
  return randomBytes(idBytes).toString('base64url')
}

/** Returns the id that a form sends, or a new one. */
export function formIdIn(body: unknown): string {
  const id = field(body, 'form_id')
  return /^[A-Za-z0-9_-]{16}$/.test(id) ? id : newFormId()
}

/**
 * Names one press of a form's button by everything that the form sends, so that the same press is not carried out twice.
 * @returns undefined for a form that sends no id, which may well send the same again
 */
export function pressOf(parts: Pick<Parts, 'keys'>, request: FastifyRequest): Buffer | undefined {
  const { body, routeOptions } = request
  if (field(body, 'form_id') === '') return undefined
  const { properties } = routeOptions.schema?.body as ReturnType<typeof formOf>
  return pressNamed(parts, request, fieldsIn(body, Object.keys(properties)))
}

/**
 * The same for a form whose body the route reads by itself. The name contains the organizer, because the form's id stands in addresses,
 * and a person who copies it must not get the result of somebody else's press.
 */
export function pressNamed(
  { keys }: Pick<Parts, 'keys'>,
  { url, organizer }: FastifyRequest,
  sent: Record<string, string>,
  file: Buffer | string | null = null,
): Buffer {
  return keyedHash(keys.server('press'), url, organizer?.id ?? '', JSON.stringify(sent), file ?? '')
}

/** Returns how many codes a page has asked for. Forms send it, so that each press of the button differs from the one before. */
export function mailedIn(body: unknown): number {
  return Number.parseInt(field(body, 'mailed'), 10) || 0
}
