import { canonicalHash } from '../../crypto/canonical.ts'
import type { DraftStage, LetterDraft } from '../../letter/rules.ts'
import { isBareAddress } from '../../mail/cleaning.ts'
import { storedAnswerTime } from '../answer-time.ts'
import { storedEmbargo } from '../embargo.ts'
import type { RecipientRow, StageRow } from '../queries.ts'
import { disclosures } from '../rules.ts'
import { stageKinds } from '../stage.ts'
import { rowOf, type ConditionRow } from '../stages/condition-queries.ts'
import { readConditions } from '../stages/conditions.ts'

// Converts the plan of a draft into the rows that an open letter's plan has in the database. Pages, JSON and the rehearsal then need no
// code of their own for drafts.

type Named = Pick<RecipientRow, 'name' | 'office'>

/** A draft's recipient has no row. Its id is a hash of name and office, so that a form can name it. */
export function draftRecipientId({ name, office }: Named): string {
  const hex = canonicalHash({ name, office }).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

function draftRecipient(letterId: string, { name, office }: Named, current: boolean): RecipientRow {
  return {
    id: draftRecipientId({ name, office }),
    letter_id: letterId,
    name,
    office,
    address_sealed: null,
    current,
    since_revision: 1,
    press_of: null,
  }
}

/** The recipients of a draft with their addresses. */
export function draftChoices(letterId: string, draft: LetterDraft) {
  return draft.recipients.map((each) => {
    const address = isBareAddress(each.address) ? each.address : null
    const reachable = address === null ? ('no-address' as const) : ('yes' as const)
    return { recipient: draftRecipient(letterId, each, true), address, reachable }
  })
}

/** The recipients whom a stage of a draft names, including those that the draft no longer names. */
export function draftStageRecipients(letterId: string, draft: LetterDraft, stage: DraftStage): RecipientRow[] {
  const named = new Set(draft.recipients.map(draftRecipientId))
  return stage.recipients.map((each) => draftRecipient(letterId, each, named.has(draftRecipientId(each))))
}

interface DraftedStage {
  stage: StageRow
  conditions: (ConditionRow & { counted: null; delivered_at: null; answered: false; together: null })[]
}

export function draftStages(letterId: string, plan: readonly DraftStage[]): DraftedStage[] {
  return plan.map((each, index) => {
    // Dates that have passed are shown too. Opening refuses them.
    const read = readConditions(each.conditions, new Date(0))
    const conditions = 'conditions' in read ? read.conditions : []
    return {
      stage: { ...nothingYet, ...contentOf(each), id: each.id, letter_id: letterId, number: index + 1 },
      conditions: conditions.map((condition) => ({
        ...(rowOf(each.id, condition) as ConditionRow),
        counted: null,
        delivered_at: null,
        answered: false as const,
        together: null,
      })),
    }
  })
}

function contentOf({ kind, disclosure, note, version, answer, embargo }: DraftStage) {
  return {
    kind: stageKinds.find((each) => each === kind) ?? 'mail',
    disclosure: disclosures.find((each) => each === disclosure) ?? 'count',
    covering_note: note,
    version,
    ...storedAnswerTime(answer),
    ...storedEmbargo(embargo),
  }
}

const nothingYet = {
  state: 'planned' as const,
  announced_at: null,
  notice_until: null,
  confirmed_at: null,
  finished_at: null,
  cancelled_at: null,
  approved_at: null,
  approved_revision: null,
  approved_addresses: null,
  approved_contact: null,
  approved_place: null,
  fired_at: null,
  late_since: null,
  late_because: null,
  stopped_from: null,
  stopped_at: null,
  handed_on: null,
}
