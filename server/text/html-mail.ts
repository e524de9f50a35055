import { renderBare } from '../http/pages.ts'

/** Single quotes within: these stand in attributes. */
const font = "font-family: Georgia, 'Times New Roman', serif; font-size: 17px; line-height: 1.55"

/** Many mail programs drop the style sheet, so that what the text's order needs stands at each element. Colours are the program's own. */
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

/** A whole HTML mail around a body of ours: nothing in it is fetched from anywhere. */
export function mailHtml(title: string, body: string): string {
  const inlined = body.replace(styled, (start, tag: string) => `${start} style="${styles[tag] ?? ''}"`)
  return renderBare('layouts/mail', { title, lang: 'en', dir: 'ltr', font, body: inlined })
}
