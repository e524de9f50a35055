import { diff3MergeRegions } from 'node-diff3'
import { canonicalHash } from '../../crypto/canonical.ts'
import { facets, type Facet } from '../../facets/rules.ts'
import type { DraftParts } from '../../letter/rules.ts'
import type { LetterSettings } from './settings.ts'

export interface EditedParts {
  draft: Partial<DraftParts>
  settings: Partial<LetterSettings>
}

/** A place at which two people wrote different things. */
export interface MergeConflict {
  /** The field's name, for example `text`, or `facet-site` for one of the lists. */
  field: string
  /** What each of them made of the place: paragraphs or rows. Empty if somebody removed them. */
  mine: unknown[]
  theirs: unknown[]
}

export interface Merged {
  parts: EditedParts
  conflicts: MergeConflict[]
  /** True if a source got another label. A form that continues from the unmerged text would refer to another source. */
  relabelled: boolean
}

const rowFields: readonly string[] = ['demands', 'recipients', 'employers'] satisfies (keyof DraftParts)[]

/** Tells whether a field has room for what both wrote. A single value, such as the title, has not. */
export function holdsBoth(field: string): boolean {
  return field === 'text' || rowFields.includes(field) || field.startsWith('facet-')
}

/**
 * A text or list with more pieces is merged as one, because the time grows with the square of the number of equal pieces. A text of
 * 50,000 characters has a few hundred paragraphs.
 */
const mostPieces = 2000

/** The value of a field, cut into the pieces that are merged one by one. */
interface Cut {
  pieces: unknown[]
  /** False for a single value, such as the title, of which only one can stay. */
  many: boolean
}

/**
 * Describes parts of a draft by hashes of their paragraphs and rows. A form carries this text, so that a later save can tell what
 * its sender changed (see mergeParts) without the server keeping every state that somebody may have seen.
 */
export function baseOf(parts: EditedParts): string {
  const cuts = [...cutsOf(parts)].map(([field, { pieces }]) => `${field}:${pieces.map(hashOf).join('.')}`)
  const labels =
    parts.draft.text === undefined ? [] : [`labels:${[...notesIn(parts.draft.text).keys()].map(hashOf).join('.')}`]
  return [...cuts, ...labels].join(' ')
}

/**
 * Merges what two people made of the same draft: paragraph by paragraph, row by row, and field by field.
 *
 * - What only one of them changed is taken over. If both inserted something at one place, both insertions stay, theirs first.
 * - If both changed one paragraph or row, the result holds both, mine first, and the place is a conflict.
 * - If both changed a single value, the result holds mine, and the value is a conflict.
 * - A source that I added gets another label if they added a source with the same label.
 *
 * @param base what both started from (see baseOf). Fields that it lacks count as changed by both.
 */
export function mergeParts(base: string, mine: EditedParts, theirs: EditedParts): Merged {
  const hashes = readBase(base)
  const renamed = withOwnLabels(hashes, mine, theirs)
  const [my, their] = [cutsOf(renamed), cutsOf(theirs)]
  const conflicts: MergeConflict[] = []
  const merged = new Map<string, unknown[]>()
  for (const [field, { pieces, many }] of my) {
    const other = their.get(field)?.pieces ?? []
    const from = hashes.get(field)
    const result = many && from ? mergePieces(from, pieces, other) : mergeWhole(from, pieces, other)
    conflicts.push(...result.conflicts.map((conflict) => ({ field, ...conflict })))
    merged.set(field, field === 'text' || !many ? result.pieces : withoutRepeated(result.pieces))
  }
  return { parts: joined(renamed, merged), conflicts, relabelled: renamed !== mine }
}

interface MergedPieces {
  pieces: unknown[]
  conflicts: Omit<MergeConflict, 'field'>[]
}

function mergePieces(from: string[], mine: unknown[], theirs: unknown[]): MergedPieces {
  if (Math.max(from.length, mine.length, theirs.length) > mostPieces) return mergeWhole(from, mine, theirs)
  const [a, b] = [mine.map(hashOf), theirs.map(hashOf)]
  const result: MergedPieces = { pieces: [], conflicts: [] }
  for (const region of diff3MergeRegions(a, from, b)) {
    if (region.stable) {
      const whole = region.buffer === 'b' ? theirs : mine
      // The base has hashes alone. What it shares with both is the same in mine, at another place.
      const pieces =
        region.buffer === 'o'
          ? region.bufferContent.map((hash) => mine[a.indexOf(hash)] ?? theirs[b.indexOf(hash)])
          : whole.slice(region.bufferStart, region.bufferStart + region.bufferLength)
      result.pieces.push(...pieces)
      continue
    }
    const my = mine.slice(region.aStart, region.aStart + region.aLength)
    const their = theirs.slice(region.bStart, region.bStart + region.bLength)
    add(result, mergePlace(region.oContent, my, their))
  }
  return result
}

/**
 * Merges a place that both changed. Neighbouring paragraphs are one place, of which each may have changed only one. Behind them, both may
 * have inserted more.
 */
function mergePlace(from: string[], mine: unknown[], theirs: unknown[]): MergedPieces {
  const count = from.length
  if (count === 0 || mine.length < count || theirs.length < count) return mergeWhole(from, mine, theirs)
  const result: MergedPieces = { pieces: [], conflicts: [] }
  for (const [at, hash] of from.entries()) add(result, mergeWhole([hash], [mine[at]], [theirs[at]]))
  const same = mine.length === count && theirs.length === count
  // A conflict means that the paragraphs do not belong together in this order.
  if (!same && result.conflicts.length > 0) return mergeWhole(from, mine, theirs)
  add(result, mergeWhole([], mine.slice(count), theirs.slice(count)))
  return result
}

function mergeWhole(from: string[] | undefined, mine: unknown[], theirs: unknown[]): MergedPieces {
  const [base, my, their] = [from?.join('.'), mine.map(hashOf).join('.'), theirs.map(hashOf).join('.')]
  if (my === their || base === their) return { pieces: mine, conflicts: [] }
  if (base === my) return { pieces: theirs, conflicts: [] }
  const inserted = from?.length === 0 && mine.length > 0 && theirs.length > 0
  if (inserted) return { pieces: [...theirs, ...mine], conflicts: [] }
  return { pieces: [...mine, ...theirs], conflicts: [{ mine, theirs }] }
}

function add(result: MergedPieces, { pieces, conflicts }: MergedPieces): void {
  result.pieces.push(...pieces)
  result.conflicts.push(...conflicts)
}

/** Two people may add the same row at two places. */
function withoutRepeated(rows: unknown[]): unknown[] {
  const hashes = rows.map(hashOf)
  return rows.filter((_, at) => hashes.indexOf(hashes[at] ?? '') === at)
}

/** Cuts all fields into pieces, by name. The lists of `facets` are fields of their own. */
function cutsOf({ draft, settings }: EditedParts): Map<string, Cut> {
  const { text, demands, recipients, employers, facets: lists, ...values } = draft
  const cuts = new Map<string, Cut>()
  for (const [name, value] of Object.entries({ ...values, ...settings }))
    cuts.set(name, { pieces: [value], many: false })
  if (text !== undefined) cuts.set('text', { pieces: paragraphsOf(text), many: true })
  for (const [name, rows] of Object.entries({ demands, recipients, employers }))
    if (rows) cuts.set(name, { pieces: rows, many: true })
  if (lists) for (const facet of facets) cuts.set(facetField(facet), { pieces: lists[facet], many: true })
  return cuts
}

/** Puts merged pieces together again. Of a single value that is in conflict, mine stays. */
function joined({ draft, settings }: EditedParts, merged: Map<string, unknown[]>): EditedParts {
  const valueOf = (name: string): unknown => {
    if (name === 'text') return textFrom((merged.get(name) ?? []) as string[])
    if (name === 'facets') return Object.fromEntries(facets.map((facet) => [facet, merged.get(facetField(facet))]))
    return holdsBoth(name) ? merged.get(name) : merged.get(name)?.[0]
  }
  const each = <Values extends object>(values: Values): Partial<Values> =>
    Object.fromEntries(Object.keys(values).map((name) => [name, valueOf(name)])) as Partial<Values>
  return { draft: each(draft), settings: each(settings) }
}

function facetField(facet: Facet): string {
  return `facet-${facet}`
}

/** Cuts at empty lines, and before each source, because sources often stand on neighbouring lines. */
function paragraphsOf(text: string): string[] {
  return text
    .split(/\n(?:[ \t]*\n)+|\n(?=\[\^)/)
    .map((paragraph) => paragraph.trimEnd())
    .filter((paragraph) => paragraph !== '')
}

function textFrom(paragraphs: readonly string[]): string {
  return paragraphs.join('\n\n')
}

/** Returns the sources below a text, by label. */
function notesIn(text: string): Map<string, string> {
  return new Map(
    paragraphsOf(text).flatMap((paragraph): [string, string][] => {
      const [, label] = /^\[\^([^\]\s]+)\]:/.exec(paragraph) ?? []
      return label === undefined ? [] : [[label, paragraph]]
    }),
  )
}

/**
 * Gives the sources that I added new labels, where they added others with the same labels.
 * @returns `mine` itself if nothing is renamed
 */
function withOwnLabels(hashes: Map<string, string[]>, mine: EditedParts, theirs: EditedParts): EditedParts {
  const [my, their] = [mine.draft.text, theirs.draft.text]
  const before = hashes.get('labels')
  if (my === undefined || their === undefined || !before) return mine
  const [notes, theirNotes] = [notesIn(my), notesIn(their)]
  const known = new Set(before)
  const fresh = new Map<string, string>()
  let number = 0
  for (const [label, note] of notes) {
    if (known.has(hashOf(label)) || !theirNotes.has(label) || theirNotes.get(label) === note) continue
    do number++
    while (notes.has(String(number)) || theirNotes.has(String(number)))
    fresh.set(label, String(number))
  }
  if (fresh.size === 0) return mine
  const text = my.replace(/\[\^([^\]\s]+)\]/g, (whole, label: string) => {
    const other = fresh.get(label)
    return other === undefined ? whole : `[^${other}]`
  })
  return { ...mine, draft: { ...mine.draft, text } }
}

function readBase(base: string): Map<string, string[]> {
  return new Map(
    base
      .split(' ')
      .map((each) => each.split(':'))
      .filter((each) => each.length === 2)
      .map(([field = '', hashes = '']) => [field, hashes === '' ? [] : hashes.split('.')]),
  )
}

/** 72 bits are enough to tell paragraphs of one letter apart, and short, because a form carries one for each. */
function hashOf(value: unknown): string {
  return canonicalHash(value).toString('base64url').slice(0, 12)
}
