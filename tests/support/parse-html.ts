import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import type { PastedElement } from '../../server/text/paste/pasted.ts'

/** Parses HTML as a browser does, for the tests of the clipboard. */
export function parseHtml(html: string): PastedElement {
  const root = parse(html)
  return elementOf('#document', [], root.childNodes)
}

function elementOf(
  name: string,
  attributes: readonly { name: string; value: string }[],
  nodes: readonly DefaultTreeAdapterTypes.ChildNode[],
): PastedElement {
  const children = nodes.flatMap((node): (PastedElement | string)[] => {
    if (node.nodeName === '#text') return [(node as DefaultTreeAdapterTypes.TextNode).value]
    return 'tagName' in node ? [elementOf(node.tagName, node.attrs, node.childNodes)] : []
  })
  return { name, attributes: Object.fromEntries(attributes.map(({ name: key, value }) => [key, value])), children }
}
