import type { LetterRow } from '../../letter/queries.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import type { Core } from '../../core.ts'
import { keyedHash } from '../../crypto/keyed-hash.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { stageRecipients, updateStage, type RecipientRow, type StageRow } from '../queries.ts'
import { asOwner, stageChangedRefusal, stageIn } from '../as-owner.ts'
import { enqueueLook } from '../enqueue-look.ts'
import { conditionsOf } from './condition-queries.ts'
import { contactsShown } from '../stage.ts'
import { TryFirst, afterTrial, isTried } from './try-stage.ts'
import { refuseUnlessReady } from './start-stage.ts'

/**
 * The subject that two owners must agree on: the stage's version, its disclosure, its recipients with their addresses, whom
 * to ask, and the letter's last revision of substance.
 */
export async function approvalOf(core: Core, trx: Db, letter: LetterRow, stage: StageRow): Promise<object> {
  const recipients = await stageRecipients(trx, stage.id)
  const { contact, place } = contactsShown(stage, letter)
  return {
    stage: stage.id,
    version: stage.version,
    disclosure: stage.disclosure,
    recipients: recipients.map(({ id }) => id).toSorted(),
    addresses: addressesHash(core, stage, recipients).toString('hex'),
    contact,
    ...(place !== null && { place }),
    text: letter.substance_revision,
  }
}

/**
 * The columns to store when a stage is approved or announced. They are compared when the stage starts, because an editor can
 * change addresses and contact without changing the stage.
 */
export async function approvedNow(core: Core, trx: Db, letter: LetterRow, stage: Pick<StageRow, 'id' | 'kind'>) {
  const { contact, place } = contactsShown(stage, letter)
  return {
    approved_revision: letter.revision,
    approved_addresses: addressesHash(core, stage, await stageRecipients(trx, stage.id)),
    approved_contact: contact,
    approved_place: place,
  }
}

/**
 * A keyed hash of the addresses that a stage mails to. Press addresses are left out, because they change only with the stage
 * itself. A stage by hand uses no addresses.
 */
export function addressesHash(
  core: Core,
  { id, kind }: Pick<StageRow, 'id' | 'kind'>,
  recipients: readonly RecipientRow[],
): Buffer {
  const used = kind === 'by-hand' ? [] : recipients.filter(({ press_of }) => press_of === null)
  const addresses = used.map(
    ({ id: recipient, letter_id, address_sealed }) =>
      `${recipient} ${address_sealed ? openRecipientAddress(core, letter_id, address_sealed) : ''}`,
  )
  return keyedHash(core.keys.server('approved addresses'), id, ...addresses.toSorted())
}

/**
 * Approves a stage. An approved stage needs no further confirmation: it starts when its conditions hold or an owner announces it,
 * and is carried out when its notice is over.
 *
 * @param version the version of the stage that the owner has seen
 * @returns 'waits' if a second owner must agree
 * @throws Refusal if the stage cannot be approved in its state, was changed meanwhile, or has a date in the past
 * @throws CannotBeMade if a trial shows that the mail or the PDF cannot be made
 */
export async function approveStage(
  core: Core,
  asker: Asker,
  letterId: string,
  { stageId, version }: { stageId: string; version: number },
  now: Date,
): Promise<'approved' | 'waits'> {
  return afterTrial(core, now, (tried) =>
    asOwner(core, asker.id, letterId, async (trx, letter) => {
      const stage = await stageIn(trx, letterId, stageId)
      refuseUnlessApprovable(stage, version)
      if (!letter.collecting) await refuseUnlessReady(core, trx, letter, stage)
      await refusePast(trx, stage, now)
      if (!isTried(tried, letter, stage)) return new TryFirst(stage)
      const subject = { ...(await approvalOf(core, trx, letter, stage)), approve: true }
      if (
        (await requireSecondOwner(
          { ...core, db: trx },
          letter,
          asker,
          { act: 'deliver', subject, names: stage.disclosure === 'names' },
          now,
        )) === 'waits'
      )
        return 'waits'
      await updateStage(trx, stage.id, { approved_at: now, ...(await approvedNow(core, trx, letter, stage)) })
      await enqueueLook(trx, letterId)
      await notifyLetter(trx, letterId)
      await noteActivity(trx, letterId, asker.id, 'stage-approved', { stage: stage.number }, now)
      return 'approved'
    }),
  )
}

function refuseUnlessApprovable(stage: StageRow, version: number): void {
  if (stage.state !== 'planned' && stage.state !== 'announced')
    throw new Refusal('conflict', 'not-to-approve', say('refusal-not-to-approve'))
  if (stage.approved_at) throw new Refusal('conflict', 'approved-already', say('refusal-approved-already'))
  if (stage.version !== version) throw stageChangedRefusal()
}

async function refusePast(trx: Db, stage: StageRow, now: Date): Promise<void> {
  const dates = (await conditionsOf(trx, stage.letter_id)).filter(({ stage_id }) => stage_id === stage.id)
  if (stage.state === 'planned' && dates.some(({ due_at }) => due_at && due_at <= now))
    throw new Refusal('conflict', 'date-past', say('refusal-date-past'))
}
