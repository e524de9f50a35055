import MarkdownIt from 'markdown-it'
import footnote from 'markdown-it-footnote'
import sanitizeHtml from 'sanitize-html'

export const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true }).use(footnote)
// Pictures would have to come from somewhere, and whoever serves them would learn who reads.
markdown.disable('image')
// A source's number stands as a small figure at its word, and never begins a line: U+2060 joins the two.
markdown.renderer.rules['footnote_caption'] = (tokens, index) => {
  const meta = tokens[index]?.meta as { id: number; subId: number }
  return meta.subId > 0 ? `${String(meta.id + 1)}:${String(meta.subId)}` : String(meta.id + 1)
}
const reference = markdown.renderer.rules['footnote_ref']
if (reference) markdown.renderer.rules['footnote_ref'] = (...of) => `\u2060${reference(...of)}`
// Headings inside a letter stand below its title, however its author numbered them, and none is left out on the way down.
markdown.core.ruler.push('lower-headings', (state) => {
  const openings = state.tokens.filter(({ type }) => type === 'heading_open')
  const top = Math.min(...openings.map(({ tag }) => Number(tag[1])))
  let above = 1
  for (const token of state.tokens) {
    if (token.type === 'heading_open') above = Math.min(6, above + 1, Number(token.tag[1]) - top + 2)
    if (/^heading_/.test(token.type)) token.tag = `h${String(above)}`
  }
})

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'p',
      'h2',
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

/** A letter's Markdown as HTML that is safe to show. Footnotes are its sources; `prefix` tells them apart where two texts share a page. */
export function letterHtml(text: string, prefix?: string): string {
  return sanitizeHtml(markdown.render(text, prefix === undefined ? {} : { docId: prefix }), allowed)
}
