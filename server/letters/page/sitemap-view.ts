import type { ListedLetter } from './list-public.ts'

const pages = ['/', '/how-it-works', '/how-anonymity-works', '/privacy', '/what-we-would-hand-over']

/**
 * The addresses that search engines may read (sitemaps.org): the public letters and the explanations.
 * @param origin the server's address, without a slash at the end
 */
export function sitemapXml(letters: readonly ListedLetter[], origin: string): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    // Paths consist of ASCII letters, digits and hyphens.
    ...pages.map((path) => `<url><loc>${origin}${path}</loc></url>`),
    ...letters.map(
      ({ slug, published_on }) => `<url><loc>${origin}/letters/${slug}</loc><lastmod>${published_on}</lastmod></url>`,
    ),
    '</urlset>',
    '',
  ].join('\n')
}
