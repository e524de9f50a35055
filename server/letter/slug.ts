import anyAscii from 'any-ascii'

const longest = 60
const mostWords = 10

/** Makes a slug from a title. Letters of all scripts become ASCII letters and digits; words are joined by hyphens. Never empty. */
export function slugFrom(title: string): string {
  const words = anyAscii(title.normalize('NFKC'))
    .toLowerCase()
    .replace(/['’`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .slice(0, mostWords)
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, longest) : `${slug}-${word}`
    if (longer.length > longest) break
    slug = longer
  }
  return slug === '' ? 'letter' : slug
}

/** The first of `slug`, `slug-2`, `slug-3` … that is not taken. */
export function freeSlug(slug: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? slug : `${slug}-${String(number)}`
    if (!taken.includes(candidate)) return candidate
  }
}
