import type { Core } from '../core.ts'
import type { LetterRow } from './queries.ts'
import { openQuietKey } from './quiet-link.ts'

interface Addressed {
  /** The part of addresses that identifies the letter: the slug of a public letter, or what follows in the link of a quiet one. */
  key: string
}
export type AddressedLetter = LetterRow & Addressed

/** Adds the key of a letter's addresses. */
export function addressed<Row extends Pick<LetterRow, 'id' | 'public' | 'slug' | 'quiet_sealed'>>(
  core: Pick<Core, 'keys'>,
  letter: Row,
): Row & Addressed {
  return { ...letter, key: letter.public ? letter.slug : openQuietKey(core, letter) }
}

/** The path of the letter's page. */
export function letterPath({ key }: Addressed): string {
  return `/letters/${key}`
}
