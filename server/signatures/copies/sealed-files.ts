import { copyFolder, namesIn, readCopied, removeCopied, writeFiles } from '../../audit/copy-files.ts'
import { LogBehindCopy } from '../../audit/signed-tree.ts'
import type { Core } from '../../core.ts'
import { keyedHash } from '../../crypto/keyed-hash.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import { unlessGone } from '../../db/keys/keys.ts'
import { StartProblem } from '../../db/start-problem.ts'
import {
  allPartsUpTo,
  changesText,
  readChanges,
  readClaims,
  type CopiedClaim,
  type CopiedSignature,
  type CopyState,
} from './rules.ts'

type Files = Pick<Core, 'config' | 'keys'>

/** In bytes. The size of a file tells little about how much is in it. */
const changesPaddedTo = 65_536
const partPaddedTo = 32_768
const MAC_BYTES = 32
const changesFile = 'changes'

/**
 * The signatures that changed, as the copy holds them.
 * @returns null if there is no file, or if its key is destroyed
 * @throws LogBehindCopy if the file is damaged
 */
export async function copiedChanges(core: Files, letterId: string): Promise<CopiedSignature[] | null> {
  const sealed = await readCopied(copyFolder(core.config, letterId), changesFile)
  return orDamaged(() => {
    const text = sealed && unlessGone(() => openChanges(core, letterId, sealed))
    return text ? readChanges(text.toString('utf8')) : null
  })
}

/** @throws LogBehindCopy in place of what a damaged file leads to */
function orDamaged<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new LogBehindCopy('damaged')
  }
}

export async function writeChanges(core: Files, letterId: string, signatures: readonly CopiedSignature[]) {
  const key = unlessGone(() => core.keys.names(letterId, 'changed signatures'))
  // Public names stay until the purge, also after the names key is destroyed. The file has no name in it.
  const used = key ?? core.keys.server('changed signatures')
  const kind = Buffer.from([key === null ? 1 : 0])
  const sealed = seal(used, letterId, changesText(signatures), changesPaddedTo)
  await writeFiles(copyFolder(core.config, letterId), [{ path: changesFile, bytes: Buffer.concat([kind, sealed]) }])
}

function openChanges({ keys }: Files, letterId: string, file: Buffer): Buffer {
  const key = file[0] === 1 ? keys.server('changed signatures') : keys.names(letterId, 'changed signatures')
  return unseal(key, letterId, file.subarray(1))
}

/**
 * Seals the changed signatures for the time after the names key is destroyed. Idempotent. To be called before the key is destroyed,
 * because the public names among them stay until the purge.
 */
export async function keepChangesReadable(core: Files, letterId: string): Promise<void> {
  const folder = copyFolder(core.config, letterId)
  const file = await readCopied(folder, changesFile)
  if (!file || file[0] === 1) return
  const text = unlessGone(() => openChanges(core, letterId, file))
  if (!text) return
  const sealed = seal(core.keys.server('changed signatures'), letterId, text, changesPaddedTo)
  await writeFiles(folder, [{ path: changesFile, bytes: Buffer.concat([Buffer.from([1]), sealed]) }])
}

/** The copied claims. Null where their key is destroyed. */
export async function copiedClaims(core: Files, letterId: string, parts: number): Promise<CopiedClaim[] | null> {
  const key = unlessGone(() => core.keys.claims(letterId, 'copied claims'))
  if (!key) return null
  const folder = copyFolder(core.config, letterId)
  const claims: CopiedClaim[] = []
  for (let part = 0; part < parts; part++) {
    const file = (await readCopied(folder, partFile(part, parts))) ?? Buffer.alloc(0)
    const open = () => readClaims(unseal(key, partContext(letterId, part, parts), file.subarray(MAC_BYTES)))
    claims.push(...orDamaged(open))
  }
  return claims
}

/**
 * Writes the claims of an open letter, part by part. Of a large letter only the parts that changed.
 * @param packed reads a part
 * @returns whether they were written; false if the claims key is destroyed
 */
export async function writeClaims(
  core: Files,
  letterId: string,
  parts: number,
  packed: (part: number) => Promise<Buffer>,
): Promise<boolean> {
  const key = unlessGone(() => core.keys.claims(letterId, 'copied claims'))
  if (!key) return false
  const folder = copyFolder(core.config, letterId)
  for (let part = 0; part < parts; part++) {
    const plain = await packed(part)
    const path = partFile(part, parts)
    const mac = keyedHash(key, plain)
    if (parts > allPartsUpTo && (await readCopied(folder, path))?.subarray(0, MAC_BYTES).equals(mac)) continue
    const sealed = seal(key, partContext(letterId, part, parts), plain, partPaddedTo)
    await writeFiles(folder, [{ path, bytes: Buffer.concat([mac, sealed]) }])
  }
  return true
}

/** Removes the claims in other divisions than the current one; all of them if `parts` is 0. */
export async function removeOtherClaims({ config }: Files, letterId: string, parts: number): Promise<void> {
  const folder = copyFolder(config, letterId)
  const names = await namesIn(folder, 'claims')
  await removeCopied(
    folder,
    names.filter((name) => name !== String(parts)).map((name) => `claims/${name}`),
  )
}

export async function removeChanges({ config }: Files, letterId: string): Promise<void> {
  await removeCopied(copyFolder(config, letterId), [changesFile])
}

export async function copyState({ config }: Pick<Core, 'config'>, letterId: string): Promise<CopyState | null> {
  const text = await readCopied(copyFolder(config, letterId), 'copy.json')
  return orDamaged(() => text && (JSON.parse(text.toString('utf8')) as CopyState))
}

export async function writeCopyState({ config }: Files, letterId: string, state: CopyState): Promise<void> {
  await writeFiles(copyFolder(config, letterId), [{ path: 'copy.json', bytes: JSON.stringify(state) }])
}

function partFile(part: number, parts: number): string {
  return `claims/${String(parts)}/${String(part)}`
}

function partContext(letterId: string, part: number, parts: number): string {
  return `${letterId}/${String(parts)}/${String(part)}`
}
