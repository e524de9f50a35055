const utf8 = new TextEncoder()
let buffer = new Uint8Array(8192)

/**
 * A text in UTF-8. The bytes are good only until the next call, because all texts share one buffer. A check
 * of a large log encodes hundreds of thousands of texts, and new memory for each of them takes longer than the encoding.
 */
export function textBytes(text: string): Uint8Array {
  // A character of a string has at most three bytes.
  const most = text.length * 3
  if (buffer.length < most) buffer = new Uint8Array(most * 2)
  const { written } = utf8.encodeInto(text, buffer)
  return buffer.subarray(0, written)
}
