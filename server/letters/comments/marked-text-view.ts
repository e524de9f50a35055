import Handlebars from 'handlebars'
import type { Node } from 'prosemirror-model'
import { isLinkable, nodes, numberedLabels } from '../../text/document/schema.ts'
import type { Passage } from '../../text/document/anchors.ts'

/** A thread whose passage is in the text. */
export interface Marked {
  number: number
  passage: Passage
}

/**
 * Draws a document as safe HTML, with each commented passage marked. After a passage, its number leads to the thread.
 * @param threads with passages in the document's visible text (visible-text.ts)
 * @param label names a number for screen readers
 */
export function markedText(document: Node, threads: readonly Marked[], label: string): Handlebars.SafeString {
  return new Handlebars.SafeString(new Drawing(document, threads, label).blocks(document.children))
}

const escaped = (text: string) => Handlebars.Utils.escapeExpression(text)

class Drawing {
  readonly #threads: readonly Marked[]
  readonly #label: string
  readonly #numbers: readonly string[]
  /** Where passages begin and end, in their order. */
  readonly #edges: readonly number[]
  /** The place in the visible text. */
  #at = 0
  #isFirst = true

  constructor(document: Node, threads: readonly Marked[], label: string) {
    this.#threads = threads
    this.#label = label
    this.#numbers = numberedLabels(document)
    const edges = threads.flatMap(({ passage: { start, end } }) => [start, end])
    this.#edges = [...new Set(edges)].sort((one, other) => one - other)
  }

  blocks(blocks: readonly Node[]): string {
    return blocks.map((block) => this.#block(block)).join('\n')
  }

  #block(block: Node, tight = false): string {
    switch (block.type) {
      case nodes.heading: {
        const tag = `h${String(Math.min(6, Math.max(2, Number(block.attrs['level']) + 1)))}`
        return `<${tag}>${this.#line(block)}</${tag}>`
      }
      case nodes.quote:
        return `<blockquote>${this.blocks(block.children)}</blockquote>`
      case nodes.bullet_list:
        return `<ul>${this.#items(block)}</ul>`
      case nodes.ordered_list: {
        const start = Math.trunc(Number(block.attrs['start']))
        return `<ol${start === 1 ? '' : ` start="${String(start)}"`}>${this.#items(block)}</ol>`
      }
      case nodes.kept:
        return `<pre class="kept">${this.#line(block)}</pre>`
      case nodes.sources:
        return `<section class="sources"><ol>${block.children.map((source) => `<li>${this.blocks(source.children)}</li>`).join('')}</ol></section>`
      default:
        return tight ? this.#line(block) : `<p>${this.#line(block)}</p>`
    }
  }

  #items(list: Node): string {
    const tight = list.attrs['tight'] !== false
    const item = (each: Node) => each.children.map((block) => this.#block(block, tight)).join('')
    return list.children.map((each) => `<li>${item(each)}</li>`).join('')
  }

  #line(block: Node): string {
    if (!this.#isFirst) this.#at++
    this.#isFirst = false
    return block.children.map((node) => this.#inline(node)).join('')
  }

  #inline(node: Node): string {
    if (node.isText) return this.#text(node)
    if (node.type === nodes.source_ref) {
      const at = this.#numbers.indexOf(String(node.attrs['label']))
      return at === -1 ? escaped(`[^${String(node.attrs['label'])}]`) : `<sup>${String(at + 1)}</sup>`
    }
    return this.#piece('\n', () => '<br>')
  }

  #text(node: Node): string {
    const text = node.text ?? ''
    const begin = this.#at
    const inside = this.#edges.filter((edge) => edge > begin && edge < begin + text.length)
    const cuts = [begin, ...inside, begin + text.length]
    return cuts
      .slice(1)
      .map((end, index) => text.slice((cuts[index] ?? begin) - begin, end - begin))
      .map((piece) => this.#piece(piece, () => withMarks(node, escaped(piece))))
      .join('')
  }

  /** A piece that no passage begins or ends inside of. */
  #piece(text: string, drawn: () => string): string {
    const [start, end] = [this.#at, this.#at + text.length]
    this.#at = end
    const around = this.#threads.filter(({ passage }) => passage.start <= start && passage.end >= end)
    const began = around.filter(({ passage }) => passage.start === start)
    const ended = around.filter(({ passage }) => passage.end === end)
    const targets = began.map(({ number }) => `<span id="passage-${String(number)}"></span>`).join('')
    const shown = around.length > 0 ? `<mark class="commented">${drawn()}</mark>` : drawn()
    return targets + shown + ended.map(({ number }) => this.#number(number)).join('')
  }

  #number(number: number): string {
    const name = String(number)
    return `<a class="comment-number" href="#thread-${name}"><span class="visually-hidden">${escaped(this.#label)} </span>${name}</a>`
  }
}

function withMarks({ marks }: Node, text: string): string {
  return marks.reduceRight((inner, { type, attrs }) => {
    if (type.name === 'strong' || type.name === 'em') return `<${type.name}>${inner}</${type.name}>`
    const href = String(attrs['href'])
    return type.name === 'link' && isLinkable(href)
      ? `<a href="${escaped(href)}" rel="noreferrer nofollow">${inner}</a>`
      : inner
  }, text)
}
