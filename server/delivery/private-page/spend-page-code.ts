import { lockLetter } from '../../letter/queries.ts'
import { checkCode, type TypedCode } from '../../mailbox/check-code.ts'
import { tryChallenge } from '../../mailbox/challenge-queries.ts'
import { codeTag, mailedCodeMac } from '../../mailbox/mailed-code-secrets.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'
import { sameBytes } from '../../crypto/keyed-hash.ts'
import { Refusal, say } from '../../refusal.ts'
import { mailboxOf, noteAct, type RecipientPageRow } from './queries.ts'
import { findRecipientPage } from './show-recipient-page.ts'

/**
 * Carries out an act on a private page if its code is right. Idempotent: the same act sent again with the same code is carried out once.
 * @param hash of the act with everything that was typed. A code is good for one act.
 * @param take carries the act out, in the transaction that spends the code. Returns the id of the answer that it stored, if any.
 * @throws Refusal if the link is unknown or has ended, the code is wrong or was used for another act, or the challenge was lost in a crash
 */
export async function spendPageCode(
  core: Core,
  token: string,
  typed: TypedCode & { hash: Buffer },
  take: (trx: Db, page: RecipientPageRow, challenge: Buffer) => Promise<string | null>,
  now: Date,
): Promise<void> {
  const { letter_id } = await findRecipientPage(core, token)
  await checkCode(core, typed, (id, code) =>
    core.db.transaction().execute(async (trx) => {
      // The lock orders this against a purge: an earlier purge has deleted the challenge, and a later one sees the act. It also orders it
      // against the end of the link, which has to be looked up again.
      await lockLetter(trx, letter_id)
      const page = await findRecipientPage({ db: trx }, token)
      const tag = codeTag(core, 'answer', mailboxOf(page))
      const codeOf = ({ delivery_id }: Row<'recipient_challenge'>) =>
        delivery_id === page.id ? { tag, mac: mailedCodeMac(core, tag, code) } : null
      const challenge = await tryChallenge(trx, 'recipient_challenge', id, codeOf, { spends: true }, now)
      if (!challenge) return undefined
      if (!challenge.answer_hash) await noteAct(trx, id, await take(trx, page, id), typed.hash)
      else if (!sameBytes(challenge.answer_hash, typed.hash)) throw codeSpentRefusal()
      return true
    }),
  )
}

function codeSpentRefusal(): Refusal {
  return new Refusal('conflict', 'code-spent', say('refusal-code-spent'), 'code')
}
