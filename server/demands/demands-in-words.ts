import { say, type Sentence } from '../refusal.ts'
import { demandKey, demandStates, type DemandHistory, type DemandState, type DemandStatement } from './rules.ts'
import type { DemandHistoryJson } from './schemas.ts'

/** Data of templates/demands/_list.hbs. */
export interface DemandsView {
  language: string
  /** True if nothing was said of any demand. */
  silent: boolean
  current: DemandShown[]
  /** Demands of earlier texts. */
  earlier: DemandShown[]
}
interface DemandShown {
  demand: string
  state: DemandState
  words: Sentence
  note: string[]
  link: string | null
  before: { words: Sentence; note: string[]; link: string | null }[]
}

/** @returns undefined if there are no demands */
export function demandsInWords(histories: readonly DemandHistory[], language: string): DemandsView | undefined {
  if (histories.length === 0) return undefined
  const shown = (current: boolean) => histories.filter((each) => each.current === current).map(demandShown)
  const silent = histories.every(({ statements }) => statements.length === 0)
  return { language, silent, current: shown(true), earlier: shown(false) }
}

function demandShown({ demand, state, statements }: DemandHistory): DemandShown {
  const [newest, ...before] = statements
  return {
    demand,
    state,
    words: newest ? stateInWords(newest) : say('demands-open'),
    note: newest ? linesOf(newest) : [],
    link: newest?.link ?? null,
    before: before.map((each) => ({ words: stateInWords(each), note: linesOf(each), link: each.link })),
  }
}

function stateInWords({ state, since }: DemandStatement): Sentence {
  return say('demands-state', { state, on: new Date(since) })
}

function linesOf({ note }: DemandStatement): string[] {
  return note.split(/\n+/)
}

export const stateLabels: Record<DemandState, Sentence> = {
  open: say('demands-choice-open'),
  promised: say('demands-choice-promised'),
  'partly-met': say('demands-choice-partly-met'),
  met: say('demands-choice-met'),
  refused: say('demands-choice-refused'),
}

export function stateChoices(chosen: string) {
  return demandStates.map((value) => ({
    value,
    label: stateLabels[value],
    hint: undefined,
    checked: value === chosen,
  }))
}

export function historyJson({ demand, current, state, statements }: DemandHistory): DemandHistoryJson {
  return {
    key: demandKey(demand),
    demand,
    current,
    state,
    statements: statements.map(({ state: said, since, note, link }) => ({ state: said, since, note, link })),
  }
}
