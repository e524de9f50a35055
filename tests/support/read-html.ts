import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode

const inline = ['strong', 'em', 'a', 's', 'code', 'sup']

/**
 * Returns what a reader sees of a page: its words, each with the blocks and the marks that it stands in. It does not matter in which
 * order marks are nested, nor how many spaces stand between two words.
 */
export function readHtml(html: string): string[] {
  const words: string[] = []
  let open = ''
  const walk = (node: Node, blocks: string, marks: readonly string[]) => {
    if (node.nodeName === '#text') {
      const { value } = node as DefaultTreeAdapterTypes.TextNode
      const inside = [...new Set(marks)].sort().join('+')
      for (const piece of value.match(/\s+|\S+/g) ?? []) {
        if (piece.trim() === '') open = ''
        else if (open === `${blocks}|${inside}`) words.push(`${words.pop() ?? ''}${piece}`)
        else words.push(`${blocks}|${inside}|${piece}`)
        if (piece.trim() !== '') open = `${blocks}|${inside}`
      }
      return
    }
    if (!('childNodes' in node)) return
    const attributes = node.attrs.filter(({ name }) => ['href', 'start', 'id'].includes(name)).map(({ value }) => value)
    const name = [node.tagName, ...attributes].join(' ')
    if (node.tagName === 'br' || node.tagName === 'hr') words.push(`${blocks}|${name}`)
    const inner = inline.includes(node.tagName) ? blocks : `${blocks}>${name}${String(words.length)}`
    if (inner !== blocks) open = ''
    for (const child of node.childNodes) walk(child, inner, inner === blocks ? [...marks, name] : marks)
    if (inner !== blocks) open = ''
  }
  for (const node of parseFragment(html).childNodes) walk(node, '', [])
  return words
}
