import { hasIssuers } from '../letter/has-issuers.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { vouchKeyOf } from './queries.ts'

export interface Vouching {
  letter: string
  /** The number of codes that each verified person may draw. */
  each: number
  /** The public key that verifies codes. Null until somebody asks for codes. */
  publicKey: Buffer | null
  /** True if somebody may hold a code or can still draw one. */
  codes: boolean
  /** True if a code may be spent on an anonymous signature. */
  anonymous: boolean
}

export async function showVouching(core: Pick<Core, 'db'>, letter: LetterRow): Promise<Vouching> {
  const key = await vouchKeyOf(core.db, letter.id)
  return {
    letter: letter.id,
    each: letter.vouches_each,
    publicKey: key?.public_key ?? null,
    codes: letter.vouches_each > 0 || key !== undefined,
    anonymous: await hasIssuers(core, letter, 'vouched'),
  }
}
