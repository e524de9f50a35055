import type { Core } from '../../core.ts'
import { prepareIssuers } from '../../anonymity/prepare-issuers.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { readdressRecipients } from '../queries.ts'
import { missingFacets } from '../../facets/rules.ts'
import { checkDraft, followRecipients, hashOfPart, withMovedDemands, type MovedDemands } from './draft.ts'
import { baseOf, mergeParts, type EditedParts, type Merged } from './merge-parts.ts'
import { freeSlug } from '../../letter/slug.ts'
import { lockLetter, publicSlugsFrom, type LetterRow } from '../../letter/queries.ts'
import { followText } from '../live-text/follow-text.ts'
import { setWritten } from '../live-text/queries.ts'
import { unwrittenText } from '../live-text/unwritten-text.ts'
import { whoIsHere } from '../live-text/who-is-here.ts'
import type { LetterDraft } from '../../letter/rules.ts'
import { openDraft, openSavers, sealDraft, sealRecipients, sealSavers } from '../../letter/secrets.ts'
import { takesSignatures } from '../life.ts'
import { checkSettings, keepingWays, waysChanged, type LetterSettings } from './settings.ts'
import { draftingNameOf } from '../threads/drafting-name-of.ts'
import { movePassages } from '../threads/move-passages.ts'
import { classesWithCodes, endCodes } from '../../vouching/queries.ts'
import { keepVersion } from '../versions/keep-version.ts'
import { scheduleVersion } from '../versions/schedule-version.ts'
import { updateLetter } from '../write-queries.ts'

export interface Saving {
  /** The version of the draft that the changes started from. */
  version: number
  /**
   * What the changes started from (see baseOf). With it, the changes are merged with those that others saved since. Without it, any
   * save since is a conflict.
   */
  base?: string | undefined
  draft?: Partial<LetterDraft> | undefined
  /** Demands that the editor moved out of the text. They join the list, whatever else happens to it. */
  moved?: MovedDemands | undefined
  settings?: Partial<LetterSettings> | undefined
  /** True if the page saves by itself while somebody still chooses. Such a save changes no way to sign that needs a second owner. */
  automatic?: boolean | undefined
  /** True if the draft before this save is kept as a version, because the save replaces much: a large paste, or an older version. */
  keepsBefore?: boolean | undefined
}

/**
 * `waits`: a way to sign changes when a second owner agrees. The rest was saved.
 * `overtaken`: others saved the same part in the meantime, and nothing was saved. `letter` is its present state.
 */
export type Saved =
  | { outcome: 'saved' | 'waits'; letter: LetterRow; merged: boolean; base: string }
  | { outcome: 'overtaken'; letter: LetterRow; overtaking: Overtaking | undefined }

/** What the sender needs to decide, if the changes could not be merged. */
export interface Overtaking extends Merged {
  errors: FieldMessage[]
  /** The names of those who saved since, if they are known. */
  savers: string[]
  /** What was saved, as the base of the next save. */
  base: string
}

/**
 * Saves parts of a letter's draft and settings. Merges them with what others saved meanwhile, and overwrites nothing.
 * @throws Refusal
 */
export async function saveDraft(core: Core, asker: Asker, letterId: string, saving: Saving, now: Date): Promise<Saved> {
  const { letter } = await authorizeLetter(core, asker.id, letterId, actFor(saving.settings))
  const checked = check(letter, saving, now)
  // An open letter may offer anonymity from now on, so its issuers must exist. For a draft, opening creates them.
  if (letter.revision > 0 && takesSignatures(letter.state))
    await prepareIssuers(core, { ...letter, ...checked.settings }, [
      'mailbox',
      ...(await classesWithCodes(core.db, letterId)),
    ])
  return core.db.transaction().execute(async (trx) => {
    const locked = await lockWritten(core, trx, letterId, now)
    refuseIfEnded(locked)
    // Checks again under the lock, because a protection may have been made stricter in the meantime.
    check(locked, saving, now)
    const draft = openDraft(core, locked)
    const found = partOf({ letter: locked, draft }, saving)
    const base = baseOf(checked)
    const unseen = locked.draft_version !== saving.version && baseOf(found) !== (saving.base ?? '')
    const demands = movedDemands(draft.demands, saving.moved)
    const same = hashOfPart(found) === hashOfPart(checked)
    if (same && !demands) return { outcome: 'saved', letter: locked, merged: false, base }
    const mine = unseen && !same ? merge(locked, checked, found, saving, now) : { parts: checked, merged: false }
    if ('overtaking' in mine) {
      const savers = await saversSince(core, trx, locked, asker, saving)
      const overtaking = mine.overtaking && { ...mine.overtaking, savers, base: baseOf(found) }
      return { outcome: 'overtaken', letter: locked, overtaking }
    }
    await refuseTakenSlug(trx, locked, draft, mine.parts.draft)
    const wanted = { ...saving, settings: mine.parts.settings }
    const taking = await changeWays({ ...core, db: trx }, locked, asker, wanted, now)
    const kept = taking === 'waits' ? { ...mine.parts, settings: keepingWays(locked, mine.parts.settings) } : mine.parts
    const whole = demands ? { ...kept, draft: { ...kept.draft, demands } } : kept
    const nothing = !demands && hashOfPart(found) === hashOfPart(kept)
    return {
      outcome: taking === 'waits' ? 'waits' : 'saved',
      letter: nothing
        ? locked
        : await writeDraft(core, trx, asker, { letter: locked, draft }, { ...saving, ...whole }, now),
      merged: mine.merged,
      base,
    }
  })
}

/** Locks a letter whose draft says what people have typed together. @throws Refusal */
async function lockWritten(core: Core, trx: Db, letterId: string, now: Date): Promise<LetterRow> {
  const locked = await lockLetter(trx, letterId)
  if (!locked) throw notFoundRefusal('letter')
  return (await writeTyped(core, trx, locked, now)).letter
}

/**
 * Writes what people have typed together to the draft. The caller holds the letter's lock.
 * @returns the letter as it is now, and why the text cannot be written, for example because it is too long. It stays in the shared
 *   document then.
 */
export async function writeTyped(
  core: Core,
  trx: Db,
  letter: LetterRow,
  now: Date,
): Promise<{ letter: LetterRow; problem: Sentence | null }> {
  const text = letter.state === 'draft' ? await unwrittenText(core, trx, letter.id) : null
  if (text === null) return { letter, problem: null }
  const { parts, errors } = examine(letter, { draft: { text }, settings: {} }, now)
  if (errors[0]) return { letter, problem: errors[0].message }
  const draft = openDraft(core, letter)
  const typists = await whoIsHere(core, trx, letter.id)
  const change = { savers: typists.map(({ name }) => name), now, follow: false }
  const written = parts.draft.text === draft.text ? letter : await write(core, trx, change, { letter, draft }, parts)
  await setWritten(trx, letter.id)
  return { letter: written, problem: null }
}

/**
 * Merges what was typed with what others saved. A result that breaks a rule, such as a limit, has to be decided too. So has a source
 * that got another number while the page saves by itself: the page would go on with the old number, which is another source now.
 */
function merge(
  letter: LetterRow,
  typed: EditedParts,
  found: EditedParts,
  { base, automatic = false }: Saving,
  now: Date,
): { parts: EditedParts; merged: true } | { overtaking: (Merged & { errors: FieldMessage[] }) | undefined } {
  if (base === undefined) return { overtaking: undefined }
  const merged = mergeParts(base, typed, found)
  const { errors } = examine(letter, merged.parts, now)
  return merged.conflicts.length > 0 || errors.length > 0 || (automatic && merged.relabelled)
    ? { overtaking: { ...merged, errors } }
    : { parts: merged.parts, merged: true }
}

/**
 * @returns the list with the moved demands, or null if that changes nothing
 * @throws Refusal beside the text, because the form of the text has no field for demands
 */
function movedDemands(held: readonly string[], moved: MovedDemands | undefined): string[] | null {
  const demands = moved ? withMovedDemands(held, moved) : held
  if (hashOfPart(demands) === hashOfPart(held)) return null
  const checked = checkDraft({ demands: [...demands] })
  if (checked.ok) return checked.draft.demands ?? []
  throw Refusal.fields(checked.errors.map(({ message }) => ({ field: 'text', message })))
}

/**
 * Compares a chosen address with published letters alone, so that nobody can find out what others draft. It is reserved only when
 * the letter becomes public.
 */
async function refuseTakenSlug(
  trx: Db,
  letter: LetterRow,
  { slug: held }: LetterDraft,
  { slug }: Partial<LetterDraft>,
): Promise<void> {
  if (slug === undefined || slug === '' || slug === held) return
  if (letter.public) throw new Refusal('invalid', 'address-fixed', say('refusal-address-fixed'), 'slug')
  const taken = await publicSlugsFrom(trx, slug)
  if (!taken.includes(slug)) return
  throw new Refusal(
    'invalid',
    'address-taken',
    say('refusal-address-taken', { slug, free: freeSlug(slug, taken) }),
    'slug',
  )
}

/**
 * People rely on the ways to sign of an open letter. So removing one needs a second owner, if there are several. So does every change of
 * the in-person check.
 */
async function changeWays(
  core: Core,
  letter: LetterRow,
  asker: Asker,
  { settings = {}, automatic = false }: Omit<Saving, 'version'>,
  now: Date,
): Promise<'go' | 'waits'> {
  const changed = takesSignatures(letter.state) ? waysChanged(letter, settings) : null
  if (!changed) return 'go'
  // Only the end of the waiting takes this choice away, because it also decides about the names.
  if (changed.visibilities.includes('together'))
    throw new Refusal('conflict', 'together-kept', say('refusal-together-kept'), 'visibilities')
  if (automatic) throw new Refusal('invalid', 'way-taken', say('refusal-way-taken'), 'visibilities')
  if ((await requireSecondOwner(core, letter, asker, { act: 'offer', subject: changed }, now)) === 'waits')
    return 'waits'
  if (changed.visibilities.length > 0 || changed.vouches_each !== null)
    await noteActivity(core.db, letter.id, asker.id, 'way-removed', {}, now)
  if (changed.checks_each !== undefined)
    await noteActivity(core.db, letter.id, asker.id, 'in-person-check-changed', {}, now)
  // Codes that were handed over and not used end with the check, so that owners can end those of a dishonest organizer.
  if (changed.checks_each === 0) await endCodes(core.db, letter.id, 'reviewed')
  return 'go'
}

/** Opening shows the end to the owners, and only a draft can change it. The paper changes only how PDFs look. */
const editable: readonly string[] = [
  'goal',
  'press_contact',
  'second_place',
  'ends_on',
  'paper',
] satisfies (keyof LetterSettings)[]

/** Only owners decide who may see names, and when. Editors may change the rest of a draft too. */
function actFor(settings: Partial<LetterSettings> = {}): 'edit' | 'settings' {
  return Object.keys(settings).every((name) => editable.includes(name)) ? 'edit' : 'settings'
}

/** @throws Refusal */
function check(letter: LetterRow, { draft = {}, settings = {} }: Saving, now: Date): EditedParts {
  const { parts, errors } = examine(letter, { draft, settings }, now)
  if (errors.length > 0) throw Refusal.fields(errors)
  return parts
}

/** @returns the parts, normalized for storage, and all faults by field */
function examine(letter: LetterRow, typed: EditedParts, now: Date): { parts: EditedParts; errors: FieldMessage[] } {
  const draft = checkDraft(typed.draft, letter.facets)
  const settings = checkSettings(typed.settings, letter, letter.state, now)
  const lacking =
    letter.revision > 0 && draft.ok && draft.draft.facets ? missingFacets(letter.facets, draft.draft.facets) : []
  return {
    parts: { draft: draft.ok ? draft.draft : {}, settings: settings.ok ? settings.settings : {} },
    errors: [...(draft.ok ? [] : draft.errors), ...(settings.ok ? [] : settings.errors), ...lacking],
  }
}

interface Held {
  letter: LetterRow
  draft: LetterDraft
}

/** The stored values of the parts that are about to be saved. */
function partOf({ letter, draft: whole }: Held, { draft = {}, settings = {} }: Omit<Saving, 'version'>): EditedParts {
  return { draft: only(whole, draft), settings: only(letter as LetterSettings, settings) }
}

function only<Whole extends object>(whole: Whole, like: Partial<Whole>): Partial<Whole> {
  const names = Object.keys(like) as (keyof Whole)[]
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Partial<Whole>
}

/** What the form of some parts starts from. The form sends it back (see Saving.base). */
export function shownBase(held: Held, like: Pick<Saving, 'draft' | 'settings'>): string {
  return baseOf(partOf(held, like))
}

function refuseIfEnded({ state }: LetterRow): void {
  if (state === 'closed' || state === 'purged')
    throw new Refusal('conflict', 'letter-closed', say('drafting-letter-closed'))
}

/**
 * Writes checked parts of a draft that an organizer saves. The caller holds the letter's lock.
 */
export async function writeDraft(
  core: Core,
  trx: Db,
  asker: Asker,
  held: Held,
  parts: EditedParts & Pick<Saving, 'keepsBefore'>,
  now: Date,
): Promise<LetterRow> {
  const savers = [await draftingNameOf(core, trx, held.letter.id, asker.id)]
  return write(core, trx, { savers, now, follow: true }, held, parts)
}

interface Change {
  /** The names of those who changed the draft. */
  savers: readonly string[]
  now: Date
  /** True to send the change to people who are typing. False if they typed it themselves. */
  follow: boolean
}

/** The only place that changes a draft, so that the passages of comments, and the people who are typing, follow each change. */
async function write(
  core: Core,
  trx: Db,
  { savers, now, follow }: Change,
  { letter, draft: before }: Held,
  { draft, settings, keepsBefore = false }: EditedParts & Pick<Saving, 'keepsBefore'>,
): Promise<LetterRow> {
  if (keepsBefore) await keepVersion(core, trx, letter, now)
  if (letter.state === 'draft') await scheduleVersion(core, trx, letter.id, now)
  if (follow && letter.state === 'draft' && draft.text !== undefined)
    await followText(core, trx, letter.id, { before: before.text, text: draft.text })
  if (letter.revision > 0 && draft.recipients)
    await readdressRecipients(trx, letter.id, sealRecipients(core, letter.id, draft.recipients))
  if (letter.revision > 0) await notifyLetter(trx, letter.id)
  await movePassages(core, trx, letter.id, before.text, draft.text ?? before.text)
  return updateLetter(trx, letter.id, {
    ...settings,
    // The lists that signatories choose from are not part of the text, and need no revision.
    ...(letter.revision > 0 && draft.facets && { facets: JSON.stringify(draft.facets) }),
    draft_sealed: sealDraft(core, letter.id, { ...before, ...draft, plan: planFor(before, draft) }),
    draft_version: letter.draft_version + 1,
    savers_sealed: letter.state === 'draft' ? sealWithSavers(core, letter, savers) : null,
  })
}

const mostSavers = 10

/** Adds names to those who saved the draft last. Each name is there once, with the version that its bearer saved last. */
function sealWithSavers(core: Core, letter: LetterRow, names: readonly string[]): Buffer {
  const own = [...new Set(names)].map((name) => ({ name, version: letter.draft_version + 1 }))
  const others = openSavers(core, letter).filter((saver) => !names.includes(saver.name))
  return sealSavers(core, letter.id, [...own, ...others].slice(0, mostSavers))
}

async function saversSince(
  core: Core,
  trx: Db,
  letter: LetterRow,
  asker: Asker,
  { version }: Saving,
): Promise<string[]> {
  const own = await draftingNameOf(core, trx, letter.id, asker.id)
  const since = openSavers(core, letter).filter((saver) => saver.version > version && saver.name !== own)
  return since.map(({ name }) => name)
}

/** The plan names recipients, so it follows when one is renamed. */
function planFor({ plan, recipients: before }: LetterDraft, { recipients }: Partial<LetterDraft>): LetterDraft['plan'] {
  return recipients ? followRecipients(plan, before, recipients) : plan
}
