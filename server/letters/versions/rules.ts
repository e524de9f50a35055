import { canonicalHash } from '../../crypto/canonical.ts'
import type { DraftParts, LetterDraft } from '../../letter/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import { asOneLine, faultInTyped } from '../../text/typed-text.ts'

/** Minutes without a save after which a draft is kept as a version. */
export const pauseMinutes = 5

/** How many versions of a letter are kept, and how large they may be together, in bytes. */
export const mostKept = { named: 40, today: 100, all: 300, bytes: 32_000_000 } as const
/** In characters. */
export const longestVersionName = 80

/** Names a version of a draft. */
export interface VersionPlace {
  letter_id: string
  number: number
}

/** The content of a version: the draft without the plan, which has a page and a history of its own. */
export type VersionContent = DraftParts

export function versionContentOf({ plan: _, ...parts }: LetterDraft): VersionContent {
  return parts
}

export function isSameContent(one: VersionContent, other: VersionContent): boolean {
  return canonicalHash(one).equals(canonicalHash(other))
}

/** A kept version, as far as it decides what goes. */
export interface KeptVersion {
  number: number
  /** YYYY-MM-DD */
  day: string
  named: boolean
  /** True if an owner says to have read it. */
  read: boolean
  bytes: number
}

/**
 * Thins versions: all of today's stay, then the last one of each day. Named versions, and those that an owner has read, stay beside
 * them. Beyond a limit the oldest go first, and those of today before those of other days. So nobody can push older versions out by
 * saving often. The newest version and the named ones always stay.
 * @returns the numbers of the versions that go
 */
export function versionsToDrop(kept: readonly KeptVersion[], today: string): Set<number> {
  const versions = kept.toSorted((a, b) => a.number - b.number)
  const newest = versions.at(-1)
  const lastOfDay = new Map(versions.map(({ day, number }) => [day, number]))
  const gone = new Set<number>()
  for (const { number, day, named, read } of versions)
    if (day < today && lastOfDay.get(day) !== number && !named && !read) gone.add(number)
  const left = () => versions.filter(({ number }) => !gone.has(number))
  const dropWhile = (tooMany: (left: readonly KeptVersion[]) => boolean, from: readonly KeptVersion[]): void => {
    for (const { number } of from) {
      if (!tooMany(left())) return
      gone.add(number)
    }
  }
  const droppable = left().filter((version) => !version.named && version !== newest)
  const unread = droppable.filter(({ read }) => !read)
  const ofToday = ({ day }: KeptVersion) => day >= today
  dropWhile((rest) => rest.filter(ofToday).length > mostKept.today, unread.filter(ofToday))
  const inOrder = [...unread, ...droppable.filter(({ read }) => read)].filter(({ number }) => !gone.has(number))
  dropWhile((rest) => rest.length > mostKept.all || sizeOf(rest) > mostKept.bytes, inOrder)
  return gone
}

function sizeOf(versions: readonly KeptVersion[]): number {
  return versions.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** @returns the name in one line, or what is wrong with it */
export function checkVersionName(typed: string): { name: string } | { fault: Sentence } {
  const name = asOneLine(typed)
  if (name === '') return { fault: say('versions-name-missing') }
  if (name.length > longestVersionName) return { fault: say('versions-name-too-long', { most: longestVersionName }) }
  const fault = faultInTyped(name, 'one')
  return fault === null ? { name } : { fault }
}

/** Reads a version's number in an address. @returns 0 if it is none */
export function versionNumber(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
}
