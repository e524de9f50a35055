import { Fragment, type Mark, type Node } from 'prosemirror-model'
import { shownAddress, type MarkdownToken as Token } from '../parser.ts'
import { letterSchema, marks, nodes } from './schema.ts'

/**
 * Reads the inside of a line.
 * @param labelOf the label of a reference to a note
 * @returns null if the line has something that the schema lacks, such as code
 */
export function readInlines(tokens: readonly Token[], labelOf: (reference: Token) => string): Fragment | null {
  const content: Node[] = []
  let open: readonly Mark[] = []
  const add = (node: Node) => content.push(node.mark(setOf([...open, ...node.marks])))
  for (const [at, token] of tokens.entries()) {
    if (token.nesting === 1) {
      const mark = markOf(token)
      if (!mark) return null
      open = [...open, mark]
      if (token.type === 'link_open' && tokens[at + 1]?.type === 'link_close')
        add(letterSchema.text(shownAddress(hrefOf(token))))
    } else if (token.nesting === -1) open = open.slice(0, -1)
    else {
      const leaf =
        token.type === 'footnote_ref' ? nodes.source_ref.create({ label: labelOf(token) }) : leafOf(tokens, at)
      if (leaf === null) return null
      if (leaf !== 'nothing') add(leaf)
    }
  }
  return Fragment.fromArray(content)
}

/** @returns null if the schema has no such thing */
function leafOf(tokens: readonly Token[], at: number): Node | 'nothing' | null {
  const { type, content } = tokens[at] ?? { type: '', content: '' }
  if (type === 'hardbreak') return nodes.hard_break.create()
  if (type === 'softbreak') return letterSchema.text(' ')
  if (!['text', 'text_special', 'exact'].includes(type)) return null
  if (content === '') return 'nothing'
  return letterSchema.text(content, type === 'exact' || isHyphens(tokens, at) ? [marks.exact.create()] : [])
}

function markOf(token: Token): Mark | null {
  if (token.type === 'strong_open') return marks.strong.create()
  if (token.type === 'em_open') return marks.em.create()
  return token.type === 'link_open' ? marks.link.create({ href: hrefOf(token), title: token.attrGet('title') }) : null
}

function hrefOf(link: Token): string {
  return String(link.attrGet('href'))
}

/** Typography leaves a line of hyphens. It would be a dash once the lines are joined. */
function isHyphens(tokens: readonly Token[], at: number): boolean {
  const besideBreak = [tokens[at - 1], tokens[at + 1]].some((token) => token?.type === 'softbreak')
  return tokens[at]?.type === 'text' && besideBreak && /^\s*-+\s*$/.test(tokens[at].content)
}

function setOf(open: readonly Mark[]): readonly Mark[] {
  return open.reduce((all: readonly Mark[], mark) => mark.addToSet(all), [])
}
