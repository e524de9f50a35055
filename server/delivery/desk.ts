import type { Core } from '../core.ts'
import { letterById, revisionOf, type LetterRow } from '../common/letter-queries.ts'
import { titleOf } from '../common/title-of.ts'
import { letterFor } from '../organizers/letter-for.ts'
import { may, type Role } from '../organizers/rules.ts'
import { Refusal, notFound } from '../refusal.ts'
import { responsesOf, type DeskResponse } from './answer-queries.ts'
import type { Copy } from './compose.ts'
import { pdfDocument } from './compose.ts'
import { choicesOf, type Reachable } from './draft-stage.ts'
import { listAsOfNow, unlessErased } from './freeze.ts'
import { deliveryMail } from './mail.ts'
import type { Outgoing } from '../mail/mail.ts'
import { renderPdf } from './pdf/pdf.ts'
import {
  deskDeliveries,
  lastDeliveryAt,
  recipientsOf,
  stageRecipients,
  stagesOf,
  type DeskDelivery,
  type RecipientRow,
  type StageRow,
} from './queries.ts'
import { openAnswer } from './secrets.ts'
import { contentHash, listFor } from './snapshot-rules.ts'
import { stageIn } from './stage-for.ts'

export interface DeskStage {
  stage: StageRow
  recipients: RecipientRow[]
  deliveries: DeskDelivery[]
}

export interface DeskDeliveryFacts {
  letter: LetterRow
  role: Role
  title: string
  stages: DeskStage[]
  choices: { recipient: RecipientRow; address: string | null; reachable: Reachable }[]
}

/** The delivery of a letter, for its organizers. Addresses are shown to owners alone. */
export async function showDelivery(core: Core, organizerId: string, letterId: string): Promise<DeskDeliveryFacts> {
  const { letter, role } = await letterFor(core, organizerId, letterId, 'read')
  const [stages, deliveries, choices] = await Promise.all([
    stagesOf(core.db, letterId),
    deskDeliveries(core.db, letterId),
    choicesOf(core, core.db, letterId),
  ])
  return {
    letter,
    role,
    title: (await titleOf(core, letter)) || 'A letter without a title',
    choices: choices.map((choice) => (may(role, 'deliver') ? choice : { ...choice, address: null })),
    stages: await Promise.all(
      stages.map(async (stage) => ({
        stage,
        recipients: await stageRecipients(core.db, stage.id),
        deliveries: deliveries.filter(({ stage_id }) => stage_id === stage.id),
      })),
    ),
  }
}

/** What one recipient would get at this moment, exactly; a draft's link leads nowhere. For owners alone. */
export async function previewCopy(
  core: Core,
  organizerId: string,
  letterId: string,
  { stageId, recipientId }: { stageId: string; recipientId: string },
  now: Date,
): Promise<{ message: Outgoing; copy: Copy; pdf: Buffer }> {
  const { letter } = await letterFor(core, organizerId, letterId, 'deliver')
  const stage = await stageIn(core.db, letterId, stageId)
  const recipient = (await stageRecipients(core.db, stage.id)).find(({ id }) => id === recipientId)
  if (!recipient) throw notFound('copy')
  if (stage.state !== 'draft' && stage.state !== 'announced')
    throw new Refusal(
      'conflict',
      'sent-already',
      'This delivery has been confirmed. Who got which version stands on its page.',
    )
  const current = await letterById(core.db, letter.id)
  const revision = current && (await revisionOf(core.db, letterId, current.revision))
  if (!current || !revision) throw notFound('letter')
  const { tally, entries } = await unlessErased(() => listAsOfNow(core, core.db, current, stage.disclosure))
  const list = listFor(entries, recipient.since_revision)
  const asOf = current.as_of ?? now
  const note = stage.covering_note
  const { disclosure } = stage
  const copy: Copy = { recipient, revision, note, disclosure, asOf, tally, names: list.map(({ name }) => name) }
  const pdf = await renderPdf(pdfDocument(copy))
  const choice = (await choicesOf(core, core.db, letterId)).find((each) => each.recipient.id === recipientId)
  const message = deliveryMail(copy, {
    to: choice?.address ?? '',
    link: `${core.config.origin}/r/${'x'.repeat(22)}`,
    messageId: 'preview@localhost',
    pressContact: current.press_contact,
    contentHash: contentHash({ revisionHash: revision.hash, note, disclosure, asOf, tally }, list),
    pdf,
  })
  return { message, copy, pdf }
}

export interface DeskAnswer extends Omit<DeskResponse, 'text_sealed'> {
  /** Null for those whose role does not read answers before they are published. */
  text: string | null
}

export async function showAnswers(
  core: Core,
  organizerId: string,
  letterId: string,
): Promise<{
  letter: LetterRow
  role: Role
  title: string
  answers: DeskAnswer[]
  recipients: RecipientRow[]
  delivered: Date | null
}> {
  const { letter, role } = await letterFor(core, organizerId, letterId, 'read')
  const rows = await responsesOf(core.db, letterId)
  return {
    letter,
    role,
    title: (await titleOf(core, letter)) || 'A letter without a title',
    recipients: await recipientsOf(core.db, letterId),
    delivered: await lastDeliveryAt(core.db, letterId),
    answers: rows.map(({ text_sealed, ...row }) => ({
      ...row,
      text: row.text ?? (may(role, 'answer') && text_sealed ? openAnswer(core, row.id, text_sealed) : null),
    })),
  }
}
