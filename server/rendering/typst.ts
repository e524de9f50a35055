import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { dirname } from 'node:path'
import { codePointOf, piecesOf } from '../drawable-text.ts'
import { familyNames, fontFolders } from '../fonts.ts'

/** Sets data with a template. It runs in a child process. Typst finds the font of each character among those of fonts.ts. */
export class Typesetter {
  readonly #template: string
  readonly #compiler: NodeCompiler

  constructor(template: string) {
    this.#template = template
    this.#compiler = NodeCompiler.create({ workspace: dirname(template), fontArgs: [{ fontPaths: fontFolders() }] })
  }

  /**
   * Gives the template `data`, with the names of the fonts. Characters that no font draws arrive marked.
   * @param template default: that of the constructor. Another one in its folder needs no second copy of the fonts.
   * @throws Error with typst's diagnostics
   */
  set<Output>(
    data: object,
    output: (compiler: NodeCompiler, document: NodeTypstDocument) => Output,
    template = this.#template,
  ): Output {
    const inputs = { data: JSON.stringify({ ...(marked(data) as object), fonts: familyNames }) }
    try {
      const compiled = this.#compiler.compile({ mainFilePath: template, inputs })
      if (!compiled.result) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no reason given'))
      return output(this.#compiler, compiled.result)
    } finally {
      // Otherwise the cache would keep the names of a letter until the process ends.
      this.#compiler.evictCache(0)
    }
  }
}

/** Stand around the code point of a character without a font. The template draws a frame there. Both are for private use. */
const [opening, closing] = ['\uf8f0', '\uf8f1']

/** Addresses of links are targets and stay as they are. An address without such characters is shown as it is. */
const untouched = new Set(['address', 'target', 'id', 'seal', 'qrSvg', 'metadataTitle'])

function marked(data: unknown): unknown {
  if (typeof data === 'string') return markedText(data)
  if (Array.isArray(data)) return data.map(marked)
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, untouched.has(key) ? (value as unknown) : marked(value)]),
  )
}

function markedText(text: string): string {
  return piecesOf(text)
    .map((piece) => (piece.family === null ? opening + codePointOf(piece.text) + closing : piece.text))
    .join('')
}
