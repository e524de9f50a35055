import { deserialize, serialize } from 'node:v8'
import type { Core } from '../../core.ts'
import { keyedHash } from '../../crypto/keyed-hash.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import { keepRow, keptRow } from '../../db/kept-forms.ts'

/** A double click arrives within seconds, a request that is repeated after a lost connection within a minute. */
const pressMinutes = 2

interface Kept {
  /** In milliseconds. */
  until: number
  done: unknown
}

/**
 * Keeps the outcome of a press of a button, so that the same press that arrives twice is answered alike. The first answer never shows:
 * the browser drops it for the second one. Sealed under a key that derives from everything that the form has sent, its random id
 * and the mailed code included. So a copy of the database and the server's keys do not open it.
 * @param once names the press
 */
export async function keepPress({ db }: Core, once: Buffer, done: unknown, now: Date): Promise<void> {
  const until = now.getTime() + pressMinutes * 60_000
  const sealed = seal(keyOf(once), 'press', serialize({ until, done } satisfies Kept))
  await keepRow(db, { id: rowOf(once), sealed, expires_at: new Date(until) })
}

/** Returns the outcome of the same press, if it was carried out a moment ago. */
export async function doneByPress({ db }: Core, once: Buffer, now: Date): Promise<{ done: unknown } | undefined> {
  const sealed = await keptRow(db, rowOf(once))
  if (!sealed) return undefined
  const { until, done } = deserialize(unseal(keyOf(once), 'press', sealed)) as Kept
  return until > now.getTime() ? { done } : undefined
}

function keyOf(once: Buffer): Buffer {
  return keyedHash(once, 'press key')
}

function rowOf(once: Buffer): Buffer {
  return keyedHash(once, 'press row')
}
