import { prepareIssuers } from '../anonymity/prepare-issuers.ts'
import { singleFlight } from '../concurrency/single-flight.ts'
import type { Core } from '../core.ts'
import { newIssuerKey } from '../crypto/blind-rsa.ts'
import type { CodeClass } from '../crypto/one-time-code.ts'
import type { LetterRow } from '../letter/queries.ts'
import { codeKeyOf, keepCodeKey } from './queries.ts'
import { sealCodeKey } from './secrets.ts'

/** Creates the keys that codes of a class need, on the first request for a code, because most letters never need them. */
export async function prepareCodeKey(core: Core, letter: LetterRow, verification: CodeClass): Promise<void> {
  if (await codeKeyOf(core.db, letter.id, verification)) return
  // Created last: when this key exists, the issuer key exists too.
  await prepareIssuers(core, letter, [verification])
  await singleFlight(`code-key:${letter.id}:${verification}`, () => makeKey(core, letter.id, verification))
}

async function makeKey(core: Core, letterId: string, verification: CodeClass): Promise<void> {
  if (await codeKeyOf(core.db, letterId, verification)) return
  const { n, privateKey } = await newIssuerKey()
  await keepCodeKey(core.db, {
    letter_id: letterId,
    class: verification,
    public_key: n,
    private_sealed: sealCodeKey(core, letterId, verification, privateKey),
  })
}
