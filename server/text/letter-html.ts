import sanitizeHtml from 'sanitize-html'
import { markdownParser, markdownTokens, plainParagraphs } from './markdown.ts'

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
  allowedAttributes: {
    a: ['href', 'id', 'class', 'rel', 'dir'],
    code: ['dir'],
    pre: ['dir'],
    li: ['id', 'class'],
    ol: ['start', 'class'],
    '*': ['class'],
  },
  allowedSchemes: ['https', 'http', 'mailto'],
  transformTags: {
    // Code and addresses keep the order of their characters in a text from right to left.
    code: sanitizeHtml.simpleTransform('code', { dir: 'ltr' }),
    pre: sanitizeHtml.simpleTransform('pre', { dir: 'ltr' }),
    a: (tagName, attribs) =>
      attribs['href']?.startsWith('#') === true
        ? { tagName, attribs }
        : { tagName, attribs: { ...attribs, rel: 'noreferrer nofollow' } },
  },
}

export interface Reading {
  /** The text's language, for its quotation marks and dashes. */
  language: string
  /** Begins the footnotes' ids, so that two texts on one page do not conflict. */
  prefix?: string
}

/** Renders a letter's Markdown as safe HTML. Its sources become footnotes. */
export function letterHtml(text: string, { language, prefix }: Reading): string {
  const env = prefix === undefined ? {} : { docId: prefix }
  const tokens = markdownTokens(text, language, env)
  for (const token of tokens ?? [])
    for (const part of token.children ?? [])
      if (part.type === 'link_open' && part.info === 'auto') part.attrSet('dir', 'ltr')
  return sanitizeHtml(
    tokens ? markdownParser.renderer.render(tokens, markdownParser.options, env) : plainHtml(text),
    allowed,
  )
}

/** The text and the list of its sources apart, so that the demands stand between them. */
export function letterHtmlParts(text: string, reading: Reading): { body: string; sources: string } {
  const html = letterHtml(text, reading)
  const notes = html.indexOf('<hr class="footnotes-sep"')
  return notes < 0 ? { body: html, sources: '' } : { body: html.slice(0, notes), sources: html.slice(notes) }
}

/** A text beyond the bounds, as it was typed. */
function plainHtml(text: string): string {
  return plainParagraphs(text)
    .map((lines) => `<p>${lines.map(markdownParser.utils.escapeHtml).join('<br>')}</p>`)
    .join('\n')
}
