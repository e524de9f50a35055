import { parseMarkdown, type Block, type Inline } from './parse-markdown.ts'

export interface PlainText {
  text: string
  /** The footnotes, numbered as in the text. '' if there are none. */
  sources: string
}

/**
 * Converts Markdown to plain text with typed marks, for the text part of a mail.
 * @param language of the text, for its quotation marks and dashes
 */
export function plainText(markdown: string, language: string): PlainText {
  const { blocks, notes } = parseMarkdown(markdown, language)
  return {
    text: blocksAsText(blocks),
    sources: notes.map((note, index) => `[${index + 1}] ${indented(blocksAsText(note), 4)}`).join('\n'),
  }
}

/** Converts Markdown to plain text, with the footnotes below. */
export function plainTextWhole(markdown: string, language: string): string {
  const { text, sources } = plainText(markdown, language)
  return sources === '' ? text : `${text}\n\n${sources}`
}

function blocksAsText(blocks: readonly Block[]): string {
  return blocks.map(blockAsText).join('\n\n')
}

function blockAsText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return inlinesAsText(block.content)
    case 'list':
      return listAsText(block.start, block.items)
    case 'quote':
      return blocksAsText(block.blocks).replace(/^/gm, '> ').replace(/ +$/gm, '')
    case 'code':
      return block.text.replace(/^/gm, '    ')
    case 'table':
      return block.rows.map((row) => row.map(({ content }) => inlinesAsText(content)).join(' | ')).join('\n')
    case 'rule':
      return '* * *'
  }
}

function listAsText(start: number | null, items: readonly Block[][]): string {
  const each = items.map((item, index) => {
    const mark = start === null ? '- ' : `${start + index}. `
    return mark + indented(tight(item), mark.length)
  })
  return each.join('\n')
}

/** Indents all lines but the first. */
function indented(text: string, by: number): string {
  return text.replace(/\n(?=.)/g, `\n${' '.repeat(by)}`)
}

/** Puts no blank line between an item and the list inside it. */
function tight(item: readonly Block[]): string {
  const onlyLists = item.slice(1).every(({ kind }) => kind === 'list')
  return item.map(blockAsText).join(onlyLists ? '\n' : '\n\n')
}

function inlinesAsText(content: readonly Inline[]): string {
  return content.map(inlineAsText).join('')
}

function inlineAsText(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text
    case 'strong':
    case 'emphasis':
      return inlinesAsText(inline.content)
    // Without its mark, a struck sentence would say the opposite.
    case 'strike':
      return `~~${inlinesAsText(inline.content)}~~`
    case 'link':
      return linkAsText(inline)
    case 'note':
      return `[${inline.number}]`
    case 'break':
      return '\n'
  }
}

function linkAsText({ address, bare, content }: Extract<Inline, { kind: 'link' }>): string {
  const words = inlinesAsText(content)
  return bare ? words : `${words} <${address.replace(/^mailto:/, '')}>`
}
