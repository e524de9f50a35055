import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { deserialize, serialize } from 'node:v8'
import { keyedHash } from '../../crypto/keyed-hash.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import { keepRow, keptRow } from '../../db/kept-forms.ts'
import type { Parts } from '../app-types.ts'

/** In minutes. A form that shows something to read and correct is open for longer than others. */
const keptMinutes = 60

/**
 * Keeps data between two forms that is too large for a hidden field, such as a file. Only the form holds its key, and it opens for
 * the same organizer alone.
 * @param purpose names the form and its letter
 * @returns the key, for a hidden field
 */
export async function keepParts(
  parts: Parts,
  request: FastifyRequest,
  purpose: string,
  state: unknown,
): Promise<string> {
  const key = randomBytes(32)
  await keepRow(parts.db, {
    id: rowId(key),
    sealed: seal(key, contextOf(request, purpose), serialize(state), 65_536),
    expires_at: new Date(parts.clock().getTime() + keptMinutes * 60_000),
  })
  return key.toString('base64url')
}

/** @returns undefined if it is not kept any more, or another organizer or form asks */
export async function keptParts(parts: Parts, request: FastifyRequest, purpose: string, key: string): Promise<unknown> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(key)) return undefined
  const bytes = Buffer.from(key, 'base64url')
  const row = await keptRow(parts.db, rowId(bytes), parts.clock())
  try {
    return row && deserialize(unseal(bytes, contextOf(request, purpose), row))
  } catch {
    return undefined
  }
}

function contextOf({ organizer }: FastifyRequest, purpose: string): string {
  return `${purpose} ${organizer?.id ?? ''}`
}

function rowId(key: Buffer): Buffer {
  return keyedHash(key, 'form parts')
}
