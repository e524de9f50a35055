import { commitmentOf } from '../../audit/commitments.ts'
import { copyFolder, readCopied, removeCopied, writeFiles } from '../../audit/copy-files.ts'
import { LogBehindCopy } from '../../audit/signed-tree.ts'
import type { Core } from '../../core.ts'
import { keyedHash, sameBytes } from '../../crypto/keyed-hash.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import type { Db } from '../../db/pool.ts'
import { openingsOf, revealedNames } from './restore-queries.ts'

type Files = Pick<Core, 'config' | 'keys'>

/** A revealed name as the copy holds it. A backup from before the reveal has it only under the key that the reveal destroyed. */
export interface RevealedName {
  id: Buffer
  name: string
  opening_salt: Buffer
}

const namesFile = 'revealed'
const openingsFile = 'openings'
const paddedTo = 65_536
const MAC_BYTES = 32
const COMMITMENT_BYTES = 32

/**
 * Writes the names that were revealed and are public still, sealed, and all commitments of the reveal, which the log covers with one
 * hash. Writes nothing if nothing changed.
 */
export async function copyRevealed(core: Files, db: Db, letterId: string): Promise<void> {
  const openings = await openingsOf(db, letterId)
  if (openings.length === 0) return
  const folder = copyFolder(core.config, letterId)
  if (!(await readCopied(folder, openingsFile)))
    await writeFiles(folder, [{ path: openingsFile, bytes: Buffer.concat(openings) }])
  const key = core.keys.server('revealed names')
  const text = namesText(await revealedNames(db, letterId))
  const mac = keyedHash(key, Buffer.from(text))
  if ((await readCopied(folder, namesFile))?.subarray(0, MAC_BYTES).equals(mac)) return
  const sealed = seal(key, letterId, text, paddedTo)
  await writeFiles(folder, [{ path: namesFile, bytes: Buffer.concat([mac, sealed]) }])
}

/** After the purge, no name is left in the copy. */
export async function removeRevealed({ config }: Files, letterId: string): Promise<void> {
  await removeCopied(copyFolder(config, letterId), [namesFile])
}

/** The commitments of the reveal. Empty where the copy has none. */
export async function copiedOpenings({ config }: Files, letterId: string): Promise<Buffer[]> {
  const bytes = (await readCopied(copyFolder(config, letterId), openingsFile)) ?? Buffer.alloc(0)
  return Array.from({ length: Math.floor(bytes.length / COMMITMENT_BYTES) }, (_, at) =>
    bytes.subarray(at * COMMITMENT_BYTES, (at + 1) * COMMITMENT_BYTES),
  )
}

/** @throws LogBehindCopy if the file is damaged */
export async function copiedNames(core: Files, letterId: string): Promise<RevealedName[]> {
  const file = await readCopied(copyFolder(core.config, letterId), namesFile)
  if (!file) return []
  try {
    const key = core.keys.server('revealed names')
    const text = unseal(key, letterId, file.subarray(MAC_BYTES))
    if (!sameBytes(keyedHash(key, text), file.subarray(0, MAC_BYTES))) throw new LogBehindCopy('damaged')
    return readNames(text.toString('utf8'))
  } catch {
    throw new LogBehindCopy('damaged')
  }
}

/** Sorted by the random ids, so that the order tells nothing. */
function namesText(names: readonly RevealedName[]): string {
  const sorted = [...names].sort((a, b) => a.id.compare(b.id))
  return JSON.stringify(
    sorted.map(({ id, name, opening_salt }) => [id.toString('base64url'), name, opening_salt.toString('base64url')]),
  )
}

function readNames(text: string): RevealedName[] {
  const entries = JSON.parse(text) as [string, string, string][]
  return entries.map(([id, name, salt]) => ({
    id: Buffer.from(id, 'base64url'),
    name,
    opening_salt: Buffer.from(salt, 'base64url'),
  }))
}

/** The columns of a revealed signature whose name the copy brings back. */
export function broughtBack({ name, opening_salt }: RevealedName) {
  return { name, opening_salt, opening: Buffer.from(commitmentOf(opening_salt, name)) }
}
