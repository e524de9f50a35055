/** How the server stores a name that somebody typed. The browser bundle includes this file. */

// Invisible characters that keyboards and copying leave behind. Their removal changes nothing that can be seen.
const invisibleLeftovers = /[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]/g

/** Normalizes a name to NFC with single spaces. */
export function tidyName(text: string): string {
  return compose(text.replace(invisibleLeftovers, '')).replace(/\s+/g, ' ').trim()
}

// NFC, except for compatibility ideographs: NFC would replace the form of a character that some families use.
function compose(text: string): string {
  return text.replace(/[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu, (part) => part.normalize('NFC'))
}
