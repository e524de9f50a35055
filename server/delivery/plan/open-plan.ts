import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import type { LetterDraft } from '../../letter/rules.ts'
import { sealRecipientAddress } from '../../letter/secrets.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { draftChoices, draftRecipientId } from '../drafted/draft-plan.ts'
import { afterEnd } from '../expected/rehearse.ts'
import { rehearsedLetter, unitsOf } from '../expected/rehearsed-letter.ts'
import { insertStage, recipientsOf, setStageRecipients, updateStage } from '../queries.ts'
import { setConditions } from '../stages/condition-queries.ts'
import { inputOfDraftStage } from './change-draft-plan.ts'
import { replacePress } from './queries.ts'
import { countableClasses, mayWaitForNames } from '../stages/conditions.ts'
import { readStage } from './read-stage.ts'
import { afterEndInWords } from './refuse-after-end.ts'

/**
 * Makes the plan of a draft the plan of the letter, within the caller's transaction, which has published the draft's text. The
 * stages keep their ids. Owners approve each of them afterwards, with a trial and, for names, a fresh proof.
 */
export async function openPlan(
  core: Core,
  trx: Db,
  letter: LetterRow,
  { plan }: LetterDraft,
  now: Date,
): Promise<void> {
  const recipients = await recipientsOf(trx, letter.id)
  const ids = new Map(recipients.map((recipient) => [draftRecipientId(recipient), recipient.id]))
  const choices = {
    recipients: recipients.map((recipient) => ({ recipient, address: null, reachable: 'yes' as const })),
    classes: countableClasses(letter),
    waits: mayWaitForNames(letter),
  }
  for (const [index, drafted] of plan.entries()) {
    const input = inputOfDraftStage(drafted, (each) => ids.get(draftRecipientId(each)) ?? '')
    const {
      kind,
      disclosure,
      note,
      press,
      conditions,
      answer,
      embargo,
      recipients: chosen,
    } = readStage(input, choices, now)
    const { id } = await insertStage(trx, { id: drafted.id, letter_id: letter.id, number: index + 1, kind })
    await updateStage(trx, id, { disclosure, covering_note: note, version: drafted.version, ...answer, ...embargo })
    await setConditions(trx, id, conditions)
    await setStageRecipients(trx, id, chosen)
    const sealed = press.map((address) => sealRecipientAddress(core, letter.id, address))
    await replacePress(trx, { id, letter_id: letter.id }, sealed)
  }
}

/** What the plan of a draft still needs before the letter can open: a recipient may be gone, and a date may have passed. */
export async function missingInPlan(core: Core, letter: LetterRow, draft: LetterDraft, now: Date): Promise<Sentence[]> {
  if (letter.state !== 'draft' || draft.plan.length === 0) return []
  const recipients = draftChoices(letter.id, draft)
  const choices = { recipients, classes: countableClasses(letter), waits: mayWaitForNames(letter) }
  const faults = draft.plan.flatMap((stage, index) => {
    const fault = faultOf(() => readStage(inputOfDraftStage(stage), choices, now))
    return fault === null ? [] : [[say('plan-stage-fault', { stage: index + 1 }), fault]]
  })
  if (faults.length > 0) return faults
  const rehearsed = await rehearsedLetter(core, core.db, letter, now)
  return afterEnd(rehearsed, now, unitsOf(core)).map((each) => afterEndInWords(rehearsed, each))
}

function faultOf(read: () => unknown): Sentence | null {
  try {
    read()
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.fields[0]?.message ?? error.sentence
  }
}
