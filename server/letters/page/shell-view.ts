import type { Shell } from '../../http/pages.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { embargoEnd } from '../../letter/rules.ts'
import { say } from '../../refusal.ts'
import type { LetterFacts } from './show-letter.ts'

/** The shell of a quiet letter contains nothing about it, because tabs, link previews and search engines show the shell. */
export function letterShell(
  { letter, revision }: Pick<LetterFacts, 'letter' | 'revision'>,
  origin: string,
  words: Catalogue,
  now: Date,
): Shell {
  if (!letter.public) return { title: say('letter-quiet-title'), robots: 'noindex, nofollow, noarchive' }
  const link = `${origin}/letters/${letter.slug}`
  const shell = {
    title: revision.title,
    description: words.text('letter-description', { employers: revision.employers.map(({ name }) => name) }),
    canonical: link,
    card: { title: revision.title, image: `${link}/card.png`, alt: words.text('letter-card-alt') },
    feed: `${link}/feed`,
  }
  return letter.state === 'purged' || embargoEnd(letter, now)
    ? { ...shell, robots: 'noindex' }
    : { ...shell, robots: 'index, follow', about: aboutLetter(revision, shell) }
}

/** Describes a public letter to search engines (JSON-LD). It has no names and no counts, because search engines would keep them. */
function aboutLetter(
  { title, language, published_on }: LetterFacts['revision'],
  { canonical, card }: { canonical: string; card: { image: string } },
): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: title,
    inLanguage: language,
    datePublished: published_on,
    url: canonical,
    mainEntityOfPage: canonical,
    image: card.image,
  }
}
