import { setTimeout as sleep } from 'node:timers/promises'
import type { Core } from '../../core.ts'
import { KeyGone } from '../../db/keys/keys.ts'
import { notifyLetter } from '../../db/notify.ts'
import { lockLetter } from '../../letter/queries.ts'
import type { Mail } from '../../mail/mail.ts'
import { say } from '../../refusal.ts'
import { enqueueDelivery } from './enqueue-delivery.ts'
import { sendCopies, type Asked, type Ended } from './send-copies.ts'
import { prepareCopy, type Prepared } from './prepare-copy.ts'
import { stageOf } from '../queries.ts'
import { cancelErased, finishStage, type TakenCopy } from './queries.ts'
import { storedAnswer } from '../stored-answer.ts'
import { markUnsure } from './mark-unsure.ts'

type Clock = () => Date

/** In milliseconds. The next turn then goes through the queue, so that more urgent jobs run first. */
const turnLength = 5000
/** In milliseconds. A finished copy waits at most this long, so that one transaction records and takes several copies. */
const gatherFor = 40
const mostVersions = 20
const stepTries = 30

/** Stages that this process is sending, and whether another job has asked for them meanwhile. */
const sending = new Map<string, { askedAgain: boolean }>()

/** Sends the due copies of a stage to the mail server for one turn. Queues the next turn if copies are left. */
export async function deliver(
  core: Core,
  mail: Mail | null,
  stageId: string,
  worker: string,
  clock: Clock,
): Promise<void> {
  if (!mail) return
  const other = sending.get(stageId)
  if (other) {
    other.askedAgain = true
    return
  }
  const mine = { askedAgain: false }
  sending.set(stageId, mine)
  try {
    const left = await new Turn(core, mail, stageId, worker, clock).send()
    if (left === 'more') mine.askedAgain = true
  } finally {
    sending.delete(stageId)
  }
  if (mine.askedAgain) await enqueueDelivery(core.db, stageId)
}

class Turn {
  readonly #core: Core
  readonly #mail: Mail
  readonly #stage: string
  readonly #worker: string
  readonly #clock: Clock
  #ends: number | undefined
  readonly #underWay = new Set<Promise<void>>()
  #ended: Ended[] = []

  constructor(core: Core, mail: Mail, stage: string, worker: string, clock: Clock) {
    this.#core = core
    this.#mail = mail
    this.#stage = stage
    this.#worker = worker
    this.#clock = clock
  }

  async send(): Promise<'over' | 'more'> {
    await markUnsure(this.#core, this.#clock())
    let newest: Prepared | undefined
    try {
      for (let versions = 1; versions <= mostVersions;) {
        const prepared = await this.#prepared()
        if (!prepared) return 'over'
        newest = prepared
        const came = await this.#sendFrom(prepared)
        if (came === 'new-version') versions++
        else if (came !== 'sent') return came
      }
      throw new Error('the list changed again and again')
    } finally {
      if (newest) await this.#endWith(newest)
    }
  }

  async #prepared(): Promise<Prepared | null> {
    try {
      return await prepareCopy(this.#core, this.#stage, this.#clock())
    } catch (error) {
      if (!(error instanceof KeyGone)) throw error
      await giveUp(this.#core, this.#stage, this.#clock())
      return null
    }
  }

  /**
   * Sends until no prepared copy is due or the turn is over. Returns only when no copy is in flight.
   * @returns `sent` if further copies may be due, and `over` if none could be taken
   */
  async #sendFrom(prepared: Prepared): Promise<'over' | 'sent' | 'more' | 'new-version'> {
    const ends = (this.#ends ??= performance.now() + turnLength)
    let came: 'over' | 'sent' = 'over'
    for (;;) {
      const inTime = performance.now() < ends
      const taken = await this.#step(prepared, inTime ? prepared.abreast - this.#underWay.size : 0)
      if (taken === 'new-version') return taken
      if (taken.length > 0) came = 'sent'
      for (const copy of taken) this.#hand(prepared, copy)
      if (this.#underWay.size === 0 && this.#ended.length === 0) return inTime ? came : 'more'
      if (this.#ended.length === 0) await Promise.race(this.#underWay)
      await this.#gather()
    }
  }

  /** Waits until as many copies have ended as are in flight, but at most for `gatherFor`, to record several in one step. */
  async #gather(): Promise<void> {
    const moment = new AbortController()
    const over = sleep(gatherFor, 'over', { signal: moment.signal }).catch(() => 'over')
    while (this.#ended.length < this.#underWay.size)
      if ((await Promise.race([over, ...this.#underWay])) === 'over') break
    moment.abort()
  }

  /** Records the copies in flight, even if the turn failed. Takes no further copy. */
  async #endWith(prepared: Prepared): Promise<void> {
    await Promise.all(this.#underWay)
    if (this.#ended.length > 0) await this.#step(prepared, 0)
  }

  #hand(prepared: Prepared, copy: TakenCopy): void {
    const flight = send(this.#mail, prepared, copy).then((result) => {
      this.#underWay.delete(flight)
      this.#ended.push({ copy, result })
    })
    this.#underWay.add(flight)
  }

  /** Retries with back-off, because a short outage of the database must not lose the mail server's answers. */
  async #step(prepared: Prepared, room: number): Promise<TakenCopy[] | 'new-version'> {
    for (let attempt = 1; ; attempt++) {
      const ended = this.#ended
      this.#ended = []
      const asked: Asked = { worker: this.#worker, ended, room, underWay: this.#underWay.size }
      try {
        return await sendCopies(this.#core, prepared, asked, this.#clock())
      } catch (error) {
        this.#ended = [...ended, ...this.#ended]
        if (attempt === stepTries || ended.length + asked.underWay === 0) throw error
        await sleep(Math.min(attempt * 100, 2000))
      }
    }
  }
}

/** The transport throws only if it cannot build a mail from the text. It has not contacted the mail server then. */
async function send(mail: Mail, prepared: Prepared, copy: TakenCopy): Promise<Ended['result']> {
  try {
    return await mail.send(prepared.message(copy))
  } catch {
    return { outcome: 'not-made', answer: storedAnswer(say('sending-mail-not-made')) }
  }
}

/** Cancels the queued copies, because the key of their names was destroyed. */
async function giveUp(core: Core, stageId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const stage = await stageOf(trx, stageId)
    if (!stage) return
    await lockLetter(trx, stage.letter_id)
    await cancelErased(trx, stageId, storedAnswer(say('sending-names-erased')))
    await finishStage(trx, stageId, now)
    await notifyLetter(trx, stage.letter_id)
  })
}
