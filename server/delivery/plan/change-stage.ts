import { randomUUID } from 'node:crypto'
import type { LetterRow } from '../../letter/queries.ts'
import type { LetterDraft } from '../../letter/rules.ts'
import { openDraft, sealRecipientAddress } from '../../letter/secrets.ts'
import type { Core } from '../../core.ts'
import { canonicalHash } from '../../crypto/canonical.ts'
import type { Db } from '../../db/pool.ts'
import { notifyLetter } from '../../db/notify.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { insertStage, recipientsOf, setStageRecipients, stagesOf, updateStage, type StageRow } from '../queries.ts'
import { openChange, sealChange } from '../secrets.ts'
import { asOwner, refuseUnlessPlannable, stageChangedRefusal, stageIn } from '../as-owner.ts'
import { addressesHash, approvedNow } from '../stages/approve-stage.ts'
import { draftChoices } from '../drafted/draft-plan.ts'
import { rehearsedLetter } from '../expected/rehearsed-letter.ts'
import { changeDraftPlan, draftedStageIn, draftStageOf } from './change-draft-plan.ts'
import { choicesForChange } from './choices-for-change.ts'
import { choicesOf } from './choices-of.ts'
import { refuseAfterEnd, type FieldOf } from './refuse-after-end.ts'
import { enqueueLook } from '../enqueue-look.ts'
import { changesOf, forgetChange, keepChange } from '../stages/change-queries.ts'
import { conditionsOf, setConditions } from '../stages/condition-queries.ts'
import { countableClasses, mayWaitForNames } from '../stages/conditions.ts'
import { replacePress } from './queries.ts'
import { readStage, type ReadStage, type StageChoices, type StageInput } from './read-stage.ts'
import { contactsShown, faultInOrder, notStarted, type StageKind } from '../stage.ts'
import { TryFirst, afterTrial, isTried, type Changed, type Tried } from '../stages/try-stage.ts'

const mostStages = 50

/**
 * Adds a stage at the end of the plan.
 * @returns the id of the stage
 * @throws Refusal if the plan is full, or with all faults of the input
 */
export async function addStage(
  core: Core,
  organizerId: string,
  letterId: string,
  input: StageInput,
  now: Date,
): Promise<string> {
  const id = randomUUID()
  await addStages(core, organizerId, letterId, [{ ...input, id }], now)
  return id
}

/**
 * Adds stages at the end of the plan, all or none. A stage may wait for an answer to one before it in the list.
 * Does nothing if one of them is in the plan already: the same press of a button.
 * @param fieldOf the field of a form in which a fault of a stage is shown
 * @throws Refusal if the plan is full, or with all faults of a stage
 */
export async function addStages(
  core: Core,
  organizerId: string,
  letterId: string,
  inputs: readonly (StageInput & { id: string })[],
  now: Date,
  fieldOf: FieldOf = (_id, field) => field,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx, letter) => {
    refuseUnlessPlannable(letter)
    const present =
      letter.state === 'draft'
        ? openDraft(core, letter).plan.map(({ id }, index) => ({ id, number: index + 1 }))
        : await stagesOf(trx, letterId)
    if (present.some(({ id }) => inputs.some((input) => input.id === id))) return
    const last = present.at(-1)?.number ?? 0
    if (last + inputs.length > mostStages)
      throw new Refusal('conflict', 'plan-full', say('refusal-plan-full', { most: mostStages }))
    const choices = await choicesIn(core, trx, letter)
    const stages = inputs.map((input) => ({
      id: input.id,
      input,
      read: named(input.id, fieldOf, () => readStage(input, choices, now)),
    }))
    if (letter.state === 'draft')
      await changeDraftPlan(
        core,
        trx,
        letter,
        (draft) => [
          ...draft.plan,
          ...stages.map(({ id, input, read }) => draftStageOf({ id, version: 1 }, input, read, draft)),
        ],
        now,
        fieldOf,
      )
    else {
      const before = await rehearsedLetter(core, trx, letter, now)
      for (const [index, { id, read }] of stages.entries()) {
        await insertStage(trx, { id, letter_id: letterId, number: last + 1 + index, kind: read.kind })
        await keep(core, trx, letter, { id, version: 0 }, read)
      }
      refuseAfterEnd(core, before, await rehearsedLetter(core, trx, letter, now), now, fieldOf)
    }
    for (const index of stages.keys())
      await noteActivity(trx, letterId, organizerId, 'stage-planned', { stage: last + 1 + index }, now)
  })
}

function named<Read>(id: string, fieldOf: FieldOf, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw Refusal.fields(error.fields.map(({ field, message }) => ({ field: fieldOf(id, field), message })))
  }
}

/** The recipients to choose from: those of the draft before the letter opens, otherwise those of its newest text. */
async function choicesIn(core: Core, trx: Db, letter: LetterRow): Promise<StageChoices> {
  const recipients =
    letter.state === 'draft' ? draftChoices(letter.id, openDraft(core, letter)) : await choicesOf(core, trx, letter.id)
  return { recipients, classes: countableClasses(letter), waits: mayWaitForNames(letter) }
}

/**
 * Changes a stage that has not started. Changing an approved stage needs a second owner. Until that owner agrees, the approved
 * content stays in force.
 *
 * @param version the version of the stage that the owner has seen
 * @returns 'waits' if a second owner must agree
 * @throws Refusal if the stage has started or was changed meanwhile, or with all faults of the input
 * @throws CannotBeMade if a trial of an approved stage shows that the mail or the PDF cannot be made
 */
export async function changeStage(
  core: Core,
  asker: Asker,
  letterId: string,
  { stageId, version }: { stageId: string; version: number },
  input: StageInput,
  now: Date,
): Promise<'changed' | 'waits'> {
  return afterTrial(core, now, (tried) =>
    asOwner(core, asker.id, letterId, async (trx, letter) => {
      if (letter.state === 'draft') return changeInDraft(core, trx, { asker, letter, stageId, version }, input, now)
      const stage = await stageIn(trx, letterId, stageId)
      return change(core, trx, { asker, letter, stage, version, tried }, input, now)
    }),
  )
}

async function changeInDraft(
  core: Core,
  trx: Db,
  { asker, letter, stageId, version }: Pick<Changing, 'asker' | 'letter' | 'version'> & { stageId: string },
  input: StageInput,
  now: Date,
): Promise<'changed'> {
  const { number } = draftedStageIn(openDraft(core, letter), { stageId, version })
  const read = readStage(input, await choicesIn(core, trx, letter), now)
  const next = (draft: LetterDraft) => draftStageOf({ id: stageId, version: version + 1 }, input, read, draft)
  const change = (draft: LetterDraft) => draft.plan.map((each) => (each.id === stageId ? next(draft) : each))
  await changeDraftPlan(core, trx, letter, change, now)
  await noteActivity(trx, letter.id, asker.id, 'stage-changed', { stage: number }, now)
  return 'changed'
}

/** Agrees to a proposed change of an approved stage, exactly as it was proposed. @throws as `changeStage` does */
export async function agreeToChange(
  core: Core,
  asker: Asker,
  letterId: string,
  stageId: string,
  now: Date,
): Promise<'changed' | 'waits'> {
  return afterTrial(core, now, (tried) =>
    asOwner(core, asker.id, letterId, async (trx, letter) => {
      const stage = await stageIn(trx, letterId, stageId)
      const proposed = (await changesOf(trx, letterId)).find(({ stage_id }) => stage_id === stage.id)
      if (!proposed) throw notFoundRefusal('proposed change')
      const input = openChange(core, stage, proposed.proposal_sealed) as StageInput
      return change(core, trx, { asker, letter, stage, version: proposed.version, tried }, input, now)
    }),
  )
}

/** Drops a proposed change, so that the stage stays as it was approved. Any owner may do this. */
export async function dropChange(
  core: Core,
  organizerId: string,
  letterId: string,
  stageId: string,
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const stage = await stageIn(trx, letterId, stageId)
    await forgetChange(trx, stage.id)
    await noteActivity(trx, letterId, organizerId, 'change-dropped', { stage: stage.number }, now)
  })
}

interface Changing {
  asker: Asker
  letter: LetterRow
  stage: StageRow
  version: number
  tried: Tried | null
}

async function change(
  core: Core,
  trx: Db,
  { asker, letter, stage, version, tried }: Changing,
  input: StageInput,
  now: Date,
): Promise<'changed' | 'waits' | TryFirst> {
  refuseUnlessPlannable(letter)
  if (!notStarted(stage)) throw new Refusal('conflict', 'stage-started', say('plan-change-started'))
  if (stage.version !== version) throw stageChangedRefusal()
  const read = readStage(input, await choicesForChange(core, trx, letter, stage), now)
  if (stage.approved_at) {
    if (!isTried(tried, letter, stage)) return new TryFirst(stage, changedTo(read))
    const subject = await changeOf(core, trx, { letter, stage, version }, input, read)
    if (
      (await requireSecondOwner(
        { ...core, db: trx },
        letter,
        asker,
        { act: 'deliver', subject, names: read.disclosure === 'names' },
        now,
      )) === 'waits'
    ) {
      const proposal_sealed = sealChange(core, stage, input)
      await keepChange(trx, { stage_id: stage.id, version, proposed_by: asker.id, proposal_sealed })
      return 'waits'
    }
  }
  const before = await rehearsedLetter(core, trx, letter, now)
  await keep(core, trx, letter, stage, read)
  refuseAfterEnd(core, before, await rehearsedLetter(core, trx, letter, now), now)
  if (stage.approved_at) {
    const approved = await approvedNow(core, trx, letter, { ...stage, ...read })
    await updateStage(trx, stage.id, { approved_at: now, ...approved })
  }
  await noteActivity(trx, letter.id, asker.id, 'stage-changed', { stage: stage.number }, now)
  return 'changed'
}

/** The subject that two owners must agree on: the changed stage, its addresses, whom to ask, and the letter's text. */
export async function changeOf(
  core: Core,
  trx: Db,
  { letter, stage, version }: Pick<Changing, 'letter' | 'stage' | 'version'>,
  input: StageInput,
  read: Pick<ReadStage, 'kind' | 'disclosure' | 'recipients'>,
): Promise<object> {
  const content = canonicalHash(JSON.parse(JSON.stringify(input))).toString('hex')
  const chosen = (await recipientsOf(trx, letter.id)).filter(({ id }) => read.recipients.includes(id))
  const addresses = addressesHash(core, { id: stage.id, kind: read.kind }, chosen).toString('hex')
  const { contact, place } = contactsShown(read, letter)
  const shown = { contact, ...(place !== null && { place }) }
  return { stage: stage.id, version, change: content, addresses, ...shown, text: letter.substance_revision }
}

function changedTo({ kind, note, disclosure, recipients, answer, embargo }: ReadStage): Changed {
  return { kind, covering_note: note, disclosure, recipients, ...answer, ...embargo }
}

async function keep(
  core: Core,
  trx: Db,
  letter: LetterRow,
  { id, version }: Pick<StageRow, 'id' | 'version'>,
  { kind, note, disclosure, recipients, press, conditions, answer, embargo }: ReadStage,
): Promise<void> {
  await updateStage(trx, id, {
    kind,
    covering_note: note,
    disclosure,
    ...answer,
    ...embargo,
    version: version + 1,
    state: 'planned',
    late_since: null,
    late_because: null,
  })
  const silence = conditions.find((each) => each.kind === 'silence')
  await refuseWrongOrder(trx, letter.id, { id, kind, after: silence?.after ?? null })
  await setConditions(trx, id, conditions)
  await setStageRecipients(trx, id, recipients)
  await replacePress(
    trx,
    { id, letter_id: letter.id },
    press.map((address) => sealRecipientAddress(core, letter.id, address)),
  )
  await forgetChange(trx, id)
  await enqueueLook(trx, letter.id)
  await notifyLetter(trx, letter.id)
}

/**
 * Checks that each stage waits only for an earlier stage that somebody can answer. Must run in the transaction that changes the
 * plan.
 * @param changed a stage whose new values are not stored yet
 * @throws Refusal, which rolls the transaction back
 */
export async function refuseWrongOrder(
  trx: Db,
  letterId: string,
  changed?: { id: string; kind: StageKind; after: string | null },
): Promise<void> {
  const conditions = await conditionsOf(trx, letterId)
  const stages = (await stagesOf(trx, letterId)).map(({ id, number, kind }) => {
    const silence = conditions.find(({ stage_id, after_stage }) => stage_id === id && after_stage !== null)
    const placed = { id, number, kind, after: silence?.after_stage ?? null }
    return changed?.id === id ? { ...placed, ...changed } : placed
  })
  const fault = faultInOrder(stages)
  if (fault !== null) throw Refusal.fields([{ field: 'after', message: fault }])
}
