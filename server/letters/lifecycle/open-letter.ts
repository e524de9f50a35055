import type { Core } from '../../core.ts'
import { canonicalHash } from '../../crypto/canonical.ts'
import { prepareIssuers } from '../../anonymity/prepare-issuers.ts'
import { KeyGone } from '../../db/keys/keys.ts'
import type { Db } from '../../db/pool.ts'
import { tryText } from '../../delivery/copies/try-text.ts'
import { requireSecondOwner } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal } from '../../refusal.ts'
import { mayOpen, missingToOpen } from '../life-rules.ts'
import { startCollecting } from './publish.ts'
import { lockLetter, revisionOf, type LetterRow } from '../../letter/queries.ts'
import { contentOf, revisionHash, type RevisionContent } from '../../letter/rules.ts'
import { openDraft } from '../../letter/secrets.ts'
import { makePublic } from '../../letter/make-public.ts'
import { protections } from '../drafting/settings-rules.ts'

export interface Opening {
  to: 'quiet' | 'open'
  /** The draft that was looked at: another one is not opened by mistake. */
  version: number
  /** Whether this server can mail codes. */
  canMail: boolean
}

/** Waits: another owner has to agree; the same request from one of them opens the letter. */
export type Opened = { outcome: 'opened' | 'waits'; letter: LetterRow }

/** From draft to quiet or open, or from quiet to open. @throws CannotBeMade where a trial shows that it could not be delivered */
export async function openLetter(
  core: Core,
  organizerId: string,
  letterId: string,
  opening: Opening,
  now: Date,
): Promise<Opened> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'open')
  refuseUnlessReady(core, letter, opening)
  await tryText(core, letter, await textOf(core, letter), now)
  makeKeys(core, letterId)
  await prepareIssuers(core, letter)
  return core.db.transaction().execute(async (trx) => {
    const locked = await lockLetter(trx, letterId)
    if (!locked) throw notFoundRefusal('letter')
    refuseUnlessReady(core, locked, opening)
    // A draft's version says whether it is the one that was tried.
    if (locked.state !== letter.state || locked.revision !== letter.revision) throw changedMeanwhileRefusal()
    if (
      (await requireSecondOwner(trx, locked, organizerId, 'open', whatOpens(core, locked, opening.to), now)) === 'waits'
    )
      return { outcome: 'waits', letter: locked }
    const what = opening.to === 'open' ? 'opened the letter to the public' : 'opened the letter quietly'
    await noteActivity(trx, letterId, organizerId, what, {}, now)
    return { outcome: 'opened', letter: await carryOut(core, trx, locked, opening.to, now) }
  })
}

/** A transaction cannot take a file back, so the keys are there before it. */
function makeKeys({ keys }: Core, letterId: string): void {
  try {
    keys.createForLetter(letterId)
  } catch (error) {
    if (!(error instanceof KeyGone)) throw error
    // The draft came back with a backup from before its letter was opened and closed.
    throw new Refusal(
      'conflict',
      'letter-closed',
      'This letter was opened and closed before, and closing is final. Copy its text into a new letter.',
    )
  }
}

function refuseUnlessReady(core: Core, letter: LetterRow, { to, version, canMail }: Opening): void {
  const verdict = mayOpen(letter.state, to)
  if (verdict === 'ended')
    throw new Refusal('conflict', 'letter-closed', 'This letter is closed, and closing is final. Start another one.')
  if (verdict === 'already')
    throw new Refusal('conflict', 'letter-already-open', 'This letter takes signatures already.')
  if (!canMail)
    throw new Refusal(
      'unavailable',
      'no-mail-server',
      'This server has no mail server yet, so nobody could be sent a code. Ask whoever runs it to set SMTP_URL, then open the letter.',
    )
  if (letter.state !== 'draft') return
  if (letter.draft_version !== version)
    throw new Refusal(
      'conflict',
      'draft-changed',
      'The draft was changed after you looked at it. Read it once more, then open it.',
    )
  const [missing] = missingToOpen(openDraft(core, letter))
  if (missing) throw new Refusal('conflict', 'letter-not-ready', `Something is missing yet. ${missing.sentence}`)
}

/** What would be public: the draft, or what is published already. */
async function textOf(core: Core, letter: LetterRow): Promise<RevisionContent> {
  if (letter.state === 'draft') return contentOf(openDraft(core, letter))
  const revision = await revisionOf(core.db, letter.id, letter.revision)
  if (!revision) throw notFoundRefusal('letter')
  return revision
}

function changedMeanwhileRefusal(): Refusal {
  return new Refusal('conflict', 'changed-meanwhile', 'The letter was changed meanwhile. Look at it again first.')
}

/** What a second owner agrees to. */
function whatOpens(core: Core, letter: LetterRow, to: 'quiet' | 'open'): object {
  if (letter.state !== 'draft') return { to, revision: letter.revision }
  return {
    to,
    content: revisionHash(contentOf(openDraft(core, letter))).toString('hex'),
    facets: canonicalHash(openDraft(core, letter).facets).toString('hex'),
    visibilities: letter.visibilities,
    ...Object.fromEntries(protections.map((name) => [name, letter[name]])),
  }
}

async function carryOut(core: Core, trx: Db, letter: LetterRow, to: 'quiet' | 'open', now: Date): Promise<LetterRow> {
  const opened =
    letter.state === 'draft' ? await startCollecting(core, trx, letter, openDraft(core, letter), 'quiet', now) : letter
  return to === 'quiet' ? opened : makePublic(trx, opened)
}
