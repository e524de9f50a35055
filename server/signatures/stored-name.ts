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
/** A held name is none of these: no output can open it. */
type Sealed = Pick<NameColumns, 'name' | 'title' | 'name_sealed'>

/** Every sealed name has this size in bytes. A name has at most 200 code points and a title 50, so at most 1000 bytes. The salt has 16. */
const sealedSize = 1024
/** Neither a name nor a title contains it. */
const between = '\n'
const bytesOfLength = 4

/** `held`: sealed until enough people stand together. */
export type FormOfName = 'clear' | 'sealed' | 'held' | 'none'

export function formOfName({
  name,
  name_sealed,
  held_sealed,
}: Pick<NameColumns, 'name' | 'name_sealed' | 'held_sealed'>): FormOfName {
  if (name !== null) return 'clear'
  if (held_sealed !== null) return 'held'
  return name_sealed === null ? 'none' : 'sealed'
}

/**
 * Seals a name for the row that will contain it.
 *
 * @param salt of the name's entry in the log, if it has one
 * @throws KeyGone where the letter's names key is destroyed
 * @throws RangeError where the name is longer than the rules for names allow
 */
export function sealedName(
  { keys }: Keys,
  { id, letter_id }: Place,
  { name, title }: PersonName,
  salt: Buffer | null = null,
): Buffer {
  const parts = salt === null ? [] : [title ?? '', salt.toString('base64url')]
  const text = [name, ...(salt === null && title !== undefined ? [title] : parts)].join(between)
  if (Buffer.byteLength(text) + bytesOfLength > sealedSize) throw new RangeError('The name is too long to be sealed.')
  return seal(keys.names(letter_id, 'name'), id.toString('hex'), text, sealedSize)
}

/** A name that waits for others, with the salt of its commitment. */
export interface HeldName {
  name: string
  salt: Buffer
}

/**
 * Seals a name that nobody sees until enough people stand together. Its key is destroyed when the names are revealed, or never will be.
 *
 * @throws KeyGone where the key of the letter's held names is destroyed
 */
export function heldName({ keys }: Keys, { id, letter_id }: Place, { name, salt }: HeldName): Buffer {
  const text = [name, salt.toString('base64url')].join(between)
  if (Buffer.byteLength(text) + bytesOfLength > sealedSize) throw new RangeError('The name is too long to be sealed.')
  return seal(keys.together(letter_id, 'name'), id.toString('hex'), text, sealedSize)
}

/** @throws KeyGone where the key of the letter's held names is destroyed */
export function openHeld({ keys }: Keys, { id, letter_id }: Place, sealed: Buffer): HeldName {
  const text = unseal(keys.together(letter_id, 'name'), id.toString('hex'), sealed).toString('utf8')
  const [name = '', salt = ''] = text.split(between)
  return { name, salt: Buffer.from(salt, 'base64url') }
}

/** The seal of a name that waits no more and is not shown. Null where there is none, or where the names key is destroyed. */
export function sealedFromHeld(core: Keys, row: Place & Pick<NameColumns, 'held_sealed'>): Buffer | null {
  const { held_sealed: held } = row
  return held && unlessGone(() => sealedName(core, row, { name: openHeld(core, row, held).name }))
}

/** The name of a row that holds it in clear. */
export function nameInClear({ name, title }: ClearColumns): PersonName | null {
  return name === null ? null : { name, ...(title !== null && { title }) }
}

/**
 * The name in either form; null where there is none.
 *
 * @throws KeyGone where it is sealed and its key is destroyed
 */
export function openName(core: Keys, row: Place & Sealed): PersonName | null {
  return openSalted(core, { ...row, name_salt: null })?.person ?? null
}

function openSalted(
  { keys }: Keys,
  row: Place & Sealed & Pick<NameColumns, 'name_salt'>,
): { person: PersonName; salt: Buffer | null } | null {
  const { id, letter_id, name_sealed } = row
  const inClear = nameInClear(row)
  if (inClear !== null) return { person: inClear, salt: row.name_salt }
  if (name_sealed === null) return null
  const text = unseal(keys.names(letter_id, 'name'), id.toString('hex'), name_sealed).toString('utf8')
  const [name = '', title = '', salt] = text.split(between)
  return {
    person: { name, ...(title !== '' && { title }) },
    salt: salt === undefined ? null : Buffer.from(salt, 'base64url'),
  }
}

/** All columns for a name that not everyone may see any more. It is erased where the names key is destroyed. */
export function toSealed(core: Keys, row: Stored): NameColumns {
  const person = nameInClear(row)
  if (person === null) return nameColumnsOf(row)
  return { ...noName, name_sealed: unlessGone(() => sealedName(core, row, person, row.name_salt)) }
}

/**
 * All columns for a name that its signatory has made less visible, or that waited and is public from now on. The title and the salt are
 * erased, wherever they are stored. The whole name is erased where the names key is destroyed.
 */
export function toSealedAlone(core: Keys, row: Stored): NameColumns {
  const person = unlessGone(() => (row.held_sealed ? openHeld(core, row, row.held_sealed) : openName(core, row)))
  return { ...noName, name_sealed: person && unlessGone(() => sealedName(core, row, { name: person.name })) }
}

/** All columns for a name that everyone may see. It stays as it is where there is none, and where the names key is destroyed. */
export function toClear(core: Keys, row: Stored): NameColumns {
  const opened = unlessGone(() => openSalted(core, row))
  if (opened === null) return nameColumnsOf(row)
  // Only a name that stays in clear still opens its commitment.
  const opening_salt = row.name === null ? null : row.opening_salt
  return { ...noName, ...opened.person, name_salt: opened.salt, opening_salt }
}
