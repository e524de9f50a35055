import sanitizeHtml from 'sanitize-html'
import { markdownParser, markdownTokens, plainParagraphs } from './markdown-rules.ts'

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
  const env = prefix === undefined ? {} : { docId: prefix }
  const tokens = markdownTokens(text, env)
  return sanitizeHtml(
    tokens ? markdownParser.renderer.render(tokens, markdownParser.options, env) : plainHtml(text),
    allowed,
  )
}

/** A text beyond the bounds, as it was typed. */
function plainHtml(text: string): string {
  return plainParagraphs(text)
    .map((lines) => `<p>${lines.map(markdownParser.utils.escapeHtml).join('<br>')}</p>`)
    .join('\n')
}
