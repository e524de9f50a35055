import { renderBare } from '../../http/pages.ts'
import type { ListedLetter } from './list-public.ts'

const pages = ['/', '/how-it-works', '/how-anonymity-works', '/privacy', '/what-we-would-hand-over']

/**
 * The addresses that search engines may read (sitemaps.org): the public letters and the explanations.
 * @param origin the server's address, without a slash at the end
 */
export function sitemapXml(letters: readonly ListedLetter[], origin: string): string {
  const addresses = [
    ...pages.map((path) => ({ address: origin + path, published_on: '' })),
    ...letters.map(({ slug, published_on }) => ({ address: `${origin}/letters/${slug}`, published_on })),
  ]
  return renderBare('letters/page/sitemap', { addresses })
}
