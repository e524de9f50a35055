/** In characters of a demand, where demands are quoted in short. */
const longestInShort = 140

/** A demand for a text that people read in passing. Ends at a word if it is too long. */
export function inShort(demand: string): string {
  const line = demand.replaceAll(/\s+/g, ' ').trim()
  const letters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment)
  if (letters.length <= longestInShort) return line
  const start = letters.slice(0, longestInShort - 1).join('')
  // A language without spaces between words is cut after any character.
  const words = /^(.{60,})\s\S*$/su.exec(start)?.[1] ?? start
  return `${words.replace(/[\s\p{P}]+$/u, '')}…`
}
