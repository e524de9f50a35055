import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { Db } from '../db/pool.ts'
import { Refusal, say } from '../refusal.ts'
import { withLetter } from '../signatures/my-signature/change-my-signature.ts'
import { lockPending } from '../signatures/batch/credential-queries.ts'
import { authorOf, statementKey, type Author } from './author.ts'
import { putWaiting, statementBy, waitingBy, type WaitingStatementRow } from './queries.ts'
import { checkText } from './rules.ts'
import type { SentJson } from './schemas.ts'
import { sealStatement, statementTag } from './secrets.ts'

/**
 * Accepts a statement without a name. It waits, sealed and in no order, for the next batch; then a moderator reads it. Until the
 * batch, its own key can replace the text.
 * @throws Refusal
 */
export async function sendStatement(core: Core, letter: LetterRow, sent: SentJson, now: Date): Promise<void> {
  const checked = checkText(sent.text)
  if (!checked.ok) throw new Refusal('invalid', 'statement-malformed', checked.message, 'text')
  const publicKey = statementKey(letter.id, sent, 'publish', sent.text)
  // Checked before the letter's lock is taken: a request that proves no signature must not block others.
  if (sent.signature) await authorOf(core.db, letter, sent.signature, publicKey, sent.text)
  else await refuseUnlessKnown(core.db, letter.id, publicKey)
  await withLetter(core, letter.id, now, async (trx, locked) => {
    refuseUnlessTaken(locked)
    await lockPending(trx)
    await put(core, trx, locked, { ...sent, text: checked.text, signed: sent.text, publicKey })
    return 'unseen'
  })
}

type Checked = SentJson & { signed: string; publicKey: Buffer }

async function put(core: Core, trx: Db, letter: LetterRow, { signature, publicKey, signed, text }: Checked) {
  await refuseWhereThere(trx, letter.id, { by: 'public_key', value: publicKey })
  const same = await waitingBy(trx, letter.id, { by: 'public_key', value: publicKey })
  if (same) return replace(core, trx, same, { ...same }, text)
  if (!signature) throw signatureNeededRefusal()
  const author = await authorOf(trx, letter, signature, publicKey, signed)
  const tag = tagOf(core, letter.id, author)
  await refuseWhereThere(trx, letter.id, { by: 'tag', value: tag })
  const earlier = await waitingBy(trx, letter.id, { by: 'tag', value: tag })
  const row = { letter_id: letter.id, class: author.class, public_key: publicKey, tag, earlier_author: null }
  return replace(core, trx, earlier, row, text)
}

/** A replaced statement gets a new id, so nothing shows that one text followed another. */
async function replace(
  core: Core,
  trx: Db,
  replaced: WaitingStatementRow | undefined,
  row: Omit<WaitingStatementRow, 'id' | 'text_sealed'>,
  text: string,
): Promise<void> {
  const id = randomId()
  await putWaiting(trx, { ...row, id, text_sealed: sealed(core, row.letter_id, id, text) }, replaced?.id ?? null)
}

async function refuseUnlessKnown(db: Db, letterId: string, publicKey: Buffer): Promise<void> {
  await refuseWhereThere(db, letterId, { by: 'public_key', value: publicKey })
  if (!(await waitingBy(db, letterId, { by: 'public_key', value: publicKey }))) throw signatureNeededRefusal()
}

async function refuseWhereThere(db: Db, letterId: string, handle: Parameters<typeof statementBy>[2]): Promise<void> {
  if (await statementBy(db, letterId, handle))
    throw new Refusal('conflict', 'statement-there', say('refusal-statement-there'))
}

function tagOf(core: Core, letterId: string, { credentialId }: Author): Buffer {
  return untilClosed(() => statementTag(core, letterId, credentialId))
}

function sealed(core: Core, letterId: string, id: Buffer, text: string): Buffer {
  return untilClosed(() => sealStatement(core, letterId, id, text))
}

function untilClosed<T>(act: () => T): T {
  const result = unlessGone(act)
  if (result === null) throw statementsEndedRefusal()
  return result
}

function refuseUnlessTaken({ state }: LetterRow): void {
  // After closing, no batch would release the statement.
  if (state !== 'quiet' && state !== 'open') throw statementsEndedRefusal()
}

function statementsEndedRefusal(): Refusal {
  return new Refusal('gone', 'letter-closed', say('statements-letter-closed-refusal'))
}

function signatureNeededRefusal(): Refusal {
  return new Refusal('conflict', 'signature-wanted', say('refusal-signature-wanted'), 'signature')
}
