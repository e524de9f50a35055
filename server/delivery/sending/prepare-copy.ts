import type { Core } from '../../core.ts'
import { bounceAddress, uuidBytes } from '../../mail/bounce-address.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import { embargoEnd } from '../../letter/rules.ts'
import type { Outgoing } from '../../mail/mail.ts'
import { earlierMessages } from './bounce-queries.ts'
import { CannotBeMade, composed } from '../copies/composed.ts'
import { checkOf, copyOf, pdfOf } from '../copies/copy-of.ts'
import { markNotMade, type Unmade } from './mark-not-made.ts'
import { deliveryMails, type Envelope } from '../copies/mail.ts'
import { pressMails } from '../copies/press-mail.ts'
import { stageOf, type StageRow } from '../queries.ts'
import { openList, openPageToken } from '../secrets.ts'
import { copiesAbreast } from '../rules.ts'
import { dueCopies, type DueCopy, type TakenCopy } from './queries.ts'
import type { Entry } from '../snapshot.ts'
import { newestSnapshot, type SnapshotRow } from '../copies/snapshot-queries.ts'

/** Due copies of a stage in one version. It is kept in memory for one turn of sending. */
export interface Prepared {
  stage: string
  letter: string
  version: number
  /** Ids of the due copies that are made. */
  copies: string[]
  /** How many may be in flight at once. */
  abreast: number
  /** Ids of the listed signatures as PostgreSQL array literals. Null if the version lists none. */
  listed: { public: string; recipients: string; count: number } | null
  message(copy: TakenCopy): Outgoing
}

type MailFor = (recipient: { name: string; office: string }, envelope: Envelope) => Outgoing

/** The press gets no PDF, so its mails are made all at once. */
const mostPress = 5000
/** Names from which a copy is made alone, because its PDF takes about as long as several others. */
const manyNames = 1000

/**
 * How many copies are made before the first of them is sent. A name that is withdrawn meanwhile makes all of them again, so they are few:
 * as many as can be sent at once.
 */
function madeAtOnce({ kind }: StageRow, { list_sealed }: SnapshotRow, due: number): number {
  if (kind === 'public') return mostPress
  return (list_sealed?.length ?? 0) > manyNames * bytesPerName ? 1 : copiesAbreast(due)
}

/** About as many bytes has a name in a sealed list. */
const bytesPerName = 120

/**
 * Makes the due copies of a stage, or the first of them if they are many. Copies that cannot be made get the state `not-made` and are
 * no longer due.
 * @returns null if no copy is due
 * @throws KeyGone if the names have been erased
 */
export async function prepareCopy(core: Core, stageId: string, now: Date): Promise<Prepared | null> {
  const stage = await stageOf(core.db, stageId)
  const snapshot = await newestSnapshot(core.db, stageId)
  if (!stage || !snapshot) return null
  const due = await dueCopies(core.db, stageId, mostPress, now)
  const all = due.slice(0, madeAtOnce(stage, snapshot, due.length))
  if (all.length === 0) return null
  const earlier = await earlierMessages(core.db, stage)
  const { mails, unmade } = await mailsOfAll(core, stage, snapshot, all, now)
  if (unmade.length > 0) await markNotMade(core, stage, unmade, now)
  // Other editions may still be due. This one has no queued copy any more.
  if (mails.size === 0) return prepareCopy(core, stageId, now)
  return {
    stage: stageId,
    letter: stage.letter_id,
    version: snapshot.version,
    copies: [...mails.keys()],
    abreast: copiesAbreast(due.length),
    listed: snapshot.list_sealed && listed(openList(core, stage.letter_id, stageId, snapshot.list_sealed)),
    message({ id, name, office, address_sealed, message_id, token_sealed }) {
      const mail = mails.get(id)
      if (!mail) throw new Error('a copy was taken that was not prepared')
      return mail(
        { name, office },
        {
          to: openRecipientAddress(core, stage.letter_id, address_sealed),
          link: `${core.config.origin}/r/${openPageToken(core, id, token_sealed)}`,
          messageId: message_id,
          earlier: earlier.get(id) ?? [],
          bounceTo: bounceAddress(core, 'delivery', uuidBytes(id)),
        },
      )
    },
  }
}

/** If one copy of an edition cannot be made, none can: they differ only in their codes. */
async function mailsOfAll(core: Core, stage: StageRow, snapshot: SnapshotRow, due: readonly DueCopy[], now: Date) {
  const mails = new Map<string, MailFor>()
  const unmade: Unmade[] = []
  for (const [since, copies] of byEdition(due))
    try {
      const mailFor = await mailsOf(core, stage, snapshot, since, now)
      const made = new Map<string, MailFor>()
      for (const copy of copies) made.set(copy.id, await mailFor(copy))
      for (const [id, mail] of made) mails.set(id, mail)
    } catch (error) {
      if (!(error instanceof CannotBeMade)) throw error
      unmade.push({ since, because: error.sentence })
    }
  return { mails, unmade }
}

function byEdition(due: readonly DueCopy[]): Map<number, DueCopy[]> {
  const editions = new Map<number, DueCopy[]>()
  for (const copy of due) editions.set(copy.since_revision, [...(editions.get(copy.since_revision) ?? []), copy])
  return editions
}

/** Makes the common part of an edition's mails. */
async function mailsOf(
  core: Core,
  stage: StageRow,
  snapshot: SnapshotRow,
  since: number,
  now: Date,
): Promise<(due: DueCopy) => MailFor | Promise<MailFor>> {
  const { copy, edition, letter } = await copyOf(core, stage, snapshot, since)
  const { origin, largestAttachment, pdfMemory: memory } = core.config
  const pressContact = snapshot.press_contact
  if (stage.kind === 'public') {
    const page = `${origin}/letters/${letter.slug}`
    const embargo = embargoEnd(letter, now) ?? null
    const mail = await composed({ memory }, () => pressMails(copy, { page, pressContact, embargo }))
    return () => mail
  }
  const contentHash = edition.content_hash
  const enclosed = { pressContact, contentHash, largestAttachment }
  const mails = await composed({ memory }, () => deliveryMails(copy, enclosed))
  return async ({ id, check_sealed }) => {
    const check = checkOf(core, id, check_sealed)
    const pdf = await pdfOf(core, stage, { delivery: id, version: snapshot.version, check }, copy)
    return composed({ memory }, () => mails({ pdf, check }))
  }
}

function listed(entries: readonly Entry[]): Prepared['listed'] {
  const idsOf = (list: readonly Entry[]) => `{${list.map(({ id }) => `"\\\\x${id}"`).join(',')}}`
  return {
    public: idsOf(entries.filter(({ everyone }) => everyone)),
    recipients: idsOf(entries.filter(({ everyone }) => !everyone)),
    count: entries.length,
  }
}
