import { catalogueOf, type Catalogue } from './catalogue.ts'
import { english } from './languages.ts'

/**
 * The messages of mails and commands. No request says which language their reader prefers, and no language is stored with an
 * address, because it would say something about the person.
 */
export function wordsWithoutRequest(): Catalogue {
  return catalogueOf(english)
}
