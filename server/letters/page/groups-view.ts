import { letterPath, type AddressedLetter } from '../../letter/letter-address.ts'
import { say, type Sentence } from '../../refusal.ts'

/** @param employer null for the others */
export function groupWords(employer: string | null): Sentence {
  return employer === null ? say('letter-names-others') : say('letter-names-of', { employer })
}

/** The path of a list of names. @param key of a group */
export function groupPath(letter: AddressedLetter, key: string): string {
  return `${letterPath(letter)}/signatures?group=${key}`
}
