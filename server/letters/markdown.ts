import MarkdownIt from 'markdown-it'
import footnote from 'markdown-it-footnote'
import sanitizeHtml from 'sanitize-html'

export const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true }).use(footnote)
// Pictures would have to come from somewhere, and whoever serves them would learn who reads.
markdown.disable('image')
// Headings inside a letter stand below its title.
markdown.core.ruler.push('lower-headings', (state) => {
  for (const token of state.tokens)
    if (/^heading_/.test(token.type)) token.tag = `h${String(Math.min(6, Number(token.tag[1]) + 2))}`
})

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'p',
      'h3',
      'h4',
      'h5',
      'h6',
      'ul',
      'ol',
      'li',
      'blockquote',
      'em',
      'strong',
      's',
      'code',
      'pre',
      'hr',
      'br',
      'a',
    ],
    ...['sup', 'section', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'id', 'class', 'rel'], li: ['id', 'class'], ol: ['start', 'class'], '*': ['class'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  transformTags: {
    a: (tagName, attribs) =>
      attribs['href']?.startsWith('#') === true
        ? { tagName, attribs }
        : { tagName, attribs: { ...attribs, rel: 'noreferrer nofollow' } },
  },
}

/** A letter's Markdown as HTML that is safe to show. Footnotes are its sources. */
export function letterHtml(text: string): string {
  return sanitizeHtml(markdown.render(text), allowed)
}
