import type { Core } from '../../core.ts'
import type { Sentence } from '../../refusal.ts'
import type { Cursor } from '../../text/live/messages.ts'
import type { Rate } from './rate.ts'

/** The connection of one page, without its protocol. */
export interface Wire {
  send: (bytes: Uint8Array) => void
  close: (code: number) => void
  /** Bytes that wait to be sent. */
  waiting: () => number
  /** The sentence in the page's language. */
  inWords: (sentence: Sentence) => string
}

/** Somebody who has the text open. */
export interface Member {
  id: string
  session: string
  name: string
  wire: Wire
  cursor: Cursor | null
  rate: Rate
}

/** The services of the process that a room uses. */
export interface Surroundings extends Core {
  clock: () => Date
  /** The name of this process. */
  process: string
  /** Returns true if people type in other processes too. Then the room stores who is here, so that they can show it. */
  hasOthers: () => boolean
}
