import { emptyForm, type Errors, type FormState } from '../http/form.ts'
import { dayOf } from '../letter/days.ts'
import { may } from '../organizers/rules.ts'
import { notFoundRefusal, say, type Sentence } from '../refusal.ts'
import { demandsInWords, historyJson, stateChoices, type DemandsView } from './demands-in-words.ts'
import { demandKey, longestDemandLink, longestDemandNote } from './rules.ts'
import type { DemandsJson } from './schemas.ts'
import type { DemandsFacts } from './show-demands.ts'

export type DemandForm = FormState<'state' | 'since' | 'note' | 'link'>

export interface DemandsPage {
  id: string
  letterTitle: Sentence
  /** False before the first delivery. */
  delivered: boolean
  owner: boolean
  demands: (DemandsView['current'][number] & { path: string })[]
  earlier: DemandsView['earlier']
  language: string
}
export interface DemandPage {
  id: string
  letterTitle: Sentence
  language: string
  path: string
  demand: DemandsView['current'][number]
  errors: Errors
  choices: object
  form: DemandForm
  longestNote: number
  longestLink: number
}
declare module '../http/pages.ts' {
  interface Pages {
    'demands/demands': DemandsPage
    'demands/demand': DemandPage
  }
}

export function demandsPage({ letter, role, title, language, demands }: DemandsFacts): DemandsPage {
  const { current = [], earlier = [] } = demandsInWords(demands ?? [], language) ?? {}
  return {
    id: letter.id,
    letterTitle: title,
    delivered: demands !== null,
    owner: may(role, 'deliver'),
    demands: current.map((each) => ({ ...each, path: demandPath(letter.id, demandKey(each.demand)) })),
    earlier,
    language,
  }
}

export function demandPath(letterId: string, key: string): string {
  return `/dashboard/letters/${letterId}/demands/${key}`
}

/** @throws Refusal if the published text has no such demand, or nothing was delivered */
export function demandPage(
  { letter, title, language, demands }: DemandsFacts,
  key: string,
  form: DemandForm | undefined,
  now: Date,
): DemandPage {
  const asked = (demands ?? []).filter((each) => each.current && demandKey(each.demand) === key)
  const demand = demandsInWords(asked, language)?.current[0]
  if (!demand) throw notFoundRefusal('demand')
  const shown = form ?? emptyForm({ state: '', since: dayOf(now), note: '', link: '' })
  return {
    id: letter.id,
    letterTitle: title,
    language,
    path: demandPath(letter.id, key),
    demand,
    errors: shown.summary,
    choices: {
      name: 'state',
      type: 'radio',
      legend: say('demands-choice-legend'),
      hint: undefined,
      error: shown.errors.state,
      choices: stateChoices(shown.values.state),
    },
    form: shown,
    longestNote: longestDemandNote,
    longestLink: longestDemandLink,
  }
}

export function demandsJson({ demands }: DemandsFacts): DemandsJson {
  return { delivered: demands !== null, demands: (demands ?? []).map(historyJson) }
}
