import type { Language } from '../messages/languages.ts'
import { renderBare } from '../http/pages.ts'

/** Uses single quotes, because it is put into attributes in double quotes. */
const font = "font-family: Georgia, 'Times New Roman', serif; font-size: 17px; line-height: 1.55"

/** Styles for each element, because many mail programs drop style sheets. They contain no colours for text, so dark modes work. */
const styles: Record<string, string> = {
  h1: 'margin: 0 0 16px; font-size: 25px; font-weight: normal; line-height: 1.25',
  h2: 'margin: 28px 0 8px; font-size: 19px; font-weight: normal; line-height: 1.3',
  h3: 'margin: 24px 0 8px; font-size: 17px; font-weight: bold',
  p: 'margin: 0 0 16px',
  ul: 'margin: 0 0 16px; padding: 0 0 0 24px',
  ol: 'margin: 0 0 16px; padding: 0 0 0 24px',
  li: 'margin: 0 0 6px',
  blockquote: 'margin: 0 0 16px; padding: 0 0 0 16px; border-left: 2px solid #9a9183',
  hr: 'border: 0; border-top: 1px solid #9a9183; margin: 24px 0',
  pre: "margin: 0 0 16px; font-family: Consolas, 'Courier New', monospace; font-size: 15px; white-space: pre-wrap",
  code: "font-family: Consolas, 'Courier New', monospace; font-size: 15px",
  th: 'padding: 4px 12px 4px 0; text-align: start; vertical-align: top',
  td: 'padding: 4px 12px 4px 0; vertical-align: top',
}
const styled = new RegExp(`<(${Object.keys(styles).join('|')})(?=[\\s>])(?![^>]* style=)`, 'g')

/**
 * Returns a complete HTML mail with this body. It loads nothing from other servers.
 * @param language the language of our words. Elements in another language, such as a letter, have their own `lang`.
 */
export function mailHtml(title: string, body: string, { tag: lang, dir }: Language): string {
  const inlined = body.replace(styled, (start, tag: string) => `${start} style="${styles[tag] ?? ''}"`)
  return renderBare('layouts/mail', { title, lang, dir, font, body: inlined })
}
