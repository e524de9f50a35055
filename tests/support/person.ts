import type { PersonName } from '../../server/signatures/person-name.ts'

/** A name with every part that a name may have. Tests that use it find a part that is lost on the way. */
export const wholePerson: Required<PersonName> = { name: 'Zoë Ångström', title: 'Sjuksköterska' }

/** The same parts, each with a word before it that finds them in a text. */
export function personWith(word: string): PersonName {
  return Object.fromEntries(
    Object.entries(wholePerson).map(([part, text]) => [part, `${word} ${text}`]),
  ) as typeof wholePerson
}
