import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import type { DraftStage, LetterDraft } from '../../letter/rules.ts'
import { openDraft, sealDraft } from '../../letter/secrets.ts'
import { updateLetter } from '../../letters/write-queries.ts'
import { notFoundRefusal, Refusal } from '../../refusal.ts'
import { noAnswerTime } from '../answer-time.ts'
import { noEmbargo } from '../embargo.ts'
import { stageChangedRefusal } from '../as-owner.ts'
import { draftRecipientId, draftStages } from '../drafted/draft-plan.ts'
import { rehearsedLetter } from '../expected/rehearsed-letter.ts'
import { faultInOrder } from '../stage.ts'
import type { ReadStage, StageInput } from './read-stage.ts'
import { refuseAfterEnd, type FieldOf } from './refuse-after-end.ts'

/**
 * Changes the plan of a draft within the caller's transaction, which holds the letter's lock. The plan is sealed with the draft.
 * @throws Refusal if a stage would wait for a later one, or would fall after the letter's end
 */
export async function changeDraftPlan(
  core: Core,
  trx: Db,
  letter: LetterRow,
  change: (draft: LetterDraft) => DraftStage[],
  now: Date,
  fieldOf?: FieldOf,
): Promise<void> {
  const draft = openDraft(core, letter)
  const before = await rehearsedLetter(core, trx, letter, now)
  const plan = change(draft)
  const placed = draftStages(letter.id, plan).map(({ stage: { id, number, kind }, conditions }) => ({
    ...{ id, number, kind },
    after: conditions.find(({ after_stage }) => after_stage !== null)?.after_stage ?? null,
  }))
  const fault = faultInOrder(placed)
  if (fault !== null) throw Refusal.fields([{ field: 'after', message: fault }])
  const changed = await updateLetter(trx, letter.id, {
    draft_sealed: sealDraft(core, letter.id, { ...draft, plan }),
    draft_version: letter.draft_version + 1,
  })
  refuseAfterEnd(core, before, await rehearsedLetter(core, trx, changed, now), now, fieldOf)
}

/** @throws Refusal if the draft has no such stage, or the stage is not the version that the owner has seen */
export function draftedStageIn(
  { plan }: LetterDraft,
  { stageId, version }: { stageId: string; version?: number },
): { stage: DraftStage; number: number } {
  const index = plan.findIndex(({ id }) => id === stageId)
  const stage = plan[index]
  if (!stage) throw notFoundRefusal('stage')
  if (version !== undefined && stage.version !== version) throw stageChangedRefusal()
  return { stage, number: index + 1 }
}

/** A stage as the draft keeps it: its recipients by name, because they have no rows yet. */
export function draftStageOf(
  { id, version }: Pick<DraftStage, 'id' | 'version'>,
  { conditions, answer = noAnswerTime, embargo = noEmbargo }: StageInput,
  read: ReadStage,
  draft: LetterDraft,
): DraftStage {
  const { kind, press, note, disclosure } = read
  const recipients = draft.recipients
    .filter((each) => read.recipients.includes(draftRecipientId(each)))
    .map(({ name, office }) => ({ name, office }))
  return { id, version, kind, press, note, disclosure, recipients, conditions, answer, embargo }
}

/** The input that makes this stage, with the ids of its recipients. */
export function inputOfDraftStage(
  stage: DraftStage,
  idOf: (recipient: { name: string; office: string }) => string = draftRecipientId,
): StageInput {
  const { kind, press, note, disclosure, conditions, answer = noAnswerTime, embargo = noEmbargo } = stage
  const recipients = stage.recipients.map(idOf)
  return { kind, press: press.join('\n'), note, disclosure, conditions, answer, embargo, recipients }
}
