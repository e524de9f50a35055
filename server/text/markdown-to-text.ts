import { parseMarkdown, type Block, type Inline } from './parse-markdown.ts'

export interface PlainText {
  text: string
  /** The footnotes, numbered as in the text. '' if there are none. */
  sources: string
}

/** Converts Markdown to plain text with typed marks, for the text part of a mail. */
export function plainText(markdown: string): PlainText {
  const writer = new Writer()
  const text = writer.blocks(parseMarkdown(markdown))
  return { text, sources: writer.sources() }
}

/** Converts Markdown to plain text, with the footnotes below. */
export function plainTextWhole(markdown: string): string {
  const { text, sources } = plainText(markdown)
  return sources === '' ? text : `${text}\n\n${sources}`
}

class Writer {
  readonly #notes = new Map<string, Block[]>()

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join('\n\n')
  }

  sources(): string {
    return [...this.#notes.values()].map((note, index) => `[${index + 1}] ${this.blocks(note)}`).join('\n')
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return this.#inlines(block.content)
      case 'list':
        return this.#list(block.start, block.items)
      case 'quote':
        return this.blocks(block.blocks).replace(/^/gm, '> ').replace(/ +$/gm, '')
      case 'code':
        return block.text.replace(/^/gm, '    ')
      case 'table':
        return block.rows.map((row) => row.map(({ content }) => this.#inlines(content)).join(' | ')).join('\n')
      case 'rule':
        return '* * *'
    }
  }

  #list(start: number | null, items: readonly Block[][]): string {
    const each = items.map((item, index) => {
      const mark = start === null ? '- ' : `${start + index}. `
      const indent = ' '.repeat(mark.length)
      return mark + this.#tight(item).replace(/\n(?=.)/g, `\n${indent}`)
    })
    return each.join('\n')
  }

  /** Puts no blank line between an item and the list inside it. */
  #tight(item: readonly Block[]): string {
    const onlyLists = item.slice(1).every(({ kind }) => kind === 'list')
    return item.map((block) => this.#block(block)).join(onlyLists ? '\n' : '\n\n')
  }

  #inlines(content: readonly Inline[]): string {
    return content.map((inline) => this.#inline(inline)).join('')
  }

  #inline(inline: Inline): string {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return inline.text
      case 'strong':
      case 'emphasis':
      case 'strike':
        return this.#inlines(inline.content)
      case 'link':
        return this.#link(inline.address.replace(/^mailto:/, ''), this.#inlines(inline.content))
      case 'note':
        this.#notes.set(inline.id, inline.blocks)
        return this.#reference(inline.id)
      case 'note-again':
        return this.#reference(inline.id)
      case 'break':
        return '\n'
    }
  }

  #link(address: string, words: string): string {
    return words === address ? words : `${words} <${address}>`
  }

  #reference(id: string): string {
    return `[${[...this.#notes.keys()].indexOf(id) + 1}]`
  }
}
