import { employersOf, type LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { Db } from '../db/pool.ts'
import type { Sentence } from '../refusal.ts'
import { hasEarlier, statementsOf } from './queries.ts'
import { badge } from './rules.ts'
import { openStatement } from './secrets.ts'

export interface ShownStatement {
  text: string
  badge: Sentence
}
export interface StatementToRead extends ShownStatement {
  id: string
}

/** The published statements, in the order of their random ids. */
export async function publicStatements(db: Db, letter: LetterRow, limit = 500): Promise<ShownStatement[]> {
  if (letter.collecting || letter.state === 'purged') return []
  const employers = (await employersOf(db, letter.id)).map(({ name }) => name)
  const rows = await statementsOf(db, letter.id, 'public', limit)
  return rows.map((row) => ({ text: row.text ?? '', badge: badge(row.class, employers) }))
}

/** The statements that a moderator has to read, with text and class only. */
export async function statementsToRead(core: Pick<Core, 'db' | 'keys'>, letter: LetterRow): Promise<StatementToRead[]> {
  if (letter.collecting) return []
  const employers = (await employersOf(core.db, letter.id)).map(({ name }) => name)
  const rows = await statementsOf(core.db, letter.id, 'waiting', 100)
  return rows.flatMap(({ id, class: verification, text_sealed }) => {
    const text = text_sealed && unlessGone(() => openStatement(core, letter.id, id, text_sealed))
    return text === null ? [] : [{ id: id.toString('base64url'), text, badge: badge(verification, employers) }]
  })
}

/** Returns true if some statements were sent before statements had their own keys. Their authors prove the signature instead. */
export async function anyEarlier({ db }: Pick<Core, 'db'>, letter: LetterRow): Promise<boolean> {
  return hasEarlier(db, letter.id)
}
