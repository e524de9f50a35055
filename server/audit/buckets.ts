/**
 * A page that looks for one leaf requests a whole part of the log, so that the request does not tell which leaf it is. This file says
 * which part has a leaf. At least a thousand ids share a part. A part of a longer log lies within one part of a shorter log, so two
 * requests tell no more than the later one. The browser bundle includes this file.
 */

/** On average a part has this many ids at least. By chance, some have fewer, and still more than a thousand. */
const idsEach = 1250
const mostBits = 24

/** How many first bits of an id name its part, in a log of this many ids. */
export function bucketBits(ids: number): number {
  return Math.max(0, Math.min(mostBits, Math.floor(Math.log2(ids / idsEach))))
}

/** The part of an id: the number that its first bits make. */
export function bucketOf(id: Uint8Array, bits: number): number {
  const first = ((id[0] ?? 0) << 16) | ((id[1] ?? 0) << 8) | (id[2] ?? 0)
  return first >> (mostBits - bits)
}

/** The first and the last id of a part. */
export function bucketBounds(bits: number, bucket: number): { first: Uint8Array; last: Uint8Array } {
  const first = new Uint8Array(32)
  const last = new Uint8Array(32).fill(0xff)
  const from = bucket << (mostBits - bits)
  const to = from | ((1 << (mostBits - bits)) - 1)
  for (let at = 0; at < 3; at++) {
    const shift = 16 - 8 * at
    first[at] = (from >> shift) & 0xff
    last[at] = (to >> shift) & 0xff
  }
  return { first, last }
}
