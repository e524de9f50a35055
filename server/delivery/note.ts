import { say, type Sentence } from '../refusal.ts'

/** The letter's facts that a note may name. Their values are those at the time when the stage is frozen. */
export interface NoteFacts {
  /** A number alone: “120 of us”. All workers, however they were verified. */
  count: string
  /** “118 verified work addresses and 2 vouched for”: each class apart. */
  'count in words': string
  'days of silence': string
  demands: string
  title: string
  employers: string
}

export type FactName = keyof NoteFacts
export const factNames: readonly FactName[] = [
  'count',
  'count in words',
  'days of silence',
  'demands',
  'title',
  'employers',
]

const placeholder = /\{\{([^{}]*)\}\}/g

const words: FactName = 'count in words'

/** A note from before `count` was a number. It keeps its meaning. */
export function withCountInWords(note: string): string {
  return note.replace(placeholder, (whole, name: string) => (nameOf(name) === 'count' ? `{{${words}}}` : whole))
}

/** Returns a message if a note has an unknown or malformed placeholder. A note is data: only known names are replaced by text. */
export function faultInNote(note: string): Sentence | null {
  const unknown = [...note.matchAll(placeholder)].find(([, name = '']) => nameOf(name) === null)
  const known = factNames.map((name) => `{{${name}}}`)
  if (unknown) return say('plan-note-unknown-fact', { typed: unknown[0], known })
  if (/\{\{|\}\}|\{\0|\0\}/.test(note.replace(placeholder, '\0'))) return say('plan-note-braces', { known })
  return null
}

export function fillNote(note: string, facts: NoteFacts): string {
  return note.replace(placeholder, (whole, name: string) => {
    const fact = nameOf(name)
    return fact === null ? whole : facts[fact]
  })
}

function nameOf(typed: string): FactName | null {
  const plain = typed
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
  return factNames.find((name) => name === plain) ?? null
}
