import anyAscii from 'any-ascii'
import { readQuietKey } from './quiet-words.ts'

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

/** The site's own paths, and pages of a letter. An address made of one would look like a page of the site. */
const ownWords: readonly string[] = [
  ...[
    'admin',
    'anonymous',
    'answers',
    'api',
    'assets',
    'audit',
    'bounces',
    'calls',
    'campaigns',
    'card',
    'card-square',
    'card-tall',
    'check',
    'credential',
    'credentials',
  ],
  ...[
    'dashboard',
    'desk',
    'dev',
    'embed',
    'favicon',
    'feed',
    'healthz',
    'help',
    'log',
    'how-anonymity-works',
    'how-it-works',
    'if-you-are-questioned',
    'letter',
  ],
  ...[
    'letters',
    'livez',
    'login',
    'mine',
    'name-claims',
    'new',
    'organizers',
    'press',
    'privacy',
    'proc',
    'quiet-link',
    'review',
    'review-ended',
  ],
  ...[
    'readyz',
    'recipients',
    'redemptions',
    'removals',
    'remove',
    'revisions',
    'robots',
    'roundrobin',
    'server',
    'share',
  ],
  ...[
    'sign',
    'signatures',
    'signings',
    'sitemap',
    'stages',
    'statements',
    'subscriptions',
    'timeline',
    'updates',
    'usr',
    'vouched',
  ],
  ...['vouching', 'what-we-would-hand-over', 'write'],
]

/** Why organizers cannot choose a slug, apart from letters that have it. Null if they can. */
export function faultInSlug(slug: string): 'short' | 'own-word' | 'quiet-words' | null {
  if (ownWords.includes(slug)) return 'own-word'
  if (slug.length < 3) return 'short'
  return readQuietKey(slug) === null ? null : 'quiet-words'
}

/** The first of `slug`, `slug-2`, `slug-3` … that is not taken. */
export function freeSlug(slug: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? slug : `${slug}-${String(number)}`
    if (!taken.includes(candidate)) return candidate
  }
}
