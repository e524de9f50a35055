import { randomInt } from 'node:crypto'
import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { quietWords, readQuietKey, wordsPerLink } from './quiet-words.ts'

type WithKeys = Pick<Core, 'keys'>

/** 192 random bits. Links had this form before they had words. */
const oldForm = /^[A-Za-z0-9_-]{32}$/

/** Returns the last part of a new quiet link, for example `violet-cable-unfold-harbor-sixty`. */
export function newQuietKey(): string {
  return Array.from({ length: wordsPerLink }, () => quietWords[randomInt(quietWords.length)]).join('-')
}

/** Returns true if the text has the form of the last part of a quiet link. */
export function isQuietKey(key: string): boolean {
  return oldForm.test(key) || readQuietKey(key) === key
}

/**
 * Returns the columns that store a quiet link. The server's keys protect it, because the letter of a link that somebody opens is not
 * yet known. Clears the link that an earlier version stored, so that no later start brings a replaced link back.
 */
export function storedQuietKey(core: WithKeys, letterId: string, key: string) {
  const quiet_sealed = seal(core.keys.server('quiet link'), letterId, key, 64)
  return { quiet_token: null, quiet_hash: hashOf(core, key), quiet_sealed }
}

/** Opens the last part of a letter's quiet link. Empty if the letter has none. */
export function openQuietKey({ keys }: WithKeys, letter: { id: string; quiet_sealed: Buffer | null }): string {
  if (letter.quiet_sealed === null) return ''
  return unseal(keys.server('quiet link'), letter.id, letter.quiet_sealed).toString()
}

/** The hash by which a letter is found. Null if the key cannot be that of a quiet link. */
export function quietHash(core: WithKeys, key: string): Buffer | null {
  return isQuietKey(key) ? hashOf(core, key) : null
}

function hashOf({ keys }: WithKeys, key: string): Buffer {
  return keyedHash(keys.server('quiet link hash'), key)
}
