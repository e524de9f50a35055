/** What stands at a moment of a log: each signature whose id is known, and the number in each cell of the tally. */
import { leafClasses, leafGroups, type Cell, type HexHash, type LeafGroup } from '../leaf.ts'
import type { ErrorCode, TallyRow } from './result.ts'

type EntryState = 'reserved' | 'standing' | 'withdrawn' | 'invalidated' | 'lost'

interface Entry {
  state: EntryState
  cell: Cell
  /** The Ed25519 key of an anonymous signature. */
  publicKey: Uint8Array | null
}

const noCell: Cell = { group: 'hidden', verification: 'mailbox', revision: 0 }

export class Ledger {
  readonly #entries = new Map<HexHash, Entry>()
  readonly #cells = new Map<string, { cell: Cell; standing: number }>()
  /** How many changes without an id led into a cell and were not yet found again. */
  readonly #moved = new Map<string, number>()

  entry(id: HexHash | null): Entry | undefined {
    return id === null ? undefined : this.#entries.get(id)
  }

  /**
   * Adds a signature. Its id must be new. After an `invalidate` an anonymous signature can come back, and after a `lost` any, because
   * neither is counted at that moment.
   */
  add(id: HexHash, cell: Cell, publicKey: Uint8Array | null): ErrorCode | null {
    const before = this.#entries.get(id)
    const mayReturn = before?.state === 'lost' || (before?.state === 'invalidated' && cell.group === 'anonymous')
    if (before && !mayReturn) return 'id-again'
    this.#entries.set(id, { state: 'standing', cell, publicKey })
    this.#count(cell, 1)
    return null
  }

  /** Takes an id that must be new and belongs to no signature. */
  reserve(id: HexHash): ErrorCode | null {
    if (this.#entries.has(id)) return 'id-again'
    this.#entries.set(id, { state: 'reserved', cell: noCell, publicKey: null })
    return null
  }

  /** Ends a signature that stands in this cell. */
  end(id: HexHash | null, cell: Cell, state: EntryState): ErrorCode | null {
    const problem = this.#take(id, cell)
    const entry = this.entry(id)
    if (!problem && entry) entry.state = state
    return problem
  }

  /** Moves a signature from one cell to another. */
  change(id: HexHash | null, from: Cell, to: Cell): ErrorCode | null {
    const problem = this.#take(id, from)
    if (problem) return problem
    this.#count(to, 1)
    const entry = this.entry(id)
    if (entry) entry.cell = to
    else this.#moved.set(keyOf(to), (this.#moved.get(keyOf(to)) ?? 0) + 1)
    return null
  }

  /** Takes one signature out of a cell. An anonymous signature always has an id. */
  #take(id: HexHash | null, cell: Cell): ErrorCode | null {
    if (id === null && cell.group === 'anonymous') return 'anonymous-id'
    const entry = this.entry(id)
    if (id !== null && entry?.state !== 'standing') return 'id-unknown'
    const elsewhere = entry !== undefined && keyOf(entry.cell) !== keyOf(cell)
    if (elsewhere && !this.#mayHaveMoved(entry.cell, cell)) return 'cell'
    if (this.standingIn(cell) === 0) return 'cell-empty'
    if (elsewhere) this.#moved.set(keyOf(cell), (this.#moved.get(keyOf(cell)) ?? 0) - 1)
    this.#count(cell, -1)
    return null
  }

  /** A signature with a known id can stand in another cell if a change without an id led there. */
  #mayHaveMoved(from: Cell, to: Cell): boolean {
    const isNamed = from.group !== 'anonymous' && to.group !== 'anonymous'
    return isNamed && from.verification === to.verification && (this.#moved.get(keyOf(to)) ?? 0) > 0
  }

  #count(cell: Cell, by: number): void {
    const { group, verification, revision } = cell
    const counted = this.#cells.get(keyOf(cell)) ?? { cell: { group, verification, revision }, standing: 0 }
    counted.standing += by
    this.#cells.set(keyOf(cell), counted)
  }

  standingIn(cell: Cell): number {
    return this.#cells.get(keyOf(cell))?.standing ?? 0
  }

  /** @param revision the first that counts */
  standingInGroup(group: LeafGroup, revision = 1): number {
    return [...this.#cells.values()]
      .filter(({ cell }) => cell.group === group && cell.revision >= revision)
      .reduce((sum, { standing }) => sum + standing, 0)
  }

  /** The cells in which something stands, by revision, group and class. */
  tally(): TallyRow[] {
    const order = ({ revision, group, class: of }: TallyRow) =>
      revision * 100 + leafGroups.indexOf(group) * 10 + leafClasses.indexOf(of)
    return [...this.#cells.values()]
      .filter(({ standing }) => standing > 0)
      .map(({ cell, standing }) => ({
        revision: cell.revision,
        group: cell.group,
        class: cell.verification,
        standing,
      }))
      .sort((a, b) => order(a) - order(b))
  }
}

function keyOf({ revision, group, verification }: Cell): string {
  return `${revision} ${group} ${verification}`
}
