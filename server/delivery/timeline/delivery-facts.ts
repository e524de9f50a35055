import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import type { DeliveryState } from '../rules.ts'
import { fromMailFile } from '../mail-signature.ts'
import { judgedAs } from '../verdicts.ts'
import { publicAnswers, publicRecipients, publicStages, publicTimes } from './queries.ts'
import type { AnswerJson, DeliveryJson, RecipientJson } from './schemas.ts'
import { nextDay, silenceOf, type Came, type Silence } from './silence.ts'
import {
  person,
  reachedAt,
  endOf,
  timelineOf,
  type AnswerFacts,
  type RecipientFacts,
  type StageFacts,
  type TimeFacts,
} from './timeline-events.ts'
import { untilDay } from './until-day.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'

/** The state of a recipient's copy, as everybody sees it. A copy that came back is `returned`. */
type CopyState = 'announced' | 'returned' | Exclude<DeliveryState, 'handing-over' | 'printed'>

export interface DeliveryFacts {
  shown: DeliveryJson
  /** When time alone next changes the page: at the next day of silence, or at the end of a notice. */
  changesAt: Date | null
}

/**
 * @param until if given, the facts as they stood at the end of that day (YYYY-MM-DD), which is over
 * @returns null if nothing had been announced or published
 */
export async function deliveryFacts(
  { db, config }: Pick<Core, 'db' | 'config'>,
  letter: AddressedLetter,
  at: Date,
  until?: string,
): Promise<DeliveryFacts | null> {
  const [allStages, allRecipients, allAnswers, allTimes] = await Promise.all([
    publicStages(db, letter.id),
    publicRecipients(db, letter.id),
    publicAnswers(db, letter.id),
    publicTimes(db, letter.id),
  ])
  const all = { stages: allStages, recipients: allRecipients, answers: allAnswers, times: allTimes }
  const { stages, recipients, answers, times } = until === undefined ? all : untilDay(all, until)
  const now = until === undefined ? at : endOf(until)
  if (stages.length === 0 && answers.length === 0) return null
  const day = config.units.silence
  const silence = silenceOf(cameTo(recipients), daysOf(answers), now, day)
  const clocks: Clocks = { answers, times, now, day }
  const path = letterPath(letter)
  const shown: DeliveryJson = {
    events: timelineOf({ stages, recipients, answers, times, silence, path, batchSize: letter.batch_size }, now),
    recipients: eachRecipient(recipients).map((rows) => recipientJson(rows, clocks)),
    answers: answers.flatMap(answerJson),
    silence,
  }
  return { shown, changesAt: changesAt(shown, stages, now, day) }
}

export interface RecipientClock {
  /** True if a copy has come to the recipient. If one has and `silence` is null, the recipient has answered. */
  came: boolean
  silence: Silence | null
  /** YYYY-MM-DD, until when the recipient asked for time. Null if the recipient did not, or has sent an answer since. */
  askedUntil: string | null
}

/** The silence of the letter and of each of its recipients, keyed by recipient id, for the dashboard. */
export async function recipientClocks(
  { db, config }: Pick<Core, 'db' | 'config'>,
  letterId: string,
  now: Date,
): Promise<{ letter: Silence | null; recipients: Map<string, RecipientClock> }> {
  const [recipients, answers, times] = await Promise.all([
    publicRecipients(db, letterId),
    publicAnswers(db, letterId),
    publicTimes(db, letterId),
  ])
  const clocks: Clocks = { answers, times, now, day: config.units.silence }
  const each = eachRecipient(recipients).map((rows): [string, RecipientClock] => [
    rows[0].recipient_id,
    { came: cameTo(rows).length > 0, silence: clockOf(rows, clocks), askedUntil: askedUntil(rows, clocks) },
  ])
  return {
    letter: silenceOf(cameTo(recipients), daysOf(answers), now, clocks.day),
    recipients: new Map(each),
  }
}

function changesAt({ recipients }: DeliveryJson, stages: readonly StageFacts[], now: Date, day: number): Date | null {
  const runs = recipients.some(({ days_without_answer }) => days_without_answer !== null)
  const notices = stages.flatMap(({ notice_until, state }) =>
    state === 'announced' && notice_until ? [notice_until] : [],
  )
  const next = [...(runs ? [nextDay(now, day)] : []), ...notices].filter((at) => at > now)
  return next.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}

interface Clocks {
  answers: readonly AnswerFacts[]
  times: readonly TimeFacts[]
  now: Date
  day: number
}

/** One recipient's part in each stage, in the order of the stages. */
type OneRecipient = [RecipientFacts, ...RecipientFacts[]]

function eachRecipient(recipients: readonly RecipientFacts[]): OneRecipient[] {
  const each = new Map<string, OneRecipient>()
  for (const row of recipients) {
    // A call sends no copy. Signatories write to its recipients themselves.
    if (row.kind === 'call') continue
    const rows = each.get(row.recipient_id)
    if (rows) rows.push(row)
    else each.set(row.recipient_id, [row])
  }
  return [...each.values()]
}

function clockOf(rows: OneRecipient, { answers, now, day }: Clocks): Silence | null {
  const own = answers.filter(({ recipient_id }) => recipient_id === rows[0].recipient_id)
  return silenceOf(cameTo(rows), daysOf(own), now, day)
}

/** The newest request counts. An answer that counts makes it pointless. */
function askedUntil(rows: OneRecipient, { answers, times }: Clocks): string | null {
  const { recipient_id } = rows[0]
  const newest = times.findLast((each) => each.recipient_id === recipient_id)
  const answered = daysOf(answers.filter((each) => each.recipient_id === recipient_id))
  return newest && answered.every((day) => day < newest.asked_on) ? newest.until : null
}

function cameTo(recipients: readonly RecipientFacts[]): Came[] {
  return recipients.flatMap((row) => {
    const at = reachedAt(row)
    return at ? [{ at, answerBy: row.answer_by }] : []
  })
}

function daysOf(answers: readonly AnswerFacts[]): string[] {
  return answers.filter(({ verdict }) => judgedAs(verdict).stopsDays).map(({ answered_on }) => answered_on)
}

function recipientJson(rows: OneRecipient, clocks: Clocks): RecipientJson {
  const [first] = rows
  const own = clocks.answers.filter(({ recipient_id }) => recipient_id === first.recipient_id)
  const stages = rows.map(stageJson)
  const silence = clockOf(rows, clocks)
  return {
    ...person(first),
    state: stages.at(-1)?.state ?? 'announced',
    accepted_on: stages.find(({ came_on }) => came_on !== null)?.came_on ?? null,
    received_on: earliest(rows.flatMap(({ confirmed_at }) => (confirmed_at ? [dayOf(confirmed_at)] : []))),
    answered_on: daysOf(own).toSorted().at(-1) ?? null,
    days_without_answer: silence?.days ?? null,
    answer_by: silence?.answer_by ?? null,
    days_overdue: silence?.days_overdue ?? 0,
    asked_until: askedUntil(rows, clocks),
    stages,
  }
}

function stageJson(row: RecipientFacts): RecipientJson['stages'][number] {
  const { number, kind, returned_on } = row
  const came = reachedAt(row)
  return {
    number,
    kind,
    // A copy that came back may have been sent again and accepted.
    state: returned_on !== null && row.state === 'refused' ? 'returned' : publicState(row.state),
    came_on: came && dayOf(came),
  }
}

function publicState(state: RecipientFacts['state']): CopyState {
  if (state === null) return 'announced'
  return state === 'handing-over' || state === 'printed' ? 'queued' : state
}

function earliest(days: readonly string[]): string | null {
  return days.toSorted()[0] ?? null
}

function answerJson({ text, published_at, ...answer }: AnswerFacts): AnswerJson[] {
  if (text === null || published_at === null) return []
  const { id, way, name, office, answered_on, verdict, answered_by: by } = answer
  const { pdf_bytes, pdf_hash, pdf_published_at } = answer
  const pdf = pdf_published_at && pdf_bytes && pdf_hash ? { bytes: pdf_bytes, sha256: pdf_hash.toString('hex') } : null
  return [
    {
      ...{ id, way, name, office, by, answered_on, verdict, text, pdf },
      published_on: dayOf(published_at),
      mail: fromMailFile(answer),
      pdf_withheld: pdf_bytes !== null && pdf === null,
    },
  ]
}
