import { inTurn } from '../../concurrency/in-turn.ts'
import { letterById, revisionOf, type LetterRow } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import type { Outgoing } from '../../mail/mail.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { checkFor } from '../check-code.ts'
import { composed } from '../copies/composed.ts'
import { pdfDocument, type Copy } from '../copies/pdf-document.ts'
import { renderPdf, waitedFor } from '../pdf/render-pdf.ts'
import { recipientsOf, stageRecipients, type RecipientRow, type StageRow } from '../queries.ts'
import { openChange } from '../secrets.ts'
import { storedAnswerTime } from '../answer-time.ts'
import { storedEmbargo } from '../embargo.ts'
import { stageIn } from '../as-owner.ts'
import { changesOf } from '../stages/change-queries.ts'
import { copiesNow, copyNow, mailNow, type CopyParts } from '../copies/copy-now.ts'
import type { StageInput } from './read-stage.ts'

/** Limits for one organizer. Two previews run at once, because a page shows a mail and a PDF. */
const previewsAtOnce = { atOnce: 2, waiting: 10 }

export interface Preview {
  /** Null for a stage by hand, which mails nothing. */
  message: Outgoing | null
  copy: Copy
  pdf: Buffer | null
}

/**
 * Makes the exact mail and PDF that one recipient would get now, for owners. The link to the private page and the check code are
 * placeholders, because the copy does not exist yet.
 *
 * @param proposed whether to preview the change that waits for a second owner
 * @throws Refusal if there is no such copy, or the delivery has been confirmed
 * @throws CannotBeMade if the mail or the PDF cannot be made
 */
export async function previewCopy(
  core: Core,
  organizerId: string,
  letterId: string,
  { stageId, recipientId, proposed = false }: { stageId: string; recipientId: string; proposed?: boolean },
  now: Date,
): Promise<Preview> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'deliver')
  const kept = await stageIn(core.db, letterId, stageId)
  const { stage, recipients } = await (proposed ? asProposed(core, kept) : asKept(core, kept))
  const recipient = recipients.find(({ id }) => id === recipientId)
  if (!recipient || stage.kind === 'call') throw notFoundRefusal('copy')
  if (!['planned', 'announced', 'late', 'stopped'].includes(stage.state) || stage.confirmed_at)
    throw new Refusal('conflict', 'sent-already', say('refusal-sent-already'))
  const current = await letterById(core.db, letter.id)
  const revision = current && (await revisionOf(core.db, letterId, current.revision))
  if (!current || !revision) throw notFoundRefusal('letter')
  return inTurn(`preview:${organizerId}`, previewsAtOnce, () =>
    preview(core, { letter: current, revision, stage, recipient }, now),
  )
}

/**
 * Makes the mail that each recipient would get now, except the press, as text, without making its PDF. For owners.
 * @param counted false for mails without everything that changes with a batch
 * @returns nothing if nothing is mailed, or the mails cannot be made now
 */
export async function previewMails(
  core: Core,
  letter: LetterRow,
  { stageId, proposed }: { stageId: string; proposed: boolean },
  now: Date,
  counted = true,
): Promise<Outgoing[]> {
  const kept = await stageIn(core.db, letter.id, stageId)
  const { stage, recipients } = await (proposed ? asProposed(core, kept) : asKept(core, kept))
  const revision = await revisionOf(core.db, letter.id, letter.revision)
  if (!revision) return []
  try {
    const copyFor = await copiesNow(core, { letter, revision, stage }, now, counted)
    const mails = []
    for (const recipient of recipients.filter(({ press_of }) => press_of === null)) {
      const mail = await mailNow(core, { letter, revision, stage, recipient }, copyFor(recipient), Buffer.alloc(0))
      if (mail) mails.push(mail)
    }
    return mails
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

async function asKept(core: Core, stage: StageRow): Promise<{ stage: StageRow; recipients: RecipientRow[] }> {
  return { stage, recipients: await stageRecipients(core.db, stage.id) }
}

/** The stage with the change that waits for a second owner. */
async function asProposed(core: Core, stage: StageRow): Promise<{ stage: StageRow; recipients: RecipientRow[] }> {
  const change = (await changesOf(core.db, stage.letter_id)).find(({ stage_id }) => stage_id === stage.id)
  if (!change) throw notFoundRefusal('proposed change')
  const { kind, note, disclosure, recipients, answer, embargo } = openChange(
    core,
    stage,
    change.proposal_sealed,
  ) as StageInput
  const changed = {
    ...stage,
    kind: kind as StageRow['kind'],
    covering_note: note,
    disclosure: disclosure as StageRow['disclosure'],
    ...storedAnswerTime(answer),
    ...storedEmbargo(embargo),
  }
  const all = await recipientsOf(core.db, stage.letter_id)
  return { stage: changed, recipients: all.filter(({ id }) => recipients.includes(id)) }
}

async function preview(core: Core, parts: CopyParts, now: Date): Promise<Preview> {
  const made = await copyNow(core, parts, now)
  const { copy } = made
  const memory = core.config.pdfMemory
  const pdf =
    parts.stage.kind === 'public'
      ? null
      : await composed({ memory }, () =>
          renderPdf(pdfDocument(copy, checkFor(core.config, null)), { memory, time: waitedFor }),
        )
  return { message: await mailNow(core, parts, made, pdf ?? Buffer.alloc(0)), copy, pdf }
}
