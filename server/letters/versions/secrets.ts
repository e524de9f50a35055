import type { Core } from '../../core.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import { unlessGone } from '../../db/keys/keys.ts'
import { emptyDraft } from '../../letter/rules.ts'
import { versionContentOf, type VersionContent, type VersionPlace } from './rules.ts'

/** Padded like the draft, so that the size does not say which version is which. @throws KeyGone */
export function sealVersion({ keys }: Pick<Core, 'keys'>, place: VersionPlace, content: VersionContent): Buffer {
  return seal(keys.draft(place.letter_id, 'version'), contextOf(place), JSON.stringify(content), 8192)
}

/** @returns null after the letter is discarded or purged */
export function openVersion(
  { keys }: Pick<Core, 'keys'>,
  row: VersionPlace & { content_sealed: Buffer },
): VersionContent | null {
  const plain = unlessGone(() => unseal(keys.draft(row.letter_id, 'version'), contextOf(row), row.content_sealed))
  if (plain === null) return null
  return versionContentOf({ ...emptyDraft, ...(JSON.parse(plain.toString()) as VersionContent) })
}

/** @throws KeyGone */
export function sealVersionName({ keys }: Pick<Core, 'keys'>, place: VersionPlace, name: string): Buffer {
  return seal(keys.draft(place.letter_id, 'version name'), contextOf(place), name, 512)
}

/** @returns null if the version has no name, and after the letter is discarded or purged */
export function openVersionName(
  { keys }: Pick<Core, 'keys'>,
  row: VersionPlace & { label_sealed: Buffer | null },
): string | null {
  const { label_sealed: sealed } = row
  if (sealed === null) return null
  return unlessGone(() => unseal(keys.draft(row.letter_id, 'version name'), contextOf(row), sealed))?.toString() ?? null
}

function contextOf({ letter_id, number }: VersionPlace): string {
  return `${letter_id} ${String(number)}`
}
