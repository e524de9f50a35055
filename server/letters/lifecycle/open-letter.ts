import type { Core } from '../../core.ts'
import { canonicalHash } from '../../crypto/canonical.ts'
import { prepareIssuers } from '../../anonymity/prepare-issuers.ts'
import { KeyGone } from '../../db/keys/keys.ts'
import type { Db } from '../../db/pool.ts'
import { tryText } from '../../delivery/copies/try-text.ts'
import { missingInPlan, openPlan } from '../../delivery/plan/open-plan.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { mayOpen, missingEnd, missingToOpen } from '../life.ts'
import { startCollecting } from './publish.ts'
import { lockLetter, revisionOf, type LetterRow } from '../../letter/queries.ts'
import { contentOf, revisionHash, type RevisionContent } from '../../letter/rules.ts'
import { openDraft, sealDraft } from '../../letter/secrets.ts'
import { makePublic } from '../../letter/make-public.ts'
import { writeTyped } from '../drafting/save-draft.ts'
import { protections } from '../drafting/settings.ts'
import { deleteLive } from '../live-text/queries.ts'
import { keepVersion } from '../versions/keep-version.ts'
import { usualNeeded } from '../../together/rules.ts'
import { updateLetter } from '../write-queries.ts'

export interface Opening {
  to: 'quiet' | 'open'
  /** Version of the draft that the owner has read. A newer one is not opened by mistake. */
  version: number
  /** True if this server can mail codes. */
  canMail: boolean
}

/** `waits`: a second owner must agree. */
export type Opened = { outcome: 'opened' | 'waits'; letter: LetterRow }

/**
 * Opens a draft, quietly or to the public, or opens a quiet letter to the public.
 * @throws CannotBeMade if a trial shows that the letter could not be delivered
 * @throws Refusal
 */
export async function openLetter(
  core: Core,
  asker: Asker,
  letterId: string,
  opening: Opening,
  now: Date,
): Promise<Opened> {
  const { letter } = await authorizeLetter(core, asker.id, letterId, 'open')
  refuseUnlessReady(core, letter, opening, now)
  await refuseUnlessPlanned(core, letter, now)
  await tryText(core, letter, await textOf(core, letter), now)
  makeKeys(core, letter)
  await prepareIssuers(core, letter)
  return core.db.transaction().execute(async (trx) => {
    const found = await lockLetter(trx, letterId)
    if (!found) throw notFoundRefusal('letter')
    // Writing the typed text raises the draft's version. So the check below refuses to open a text that the owner has not read.
    const { letter: locked, problem } = await writeTyped(core, trx, found, now)
    if (problem !== null) throw Refusal.fields([{ field: 'text', message: problem }])
    refuseUnlessReady(core, locked, opening, now)
    // For a draft, refuseUnlessReady has compared the version with the one that was tried.
    if (locked.state !== letter.state || locked.revision !== letter.revision) throw changedMeanwhileRefusal()
    if (lacksKey(core, locked)) throw changedMeanwhileRefusal()
    if (
      (await requireSecondOwner(
        { ...core, db: trx },
        locked,
        asker,
        { act: 'open', subject: whatOpens(core, locked, opening.to) },
        now,
      )) === 'waits'
    )
      return { outcome: 'waits', letter: locked }
    const what = opening.to === 'open' ? 'letter-opened' : 'letter-opened-quietly'
    await noteActivity(trx, letterId, asker.id, what, {}, now)
    return { outcome: 'opened', letter: await carryOut(core, trx, locked, opening.to, now) }
  })
}

/** Makes the key files before the transaction, because a rollback cannot delete files. */
function makeKeys({ keys }: Core, { id, state, visibilities }: LetterRow): void {
  try {
    keys.createForLetter(id)
    if (state === 'draft' && visibilities.includes('together')) keys.createForTogether(id)
  } catch (error) {
    if (!(error instanceof KeyGone)) throw error
    // The draft comes from a backup that is older than the opening and the closing of its letter.
    throw new Refusal('conflict', 'letter-closed', say('lifecycle-closed-before'))
  }
}

/** Names that wait were offered since the keys were made. */
function lacksKey({ keys }: Core, { id, state, visibilities }: LetterRow): boolean {
  return state === 'draft' && visibilities.includes('together') && keys.stateOf(id, 'together') !== 'present'
}

function refuseUnlessReady(core: Core, letter: LetterRow, { to, version, canMail }: Opening, now: Date): void {
  const verdict = mayOpen(letter.state, to)
  if (verdict === 'ended') throw new Refusal('conflict', 'letter-closed', say('lifecycle-opening-closed'))
  if (verdict === 'already') throw new Refusal('conflict', 'letter-already-open', say('refusal-letter-already-open'))
  if (!canMail) throw new Refusal('unavailable', 'no-mail-server', say('lifecycle-no-mail-server'))
  if (letter.state !== 'draft') return
  if (letter.draft_version !== version)
    throw new Refusal('conflict', 'draft-changed', say('lifecycle-opening-draft-changed'))
  const [missing] = [...missingToOpen(openDraft(core, letter)), ...missingEnd(letter, now)]
  if (missing) throw new Refusal('conflict', 'letter-not-ready', [say('refusal-letter-not-ready'), missing.sentence])
}

/** The text that would be public: the draft, or the published revision. */
async function textOf(core: Core, letter: LetterRow): Promise<RevisionContent> {
  if (letter.state === 'draft') return contentOf(openDraft(core, letter))
  const revision = await revisionOf(core.db, letter.id, letter.revision)
  if (!revision) throw notFoundRefusal('letter')
  return revision
}

function changedMeanwhileRefusal(): Refusal {
  return new Refusal('conflict', 'changed-meanwhile', say('lifecycle-changed-meanwhile'))
}

/** The exact content that a second owner approves. */
export function whatOpens(core: Core, letter: LetterRow, to: 'quiet' | 'open'): object {
  const { slug, plan } = openDraft(core, letter)
  const address = to === 'open' && slug !== '' ? { address: slug } : {}
  if (letter.state !== 'draft') return { to, revision: letter.revision, ...address }
  return {
    to,
    ...address,
    content: revisionHash(contentOf(openDraft(core, letter))).toString('hex'),
    facets: canonicalHash(openDraft(core, letter).facets).toString('hex'),
    visibilities: letter.visibilities,
    ...(letter.names_by_employer && { names_by_employer: true }),
    ...(letter.visibilities.includes('together') && {
      together: { needed: letter.together_needed ?? usualNeeded, until: letter.together_until },
    }),
    ...(letter.ends_on !== null && { ends_on: letter.ends_on }),
    ...(plan.length > 0 && { plan: canonicalHash(plan).toString('hex') }),
    ...Object.fromEntries(protections.map((name) => [name, letter[name]])),
  }
}

async function carryOut(core: Core, trx: Db, letter: LetterRow, to: 'quiet' | 'open', now: Date): Promise<LetterRow> {
  const opened = letter.state === 'draft' ? await openDrafted(core, trx, letter, now) : letter
  return to === 'quiet' ? opened : makePublic(core, trx, opened, 'refuse')
}

/** The plan leaves the draft for the table of stages. */
async function openDrafted(core: Core, trx: Db, letter: LetterRow, now: Date): Promise<LetterRow> {
  const draft = openDraft(core, letter)
  await keepVersion(core, trx, letter, now)
  await deleteLive(trx, letter.id)
  const opened = await startCollecting(core, trx, letter, draft, 'quiet', now)
  if (draft.plan.length === 0) return opened
  await openPlan(core, trx, opened, draft, now)
  return updateLetter(trx, letter.id, { draft_sealed: sealDraft(core, letter.id, { ...draft, plan: [] }) })
}

async function refuseUnlessPlanned(core: Core, letter: LetterRow, now: Date): Promise<void> {
  const [missing] = await missingInPlan(core, letter, openDraft(core, letter), now)
  if (missing !== undefined)
    throw new Refusal('conflict', 'letter-not-ready', [say('refusal-letter-not-ready'), missing])
}
