import { nextBatchAt, stillCollecting } from '../../signatures/batch/rules.ts'
import type { TogetherState } from '../../together/rules.ts'
import { mayDeliver, type Disclosure, type StageState } from '../rules.ts'
import type { StageKind } from '../stage.ts'
import { announced, conditionNow, earliest, nextMoment, nextMove, noticeAfterStop } from '../stages/next-move.ts'

export interface RehearsedCondition {
  kind: 'date' | 'count' | 'silence' | 'together'
  due_at: Date | null
  class: string | null
  least: number | null
  after_stage: string | null
  days: number | null
  counted: number | null
  delivered_at: Date | null
  answered: boolean
  together: TogetherState | null
}

export interface RehearsedStage {
  id: string
  number: number
  kind: StageKind
  disclosure: Disclosure
  state: StageState
  approved_at: Date | null
  fired_at: Date | null
  notice_until: Date | null
  confirmed_at: Date | null
  finished_at: Date | null
  stopped_from: StageState | null
  stopped_at: Date | null
  conditions: readonly RehearsedCondition[]
}

export interface RehearsedLetter {
  state: string
  collecting: boolean
  first_threshold: number
  batch_minutes: number
  notice_hours: number
  /** True if one person runs the letter. */
  alone: boolean
  closesAt: Date | null
  purgesAt: Date | null
  /** Signatures as of the last batch, by class. */
  counted: ReadonlyMap<string, number>
  stages: readonly RehearsedStage[]
}

/** The assumptions of a rehearsal. Nobody answers, each mail is accepted at once, and owners have approved every stage. */
export interface Supposed {
  /** How many work addresses have signed in the end. They sign evenly from now until `by`. */
  signatures: number
  by: Date
  /** When owners start a stage that has no conditions. Only a person can start such a stage. */
  byHand: 'at-once' | 'never'
}

export interface Units {
  minute: number
  hour: number
  /** A day of silence. */
  day: number
}

/** The expected course of one stage. */
export interface Expected {
  id: string
  number: number
  /** When it is announced, and when it is carried out. Null if that does not happen. */
  startsAt: Date | null
  happensAt: Date | null
  /** Why it does not start by itself. */
  because: null | 'by-hand' | 'count' | 'silence' | 'together' | 'answered' | 'collecting' | 'owners' | 'over'
  /** Number of the stage that must happen first, for `silence`. */
  after: number
}

/** When a stage would start at the earliest: everybody signs now, and owners start now what they start by hand. */
export function earliestStarts(letter: RehearsedLetter, now: Date, units: Units): Expected[] {
  const atOnce = { signatures: Infinity, by: now, byHand: 'at-once' as const }
  return rehearse({ ...letter, purgesAt: null }, atOnce, now, units)
}

/** Until when a stage of this letter may start. */
export function endOf({ state, closesAt, purgesAt }: RehearsedLetter): Date | null {
  return state === 'closed' ? purgesAt : closesAt
}

/** The stages that wait for a condition and would start after the end, even at the earliest. */
export function afterEnd(letter: RehearsedLetter, now: Date, units: Units): (Expected & { startsAt: Date })[] {
  const end = endOf(letter)
  const waiting = letter.stages.filter(({ state, conditions }) => state === 'planned' && conditions.length > 0)
  return earliestStarts(letter, now, units).flatMap((each) =>
    end && each.startsAt && each.startsAt >= end && waiting.some(({ id }) => id === each.id)
      ? [{ ...each, startsAt: each.startsAt }]
      : [],
  )
}

/** A rehearsal that takes more steps than this has a fault. A plan has at most 50 stages, and each moves a few times. */
const mostSteps = 2000

/**
 * Plays a plan on a clock of its own, with the rules by which the job carries it out. Pure: it reads and writes nothing.
 * The clock jumps from one moment to the next at which time or a count may move a stage, until the letter is purged.
 */
export function rehearse(letter: RehearsedLetter, supposed: Supposed, now: Date, units: Units): Expected[] {
  const play = new Play(letter, supposed, now, units)
  play.run()
  return play.stages.map((stage) => expectedOf(stage, play))
}

interface Played extends Omit<RehearsedStage, 'conditions'> {
  conditions: RehearsedCondition[]
  refused: boolean
}

class Play {
  readonly stages: Played[]
  readonly #letter: RehearsedLetter
  readonly #supposed: Supposed
  readonly #units: Units
  readonly #began: Date
  #now: Date

  constructor(letter: RehearsedLetter, supposed: Supposed, now: Date, units: Units) {
    this.#letter = letter
    this.#supposed = supposed
    this.#units = units
    this.#began = now
    this.#now = now
    this.stages = letter.stages.map((stage) => ({
      ...stage,
      approved_at: stage.approved_at ?? now,
      refused: false,
      conditions: stage.conditions.map((condition) => ({ ...condition })),
    }))
    for (const stage of this.stages) if (stage.state === 'sending' && stage.kind !== 'call') this.#finish(stage)
  }

  run(): void {
    const { purgesAt } = this.#letter
    for (let steps = 0; steps < mostSteps; steps++) {
      this.#look()
      const next = this.#nextMoment()
      if (!next || (purgesAt && next >= purgesAt)) return
      this.#now = next
    }
  }

  standing({ conditions }: Played) {
    return conditions.map((condition) => {
      const facts = condition.kind === 'count' ? { ...condition, counted: this.#counted(condition) } : condition
      return { ...condition, ...conditionNow(facts, this.#now, this.#units.day) }
    })
  }

  #look(): void {
    let moved = true
    while (moved) moved = this.stages.filter((stage) => this.#move(stage)).length > 0
  }

  #move(stage: Played): boolean {
    const [now, { hour }] = [this.#now, this.#units]
    const hand = this.#supposed.byHand === 'at-once' && stage.state === 'planned' && stage.conditions.length === 0
    // The job looks every minute, so nothing is late in a rehearsal.
    const move = hand ? 'announce' : nextMove(stage, this.standing(stage), { looked: now, now, hour })
    if (move === 'wait' || typeof move === 'object') return false
    if (move === 'resume') {
      if (stage.stopped_from === null) return false
      Object.assign(stage, { state: stage.stopped_from, notice_until: noticeAfterStop(stage, now), stopped_from: null })
      return true
    }
    if (mayDeliver({ state: this.#stateNow(), collecting: this.#collecting() }) !== 'yes' && !hand) {
      Object.assign(stage, { state: 'late', refused: true })
      return true
    }
    if (move === 'carry-out') this.#finish(stage)
    else {
      const { alone } = this.#letter
      const notice = { letter: this.#letter, alone, decidedAt: hand ? now : (stage.approved_at ?? now) }
      Object.assign(stage, announced(stage, notice, { now, hour }))
    }
    return true
  }

  /** Every mail is accepted at once, and a printed copy is handed over at once. */
  #finish(stage: Played): void {
    const now = this.#now
    Object.assign(stage, { state: stage.kind === 'call' ? 'sending' : 'done' })
    stage.confirmed_at ??= now
    stage.finished_at ??= now
    for (const other of this.stages)
      for (const condition of other.conditions) if (condition.after_stage === stage.id) condition.delivered_at ??= now
  }

  #nextMoment(): Date | null {
    const stages = this.stages.map((stage) => ({ ...stage, conditions: this.standing(stage) }))
    const timed = nextMoment(stages, { now: this.#now, hour: this.#units.hour })
    const counts = this.stages.filter(({ state }) => state === 'planned').flatMap(({ conditions }) => conditions)
    const signed = [{ class: 'workers', least: this.#letter.first_threshold }, ...counts]
      .flatMap((condition) => this.#reachedAt(condition) ?? [])
      .filter((at) => at > this.#now)
    return earliest([...signed, ...(timed ? [timed] : [])])
  }

  /** A draft is rehearsed as if it opened now. */
  #stateNow(): string {
    return this.#letter.state === 'draft' ? 'open' : this.#letter.state
  }

  #collecting(): boolean {
    const { collecting, first_threshold } = this.#letter
    return stillCollecting(collecting, this.#standing('workers') + this.#signed(), first_threshold)
  }

  /** Returns the number that a condition on a count compares. Supposed signatures count as verified work addresses. */
  #counted({ class: counted, counted: known }: RehearsedCondition): number | null {
    if (this.#collecting()) return null
    if (this.#supposed.signatures === Infinity) return Infinity
    if (counted !== 'workers' && counted !== 'mailbox') return known ?? 0
    return this.#standing(counted) + this.#signed()
  }

  /** Signatures at the beginning of the rehearsal. */
  #standing(counted: 'workers' | 'mailbox'): number {
    if (counted === 'mailbox') return this.#letter.counted.get('mailbox') ?? 0
    return [...this.#letter.counted].reduce((sum, [name, count]) => sum + (name === 'supporter' ? 0 : count), 0)
  }

  #toCome(): number {
    return this.#letter.state === 'closed' ? 0 : Math.max(0, this.#supposed.signatures - this.#standing('workers'))
  }

  /** Supposed signatures as of the last batch: the even share of the time that has passed. */
  #signed(): number {
    const toCome = this.#toCome()
    const [from, by] = [this.#began.getTime(), this.#supposed.by.getTime()]
    if (this.#now.getTime() >= by || toCome === 0) return toCome
    const passed = Math.max(0, this.#lastBatch().getTime() - from)
    return Math.floor((toCome * passed) / (by - from))
  }

  #lastBatch(): Date {
    const { batch_minutes } = this.#letter
    const { minute } = this.#units
    let last = new Date(this.#now.getTime() - batch_minutes * minute)
    for (let next = last; next <= this.#now; next = nextBatchAt(next, batch_minutes, minute)) last = next
    return last
  }

  /** The batch with which a count is reached. Null if it is not reached, or was before the rehearsal. */
  #reachedAt({ class: counted, least }: Pick<RehearsedCondition, 'class' | 'least'>): Date | null {
    if (least === null || (counted !== 'workers' && counted !== 'mailbox')) return null
    const toCome = this.#toCome()
    const needed = least - this.#standing(counted)
    if (needed <= 0 || needed > toCome || toCome === Infinity) return null
    const [from, by] = [this.#began.getTime(), this.#supposed.by.getTime()]
    const at = new Date(Math.min(by, from + Math.ceil((needed * (by - from)) / toCome)))
    return at >= this.#supposed.by
      ? at
      : nextBatchAt(new Date(at.getTime() - 1), this.#letter.batch_minutes, this.#units.minute)
  }
}

function expectedOf(stage: Played, play: Play): Expected {
  const { id, number, fired_at, confirmed_at, notice_until } = stage
  const happens = confirmed_at ?? (stage.state === 'announced' ? notice_until : null)
  const why = fired_at || confirmed_at ? { because: null, after: 0 } : whyNot(stage, play)
  return { id, number, startsAt: fired_at ?? confirmed_at, happensAt: happens, ...why }
}

function whyNot(stage: Played, play: Play): Pick<Expected, 'because' | 'after'> {
  if (stage.state === 'done' || stage.state === 'cancelled') return { because: 'over', after: 0 }
  if (stage.refused) return { because: 'collecting', after: 0 }
  if (stage.state !== 'planned') return { because: 'owners', after: 0 }
  if (stage.conditions.length === 0) return { because: 'by-hand', after: 0 }
  const missing = play.standing(stage).find(({ holds }) => !holds)
  if (missing?.kind === 'together') return { because: 'together', after: 0 }
  if (missing?.kind !== 'silence') return { because: 'count', after: 0 }
  const after = play.stages.find(({ id }) => id === missing.after_stage)?.number ?? 0
  return { because: missing.answered ? 'answered' : 'silence', after }
}
