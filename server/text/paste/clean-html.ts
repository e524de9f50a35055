import { linesToDocument } from './lines-to-document.ts'
import { readHtml, TooMuch } from './read-html.ts'
import { mostPasted, type Pasted, type PastedElement } from './pasted.ts'

/**
 * Turns pasted HTML into a document of a letter: the structure stays, everything else goes. Never runs, loads or shows anything of
 * the HTML.
 * @returns null if it holds more than a letter
 */
export function cleanHtml(root: PastedElement): Pasted | null {
  try {
    const { lines, leftOut } = readHtml(root)
    const characters = lines.reduce((sum, { content }) => content.reduce((all, node) => all + node.nodeSize, sum), 0)
    return characters > mostPasted.characters ? null : { document: linesToDocument(lines), leftOut }
  } catch (error) {
    if (error instanceof TooMuch) return null
    throw error
  }
}
