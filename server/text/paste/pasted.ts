import type { Node } from 'prosemirror-model'

/** An element of pasted HTML, with lower-case names. A browser's DOM and a parser's tree are both turned into this. */
export interface PastedElement {
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly (PastedElement | string)[]
}

/** A line of the clipboard: what becomes one paragraph, heading or item. */
export interface Line {
  /** Text, breaks and references, not yet tidied. */
  content: Node[]
  /** 1–6, as in HTML. */
  heading?: number
  /** How many quotations it stands in. */
  quotes: number
  item?: Item
  /** The footnote that it belongs to. */
  note?: string
}

export interface Item {
  /** From 1. Programs skip levels. */
  level: number
  ordered: boolean
  /** Its number, if the clipboard tells. */
  number?: number
  /** Items of one list have the same name here. */
  list: string
  /** True for a further paragraph of the item before. */
  continues?: boolean
}

/** What was left out of a pasted text. The editor says so. */
export const leftOut = ['pictures', 'struck', 'tables'] as const
export type LeftOut = (typeof leftOut)[number]

export interface Pasted {
  document: Node
  leftOut: ReadonlySet<LeftOut>
}

/** Bounds of the clipboard. A letter has 50,000 characters, and a page of Word brings a hundred times as much HTML. */
export const mostPasted = { html: 10_000_000, elements: 400_000, depth: 200, characters: 60_000 } as const
