import type { Core } from '../../core.ts'
import { prepareIssuers } from '../../anonymity/prepare-issuers.ts'
import { credentialClasses } from '../../crypto/credential.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { readdressRecipients } from '../queries.ts'
import { missingFacets } from '../../facets/rules.ts'
import { checkDraft, followRecipients, hashOfPart, withMovedDemands, type MovedDemands } from './draft.ts'
import { freeSlug } from '../../letter/slug.ts'
import { lockLetter, publicSlugsFrom, type LetterRow } from '../../letter/queries.ts'
import type { LetterDraft } from '../../letter/rules.ts'
import { openDraft, sealDraft, sealRecipients } from '../../letter/secrets.ts'
import { takesSignatures } from '../life.ts'
import { checkSettings, keepingWays, waysTaken, type LetterSettings } from './settings.ts'
import { vouchKeyOf } from '../../vouching/queries.ts'
import { updateLetter } from '../write-queries.ts'

export interface Saving {
  /** The version of the draft that the changes started from. */
  version: number
  /** Hash of the changed part as it was then (see hashOfPart). If it still holds, saves of other parts are no conflict. */
  partHash?: string | undefined
  draft?: Partial<LetterDraft> | undefined
  /** Demands that the editor moved out of the text. They join the list, whatever else happens to it. */
  moved?: MovedDemands | undefined
  settings?: Partial<LetterSettings> | undefined
  /** True if the page saves by itself while somebody still chooses. Such a save takes no way to sign away. */
  automatic?: boolean | undefined
}

/**
 * `overtaken`: somebody else, or another tab, saved the same part in the meantime. Nothing was saved. `letter` is its present
 * state. `waits`: a way to sign is taken away when a second owner agrees. The rest was saved.
 */
export type Saved = { outcome: 'saved' | 'overtaken' | 'waits'; letter: LetterRow }

/**
 * Saves parts of a letter's draft and settings. Concurrent saves of the same part are detected, and do not overwrite each other.
 * @throws Refusal
 */
export async function saveDraft(core: Core, asker: Asker, letterId: string, saving: Saving, now: Date): Promise<Saved> {
  const { letter } = await authorizeLetter(core, asker.id, letterId, actFor(saving.settings))
  const checked = check(letter, saving)
  // An open letter may offer anonymity from now on, so its issuers must exist. For a draft, opening creates them.
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
    // Checks again under the lock, because a protection may have been made stricter in the meantime.
    check(locked, saving)
    const draft = openDraft(core, locked)
    const held = partOf({ letter: locked, draft }, saving)
    const unseen = locked.draft_version !== saving.version && hashOfPart(held) !== saving.partHash
    const demands = movedDemands(draft.demands, saving.moved)
    const same = hashOfPart(held) === hashOfPart(checked)
    if (same && !demands) return { outcome: 'saved', letter: locked }
    if (unseen && !same) return { outcome: 'overtaken', letter: locked }
    await refuseTakenSlug(trx, locked, draft, checked.draft)
    const taking = await takeWays({ ...core, db: trx }, locked, asker, { ...saving, settings: checked.settings }, now)
    const parts = taking === 'waits' ? { ...checked, settings: keepingWays(locked, checked.settings) } : checked
    const whole = demands ? { ...parts, draft: { ...parts.draft, demands } } : parts
    const nothing = !demands && hashOfPart(held) === hashOfPart(parts)
    return {
      outcome: taking === 'waits' ? 'waits' : 'saved',
      letter: nothing ? locked : await write(core, trx, { letter: locked, draft }, whole),
    }
  })
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

/** People rely on the ways to sign of an open letter. So removing one needs a second owner, if there are several. */
async function takeWays(
  core: Core,
  letter: LetterRow,
  asker: Asker,
  { settings = {}, automatic = false }: Omit<Saving, 'version'>,
  now: Date,
): Promise<'go' | 'waits'> {
  const taken = takesSignatures(letter.state) ? waysTaken(letter, settings) : null
  if (!taken) return 'go'
  if (automatic) throw new Refusal('invalid', 'way-taken', say('refusal-way-taken'), 'visibilities')
  if ((await requireSecondOwner(core, letter, asker, { act: 'offer', subject: taken }, now)) === 'waits') return 'waits'
  await noteActivity(core.db, letter.id, asker.id, 'way-removed', {}, now)
  return 'go'
}

interface Parts {
  draft: Partial<LetterDraft>
  settings: Partial<LetterSettings>
}

/** Only owners decide who may see names, and when. Editors may change the rest of a draft too. */
function actFor(settings: Partial<LetterSettings> = {}): 'edit' | 'settings' {
  return Object.keys(settings).every((name) => name === 'goal' || name === 'press_contact') ? 'edit' : 'settings'
}

function check(letter: LetterRow, { draft = {}, settings = {} }: Saving): Parts {
  const checkedDraft = checkDraft(draft, letter.facets)
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

/** The stored values of the parts that are about to be saved. */
function partOf({ letter, draft: whole }: Held, { draft = {}, settings = {} }: Omit<Saving, 'version'>): Parts {
  return { draft: only(whole, draft), settings: only(letter as LetterSettings, settings) }
}

function only<Whole extends object>(whole: Whole, like: Partial<Whole>): Partial<Whole> {
  const names = Object.keys(like) as (keyof Whole)[]
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Partial<Whole>
}

/** The hash of the parts that a form shows. The form sends it back, so that a save can detect a concurrent change. */
export function shownPartHash(held: Held, like: Pick<Saving, 'draft' | 'settings'>): string {
  return hashOfPart(partOf(held, like))
}

function refuseIfEnded({ state }: LetterRow): void {
  if (state === 'closed' || state === 'purged')
    throw new Refusal('conflict', 'letter-closed', say('drafting-letter-closed'))
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
    // The lists that signatories choose from are not part of the text, and need no revision.
    ...(letter.revision > 0 && draft.facets && { facets: JSON.stringify(draft.facets) }),
    draft_sealed: sealDraft(core, letter.id, { ...before, ...draft, plan: planFor(before, draft) }),
    draft_version: letter.draft_version + 1,
  })
}

/** The plan names recipients, so it follows when one is renamed. */
function planFor({ plan, recipients: before }: LetterDraft, { recipients }: Partial<LetterDraft>): LetterDraft['plan'] {
  return recipients ? followRecipients(plan, before, recipients) : plan
}
