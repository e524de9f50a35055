import { catalogueOf } from '../messages/catalogue.ts'
import { languageFor } from '../messages/languages.ts'
import type { Core } from '../core.ts'
import { answerDay, storedAnswerTime } from '../delivery/answer-time.ts'
import { checkFor } from '../delivery/check-code.ts'
import { composed } from '../delivery/copies/composed.ts'
import { factsOfNote, fillWithin } from '../delivery/copies/filled-note.ts'
import { deliveryMail } from '../delivery/copies/mail.ts'
import { draftRecipientId } from '../delivery/drafted/draft-plan.ts'
import { disclosures } from '../delivery/rules.ts'
import { contentHash, namesIn, recipientMaySee, type SnapshotTally } from '../delivery/snapshot.ts'
import type { Outgoing } from '../mail/mail.ts'
import type { DryLetter } from './dry-letter.ts'
import type { DrySignature } from './rules.ts'

/**
 * Makes the mail that the first executive would get if this signature were the only one. Nothing is sent.
 * @returns null if the letter is addressed to nobody
 * @throws CannotBeMade
 */
export async function dryMail(
  core: Core,
  { letter, revision, draft, owner }: DryLetter,
  { visibility, name }: DrySignature,
  now: Date,
): Promise<Outgoing | null> {
  const stage = draft.plan.find(({ kind }) => kind === 'mail')
  const chosen = new Set(stage?.recipients.map(draftRecipientId))
  const recipient = draft.recipients.find((each) => chosen.has(draftRecipientId(each))) ?? draft.recipients[0]
  if (!recipient) return null
  const disclosure = disclosures.find((each) => each === stage?.disclosure) ?? 'names'
  const tally: SnapshotTally = {
    classes: [{ class: 'mailbox', count: 1 }],
    total: 1,
    anonymous: visibility === 'anonymous' ? 1 : 0,
    held: 0,
  }
  const shown = name !== '' && recipientMaySee(standing(visibility))
  const list = shown ? [{ id: '', revision: 1, everyone: visibility === 'public', name }] : []
  const words = catalogueOf(languageFor(revision.language))
  const note = fillWithin(stage?.note ?? '', factsOfNote({ revision, tally, days: 0 }, words))
  const answerBy = stage?.answer ? answerDay(storedAnswerTime(stage.answer), now) : null
  const copy = {
    recipient,
    revision,
    note,
    disclosure,
    asOf: now,
    tally,
    names: disclosure === 'names' ? namesIn(list) : [],
    answerBy,
    place: letter.second_place,
    checkpoint: null,
    paper: letter.paper,
  }
  return composed({ memory: core.config.pdfMemory }, () =>
    deliveryMail(copy, {
      to: owner ? recipient.address : '',
      link: `${core.config.origin}/r/${'x'.repeat(22)}`,
      messageId: 'preview@localhost',
      pressContact: letter.press_contact,
      contentHash: contentHash({ revisionHash: revision.hash, note, disclosure, asOf: now, tally, answerBy }, list),
      check: checkFor(core.config, null),
      pdf: Buffer.alloc(0),
      largestAttachment: core.config.largestAttachment,
    }),
  )
}

/** A counted signature about which nothing else is known. */
function standing(visibility: DrySignature['visibility']) {
  return {
    visibility,
    pending_visibility: null,
    pending_withdrawal: false,
    name_hidden: false,
    counted: true,
    invalid_reason: null,
  }
}
