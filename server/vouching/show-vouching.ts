import { hasIssuers } from '../letter/has-issuers.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { codeKeyOf } from './queries.ts'

export interface Vouching {
  letter: string
  /** The number of codes that each verified person may draw. */
  each: number
  /** The public key that verifies codes. Null until somebody asks for codes. */
  publicKey: Buffer | null
  /** True if somebody may hold a code to vouch with or can still draw one. */
  codes: boolean
  /** True if organizers hand over codes after an in-person check. */
  checks: boolean
  /** True if a code may be spent on an anonymous signature. */
  anonymous: boolean
}

export async function showVouching(core: Pick<Core, 'db'>, letter: LetterRow): Promise<Vouching> {
  const key = await codeKeyOf(core.db, letter.id, 'vouched')
  return {
    letter: letter.id,
    each: letter.vouches_each,
    publicKey: key?.public_key ?? null,
    codes: letter.vouches_each > 0 || key !== undefined,
    checks: letter.checks_each > 0,
    anonymous: (await hasIssuers(core, letter, 'vouched')) || (await hasIssuers(core, letter, 'reviewed')),
  }
}
