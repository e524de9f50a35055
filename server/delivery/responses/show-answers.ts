import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { titleOf } from '../../letter/title-of.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { may, type Role } from '../../organizers/rules.ts'
import type { Sentence } from '../../refusal.ts'
import { responsesOf, type ResponseForOrganizer } from './answer-queries.ts'
import { findSecrets, type FoundSecret } from '../secrets-in-answers/find-secrets.ts'
import { recipientClocks, type RecipientClock } from '../timeline/delivery-facts.ts'
import { lastDeliveryAt, recipientsOf, type RecipientRow } from '../queries.ts'
import { showReturned, type ReturnedForOrganizer } from '../returned/show-returned.ts'
import { openAnswer, openAnsweredBy } from '../secrets.ts'
import { fromMailFile, type FromMailFile } from '../mail-signature.ts'
import type { Verdict } from '../verdicts.ts'
import type { Silence } from '../timeline/silence.ts'

export interface AnswerForOrganizer {
  id: string
  name: string | null
  office: string | null
  way: ResponseForOrganizer['way']
  answered_on: string
  published_at: Date | null
  verdict: Verdict | null
  /** Null if the answer is unpublished and the organizer's role may not read it. */
  text: string | null
  /** The person who answered for the recipient, under the same rule as `text`. Null if nobody is named. */
  by: string | null
  /** Set if it was recorded from a mail file. */
  mail: FromMailFile | null
  /** The number of the stage whose copy it answers, as far as the mail says so. */
  stage: number | null
  pdf: { bytes: number; sha256: string; published_at: Date | null } | null
  /** What must be taken out before it can be published. Empty once it is published, and if the role may not read it. */
  secrets: FoundSecret[]
}

export async function showAnswers(
  core: Core,
  organizerId: string,
  letterId: string,
  now: Date,
  mailsPage = 1,
): Promise<{
  letter: LetterRow
  role: Role
  title: Sentence
  answers: AnswerForOrganizer[]
  returned: { mails: ReturnedForOrganizer[]; older: boolean; page: number }
  recipients: RecipientRow[]
  delivered: Date | null
  silence: Silence | null
  /** Keyed by recipient id. */
  clocks: Map<string, RecipientClock>
}> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  const rows = await responsesOf(core.db, letterId)
  const clocks = await recipientClocks(core, letterId, now)
  return {
    letter,
    role,
    title: await titleOf(core, letter),
    recipients: await recipientsOf(core.db, letterId),
    delivered: await lastDeliveryAt(core.db, letterId),
    silence: clocks.letter,
    clocks: clocks.recipients,
    returned: { ...(await showReturned(core, letterId, may(role, 'answer'), mailsPage)), page: mailsPage },
    answers: await withSecrets(
      core,
      letterId,
      rows.map((row) => answerForOrganizer(core, row, may(role, 'answer'))),
      role === 'owner',
    ),
  }
}

async function withSecrets(
  core: Core,
  letterId: string,
  answers: readonly Omit<AnswerForOrganizer, 'secrets'>[],
  owner: boolean,
): Promise<AnswerForOrganizer[]> {
  const unpublished = answers.filter(({ published_at, text }) => published_at === null && text !== null)
  const texts = unpublished.map(({ text, by }) => `${text ?? ''}\n\n${by ?? ''}`)
  const found = await findSecrets(core, letterId, texts, { owner })
  return answers.map((answer) => ({ ...answer, secrets: found[unpublished.indexOf(answer)] ?? [] }))
}

function answerForOrganizer(
  core: Core,
  row: ResponseForOrganizer,
  reads: boolean,
): Omit<AnswerForOrganizer, 'secrets'> {
  const { id, name, office, way, answered_on, published_at, verdict } = row
  const { text_sealed, answered_by_sealed, pdf_bytes, pdf_hash, pdf_published_at } = row
  return {
    id,
    name,
    office,
    way,
    answered_on,
    published_at,
    verdict,
    mail: fromMailFile(row),
    stage: way === 'mail' ? row.stage : null,
    text: row.text ?? (reads && text_sealed ? openAnswer(core, id, text_sealed) : null),
    by: row.answered_by ?? (reads && answered_by_sealed ? openAnsweredBy(core, id, answered_by_sealed) : null),
    pdf:
      pdf_bytes === null || pdf_hash === null
        ? null
        : { bytes: pdf_bytes, sha256: pdf_hash.toString('hex'), published_at: pdf_published_at },
  }
}
