import { canonicalHash } from '../crypto/canonical.ts'
import { dayOf, isDay } from '../letter/days.ts'
import { say, type FieldMessage, type Sentence } from '../refusal.ts'
import { pastedLink } from '../text/paste/pasted-link.ts'
import { faultInTyped, tidyText } from '../text/typed-text.ts'

export const demandStates = ['open', 'promised', 'partly-met', 'met', 'refused'] as const
export type DemandState = (typeof demandStates)[number]

export const longestDemandNote = 600
export const longestDemandLink = 500

/** What the owners say of a demand. */
export interface DemandSaid {
  state: DemandState
  /** The day since which it is so. */
  since: string
  note: string
  link: string | null
}

/** What the owners have said, in their order. `demand` is the demand's exact words. */
export interface DemandStatement extends DemandSaid {
  number: number
  demand: string
}

/** A demand with everything that was said of it. */
export interface DemandHistory {
  demand: string
  /** False for a demand of an earlier text, which a later one changed or left out. */
  current: boolean
  /** `open` if nothing was said. */
  state: DemandState
  /** Newest first. */
  statements: DemandStatement[]
}

/** Names a demand in addresses and forms. It belongs to the demand's exact words. */
export function demandKey(demand: string): string {
  return canonicalHash({ demand }).toString('base64url')
}

/**
 * Sorts statements by demand. A state belongs to the exact words of a demand. So it stays when a revision moves the demand, it is
 * shown apart when a revision changes or drops the demand, and it is back when the words are.
 * @param demands those of the published text
 * @param statements in their order
 * @returns the demands of the text in its order, then those of earlier texts in the order in which owners first spoke of them
 */
export function historiesOf(demands: readonly string[], statements: readonly DemandStatement[]): DemandHistory[] {
  const inText = [...new Set(demands)]
  const earlier = [...new Set(statements.map(({ demand }) => demand))].filter((demand) => !demands.includes(demand))
  return [...inText, ...earlier].map((demand) => {
    const own = statements.filter((each) => each.demand === demand).toReversed()
    return { demand, current: demands.includes(demand), state: own[0]?.state ?? 'open', statements: own }
  })
}

/** What was said of a demand up to a day, YYYY-MM-DD. */
export function statementsUntil({ statements, ...demand }: DemandHistory, day: string): DemandHistory {
  const said = statements.filter(({ since }) => since <= day)
  return { ...demand, state: said[0]?.state ?? 'open', statements: said }
}

export interface TypedDemandState {
  state: string
  since: string
  note: string
  link: string
}

/**
 * Checks what an owner has typed.
 * @param first the earliest possible day: that of the newest statement on this demand, or of the letter's opening
 * @returns all faults, in the order of the form
 */
export function checkDemandState(typed: TypedDemandState, first: string, now: Date): DemandSaid | FieldMessage[] {
  const state = demandStates.find((each) => each === typed.state)
  const since = typed.since.trim()
  const note = tidyText(typed.note)
  const link = typed.link.trim() === '' ? null : readLink(typed.link)
  const faults: (FieldMessage | false | undefined)[] = [
    state === undefined && { field: 'state', message: say('demands-state-missing') },
    faultIn('since', faultInDay(since, first, now)),
    faultIn('note', faultInNote(note)),
    faultIn('link', link === null ? null : faultInLink(link)),
  ]
  const found = faults.filter((fault): fault is FieldMessage => typeof fault === 'object')
  return state === undefined || found.length > 0 ? found : { state, since, note, link }
}

function faultIn(field: string, message: Sentence | null): FieldMessage | undefined {
  return message === null ? undefined : { field, message }
}

function faultInDay(day: string, first: string, now: Date): Sentence | null {
  if (!isDay(day)) return say('demands-since-malformed')
  if (day > dayOf(now)) return say('demands-since-to-come')
  return day < first ? say('demands-since-too-early', { on: new Date(first) }) : null
}

function faultInNote(note: string): Sentence | null {
  if (note === '') return say('demands-note-missing')
  if (note.length > longestDemandNote) return say('demands-note-too-long', { most: longestDemandNote })
  return faultInTyped(note, 'many')
}

/** Without redirects that tell who follows them. The host is in ASCII, so that letters of another script imitate no other host. */
function readLink(typed: string): string {
  const link = pastedLink(typed)
  return link === null ? '' : new URL(link).href
}

function faultInLink(link: string): Sentence | null {
  if (link.length > longestDemandLink) return say('demands-link-too-long', { most: longestDemandLink })
  if (!/^https?:\/\/[^/@?#]+\.[^/@?#]+/i.test(link) || faultInTyped(link, 'one') !== null)
    return say('demands-link-malformed')
  const { username, password } = new URL(link)
  return username === '' && password === '' ? null : say('demands-link-malformed')
}
