import { letterById, revisionOf, type LetterRow, type RevisionRow } from '../../common/letter-queries.ts'
import type { Core } from '../../core.ts'
import type { Outgoing } from '../../mail/mail.ts'
import { letterFor } from '../../organizers/letter-for.ts'
import { Refusal, notFound } from '../../refusal.ts'
import { pdfDocument, type Copy } from '../compose.ts'
import { listAsOfNow, unlessErased } from '../freeze.ts'
import { deliveryMail } from '../mail.ts'
import { renderPdf } from '../pdf/pdf.ts'
import { recipientsOf, stageRecipients, type RecipientRow, type StageRow } from '../queries.ts'
import { openChange } from '../secrets.ts'
import { contentHash, listFor, type Entry } from '../snapshot-rules.ts'
import { stageIn } from '../stage-for.ts'
import { openRecipientAddress } from '../../common/letter-secrets.ts'
import { filledNote } from './filled-note.ts'
import { pressMails } from './press-mail.ts'
import { changesOf } from './change-queries.ts'
import type { StageInput } from './read-stage.ts'

export interface Preview {
  /** Null where nothing is mailed. */
  message: Outgoing | null
  copy: Copy
  pdf: Buffer | null
}

/** What one recipient would get at this moment, exactly; a draft's link leads nowhere. For owners alone. */
export async function previewCopy(
  core: Core,
  organizerId: string,
  letterId: string,
  { stageId, recipientId, proposed = false }: { stageId: string; recipientId: string; proposed?: boolean },
  now: Date,
): Promise<Preview> {
  const { letter } = await letterFor(core, organizerId, letterId, 'deliver')
  const kept = await stageIn(core.db, letterId, stageId)
  const { stage, recipients } = await (proposed ? asProposed(core, kept) : asKept(core, kept))
  const recipient = recipients.find(({ id }) => id === recipientId)
  if (!recipient || stage.kind === 'call') throw notFound('copy')
  if (!['planned', 'announced', 'late', 'stopped'].includes(stage.state) || stage.confirmed_at)
    throw new Refusal(
      'conflict',
      'sent-already',
      'This delivery has been confirmed. Who got which version stands on its page.',
    )
  const current = await letterById(core.db, letter.id)
  const revision = current && (await revisionOf(core.db, letterId, current.revision))
  if (!current || !revision) throw notFound('letter')
  return compose(core, { letter: current, revision, stage, recipient }, now)
}

async function asKept(core: Core, stage: StageRow): Promise<{ stage: StageRow; recipients: RecipientRow[] }> {
  return { stage, recipients: await stageRecipients(core.db, stage.id) }
}

/** The stage as the change would make it that waits for another owner. */
async function asProposed(core: Core, stage: StageRow): Promise<{ stage: StageRow; recipients: RecipientRow[] }> {
  const change = (await changesOf(core.db, stage.letter_id)).find(({ stage_id }) => stage_id === stage.id)
  if (!change) throw notFound('proposed change')
  const { kind, note, disclosure, recipients } = openChange(core, stage, change.proposal_sealed) as StageInput
  const changed = {
    ...stage,
    kind: kind as StageRow['kind'],
    covering_note: note,
    disclosure: disclosure as StageRow['disclosure'],
  }
  const all = await recipientsOf(core.db, stage.letter_id)
  return { stage: changed, recipients: all.filter(({ id }) => recipients.includes(id)) }
}

interface Parts {
  letter: LetterRow
  revision: RevisionRow
  stage: StageRow
  recipient: RecipientRow
}

/** While too few stand together no organizer sees who, or how many. */
const nobodyYet = {
  tally: { classes: [{ class: 'mailbox', count: 0 }], total: 0, anonymous: 0, held: 0 },
  entries: [] as Entry[],
}

async function compose(core: Core, { letter, revision, stage, recipient }: Parts, now: Date): Promise<Preview> {
  const { disclosure } = stage
  const { tally, entries } = letter.collecting
    ? nobodyYet
    : await unlessErased(() => listAsOfNow(core, core.db, letter, disclosure))
  const list = listFor(entries, recipient.since_revision)
  const note = await filledNote(core, core.db, letter, { stage, tally }, now)
  const asOf = letter.as_of ?? now
  const copy: Copy = { recipient, revision, note, disclosure, asOf, tally, names: list.map(({ name }) => name) }
  if (stage.kind === 'public') return { message: pressMessage(core, letter, copy, recipient), copy, pdf: null }
  const pdf = await renderPdf(pdfDocument(copy))
  if (stage.kind === 'by-hand') return { message: null, copy, pdf }
  return { message: mailOf(core, letter, { copy, recipient, list, pdf }), copy, pdf }
}

function mailOf(
  core: Core,
  letter: LetterRow,
  { copy, recipient, list, pdf }: { copy: Copy; recipient: RecipientRow; list: Entry[]; pdf: Buffer },
): Outgoing {
  const { revision, note, disclosure, asOf, tally } = copy
  return deliveryMail(copy, {
    to: addressOf(core, recipient),
    link: `${core.config.origin}/r/${'x'.repeat(22)}`,
    messageId: 'preview@localhost',
    pressContact: letter.press_contact,
    contentHash: contentHash({ revisionHash: revision.hash, note, disclosure, asOf, tally }, list),
    pdf,
    largestAttachment: core.config.largestAttachment,
  })
}

function pressMessage(core: Core, letter: LetterRow, copy: Copy, recipient: RecipientRow): Outgoing {
  const page = `${core.config.origin}/letters/${letter.public ? letter.slug : '…'}`
  const mail = pressMails(copy, { page, pressContact: letter.press_contact })
  return mail(recipient, { to: addressOf(core, recipient), link: '', messageId: 'preview@localhost' })
}

function addressOf(core: Core, { letter_id, address_sealed }: RecipientRow): string {
  return address_sealed === null ? '' : openRecipientAddress(core, letter_id, address_sealed)
}
