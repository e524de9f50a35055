/**
 * The messages of the socket on which people type together: one byte for the kind, and a body. Updates and state vectors are those of
 * Yjs. Presence is JSON, because the server checks it and writes the names.
 */
export const kinds = {
  /** From the server, first: JSON `Hello`. */
  hello: 1,
  /** From the browser: the state vector of what it has. The server answers with an update. */
  has: 2,
  /** From the server: what others typed. */
  update: 3,
  /** From the browser: a number (4 bytes), and what its person typed. */
  typed: 4,
  /** From the server: the number up to which everything is stored. */
  stored: 5,
  /** From the browser: JSON `Cursor` or null. */
  cursor: 6,
  /** From the server: JSON `Present[]`. */
  present: 7,
  /** From the server: a sentence about the text that cannot be written, or an empty text. */
  problem: 8,
  /** From the browser: keep the text as it is as a version, because more than a paragraph is about to be pasted. */
  keep: 9,
} as const
export type Kind = (typeof kinds)[keyof typeof kinds]

export interface Hello {
  /** Changes of two generations cannot be joined: the document was made again in the meantime. */
  generation: string
  /** The number of this connection. */
  you: string
}

/** A selection, as relative positions of Yjs. */
export interface Cursor {
  anchor: unknown
  head: unknown
}

export interface Present {
  id: string
  name: string
  cursor: Cursor | null
}

/** Bytes of the largest message that the server takes. A letter's whole text, as several people may type it offline, is smaller. */
export const mostMessage = 2_000_000
/** Bytes of the largest cursor. */
export const mostCursor = 1000

/** Close codes of the server, besides those of RFC 6455. */
export const closes = {
  /** Come back at once. */
  again: 4000,
  /** The person may not type here any more, or the text is no draft any more. */
  ended: 4001,
  /** What was sent is not understood or too much. Coming back at once would not help. */
  refused: 4002,
} as const

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function message(kind: Kind, body: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const bytes = typeof body === 'string' ? encoder.encode(body) : body
  const whole = new Uint8Array(bytes.length + 1)
  whole[0] = kind
  whole.set(bytes, 1)
  return whole
}

export function typedMessage(number: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(update.length + 4)
  new DataView(body.buffer).setUint32(0, number)
  body.set(update, 4)
  return message(kinds.typed, body)
}

export function readTyped(body: Uint8Array): { number: number; update: Uint8Array } | null {
  if (body.length < 5) return null
  return { number: new DataView(body.buffer, body.byteOffset).getUint32(0), update: body.subarray(4) }
}

export function readText(body: Uint8Array): string {
  return decoder.decode(body)
}

export function read(whole: Uint8Array): { kind: number; body: Uint8Array } {
  return { kind: whole[0] ?? 0, body: whole.subarray(1) }
}
