import type { Core } from '../core.ts'
import { bounceAddress, uuidBytes } from '../common/bounce-address.ts'
import { openRecipientAddress } from '../common/letter-secrets.ts'
import type { Outgoing } from '../mail/mail.ts'
import { earlierMessages } from './bounce-queries.ts'
import { copyOf, pdfOf } from './copy-of.ts'
import { deliveryMails } from './mail.ts'
import { pressMails } from './plan/press-mail.ts'
import { stageOf } from './queries.ts'
import { openList, openPageToken } from './secrets.ts'
import { dueEditions, type TakenCopy } from './sending-queries.ts'
import type { Entry } from './snapshot-rules.ts'
import { newestSnapshot } from './snapshot-queries.ts'

/** What the due copies of a stage are made from, of one version: kept for one turn of sending, and only in memory. */
export interface Prepared {
  stage: string
  letter: string
  version: number
  editions: number[]
  /** How many were due. */
  copies: number
  /** The signatures listed in it, for PostgreSQL; null where it lists none. */
  listed: { public: string; recipients: string; count: number } | null
  message(copy: TakenCopy): Outgoing
}

/** @throws KeyGone where the names have been erased */
export async function prepare(core: Core, stageId: string, now: Date): Promise<Prepared | null> {
  const due = await dueEditions(core.db, stageId, now)
  const stage = await stageOf(core.db, stageId)
  const snapshot = await newestSnapshot(core.db, stageId)
  if (!stage || !snapshot || due.length === 0) return null
  const { largestAttachment } = core.config
  const earlier = await earlierMessages(core.db, stage)
  const mails = new Map<number, ReturnType<typeof deliveryMails>>()
  for (const { since_revision: since } of due) {
    const { copy, edition, letter } = await copyOf(core, stage, snapshot, since)
    if (stage.kind === 'public') {
      const page = `${core.config.origin}/letters/${letter.slug}`
      mails.set(since, pressMails(copy, { page, pressContact: snapshot.press_contact }))
      continue
    }
    const pdf = await pdfOf(core, stage, edition, copy)
    mails.set(
      since,
      deliveryMails(copy, {
        pressContact: snapshot.press_contact,
        contentHash: edition.content_hash,
        pdf,
        largestAttachment,
      }),
    )
  }
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

function listed(entries: readonly Entry[]): Prepared['listed'] {
  const idsOf = (list: readonly Entry[]) => `{${list.map(({ id }) => `"\\\\x${id}"`).join(',')}}`
  return {
    public: idsOf(entries.filter(({ everyone }) => everyone)),
    recipients: idsOf(entries.filter(({ everyone }) => !everyone)),
    count: entries.length,
  }
}
