import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The number of glyphs in a PDF, and the number of those that are the box of a font for characters that it lacks. */
export async function glyphsOf(pdf: Uint8Array): Promise<{ all: number; missing: number }> {
  const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const glyphs = { all: 0, missing: 0 }
  for (let at = 1; at <= file.numPages; at++) {
    const { fnArray, argsArray } = await (await file.getPage(at)).getOperatorList()
    for (const [index, operator] of fnArray.entries()) {
      if (operator !== OPS.showText) continue
      const [shown] = argsArray[index] as [(number | { originalCharCode: number })[]]
      const codes = shown.flatMap((glyph) => (typeof glyph === 'number' ? [] : [glyph.originalCharCode]))
      glyphs.all += codes.length
      // Glyph 0 is the box, also in the part of a font that a PDF holds.
      glyphs.missing += codes.filter((code) => code === 0).length
    }
  }
  return glyphs
}
