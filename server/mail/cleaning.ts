/** Puts a header's value on one line, so that it cannot inject another header. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** Returns true if a text is a bare address that header and envelope parsers can only read as one mailbox. */
export function isBareAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}@[^\s\p{Cc}@<>()[\]\\,;:"]+$/u.test(text)
}

export function safeFilename(name: string): string {
  const flat = oneLine(name).replace(/[/\\:*?"<>|]/g, '-')
  return /^\.*$/.test(flat) ? 'attachment' : flat
}

const longestAnswer = 300

/** Removes addresses from a mail server's answer, so that it may be stored. Servers often repeat the address or its local part. */
export function withoutAddresses(answer: string, to: string): string {
  const [local = ''] = to.split('@')
  const cleaned = oneLine(answer).replace(/[^\s<>()[\],;:"']+/g, (word) => (isAddress(word) ? '…' : word))
  const named = local !== '' && folded(cleaned).includes(folded(local))
  return (named ? cleaned.replace(wholeWord(local), '…') : cleaned).slice(0, longestAnswer)
}

/** Looks at one word at a time. An expression with two unbounded parts takes quadratic time, and the answer may be hostile. */
function isAddress(word: string): boolean {
  const at = word.indexOf('@', 1)
  return at > 0 && at < word.length - 1
}

/**
 * Compares at least as broadly as the i flag. This check comes first, because compiling the expression takes most of a millisecond.
 */
function folded(text: string): string {
  return text.toUpperCase().toLowerCase()
}

function wholeWord(text: string): RegExp {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu')
}
