import type { PdfDocument } from './document.ts'
import { piecesOf } from '../../drawable-text.ts'

/** The content of the cover. The template shortens it to one page. The full texts follow on later pages. */
export interface Cover {
  title: string
  recipients: { name: string; office: string }[]
  demands: string[]
  tally: { label: string; count: number }[]
}

const most = { recipients: 10, demands: 7, counts: 6 } as const

/** Widths, in those of a capital letter. */
const longest = { title: 170, name: 60, office: 50, demand: 150, label: 110 } as const

type Covered = Pick<PdfDocument, 'title' | 'recipients' | 'demands' | 'tally'>

export function coverOf({ title, recipients, demands, tally }: Covered): Cover {
  return {
    title: shortened(title, longest.title),
    recipients: recipients.slice(0, most.recipients).map(({ name, office }) => ({
      name: shortened(name, longest.name),
      office: shortened(office, longest.office),
    })),
    demands: demands.slice(0, most.demands).map((demand) => shortened(demand, longest.demand)),
    tally: tally.slice(0, most.counts).map(({ label, count }) => ({ label: shortened(label, longest.label), count })),
  }
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Ends a text that is wider than `most` at a word, if one ends in its second half. */
export function shortened(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (widthDrawn(line) <= most) return line
  let width = 0
  let end = 0
  for (const { segment, index } of graphemes.segment(line)) {
    width += widthDrawn(segment)
    if (width > most) break
    end = index + segment.length
  }
  const start = line.slice(0, end)
  const space = start.lastIndexOf(' ')
  return `${(space > end / 2 ? start.slice(0, space) : start).replace(/[\s\p{P}]+$/u, '')}…`
}

/** A character without a font is drawn as its code point in a frame. */
function widthDrawn(text: string): number {
  return widthOf(text) + 3 * piecesOf(text).filter(({ family }) => family === null).length
}

/** About the width of a text, in widths of a capital letter. No text is much wider. */
export function widthOf(text: string): number {
  const widest = text.match(/[\ufdf0-\ufdff\u{12000}-\u{1254f}]/gu)?.length ?? 0
  const small = text.match(/[\p{Ll}\s.,'’-]/gu)?.length ?? 0
  const marks = text.match(/\p{Mn}/gu)?.length ?? 0
  return Array.from(text).length - 0.35 * small - marks + 9 * widest
}
