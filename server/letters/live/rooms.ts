import { randomBytes, randomUUID } from 'node:crypto'
import type { Core } from '../../core.ts'
import { connectionNames } from '../../db/connection.ts'
import { listen, type Listening } from '../../db/listen.ts'
import { closes } from '../../text/live/messages.ts'
import { openLive } from './open-live.ts'
import { Rate } from './rate.ts'
import type { Member, Surroundings, Wire } from './member.ts'
import { Room } from './room.ts'
import { stillAllowed } from './still-allowed.ts'

/** Milliseconds between two looks at who may still type, and at what was stored. */
const lookEvery = 1000
/** Milliseconds after the last answered look until everybody is sent away. A role may have changed since. */
const trusted = 2900

/** Connections of one session to one text: its tabs. */
const mostConnections = 20

interface Joining {
  letterId: string
  session: string
  name: string
  wire: Wire
}

/** All drafts in which people of this process type. */
export class Rooms {
  readonly #here: Surroundings
  readonly #url: string
  readonly #rooms = new Map<string, Room>()
  readonly #opening = new Map<string, Promise<Room | null>>()
  #listening: Promise<Listening> | undefined
  #looking: NodeJS.Timeout | undefined
  #lookedAt = 0
  #others = false
  #closed = false

  /** @param url leads directly to the database, because a transaction-pooling proxy loses LISTEN */
  constructor(core: Core, clock: () => Date, url: string) {
    this.#url = url
    // Lets a dead process be told from a running one by its connection, without storing when it was last there.
    const process = randomBytes(8).toString('hex')
    this.#here = { ...core, clock, process, hasOthers: () => this.#others }
  }

  /**
   * Lets somebody type in a draft.
   * @returns the member, or null if the connection was closed instead
   */
  async join({ letterId, session, name, wire }: Joining): Promise<{ room: Room; member: Member } | null> {
    try {
      await this.#start()
      const room = await this.#roomOf(letterId)
      if (room && [...room.members.values()].filter((each) => each.session === session).length >= mostConnections) {
        wire.close(closes.refused)
        return null
      }
      if (room && !room.ended && !this.#closed) {
        const member = { id: randomUUID(), session, name, wire, cursor: null, rate: new Rate(performance.now()) }
        room.join(member)
        return { room, member }
      }
      wire.close(room || this.#closed ? closes.again : closes.ended)
    } catch {
      wire.close(closes.again)
    }
    return null
  }

  /** Stores and writes everything, and closes all connections. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#looking)
    await Promise.all([...this.#rooms.values()].map((room) => room.finish()))
    await (await this.#listening?.catch(() => undefined))?.close()
  }

  async #start(): Promise<void> {
    if (!this.#listening) {
      const listener = {
        onPayload: (letterId: string) => this.#rooms.get(letterId)?.hear(),
        onHeard: (_: number, { editing }: { editing: number }) => void (this.#others = editing > 1),
        // Notifications that are lost need no repair here: the next look reads what was stored.
        onLost: () => undefined,
      }
      this.#listening = listen(this.#url, 'live', listener, { name: `${connectionNames.live} ${this.#here.process}` })
      this.#looking = setInterval(() => void this.#look(), lookEvery)
      this.#lookedAt = performance.now()
    }
    try {
      await this.#listening
    } catch (error) {
      clearInterval(this.#looking)
      this.#listening = undefined
      throw error
    }
  }

  async #roomOf(letterId: string): Promise<Room | null> {
    const open = this.#rooms.get(letterId)
    if (open) return open
    const opening = this.#opening.get(letterId) ?? this.#open(letterId)
    this.#opening.set(letterId, opening)
    try {
      return await opening
    } finally {
      this.#opening.delete(letterId)
    }
  }

  async #open(letterId: string): Promise<Room | null> {
    const live = await openLive(this.#here, letterId)
    if (!live || this.#closed) return null
    const room: Room = new Room(this.#here, live, () => {
      if (this.#rooms.get(letterId) === room) this.#rooms.delete(letterId)
    })
    this.#rooms.set(letterId, room)
    // Something may have been notified before the room was there to hear it.
    room.hear()
    return room
  }

  /** Closes connections of people who may not type any more. Finds what was stored, if a notification was lost. */
  async #look(): Promise<void> {
    const rooms = [...this.#rooms.values()]
    const sent = performance.now()
    if (rooms.length === 0) {
      this.#lookedAt = sent
      return
    }
    const late = setTimeout(() => {
      if (performance.now() - this.#lookedAt < trusted) return
      for (const room of rooms) room.disperse()
    }, trusted - lookEvery)
    try {
      const members = rooms.flatMap((room) => [...room.members.values()])
      const letters = rooms.map(({ letterId }) => letterId)
      const { allowed, stored } = await stillAllowed(
        this.#here,
        letters,
        members.map(({ session }) => session),
        this.#here.clock(),
      )
      this.#lookedAt = sent
      for (const room of rooms) {
        const gone = [...room.members.values()].filter(
          ({ session }) => members.some((each) => each.session === session) && !allowed(room.letterId, session),
        )
        room.dismiss(gone)
        if (this.#others || stored(room.letterId) !== room.seq) room.hear(true)
      }
    } catch {
      // The database does not answer. The timer, or a later look, sends everybody away.
      if (performance.now() - this.#lookedAt >= trusted) for (const room of rooms) room.disperse()
    } finally {
      if (performance.now() - this.#lookedAt < trusted) clearTimeout(late)
    }
  }
}
