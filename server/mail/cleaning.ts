/** A header's value on one line: nothing in it can begin another header. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** A bare address that can mean only one mailbox to whoever reads the header or the envelope. */
export function isBareAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}@[^\s\p{Cc}@<>()[\]\\,;:"]+$/u.test(text)
}

export function safeFilename(name: string): string {
  const flat = oneLine(name).replace(/[/\\:*?"<>|]/g, '-')
  return /^\.*$/.test(flat) ? 'attachment' : flat
}

const longestAnswer = 300

/** What a mail server said, fit to be kept: servers like to repeat the address, or the part before its @. */
export function withoutAddresses(answer: string, to: string): string {
  const [local = ''] = to.split('@')
  const cleaned = oneLine(answer).replace(/[^\s<>()[\],;:"']+@[^\s<>()[\],;:"']+/g, '…')
  const named = local !== '' && folded(cleaned).includes(folded(local))
  return (named ? cleaned.replace(wholeWord(local), '…') : cleaned).slice(0, longestAnswer)
}

/** No less alike than what the i flag holds for the same; the expression itself takes most of a millisecond to be made. */
function folded(text: string): string {
  return text.toUpperCase().toLowerCase()
}

function wholeWord(text: string): RegExp {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu')
}
