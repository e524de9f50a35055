import type { Core } from '../../core.ts'
import { bounceAddress, uuidBytes } from '../../mail/bounce-address.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import type { Outgoing } from '../../mail/mail.ts'
import { earlierMessages } from './bounce-queries.ts'
import { CannotBeMade, composed } from '../copies/composed.ts'
import { copyOf, pdfOf } from '../copies/copy-of.ts'
import { markNotMade, type Unmade } from './mark-not-made.ts'
import { deliveryMails, type Envelope } from '../copies/mail.ts'
import { pressMails } from '../copies/press-mail.ts'
import { stageOf, type StageRow } from '../queries.ts'
import { openList, openPageToken } from '../secrets.ts'
import { dueEditions, type TakenCopy } from './queries.ts'
import type { Entry } from '../snapshot.ts'
import { newestSnapshot, type SnapshotRow } from '../copies/snapshot-queries.ts'

/** The material of a stage's due copies in one version. It is kept in memory for one turn of sending. */
export interface Prepared {
  stage: string
  letter: string
  version: number
  editions: number[]
  /** Number of due copies. */
  copies: number
  /** Ids of the listed signatures as PostgreSQL array literals. Null if the version lists none. */
  listed: { public: string; recipients: string; count: number } | null
  message(copy: TakenCopy): Outgoing
}

type MailFor = (recipient: { name: string; office: string }, envelope: Envelope) => Outgoing

/**
 * Makes the common part of a stage's due copies. Copies that cannot be made get the state `not-made` and are no longer due.
 * @returns null if no copy is due
 * @throws KeyGone if the names have been erased
 */
export async function prepareCopy(core: Core, stageId: string, now: Date): Promise<Prepared | null> {
  const all = await dueEditions(core.db, stageId, now)
  const stage = await stageOf(core.db, stageId)
  const snapshot = await newestSnapshot(core.db, stageId)
  if (!stage || !snapshot || all.length === 0) return null
  const earlier = await earlierMessages(core.db, stage)
  const mails = new Map<number, MailFor>()
  const unmade: Unmade[] = []
  for (const { since_revision: since } of all)
    try {
      mails.set(since, await mailsOf(core, stage, snapshot, since))
    } catch (error) {
      if (!(error instanceof CannotBeMade)) throw error
      unmade.push({ since, because: error.sentence })
    }
  if (unmade.length > 0) await markNotMade(core, stage, unmade, now)
  const due = all.filter(({ since_revision }) => mails.has(since_revision))
  if (due.length === 0) return null
  return {
    stage: stageId,
    letter: stage.letter_id,
    version: snapshot.version,
    editions: due.map(({ since_revision }) => since_revision),
    copies: due.reduce((sum, { copies }) => sum + copies, 0),
    listed: snapshot.list_sealed && listed(openList(core, stage.letter_id, stageId, snapshot.list_sealed)),
    message({ id, name, office, address_sealed, message_id, since_revision, token_sealed }) {
      const mail = mails.get(since_revision)
      if (!mail) throw new Error('a copy was taken of an edition that was not prepared')
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

async function mailsOf(core: Core, stage: StageRow, snapshot: SnapshotRow, since: number): Promise<MailFor> {
  const { copy, edition, letter } = await copyOf(core, stage, snapshot, since)
  const { origin, largestAttachment, pdfMemory: memory } = core.config
  const pressContact = snapshot.press_contact
  if (stage.kind === 'public')
    return composed({ memory }, () => pressMails(copy, { page: `${origin}/letters/${letter.slug}`, pressContact }))
  const pdf = await pdfOf(core, stage, edition, copy)
  const contentHash = edition.content_hash
  return composed({ memory }, () => deliveryMails(copy, { pressContact, contentHash, pdf, largestAttachment }))
}

function listed(entries: readonly Entry[]): Prepared['listed'] {
  const idsOf = (list: readonly Entry[]) => `{${list.map(({ id }) => `"\\\\x${id}"`).join(',')}}`
  return {
    public: idsOf(entries.filter(({ everyone }) => everyone)),
    recipients: idsOf(entries.filter(({ everyone }) => !everyone)),
    count: entries.length,
  }
}
