import type { Cursor, Present } from '../../text/live/messages.ts'
import { deletePresence, notifyLive, upsertPresence } from '../live-text/queries.ts'
import { sealPresent } from '../live-text/secrets.ts'
import { whoIsHere } from '../live-text/who-is-here.ts'
import type { Member, Surroundings } from './member.ts'

/** Milliseconds for which moves of cursors are gathered. */
const gathering = 100

interface Around {
  /** Runs something that uses the database after everything before it. */
  inTurn: (act: () => Promise<void>) => Promise<void>
  /** Sends JSON `Present[]` to everybody of this process. */
  show: (present: string) => void
}

/** Tracks the people who have a draft's text open, and their cursors. */
export class Presence {
  readonly #here: Surroundings
  readonly #letterId: string
  readonly #members: ReadonlyMap<string, Member>
  readonly #around: Around
  #elsewhere: Present[] = []
  #moved = new Set<string>()
  #showing: NodeJS.Timeout | undefined

  constructor(here: Surroundings, letterId: string, members: ReadonlyMap<string, Member>, around: Around) {
    this.#here = here
    this.#letterId = letterId
    this.#members = members
    this.#around = around
  }

  /** Somebody came, or moved the cursor. */
  moved({ id }: Member): void {
    this.#moved.add(id)
    this.#showSoon()
  }

  async left(connections: readonly string[]): Promise<void> {
    this.#showSoon()
    await deletePresence(this.#here.db, connections)
    await notifyLive(this.#here.db, this.#letterId)
  }

  /** Reads who is there in other processes. */
  async lookElsewhere(): Promise<void> {
    if (!this.#here.hasOthers() && this.#elsewhere.length === 0) return
    const here = await whoIsHere(this.#here, this.#here.db, this.#letterId)
    const elsewhere = here
      .filter(({ process }) => process !== this.#here.process)
      .map(({ id, name, cursor }) => ({ id, name, cursor }))
    if (JSON.stringify(elsewhere) === JSON.stringify(this.#elsewhere)) return
    this.#elsewhere = elsewhere
    this.#show()
  }

  end(): void {
    clearTimeout(this.#showing)
  }

  #showSoon(): void {
    this.#showing ??= setTimeout(() => {
      this.#showing = undefined
      this.#show()
      void this.#around.inTurn(() => this.#note())
    }, gathering)
  }

  #show(): void {
    const own = [...this.#members.values()].map(({ id, name, cursor }) => ({ id, name, cursor }))
    this.#around.show(JSON.stringify([...own, ...this.#elsewhere] satisfies Present[]))
  }

  /** Stores who is here: their names for those who save the draft, and their cursors if another process shows them. */
  async #note(): Promise<void> {
    const moved = [...this.#moved]
    this.#moved.clear()
    const { db, process } = this.#here
    let noted = 0
    for (const id of moved) {
      const member = this.#members.get(id)
      if (!member || (member.cursor !== null && !this.#here.hasOthers())) continue
      const json = JSON.stringify({ name: member.name, cursor: member.cursor })
      const sealed = sealPresent(this.#here, this.#letterId, id, json)
      await upsertPresence(db, { letter_id: this.#letterId, connection: id, process, sealed })
      noted++
    }
    if (noted > 0) await notifyLive(db, this.#letterId)
  }
}

/** Takes the two positions and nothing else. */
export function cursorFrom(value: unknown): Cursor | null {
  if (typeof value !== 'object' || value === null) return null
  const { anchor, head } = value as Record<string, unknown>
  const isPosition = (each: unknown) => typeof each === 'object' && each !== null
  return isPosition(anchor) && isPosition(head) ? { anchor, head } : null
}
