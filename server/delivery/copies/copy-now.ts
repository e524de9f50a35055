import type { LetterRow, RevisionRow } from '../../letter/queries.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import type { Core } from '../../core.ts'
import type { Outgoing } from '../../mail/mail.ts'
import { checkpointShown } from '../../audit/checkpoint-of.ts'
import { answerDay } from '../answer-time.ts'
import { checkFor } from '../check-code.ts'
import { contactsShown } from '../stage.ts'
import { checkpointIn } from './checkpoint-in.ts'
import { composed } from './composed.ts'
import type { Copy } from './pdf-document.ts'
import { listAsOfNow, unlessErased } from './freeze.ts'
import { deliveryMail } from './mail.ts'
import type { RecipientRow, StageRow } from '../queries.ts'
import { contentHash, listFor, namesIn, type Entry } from '../snapshot.ts'
import { filledNote } from './filled-note.ts'
import { pressMails } from './press-mail.ts'

export interface CopyParts {
  letter: LetterRow
  revision: RevisionRow
  stage: StageRow
  recipient: Pick<RecipientRow, 'letter_id' | 'name' | 'office' | 'address_sealed' | 'since_revision'>
}

export interface CopyNow {
  copy: Copy
  list: Entry[]
}

/** Replaces the list while too few people have signed. Until then organizers may see neither names nor their number. */
const nobodyYet = {
  tally: { classes: [{ class: 'mailbox', count: 0 } as const], total: 0, anonymous: 0, held: 0 },
  entries: [] as Entry[],
}

/** The content of one recipient's copy if it were made now. @throws Refusal */
export async function copyNow(core: Core, { recipient, ...parts }: CopyParts, now: Date): Promise<CopyNow> {
  return (await copiesNow(core, parts, now))(recipient)
}

/**
 * The content of each recipient's copy if it were made now. The list of names is read once for all.
 * @param counted false for a copy without everything that changes by itself: counts, names, their time, and the facts in the note. Two such copies are
 *   the same as long as nobody has changed anything.
 * @throws Refusal
 */
export async function copiesNow(
  core: Core,
  { letter, revision, stage }: Omit<CopyParts, 'recipient'>,
  now: Date,
  counted = true,
): Promise<(recipient: CopyParts['recipient']) => CopyNow> {
  const { disclosure } = stage
  const { tally, entries } =
    letter.collecting || !counted ? nobodyYet : await unlessErased(() => listAsOfNow(core, core.db, letter, disclosure))
  // The facts in a note change too, for example its days of silence at midnight.
  const note = counted ? await filledNote(core, core.db, letter, { stage, tally }, now) : stage.covering_note
  const answerBy = counted ? answerDay(stage, now) : null
  const { place } = contactsShown(stage, letter)
  const signed = counted ? ((await checkpointShown(core, letter))?.note ?? null) : null
  const checkpoint = checkpointIn(core, letter, signed)
  const asOf = counted ? (letter.as_of ?? now) : new Date(0)
  return (recipient) => {
    const list = listFor(entries, recipient.since_revision)
    const names = namesIn(list)
    const made = { paper: letter.paper, byHand: stage.kind === 'by-hand' }
    const shared = { revision, note, disclosure, asOf, tally, names, answerBy, place, checkpoint, ...made }
    return { list, copy: { recipient, ...shared } }
  }
}

/**
 * Makes the mail of a copy.
 * @param pdf the attachment
 * @returns null if the stage mails nothing
 * @throws CannotBeMade
 */
export async function mailNow(core: Core, parts: CopyParts, now: CopyNow, pdf: Buffer): Promise<Outgoing | null> {
  const { kind } = parts.stage
  if (kind === 'call' || kind === 'by-hand') return null
  const make = kind === 'public' ? pressMessage : deliveryMessage
  return composed({ memory: core.config.pdfMemory }, () => make(core, parts, now, pdf))
}

function deliveryMessage(core: Core, { letter, recipient }: CopyParts, { copy, list }: CopyNow, pdf: Buffer): Outgoing {
  const { revision, note, disclosure, asOf, tally, answerBy } = copy
  return deliveryMail(copy, {
    to: addressOf(core, recipient),
    link: `${core.config.origin}/r/${'x'.repeat(22)}`,
    messageId: 'preview@localhost',
    pressContact: letter.press_contact,
    contentHash: contentHash({ revisionHash: revision.hash, note, disclosure, asOf, tally, answerBy }, list),
    check: checkFor(core.config, null),
    pdf,
    largestAttachment: core.config.largestAttachment,
  })
}

function pressMessage(core: Core, { letter, recipient, stage }: CopyParts, { copy }: CopyNow): Outgoing {
  const page = `${core.config.origin}/letters/${letter.public ? letter.slug : '…'}`
  const mail = pressMails(copy, { page, pressContact: letter.press_contact, embargo: stage.embargo_at })
  return mail(recipient, { to: addressOf(core, recipient), link: '', messageId: 'preview@localhost' })
}

function addressOf(core: Core, { letter_id, address_sealed }: CopyParts['recipient']): string {
  return address_sealed === null ? '' : openRecipientAddress(core, letter_id, address_sealed)
}
