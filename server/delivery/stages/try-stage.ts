import { letterById, revisionOf, type LetterRow } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { Refusal, notFoundRefusal } from '../../refusal.ts'
import { composed } from '../copies/composed.ts'
import { pdfDocument } from '../copies/compose.ts'
import { tryPdf, waitedFor } from '../pdf/pdf.ts'
import { recipientsOf, stageById, stageRecipients, type RecipientRow, type StageRow } from '../queries.ts'
import { copyNow, mailNow } from '../copies/copy-now.ts'

/** What a stage is changed to, where a change is tried before it is carried out. */
export type Changed = Pick<StageRow, 'kind' | 'covering_note' | 'disclosure'> & { recipients: readonly string[] }

/** A text and a version of a stage that were made into copies on trial. */
export interface Tried {
  stage: string
  revision: number
  version: number
}

/** An act answers this where its stage has to be tried first. It has done nothing. */
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

/** Whether what was tried is what stands now. */
export function isTried(tried: Tried | null, letter: LetterRow, stage: StageRow): boolean {
  return tried?.stage === stage.id && tried.revision === letter.revision && tried.version === stage.version
}

const mostTrials = 3

/**
 * Carries out an act on a stage. Before it takes effect the stage is made into copies on trial, outside of its transaction. If
 * the letter or the stage changes in between, the act asks for another trial.
 * @throws CannotBeMade
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
  throw new Refusal('conflict', 'changed-meanwhile', 'The letter was changed meanwhile. Look at it again first.')
}

/** Makes the mail and the PDF of a stage, and sends nothing. @throws CannotBeMade */
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
    await composed({ memory }, () => tryPdf(pdfDocument(made.copy), { memory, time: waitedFor }))
  await mailNow(core, parts, made, Buffer.alloc(0))
  return { stage: kept.id, revision: letter.revision, version: kept.version }
}

async function recipientsIn(core: Core, letterId: string, stageId: string, changed?: Changed): Promise<RecipientRow[]> {
  if (!changed) return stageRecipients(core.db, stageId)
  return (await recipientsOf(core.db, letterId)).filter(({ id }) => changed.recipients.includes(id))
}

/** A recipient who was added later gets no more names than one before. */
function withMostNames(recipients: readonly RecipientRow[]): RecipientRow | undefined {
  return recipients.toSorted((a, b) => a.since_revision - b.since_revision)[0]
}

/** The press gets a note even where nobody is listed, and a call has no copies. */
function nobody(letterId: string) {
  return { letter_id: letterId, name: '', office: '', address_sealed: null, since_revision: 0 }
}
