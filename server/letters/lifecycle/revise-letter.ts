import type { Core } from '../../core.ts'
import { tryText } from '../../delivery/copies/try-text.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { missingToOpen, takesSignatures } from '../life.ts'
import { publish } from './publish.ts'
import { lockLetter, revisionOf, type LetterRow, type RevisionRow } from '../../letter/queries.ts'
import { contentOf, revisionHash, type RevisionContent } from '../../letter/rules.ts'
import { openDraft } from '../../letter/secrets.ts'

export interface Revising {
  /** The owners decide. Everybody sees the changes in both cases. */
  kind: 'correction' | 'substance'
  version: number
}

export type Revised = { outcome: 'published' | 'waits'; letter: LetterRow }

/**
 * Publishes the edited draft as the letter's next revision. A correction keeps the count, which is shown per revision. A change of
 * substance starts the count again.
 * @throws CannotBeMade if a trial shows that the text could not be delivered
 * @throws Refusal
 */
export async function reviseLetter(
  core: Core,
  asker: Asker,
  letterId: string,
  { kind, version }: Revising,
  now: Date,
): Promise<Revised> {
  const { letter: looked } = await authorizeLetter(core, asker.id, letterId, 'open')
  const standing = await revisionOf(core.db, letterId, looked.revision)
  if (!standing) throw notFoundRefusal('letter')
  refuseUnlessReady(core, looked, standing, version)
  await tryText(core, looked, contentOf(openDraft(core, looked)), now)
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    const before = letter && (await revisionOf(trx, letterId, letter.revision))
    if (!letter || !before) throw notFoundRefusal('letter')
    refuseUnlessReady(core, letter, before, version)
    const subject = whatRevises(letter, contentOf(openDraft(core, letter)), kind)
    if ((await requireSecondOwner(trx, letter, asker, { act: 'open', subject: subject }, now)) === 'waits')
      return { outcome: 'waits', letter }
    const what = kind === 'correction' ? 'correction-published' : 'substance-changed'
    await noteActivity(trx, letterId, asker.id, what, { revision: letter.revision + 1 }, now)
    return { outcome: 'published', letter: await publish(core, trx, letter, openDraft(core, letter), kind, now) }
  })
}

/** The exact content that a second owner approves. */
export function whatRevises(letter: LetterRow, content: RevisionContent, kind: Revising['kind']): object {
  return { revision: letter.revision + 1, kind, content: revisionHash(content).toString('hex') }
}

/** @throws Refusal */
function refuseUnlessReady(core: Core, letter: LetterRow, before: RevisionRow, version: number): void {
  if (!takesSignatures(letter.state)) throw new Refusal('conflict', 'letter-closed', say('lifecycle-revising-closed'))
  if (letter.draft_version !== version)
    throw new Refusal('conflict', 'draft-changed', say('lifecycle-revising-draft-changed'))
  const draft = openDraft(core, letter)
  const [missing] = missingToOpen(
    draft,
    before.employers.flatMap(({ domains }) => domains),
  )
  if (missing) throw new Refusal('conflict', 'letter-not-ready', [say('refusal-letter-not-ready'), missing.sentence])
  if (revisionHash(contentOf(draft)).equals(before.hash))
    throw new Refusal('conflict', 'nothing-changed', say('refusal-nothing-changed'))
}
