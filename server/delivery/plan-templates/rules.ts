import { noAnswerTime, storedAnswerTime, type TypedAnswerTime } from '../answer-time.ts'
import { noEmbargo, type TypedEmbargo } from '../embargo.ts'
import { noConditions, type TypedConditions } from '../stages/conditions.ts'

/** A template is a sentence with blanks. Filling the blanks makes stages, which can be changed afterwards. */
export const templates = ['step-up', 'on-a-day', 'by-hand-first'] as const
export type Template = (typeof templates)[number]

/** Blanks that hold a recipient, a number, a date or a choice. */
export const blanks = ['first', 'second', 'least', 'days', 'more', 'date', 'zone', 'shows'] as const
export type Blank = (typeof blanks)[number]
export type Filled = Record<Blank, string>

/** In the English order. A message may put them in another one. */
export const blanksOf: Record<Template, readonly Blank[]> = {
  'step-up': ['first', 'least', 'second', 'days', 'more', 'shows'],
  'on-a-day': ['first', 'date', 'zone', 'days', 'shows'],
  'by-hand-first': ['first', 'least', 'second', 'days', 'shows'],
}

/** What an empty form shows. Recipients and dates are chosen by people. */
export const suggested: Filled = {
  first: '',
  second: 'others',
  least: '100',
  days: '7',
  more: '7',
  date: '',
  zone: '',
  shows: 'count',
}

export interface TemplateStage {
  id: string
  kind: string
  recipients: string[]
  press: string
  note: string
  disclosure: string
  answer: TypedAnswerTime
  embargo: TypedEmbargo
  conditions: TypedConditions
}

/** The blank that made a field of a stage. Faults of the stage are shown beside it. */
export type BlankOf = Partial<Record<string, Blank>>

export interface MadeStage {
  stage: TemplateStage
  blankOf: BlankOf
}

/**
 * Makes the stages of a filled template.
 * @param everybody ids of all recipients
 * @param ids ids for the stages, at least three
 */
export function stagesOf(
  template: Template,
  filled: Filled,
  everybody: readonly string[],
  ids: readonly string[],
): MadeStage[] {
  const [one = '', two = '', three = ''] = ids
  const first = chosen(filled.first, everybody, [])
  const second = chosen(filled.second, everybody, first)
  const count = { least: filled.least, class: 'workers' }
  const mail = { kind: 'mail', disclosure: filled.shows }
  switch (template) {
    case 'step-up':
      return [
        made(one, { ...mail, recipients: first, answer: within(filled.days) }, count, {
          recipients: 'first',
          least: 'least',
          disclosure: 'shows',
        }),
        made(
          two,
          { ...mail, recipients: second, answer: within(filled.more) },
          { after: one, days: filled.days },
          silent('second', 'days'),
        ),
        made(three, { kind: 'public' }, { after: two, days: filled.more }, silent('first', 'more')),
      ]
    case 'on-a-day':
      return [
        made(
          one,
          { ...mail, recipients: first, answer: within(filled.days) },
          { date: filled.date, zone: filled.zone },
          { recipients: 'first', date: 'date', zone: 'zone', disclosure: 'shows' },
        ),
        made(two, { kind: 'public' }, { after: one, days: filled.days }, silent('first', 'days')),
      ]
    case 'by-hand-first':
      return [
        made(
          one,
          { kind: 'by-hand', disclosure: filled.shows, recipients: first, answer: within(filled.days) },
          count,
          { recipients: 'first', least: 'least', disclosure: 'shows' },
        ),
        made(two, { ...mail, recipients: second }, { after: one, days: filled.days }, silent('second', 'days')),
      ]
  }
}

/** The copies ask for an answer until the next stage starts. A number that is wrong is shown beside the next stage’s blank. */
function within(days: string): TypedAnswerTime {
  const { answer_days } = storedAnswerTime({ days: days.trim(), by: '' })
  return { days: answer_days === null ? '' : String(answer_days), by: '' }
}

function silent(recipients: Blank, days: Blank): BlankOf {
  return { recipients, days, date: days, after: days, disclosure: 'shows' }
}

function made(
  id: string,
  stage: Partial<TemplateStage>,
  conditions: Partial<TypedConditions>,
  blankOf: BlankOf,
): MadeStage {
  const nothing = {
    kind: 'mail',
    recipients: [],
    press: '',
    note: '',
    disclosure: '',
    answer: noAnswerTime,
    embargo: noEmbargo,
  }
  return { stage: { ...nothing, ...stage, id, conditions: { ...noConditions, ...conditions } }, blankOf }
}

function chosen(typed: string, everybody: readonly string[], others: readonly string[]): string[] {
  if (typed === 'everybody') return [...everybody]
  if (typed === 'others') return everybody.filter((id) => !others.includes(id))
  return everybody.filter((id) => id === typed)
}

/** The blanks that nobody filled. */
export function emptyBlanks(template: Template, filled: Filled): Blank[] {
  return blanksOf[template].filter((blank) => filled[blank].trim() === '')
}
