import { letterById, revisionOf, type LetterRow } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import type { AnswerTime } from '../answer-time.ts'
import type { Embargo } from '../embargo.ts'
import { checkFor } from '../check-code.ts'
import { composed } from '../copies/composed.ts'
import { pdfDocument } from '../copies/pdf-document.ts'
import { tryPdf, waitedFor } from '../pdf/render-pdf.ts'
import { recipientsOf, stageById, stageRecipients, type RecipientRow, type StageRow } from '../queries.ts'
import { copyNow, mailNow } from '../copies/copy-now.ts'

/** The new content of a stage, if a trial is for a change that has not been saved yet. */
export type Changed = Pick<StageRow, 'kind' | 'covering_note' | 'disclosure'> &
  AnswerTime &
  Embargo & {
    recipients: readonly string[]
  }

/** The revision of the letter and the version of the stage for which a trial succeeded. */
export interface Tried {
  stage: string
  revision: number
  version: number
}

/** An act returns this, and changes nothing, if its stage must be tried first. */
export class TryFirst {
  readonly letterId: string
  readonly stageId: string
  readonly changed: Changed | undefined

  constructor({ id, letter_id }: StageRow, changed?: Changed) {
    this.stageId = id
    this.letterId = letter_id
    this.changed = changed
  }
}

/** Returns true if the trial was of the current revision and the current version of the stage. */
export function isTried(tried: Tried | null, letter: LetterRow, stage: StageRow): boolean {
  return tried?.stage === stage.id && tried.revision === letter.revision && tried.version === stage.version
}

const mostTrials = 3

/**
 * Runs an act on a stage, with a trial first: the mail and the PDF are made outside of the act's transaction, because that takes
 * long. If the letter or the stage changes in between, the act asks for another trial.
 *
 * @param act gets the last trial, and returns `TryFirst` if that trial is missing or outdated
 * @throws CannotBeMade if the mail or the PDF cannot be made
 * @throws Refusal if the letter or the stage changed during each trial
 */
export async function afterTrial<Result>(
  core: Core,
  now: Date,
  act: (tried: Tried | null) => Promise<Result | TryFirst>,
): Promise<Result> {
  let tried: Tried | null = null
  for (let trials = 0; trials <= mostTrials; trials++) {
    const outcome = await act(tried)
    if (!(outcome instanceof TryFirst)) return outcome
    tried = await tryStage(core, outcome, now)
  }
  throw new Refusal('conflict', 'changed-meanwhile', say('delivery-changed-during-trial'))
}

/**
 * Makes the mail and the PDF of a stage, and sends nothing.
 * @throws CannotBeMade if one of them cannot be made
 */
export async function tryStage(core: Core, { letterId, stageId, changed }: TryFirst, now: Date): Promise<Tried> {
  const letter = await letterById(core.db, letterId)
  const kept = await stageById(core.db, letterId, stageId)
  const revision = letter && (await revisionOf(core.db, letterId, letter.revision))
  if (!letter || !kept || !revision) throw notFoundRefusal('stage')
  const stage = changed ? { ...kept, ...changed } : kept
  const recipient = withMostNames(await recipientsIn(core, letterId, stageId, changed)) ?? nobody(letterId)
  const parts = { letter, revision, stage, recipient }
  const made = await copyNow(core, parts, now)
  const memory = core.config.pdfMemory
  if (stage.kind === 'mail' || stage.kind === 'by-hand')
    await composed({ memory }, () =>
      tryPdf(pdfDocument(made.copy, checkFor(core.config, null)), { memory, time: waitedFor }),
    )
  await mailNow(core, parts, made, Buffer.alloc(0))
  return { stage: kept.id, revision: letter.revision, version: kept.version }
}

async function recipientsIn(core: Core, letterId: string, stageId: string, changed?: Changed): Promise<RecipientRow[]> {
  if (!changed) return stageRecipients(core.db, stageId)
  return (await recipientsOf(core.db, letterId)).filter(({ id }) => changed.recipients.includes(id))
}

/** The recipient who was added first, because a recipient who was added later never gets more names. */
function withMostNames(recipients: readonly RecipientRow[]): RecipientRow | undefined {
  return recipients.toSorted((a, b) => a.since_revision - b.since_revision)[0]
}

/** Stands in for a recipient in the trial of a stage without recipients, for example one that goes public without a press list. */
function nobody(letterId: string) {
  return { letter_id: letterId, name: '', office: '', address_sealed: null, since_revision: 0 }
}
