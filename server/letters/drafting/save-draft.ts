import type { Core } from '../../core.ts'
import { prepareIssuers } from '../../anonymity/prepare-issuers.ts'
import { credentialClasses } from '../../anonymity/rules.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { requireSecondOwner } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal } from '../../refusal.ts'
import { readdressRecipients } from '../queries.ts'
import { missingFacets } from '../../facets/rules.ts'
import { checkDraft, markOf } from './draft-rules.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import type { LetterDraft } from '../../letter/rules.ts'
import { openDraft, sealDraft, sealRecipients } from '../../letter/secrets.ts'
import { takesSignatures } from '../life-rules.ts'
import { checkSettings, keepingWays, waysTaken, type LetterSettings } from './settings-rules.ts'
import { vouchKeyOf } from '../../vouching/queries.ts'
import { updateLetter } from '../write-queries.ts'

export interface Saving {
  /** The version of the draft that the changes started from. */
  version: number
  /** What the changed part was then (see markOf): lets a save through that another part's save has overtaken. */
  mark?: string | undefined
  draft?: Partial<LetterDraft> | undefined
  settings?: Partial<LetterSettings> | undefined
  /** Sent by a page on its own, while somebody still chooses: it takes no way to sign away. */
  unasked?: boolean | undefined
}

/**
 * Overtaken: somebody else, or another tab, saved the same part meanwhile. Nothing was saved; `letter` is as it is now. Waits: a way to
 * sign goes once another owner asks for the same; the rest was saved.
 */
export type Saved = { outcome: 'saved' | 'overtaken' | 'waits'; letter: LetterRow }

/** Saves some parts of a letter's draft and settings. Two who save the same part never overwrite each other unseen. */
export async function saveDraft(
  core: Core,
  organizerId: string,
  letterId: string,
  saving: Saving,
  now: Date,
): Promise<Saved> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, actFor(saving.settings))
  const checked = check(letter, saving)
  // A letter that people sign already, and that offers anonymity from now on. In a draft, opening sees to it.
  if (letter.revision > 0 && takesSignatures(letter.state))
    await prepareIssuers(
      core,
      { ...letter, ...checked.settings },
      (await vouchKeyOf(core.db, letterId)) ? credentialClasses : ['mailbox'],
    )
  return core.db.transaction().execute(async (trx) => {
    const locked = await lockLetter(trx, letterId)
    if (!locked) throw notFoundRefusal('letter')
    refuseIfEnded(locked)
    // Once more, against what holds now: a protection may have been made stricter meanwhile.
    check(locked, saving)
    const draft = openDraft(core, locked)
    const held = partOf({ letter: locked, draft }, saving)
    const unseen = locked.draft_version !== saving.version && markOf(held) !== saving.mark
    if (markOf(held) === markOf(checked)) return { outcome: 'saved', letter: locked }
    if (unseen) return { outcome: 'overtaken', letter: locked }
    const taking = await takeWays(trx, locked, organizerId, { ...saving, settings: checked.settings }, now)
    const parts = taking === 'waits' ? { ...checked, settings: keepingWays(locked, checked.settings) } : checked
    const same = markOf(held) === markOf(parts)
    return {
      outcome: taking === 'waits' ? 'waits' : 'saved',
      letter: same ? locked : await write(core, trx, { letter: locked, draft }, parts),
    }
  })
}

/** Once people sign by a way, no owner takes it away alone where there are two. */
async function takeWays(
  trx: Db,
  letter: LetterRow,
  organizerId: string,
  { settings = {}, unasked = false }: Omit<Saving, 'version'>,
  now: Date,
): Promise<'go' | 'waits'> {
  const taken = takesSignatures(letter.state) ? waysTaken(letter, settings) : null
  if (!taken) return 'go'
  if (unasked) throw new Refusal('invalid', 'way-taken', 'Press “Save” to stop offering a way to sign.', 'visibilities')
  if ((await requireSecondOwner(trx, letter, organizerId, 'offer', taken, now)) === 'waits') return 'waits'
  await noteActivity(trx, letter.id, organizerId, 'stopped offering a way to sign', {}, now)
  return 'go'
}

interface Parts {
  draft: Partial<LetterDraft>
  settings: Partial<LetterSettings>
}

/** Who may see names, and when, is the owners' to say; the rest of a draft the editors' too. */
function actFor(settings: Partial<LetterSettings> = {}): 'edit' | 'settings' {
  return Object.keys(settings).every((name) => name === 'goal' || name === 'press_contact') ? 'edit' : 'settings'
}

function check(letter: LetterRow, { draft = {}, settings = {} }: Saving): Parts {
  const checkedDraft = checkDraft(draft)
  const checkedSettings = checkSettings(settings, letter, letter.state)
  const errors = [
    ...(checkedDraft.ok ? [] : checkedDraft.errors),
    ...(checkedSettings.ok ? [] : checkedSettings.errors),
    ...(letter.revision > 0 && checkedDraft.ok && checkedDraft.draft.facets
      ? missingFacets(letter.facets, checkedDraft.draft.facets)
      : []),
  ]
  if (!checkedDraft.ok || !checkedSettings.ok || errors.length > 0) throw Refusal.fields(errors)
  return { draft: checkedDraft.draft, settings: checkedSettings.settings }
}

interface Held {
  letter: LetterRow
  draft: LetterDraft
}

/** Of what is kept, the parts that are about to be saved. */
function partOf({ letter, draft: whole }: Held, { draft = {}, settings = {} }: Omit<Saving, 'version'>): Parts {
  return { draft: only(whole, draft), settings: only(letter as LetterSettings, settings) }
}

function only<Whole extends object>(whole: Whole, like: Partial<Whole>): Partial<Whole> {
  const names = Object.keys(like) as (keyof Whole)[]
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Partial<Whole>
}

/** The mark of the parts that a form is about to show; the form sends it back. */
export function markOfPart(held: Held, like: Pick<Saving, 'draft' | 'settings'>): string {
  return markOf(partOf(held, like))
}

function refuseIfEnded({ state }: LetterRow): void {
  if (state === 'closed' || state === 'purged')
    throw new Refusal('conflict', 'letter-closed', 'This letter is closed. Its text and its settings stay as they are.')
}

async function write(
  core: Core,
  trx: Db,
  { letter, draft: before }: Held,
  { draft, settings }: Parts,
): Promise<LetterRow> {
  if (letter.revision > 0 && draft.recipients)
    await readdressRecipients(trx, letter.id, sealRecipients(core, letter.id, draft.recipients))
  if (letter.revision > 0) await notifyLetter(trx, letter.id)
  return updateLetter(trx, letter.id, {
    ...settings,
    // What signatories choose from is no part of the text, and needs no revision.
    ...(letter.revision > 0 && draft.facets && { facets: JSON.stringify(draft.facets) }),
    draft_sealed: sealDraft(core, letter.id, { ...before, ...draft }),
    draft_version: letter.draft_version + 1,
  })
}
