import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { Row } from '../db/schema.ts'
import type { PersonName } from './person-name.ts'
import { nameColumnsOf, noName, type ClearColumns, type NameColumns } from './stored-name-queries.ts'

type Keys = Pick<Core, 'keys'>
/** The row that a name belongs to. The id is associated data of the seal. */
type Place = Pick<Row<'signature'>, 'id' | 'letter_id'>
type Stored = Place & NameColumns

/** Every sealed name has this size in bytes. A name has at most 200 code points, so at most 800 bytes. */
const sealedSize = 1024
const bytesOfLength = 4

export function formOfName({ name, name_sealed }: NameColumns): 'clear' | 'sealed' | 'none' {
  if (name !== null) return 'clear'
  return name_sealed === null ? 'none' : 'sealed'
}

/**
 * Seals a name for the row that will contain it.
 *
 * @throws KeyGone where the letter's names key is destroyed
 * @throws RangeError where the name is longer than the rules for names allow
 */
export function sealedName({ keys }: Keys, { id, letter_id }: Place, { name }: PersonName): Buffer {
  if (Buffer.byteLength(name) + bytesOfLength > sealedSize) throw new RangeError('The name is too long to be sealed.')
  return seal(keys.names(letter_id, 'name'), id.toString('hex'), name, sealedSize)
}

/** The name of a row that holds it in clear. */
export function nameInClear({ name }: ClearColumns): PersonName | null {
  return name === null ? null : { name }
}

/**
 * The name in either form; null where there is none.
 *
 * @throws KeyGone where it is sealed and its key is destroyed
 */
export function openName({ keys }: Keys, row: Stored): PersonName | null {
  const { id, letter_id, name_sealed } = row
  const inClear = nameInClear(row)
  if (inClear !== null || name_sealed === null) return inClear
  return { name: unseal(keys.names(letter_id, 'name'), id.toString('hex'), name_sealed).toString('utf8') }
}

/** All columns for a name that not everyone may see any more. It is erased where the names key is destroyed. */
export function toSealed(core: Keys, row: Stored): NameColumns {
  const person = nameInClear(row)
  if (person === null) return nameColumnsOf(row)
  return { ...noName, name_sealed: unlessGone(() => sealedName(core, row, person)) }
}

/** All columns for a name that everyone may see. It stays as it is where there is none, and where the names key is destroyed. */
export function toClear(core: Keys, row: Stored): NameColumns {
  const person = unlessGone(() => openName(core, row))
  return person === null ? nameColumnsOf(row) : { ...noName, ...person }
}
