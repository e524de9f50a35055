import { canonicalHash } from '../crypto/canonical.ts'
import { currentVisibility, maySeeName, type NameState } from '../signatures/disclosure.ts'
import type { PersonName } from '../signatures/person-name.ts'
import type { VerificationClass } from '../letter/rules.ts'
import type { Disclosure } from './rules.ts'

/** A name that recipients may see, and the revision that its signatory signed. */
export interface Entry extends PersonName {
  /** hex */
  id: string
  revision: number
  everyone: boolean
}

/** The counts of a snapshot, as of its batch. */
export interface SnapshotTally {
  classes: { class: VerificationClass; count: number }[]
  total: number
  anonymous: number
  held: number
  /** Present if the counts by employer are shown. Employers whose own count would be too small share one count. */
  employers?: EmployerCount[]
}

export interface EmployerCount {
  class: VerificationClass
  employers: string[]
  count: number
}

export interface TallyCell {
  revision: number
  class: VerificationClass
  visibility: string
  count: number
}

export interface Mark {
  mark: 'anonymous' | 'held' | 'withheld'
  count: number
}

export function snapshotTally(cells: readonly TallyCell[], sinceRevision: number): SnapshotTally {
  const standing = cells.filter(({ revision, count }) => revision >= sinceRevision && count > 0)
  const classes = new Map<VerificationClass, number>()
  for (const cell of standing) classes.set(cell.class, (classes.get(cell.class) ?? 0) + cell.count)
  const sum = (fits: (cell: TallyCell) => boolean) =>
    standing.reduce((total, cell) => total + (fits(cell) ? cell.count : 0), 0)
  return {
    classes: [...classes].map(([verification, count]) => ({ class: verification, count })),
    total: sum(() => true),
    anonymous: sum(({ visibility }) => visibility === 'anonymous'),
    held: sum(({ visibility }) => visibility === 'together'),
  }
}

/** Returns true if recipients may see this name. `listFor` then selects them by the revision that added them. */
export function recipientMaySee(signature: NameState): boolean {
  return maySeeName('recipient', signature)
}

/**
 * A frozen entry as it may be shown now. A title stays only beside a name that is still public, and only if the signature has it still.
 * @returns null if recipients may no longer see the name
 */
export function entryNow({ title, ...entry }: Entry, signature: NameState & { title: string | null }): Entry | null {
  if (!recipientMaySee(signature)) return null
  const everyone = entry.everyone && currentVisibility(signature) === 'public'
  const titled = everyone && title !== undefined && signature.title !== null
  return { ...entry, everyone, ...(titled && { title }) }
}

/** A recipient who was added later gets no earlier `recipients` names without new consent. */
export function listFor(entries: readonly Entry[], sinceRevision: number): Entry[] {
  return entries.filter(({ everyone, revision }) => everyone || revision >= sinceRevision)
}

/** The names of a list, as its copies show them. */
export function namesIn(list: readonly Entry[]): PersonName[] {
  return list.map(({ id: _id, revision: _revision, everyone: _everyone, ...person }) => person)
}

/** Counts of the signatures whose names this list does not show. Names and marks add up to the total. */
export function marksFor(tally: SnapshotTally, listed: number): Mark[] {
  const withheld = Math.max(0, tally.total - listed - tally.anonymous - tally.held)
  const marks: Mark[] = [
    { mark: 'anonymous', count: tally.anonymous },
    { mark: 'held', count: tally.held },
    { mark: 'withheld', count: withheld },
  ]
  return marks.filter(({ count }) => count > 0)
}

export interface SnapshotContent {
  revisionHash: Buffer
  note: string
  disclosure: Disclosure
  asOf: Date
  tally: SnapshotTally
  /** YYYY-MM-DD, or null. */
  answerBy: string | null
}

/**
 * SHA-256 of the canonical JSON (RFC 8785) of a copy: revision hash, note, counts, names in order, and until when an answer is
 * hoped for. A name without further parts is a plain string, and a missing day is left out, so that a copy that was frozen before there
 * were such parts keeps its hash.
 */
export function contentHash(content: SnapshotContent, list: readonly Entry[]): Buffer {
  return canonicalHash({
    revision: content.revisionHash.toString('hex'),
    note: content.note,
    disclosure: content.disclosure,
    as_of: content.asOf.toISOString(),
    tally: content.tally.classes,
    ...(content.answerBy !== null && { answer_by: content.answerBy }),
    ...(content.disclosure === 'employers' && { employers: content.tally.employers ?? [] }),
    ...(content.disclosure === 'names' && {
      names: namesIn(list).map((person) => (Object.keys(person).length === 1 ? person.name : person)),
      marks: marksFor(content.tally, list.length),
    }),
  })
}
