import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import { titleOf } from '../../letter/title-of.ts'
import type { LeftOut, MailFile } from '../../mail/mail-file/mail-file.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { findSecrets, type FoundSecret } from '../secrets-in-answers/find-secrets.ts'
import { recipientsOf, type RecipientRow } from '../queries.ts'
import { copiesByMessageId, type AnsweredCopy } from './queries.ts'
import { isSignedBy, type Proposed } from './rules.ts'

/** An answer that a mail file proposes, as it may be kept until an organizer records it: without the mail and its header. */
export interface ProposedAnswer extends Proposed {
  quoted: boolean
  left: LeftOut
  pdf: Buffer | null
  /** The copy that the mail answers. Null if it names none of this letter. */
  copy: AnsweredCopy | null
}

export interface Proposal {
  letter: LetterRow
  title: Sentence
  recipients: RecipientRow[]
  answer: ProposedAnswer
  /** Tokens and addresses in its text that must not be published. */
  secrets: FoundSecret[]
}

/**
 * Proposes the answer that a mail file contains. Stores nothing.
 * @param read reads the file. It runs only if the organizer may record answers.
 * @throws Refusal
 */
export async function proposeAnswer(
  core: Core,
  organizerId: string,
  letterId: string,
  read: () => Promise<MailFile>,
  now: Date,
): Promise<Proposal> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'answer')
  refuseWithoutAnswers(letter)
  const mail = await read()
  const recipients = await recipientsOf(core.db, letterId)
  const { text, day, quoted, left, pdf, signature } = mail
  const own = recipients
    .filter(({ address_sealed: sealed }) => sealed && isSignedBy(mail, openRecipientAddress(core, letterId, sealed)))
    .map(({ id }) => id)
  return {
    letter,
    title: await titleOf(core, letter),
    recipients,
    answer: {
      text,
      day,
      quoted,
      left,
      pdf,
      signature,
      own,
      checkedOn: dayOf(now),
      copy: await copyOf(core, letterId, mail),
    },
    secrets: (await findSecrets(core, letterId, [text], { owner: role === 'owner' })).flat(),
  }
}

/** A draft was sent to nobody, and a purged letter keeps nothing new. */
export function refuseWithoutAnswers({ state }: Pick<LetterRow, 'state'>): void {
  if (state === 'draft') throw new Refusal('conflict', 'letter-not-open', say('delivery-draft'))
  if (state === 'purged') throw new Refusal('gone', 'letter-purged', say('delivery-purged'))
}

async function copyOf(core: Core, letterId: string, { answers }: MailFile): Promise<AnsweredCopy | null> {
  const copies = await copiesByMessageId(core.db, letterId, answers)
  return answers.flatMap((id) => copies.find(({ message_id }) => message_id === id) ?? [])[0] ?? null
}
