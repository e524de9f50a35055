import { addressed } from '../letter/letter-address.ts'
import { letterById, revisionOf } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { stageOf, stageRecipients } from '../delivery/queries.ts'
import { enqueue, type Attempt, type Tasks } from '../jobs/queue.ts'
import type { Mail } from '../mail/mail.ts'
import { togetherOf } from '../together/queries.ts'
import { organizerAddress } from '../organizers/organizer-address.ts'
import { announcementMail, extensionMail, previewMail, togetherMail, updateMail, type About } from './mail.ts'
import { sweepSubscriptions } from './queries.ts'
import { openUpdate } from './secrets.ts'
import { mailingOf } from './rules.ts'
import { tell, unlessListErased, type Turn } from './tell.ts'
import { updateById } from './text-queries.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'sweep-subscriptions': Record<string, never>
    /** Mails subscribers that a stage has been announced. `after` is the last subscriber of the turn before. */
    'tell-subscribers': { stage: string; after?: string }
    /** Mails subscribers that signing was extended. */
    'tell-of-extension': { letter: string; after?: string }
    'send-update': { update: string; after?: string }
    'send-update-preview': { update: string; organizer: string }
  }
}

/** One queue for all mailings. Otherwise the retry of a turn would run beside the next turn and double the mails in flight. */
const inTurn = { priority: 10, queue: 'mailings' } as const

export function updateTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    'sweep-subscriptions': () => sweepSubscriptions(core.db, clock()),
    'tell-subscribers': async ({ stage, after }) => {
      const turn = mail && (await tellOfStage(core, mail, { stage, after }, clock()))
      await goOn(turn, (next) => enqueue(core.db, 'tell-subscribers', { stage, after: next }, inTurn))
    },
    'tell-of-extension': async ({ letter, after }) => {
      const turn = mail && (await tellOfExtension(core, mail, { letter, after }))
      await goOn(turn, (next) => enqueue(core.db, 'tell-of-extension', { letter, after: next }, inTurn))
    },
    'tell-together': async ({ letter, what, after }) => {
      const turn = mail && (await tellOfWaiting(core, mail, { letter, what, after }))
      await goOn(turn, (next) => enqueue(core.db, 'tell-together', { letter, what, after: next }, inTurn))
    },
    'send-update': async ({ update, after }) => {
      const turn = mail && (await tellOfUpdate(core, mail, { update, after }))
      await goOn(turn, (next) => enqueue(core.db, 'send-update', { update, after: next }, inTurn))
    },
    'send-update-preview': ({ update, organizer }, attempt) => sendPreview(core, mail, update, organizer, attempt),
  }
}

export const updateCrontab = ['* * * * * sweep-subscriptions']

async function goOn(turn: Turn | null, queue: (next: string) => Promise<void>): Promise<void> {
  if (turn?.next) await queue(turn.next)
  // The queue retries this turn later. It then mails only subscribers without a receipt.
  if (turn?.passing === true) throw new Error('temporary SMTP failure')
}

/** Does nothing if the stage is no longer announced. */
async function tellOfStage(
  core: Core,
  mail: Mail,
  { stage: id, after }: { stage: string; after: string | undefined },
  now: Date,
): Promise<Turn | null> {
  const stage = await stageOf(core.db, id)
  if (stage?.state !== 'announced') return null
  const about = await aboutLetter(core, stage.letter_id)
  if (!about) return null
  const message = announcementMail(about, { ...stage, recipients: await stageRecipients(core.db, id) }, now)
  return unlessListErased(() => tell(core, mail, { letterId: stage.letter_id, about: id, after }, message))
}

/** A letter is extended once, so its id names the mailing. */
async function tellOfExtension(
  core: Core,
  mail: Mail,
  { letter: id, after }: { letter: string; after: string | undefined },
): Promise<Turn | null> {
  const letter = await letterById(core.db, id)
  const about = await aboutLetter(core, id)
  if (!about || !letter?.closes_at || !letter.extended_from) return null
  const message = extensionMail(about, { until: letter.closes_at, before: letter.extended_from })
  return unlessListErased(() => tell(core, mail, { letterId: id, about: id, after }, message))
}

/** Does nothing if the waiting has gone on meanwhile: the number is no longer reached, or the mail about the end follows. */
async function tellOfWaiting(
  core: Core,
  mail: Mail,
  { letter: id, what, after }: { letter: string; what: 'reached' | 'revealed' | 'lapsed'; after: string | undefined },
): Promise<Turn | null> {
  const waiting = await togetherOf(core.db, id)
  const about = waiting?.state === what && (await aboutLetter(core, id))
  const at = waiting?.ended_at ?? waiting?.reveals_at
  if (!waiting || !about || !at) return null
  const message = togetherMail(about, { state: what, standing: waiting.standing, at })
  const mailing = mailingOf(id, what, waiting.round)
  return unlessListErased(() => tell(core, mail, { letterId: id, about: mailing, after }, message))
}

async function tellOfUpdate(
  core: Core,
  mail: Mail,
  { update: id, after }: { update: string; after: string | undefined },
): Promise<Turn | null> {
  const update = await updateById(core.db, id)
  const about = update && (await aboutLetter(core, update.letter_id))
  if (!update?.text || !about) return null
  const message = updateMail(about, update.text)
  return unlessListErased(() => tell(core, mail, { letterId: update.letter_id, about: id, after }, message))
}

async function aboutLetter(core: Core, letterId: string): Promise<About | null> {
  const letter = await letterById(core.db, letterId)
  const revision = letter && (await revisionOf(core.db, letterId, letter.revision))
  if (!letter || !revision || letter.state === 'purged') return null
  return {
    letter: addressed(core, letter),
    title: revision.title,
    language: revision.language,
    origin: core.config.origin,
  }
}

async function sendPreview(
  core: Core,
  mail: Mail | null,
  updateId: string,
  organizerId: string,
  attempt: Attempt,
): Promise<void> {
  const update = await updateById(core.db, updateId)
  const about = update && (await aboutLetter(core, update.letter_id))
  const to = update && (await organizerAddress(core, organizerId, update.letter_id))
  if (!mail || !about || !to || !update.draft_sealed) return
  const message = previewMail(about, openUpdate(core, update.letter_id, update.draft_sealed))
  const { outcome } = await mail.send({ kind: 'organizer', to, ...message })
  if (outcome === 'passing' && !attempt.last) throw new Error('temporary SMTP failure')
}
