import type { Language } from '../messages/languages.ts'
import { renderBare } from '../http/pages.ts'
import { bytesOf } from './cut-html.ts'

/**
 * In bytes. Gmail cuts off a mail whose HTML has more than 102 kB, so that its end is missing: how to answer, or how to get no more.
 * The limit leaves room for a link and a name of each mail.
 */
export const largestHtml = 95_000

/** Uses single quotes, because it is put into attributes in double quotes. */
const font = "font-family: Georgia, 'Times New Roman', serif; font-size: 17px; line-height: 1.55"

/**
 * Styles for each element, because many mail programs drop style sheets. They contain no colours for text, so dark modes work.
 * Outlook sets mails with Word's engine. It knows only left and right, and no padding except in cells.
 */
const fromLeft: Record<string, string> = {
  h1: 'margin: 0 0 16px; font-size: 25px; font-weight: normal; line-height: 1.25',
  h2: 'margin: 28px 0 8px; font-size: 19px; font-weight: normal; line-height: 1.3',
  h3: 'margin: 24px 0 8px; font-size: 17px; font-weight: bold',
  h4: 'margin: 24px 0 8px; font-size: 17px; font-weight: bold',
  h5: 'margin: 24px 0 8px; font-size: 17px; font-weight: bold',
  h6: 'margin: 24px 0 8px; font-size: 17px; font-weight: bold',
  p: 'margin: 0 0 16px',
  ul: 'margin: 0 0 16px 24px; padding: 0',
  ol: 'margin: 0 0 16px 24px; padding: 0',
  li: 'margin: 0 0 6px',
  blockquote: 'margin: 0 0 16px; padding: 0 0 0 16px; border-left: 2px solid #9a9183',
  hr: 'border: 0; border-top: 1px solid #9a9183; margin: 24px 0',
  pre: "margin: 0 0 16px; font-family: Consolas, 'Courier New', monospace; font-size: 15px; white-space: pre-wrap",
  code: "font-family: Consolas, 'Courier New', monospace; font-size: 15px",
  small: 'font-size: 14px',
  table: 'margin: 0 0 16px; border-collapse: collapse',
  th: 'padding: 4px 12px 4px 0; text-align: left; vertical-align: top',
  td: 'padding: 4px 12px 4px 0; vertical-align: top',
}
const styles = {
  ltr: fromLeft,
  rtl: Object.fromEntries(Object.entries(fromLeft).map(([tag, style]) => [tag, mirrored(style)])),
}

/** Exchanges left and right, also in the four lengths of a margin. */
function mirrored(style: string): string {
  return style
    .replace(/\b(?:left|right)\b/g, (side) => (side === 'left' ? 'right' : 'left'))
    .replace(/: (\d\S*) (\d\S*) (\d\S*) (\d[^\s;]*)/g, ': $1 $4 $3 $2')
}

const styled = new RegExp(`<(${Object.keys(fromLeft).join('|')})(?=[\\s>/])(?![^>]* style=)`, 'g')

/** Links back from a footnote. Few mail programs follow them, and most show their arrow as a coloured picture. */
const backLink = / ?<a [^>]*class="footnote-backref"[^>]*>[^<]*<\/a>/g

/**
 * Adds a style to each element that has none, and removes what mail programs do not know. A second call changes nothing.
 * @param dir the direction of the text
 */
export function inlineStyles(html: string, dir: Language['dir']): string {
  return html
    .replace(backLink, '')
    .replace(styled, (start, tag: string) => `${start} style="${styles[dir][tag] ?? ''}"`)
    .replace(/<(\/?)section(?=[\s>])/g, '<$1div')
}

/**
 * Returns a complete HTML mail with this body. It loads nothing from other servers.
 * @param language the language of our words. Elements in another language, such as a letter, have their own `lang`.
 */
export function mailHtml(title: string, body: string, { tag: lang, dir }: Language): string {
  return renderBare('layouts/mail', { title, lang, dir, font, body: inlineStyles(body, dir) })
}

/** As `mailHtml`. Empty if it is too large. The plain text then stands alone in the mail, and is complete. */
export function htmlIfShort(title: string, body: string, language: Language): { html?: string } {
  const html = mailHtml(title, body, language)
  return bytesOf(html) <= largestHtml ? { html } : {}
}
