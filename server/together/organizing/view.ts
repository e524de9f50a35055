import type { FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import { classInWords } from '../../letter/class-words.ts'
import { waitingInWords } from '../shown/together-words.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { may } from '../../organizers/rules.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { agreementEnd } from '../rules.ts'
import { togetherJson } from '../shown/together-json.ts'
import type { WaitingJson } from './schemas.ts'
import type { TogetherFacts } from './show-together.ts'

export type RaiseForm = FormState<'needed'>

/** The page on which organizers see names that wait, and decide about them. */
export interface TogetherPage {
  id: string
  letterTitle: Sentence
  errors: FieldMessage[]
  words: Sentence[]
  /** The owners still have to agree. `end`: when the names are destroyed if they do not. */
  decision: { end: Date; propose: boolean } | undefined
  /** Figures that show whether the count is a flood. Undefined unless the number is reached. */
  flood: { days: DayRow[]; employers: EmployerRow[]; hides: boolean; least: number } | undefined
  raise: { value: string; error: Sentence | undefined } | undefined
  /** True if this organizer may ask to end the waiting. */
  mayEnd: boolean
  onlyOwners: boolean
}
interface DayRow {
  day: Date
  counts: { label: Sentence; count: number }[]
}
interface EmployerRow {
  employers: string
  class: Sentence
  count: number
  /** Null where the number is too small to be shown. */
  held: number | null
}

declare module '../../http/pages.ts' {
  interface Pages {
    'together/together': TogetherPage
  }
}

export const togetherShell: Shell = { title: say('together-shown-heading'), wide: true }

export function togetherPath(letterId: string): string {
  return `/dashboard/letters/${letterId}/together`
}

export function waitingJson({ letter, waiting, days }: TogetherFacts, words: Catalogue): WaitingJson {
  const json = togetherJson(letter, waiting, words)
  return { ...json, by_day: days.map(({ day, class: counted, net }) => ({ day, class: counted, added: net })) }
}

/** @param day in milliseconds */
export function togetherPage(facts: TogetherFacts, form: RaiseForm | undefined, day: number): TogetherPage {
  const { letter, role, title, waiting } = facts
  const runs = waiting.state === 'waiting' || waiting.state === 'reached'
  const owner = may(role, 'close')
  return {
    id: letter.id,
    letterTitle: title,
    errors: form?.summary ?? [],
    words: waitingInWords(waiting, letter),
    decision:
      waiting.state === 'reached' && !waiting.agreed ? { end: agreementEnd(waiting, day), propose: owner } : undefined,
    flood: waiting.state === 'reached' ? floodOf(facts) : undefined,
    raise:
      waiting.state === 'waiting' && owner
        ? { value: form?.values.needed ?? '', error: form?.errors.needed }
        : undefined,
    mayEnd: runs && owner,
    onlyOwners: runs && !owner,
  }
}

function floodOf({ letter, days, rows, employers }: TogetherFacts): TogetherPage['flood'] {
  const nameOf = (id: string | null) => employers.find((employer) => employer.id === id)?.name
  return {
    days: [...new Set(days.map(({ day }) => day))]
      .toSorted()
      .reverse()
      .map((day) => ({
        day: new Date(day),
        counts: days
          .filter((each) => each.day === day && each.net !== 0)
          .map(({ class: counted, net }) => ({ label: classInWords(counted, net), count: net })),
      }))
      .filter(({ counts }) => counts.length > 0),
    employers: rows
      .filter((row) => row.employers.some((id) => id !== null))
      .map((row) => ({
        employers: row.employers.flatMap((id) => nameOf(id) ?? []).join(', '),
        class: classInWords(row.class, row.count),
        count: row.count,
        held: row.cells && (row.cells.find(({ visibility }) => visibility === 'together')?.count ?? 0),
      })),
    hides: rows.some(({ cells }) => cells === null),
    least: letter.batch_size,
  }
}
