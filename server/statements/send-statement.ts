import type { LetterRow } from '../common/letter-queries.ts'
import type { Core } from '../core.ts'
import { KeyGone } from '../db/keys.ts'
import { Refusal } from '../refusal.ts'
import { withLetter } from '../signatures/change-mine.ts'
import { author } from './author.ts'
import { putWaiting, statementById } from './queries.ts'
import { checkText } from './rules.ts'
import { sealStatement } from './secrets.ts'

export interface Statement {
  /** base64url: the public key of an anonymous signature that has been counted. */
  verifier: string
  text: string
  proof: string
}

/** Takes a statement without a name. It waits, sealed and in no order, for the next batch; then a moderator reads it. */
export async function sendStatement(core: Core, letter: LetterRow, sent: Statement, now: Date): Promise<void> {
  const checked = checkText(sent.text)
  if (!checked.ok) throw new Refusal('invalid', 'statement-malformed', checked.message, 'text')
  // Before the letter's lock is taken: whoever has no signing key is to hold nobody up.
  await author(core.db, letter, sent, 'publish', sent.text)
  await withLetter(core, letter.id, now, async (trx, locked) => {
    refuseUnlessTaken(locked)
    const from = await author(trx, locked, sent, 'publish', sent.text)
    if (!from.counted) throw notCounted()
    if (await statementById(trx, locked.id, from.id)) throw there()
    const text_sealed = sealed(core, locked.id, from.id, checked.text)
    await putWaiting(trx, {
      id: from.id,
      letter_id: locked.id,
      class: from.class,
      verifier: from.publicKey,
      text_sealed,
    })
    return 'unseen'
  })
}

function sealed(core: Core, letterId: string, id: Buffer, text: string): Buffer {
  try {
    return sealStatement(core, letterId, id, text)
  } catch (error) {
    throw error instanceof KeyGone ? ended() : error
  }
}

function refuseUnlessTaken({ state }: LetterRow): void {
  // After closing there is no batch with which it could come.
  if (state !== 'quiet' && state !== 'open') throw ended()
}

function ended(): Refusal {
  return new Refusal('gone', 'letter-closed', 'This letter is closed and takes no more statements. Nothing was kept.')
}

function notCounted(): Refusal {
  return new Refusal(
    'conflict',
    'not-counted',
    'Only an anonymous signature that is counted can publish a statement. Wait until yours is, then send it again.',
  )
}

function there(): Refusal {
  return new Refusal(
    'conflict',
    'statement-there',
    'This signature has made a statement already. Withdraw that one first, if it is to be replaced.',
  )
}
