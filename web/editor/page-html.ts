import { mostPasted, type PastedElement } from '../../server/text/paste/pasted.ts'

/**
 * Reads pasted HTML with the browser's parser. A document without a window runs no script and loads nothing.
 * @returns null if it is larger than a letter can be
 */
export function pageHtml(html: string): PastedElement | null {
  if (html.length > mostPasted.html) return null
  const { documentElement } = new DOMParser().parseFromString(html, 'text/html')
  return elementOf(documentElement, 0)
}

function elementOf(element: Element, depth: number): PastedElement {
  const children: (PastedElement | string)[] = []
  // The reader refuses what is deeper.
  if (depth <= mostPasted.depth + 1)
    for (const node of element.childNodes) {
      if (node instanceof Element) children.push(elementOf(node, depth + 1))
      else if (node instanceof Text) children.push(node.data)
    }
  const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name.toLowerCase(), value]))
  return { name: element.localName.toLowerCase(), attributes, children }
}
