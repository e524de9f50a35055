import type { LetterRow } from '../common/letter-queries.ts'
import type { Core } from '../core.ts'
import { vouchKeyOf } from './queries.ts'

export interface Vouching {
  letter: string
  /** How many codes somebody verified may draw. */
  each: number
  /** The key that codes are signed with; null until the first has asked for some. */
  publicKey: Buffer | null
}

export async function showVouching({ db }: Pick<Core, 'db'>, letter: LetterRow): Promise<Vouching> {
  const key = await vouchKeyOf(db, letter.id)
  return { letter: letter.id, each: letter.vouches_each, publicKey: key?.public_key ?? null }
}
