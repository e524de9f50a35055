import * as Y from 'yjs'
import type { Sentence } from '../../refusal.ts'
import {
  closes,
  kinds,
  message,
  mostCursor,
  read,
  readText,
  readTyped,
  type Hello,
  type Kind,
} from '../../text/live/messages.ts'
import { writeLive } from './write-live.ts'
import { liveOf, updatesAfter } from '../live-text/queries.ts'
import { readLive, type LiveText } from '../live-text/read-live.ts'
import { openUpdate } from '../live-text/secrets.ts'
import type { Member, Surroundings } from './member.ts'
import { cursorFrom, Presence } from './presence.ts'
import { isTooLarge } from '../../text/live/is-too-large.ts'
import { keepTyped } from './keep-typed.ts'
import { storeTyped } from './store-typed.ts'

interface Typed {
  member: Member
  number: number
  update: Uint8Array
}

/** Milliseconds for which changes are gathered to one. A commit with a notification takes a lock on the whole database. */
const gathering = 50
/** Milliseconds from the last change until the draft's Markdown is written, and at most from the first one. */
const writing = { pause: 1000, most: 5000 }
/** Changes of one connection that may wait. Our page sends the next one when the last one is stored. */
const mostWaiting = 100
/** Bytes that may wait for a page that reads too slowly. It comes back and gets everything. */
const mostUnsent = 8_000_000
/** Bytes of the changes that a shared document may grow to. */
const mostDocument = 8_000_000

/**
 * The people of this process who type in one draft, and its shared document. Everything that reads or writes the database runs one after
 * the other.
 */
export class Room {
  readonly letterId: string
  readonly generation: string
  readonly members = new Map<string, Member>()
  readonly #here: Surroundings
  readonly #emptied: () => void
  readonly #presence: Presence
  #shared: Y.Doc
  #seq: number
  #bytes = 0
  #typed: Typed[] = []
  #turn: Promise<unknown> = Promise.resolve()
  #storing: NodeJS.Timeout | undefined
  #writing: NodeJS.Timeout | undefined
  #unwrittenSince: number | null = null
  #problem: Sentence | null = null
  #changed = false
  /** Notifications of this room that are on their way back. */
  #own = 0
  #ended = false

  constructor(here: Surroundings, { letterId, generation, shared, seq, writtenSeq }: LiveText, emptied: () => void) {
    this.#here = here
    this.#emptied = emptied
    this.#presence = new Presence(here, letterId, this.members, {
      inTurn: (act) => this.#inTurn(act),
      show: (present) => {
        for (const member of this.members.values()) this.#send(member, kinds.present, present)
      },
    })
    this.letterId = letterId
    this.generation = generation
    this.#shared = shared
    this.#seq = seq
    if (writtenSeq < seq) this.#writeSoon()
  }

  get seq(): number {
    return this.#seq
  }

  get ended(): boolean {
    return this.#ended
  }

  join(member: Member): void {
    this.members.set(member.id, member)
    const hello: Hello = { generation: this.generation, you: member.id }
    this.#send(member, kinds.hello, JSON.stringify(hello))
    if (this.#problem !== null) this.#send(member, kinds.problem, member.wire.inWords(this.#problem))
    this.#presence.moved(member)
    void this.#inTurn(() => this.#presence.lookElsewhere())
  }

  /** The connection is closed. */
  leave(member: Member): void {
    if (!this.members.delete(member.id)) return
    void this.#inTurn(async () => {
      await this.#presence.left([member.id])
      if (this.members.size > 0 || this.#ended) return
      await this.#store()
      await this.#write()
      if (this.members.size === 0) this.#end()
    })
  }

  /** Takes a message of a page. It may be anything. */
  take(member: Member, whole: Uint8Array): void {
    if (!member.rate.take(whole.length, performance.now())) {
      this.#close(member, closes.refused)
      return
    }
    const { kind, body } = read(whole)
    try {
      if (kind === kinds.has) this.#send(member, kinds.update, Y.encodeStateAsUpdate(this.#shared, body))
      else if (kind === kinds.typed) this.#takeTyped(member, body)
      else if (kind === kinds.cursor) this.#takeCursor(member, body)
      else if (kind === kinds.keep) this.#keep()
      else this.#close(member, closes.refused)
    } catch {
      this.#close(member, closes.refused)
    }
  }

  /**
   * Something was stored by somebody, or somebody came, moved or left elsewhere. What this room stored itself needs no reading. If
   * notifications are lost or mixed up, the next look of the process calls this with `certainly`.
   */
  hear(certainly = false): void {
    if (certainly) this.#own = 0
    else if (this.#own > 0) {
      this.#own--
      return
    }
    if (this.#changed || this.#ended) return
    this.#changed = true
    void this.#inTurn(async () => {
      this.#changed = false
      await this.#readNew()
      await this.#presence.lookElsewhere()
    })
  }

  /** Closes the connections of these people, for example because their role has changed. */
  dismiss(members: readonly Member[]): void {
    for (const member of members) this.#close(member, closes.ended)
  }

  /** Sends everybody away, who come back and read everything again. */
  disperse(code: number = closes.again): void {
    for (const member of [...this.members.values()]) this.#close(member, code)
    this.#end()
  }

  /** Stores and writes what was typed, before the process stops. */
  async finish(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#store()
      await this.#write()
      await this.#presence.left([...this.members.keys()])
    })
    this.disperse()
  }

  #takeTyped(member: Member, body: Uint8Array): void {
    const typed = readTyped(body)
    const waiting = this.#typed.filter((each) => each.member === member).length
    if (!typed || waiting >= mostWaiting) {
      this.#close(member, closes.refused)
      return
    }
    // The bytes of a message belong to its connection, which uses them again.
    this.#typed.push({ member, number: typed.number, update: Uint8Array.from(typed.update) })
    this.#storing ??= setTimeout(() => void this.#inTurn(() => this.#store()), gathering)
  }

  #takeCursor(member: Member, body: Uint8Array): void {
    if (body.length > mostCursor) {
      this.#close(member, closes.refused)
      return
    }
    member.cursor = cursorFrom(JSON.parse(readText(body)))
    this.#presence.moved(member)
  }

  /** Stores what was typed since the last time, tells its people, and passes it on to the others. */
  #store(): Promise<void> {
    clearTimeout(this.#storing)
    this.#storing = undefined
    return this.#storeAll(this.#typed.splice(0))
  }

  /** Keeps what was typed until now as a version. What arrives from now on is not in it. */
  #keep(): void {
    const before = this.#typed.splice(0)
    void this.#inTurn(async () => {
      await this.#storeAll(before)
      await keepTyped(this.#here, this.letterId, this.#here.clock())
    })
  }

  async #storeAll(all: readonly Typed[]): Promise<void> {
    const typed = await this.#readable(all)
    if (typed.length === 0 || this.#ended) return
    const from = typed.map(({ member, update }) => ({ session: member.session, update }))
    const stored = await storeTyped(this.#here, this, from, this.#here.clock())
    if (!stored) {
      this.disperse()
      return
    }
    if (stored.seq !== null) this.#own++
    const kept = typed.filter(({ member }) => stored.sessions.includes(member.session))
    if (kept.length < typed.length) {
      this.dismiss(typed.filter((each) => !kept.includes(each)).map(({ member }) => member))
      await this.#readAgain()
    } else if (stored.seq === this.#seq + 1) this.#seq = stored.seq
    else await this.#readNew()
    this.#passOn(kept)
    this.#writeSoon()
  }

  #passOn(typed: readonly Typed[]): void {
    for (const member of this.members.values()) {
      const others = typed.filter((each) => each.member !== member).map(({ update }) => update)
      if (others.length > 0) this.#send(member, kinds.update, Y.mergeUpdates(others))
      const own = typed.findLast((each) => each.member === member)
      if (own) this.#send(member, kinds.stored, numberBytes(own.number))
    }
  }

  /** Applies changes to the shared document. Changes that Yjs cannot read, or that lack something, are left out. */
  async #readable(typed: readonly Typed[]): Promise<Typed[]> {
    const good: Typed[] = []
    for (const each of typed) {
      if (this.#applies(each.update)) good.push(each)
      else {
        this.#close(each.member, closes.refused)
        await this.#readAgain()
        for (const { update } of good) this.#applies(update)
      }
    }
    return good
  }

  #applies(update: Uint8Array): boolean {
    try {
      Y.applyUpdate(this.#shared, update)
    } catch {
      return false
    }
    this.#bytes += update.length
    if (this.#bytes > mostDocument) this.#bytes = Y.encodeStateAsUpdate(this.#shared).length
    const { pendingStructs, pendingDs } = this.#shared.store
    return pendingStructs === null && pendingDs === null && this.#bytes <= mostDocument && !isTooLarge(this.#shared)
  }

  async #readAgain(): Promise<void> {
    const live = await readLive(this.#here, this.#here.db, this.letterId)
    if (live?.generation !== this.generation) {
      this.disperse()
      return
    }
    this.#shared = live.shared
    this.#seq = live.seq
    this.#bytes = 0
  }

  /** Reads what other processes, and saves of the form, have stored. */
  async #readNew(): Promise<void> {
    const { db } = this.#here
    const live = await liveOf(db, this.letterId)
    if (live?.generation !== this.generation) {
      this.disperse()
      return
    }
    if (live.last_seq === this.#seq) return
    const updates: Uint8Array[] = []
    for (const { seq, sealed } of await updatesAfter(db, this.letterId, this.#seq)) {
      const update = openUpdate(this.#here, { letterId: this.letterId, generation: this.generation, seq }, sealed)
      Y.applyUpdate(this.#shared, update)
      updates.push(update)
      this.#seq = Math.max(this.#seq, seq)
    }
    if (updates.length === 0) return
    const all = Y.mergeUpdates(updates)
    for (const member of this.members.values()) this.#send(member, kinds.update, all)
  }

  #writeSoon(): void {
    const now = performance.now()
    this.#unwrittenSince ??= now
    clearTimeout(this.#writing)
    const wait = Math.min(writing.pause, Math.max(0, this.#unwrittenSince + writing.most - now))
    this.#writing = setTimeout(() => void this.#inTurn(() => this.#write()), wait)
  }

  async #write(): Promise<void> {
    clearTimeout(this.#writing)
    this.#unwrittenSince = null
    const problem = await writeLive(this.#here, this.letterId, this.#here.clock())
    if (JSON.stringify(problem) === JSON.stringify(this.#problem)) return
    this.#problem = problem
    for (const member of this.members.values())
      this.#send(member, kinds.problem, problem === null ? '' : member.wire.inWords(problem))
  }

  /** If the database does not answer, everybody goes away and comes back later. Pages keep what is not stored. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(() => (this.#ended ? undefined : act()))
    const safe = done.catch(() => this.disperse())
    this.#turn = safe
    return safe
  }

  #send(member: Member, kind: Kind, body: Uint8Array | string): void {
    if (member.wire.waiting() > mostUnsent) this.#close(member, closes.again)
    else member.wire.send(message(kind, body))
  }

  #close(member: Member, code: number): void {
    member.wire.close(code)
    const held = this.members.get(member.id)
    if (held) this.leave(held)
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    for (const timer of [this.#storing, this.#writing]) clearTimeout(timer)
    this.#presence.end()
    this.#emptied()
  }
}

function numberBytes(number: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, number)
  return bytes
}
