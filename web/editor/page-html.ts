import { mostPasted, type PastedElement } from '../../server/text/paste/pasted.ts'

const tags = /<(\/?)([a-z][a-z\d:-]*)([^<>]*)>/gi
/** Elements that need no closing tag, so that counting tags does not show how deep they are. */
const unclosed = /^(?:p|li|td|th|tr|dd|dt|option|area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i
/** A browser's parser takes quadratic time for more unclosed elements in each other. */
const mostOpen = 1000

/**
 * Reads pasted HTML with the browser's parser. A document without a window runs no script and loads nothing.
 * @returns null if it is larger than a letter can be, or built to stop a browser
 */
export function pageHtml(html: string): PastedElement | null {
  if (html.length > mostPasted.html) return null
  let open = 0
  let most = 0
  // The page's policy forbids styles, and a browser reports each of them. Word pastes tens of thousands.
  const plain = html.replace(tags, (_, slash: string, name: string, rest: string) => {
    if (!unclosed.test(name) && !rest.endsWith('/')) open += slash === '' ? 1 : -1
    most = Math.max(most, open)
    return `<${slash}${name}${rest.replace(/(\s)style(\s*=)/gi, '$1data-style$2')}>`
  })
  if (most > mostOpen) return null
  return elementOf(new DOMParser().parseFromString(plain, 'text/html').documentElement, 0)
}

function elementOf(element: Element, depth: number): PastedElement {
  const children: (PastedElement | string)[] = []
  // The reader refuses what is deeper.
  if (depth <= mostPasted.depth + 1)
    for (const node of element.childNodes) {
      if (node instanceof Element) children.push(elementOf(node, depth + 1))
      else if (node instanceof Text) children.push(node.data)
    }
  const attributes = Object.fromEntries(
    [...element.attributes].map(({ name, value }) => [name === 'data-style' ? 'style' : name, value]),
  )
  return { name: element.localName.toLowerCase(), attributes, children }
}
