import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import type { FieldMessage } from '../refusal.ts'

interface Said {
  field: string
  message: string
}

/** What a script shows beside the fields of a form while somebody types. A warning is about a text that is accepted. */
export function besideFields(
  { errors = [], warnings = [] }: Partial<Record<'errors' | 'warnings', readonly FieldMessage[]>>,
  words: Catalogue,
): Record<'errors' | 'warnings', Said[]> {
  const said = ({ field, message }: FieldMessage): Said => ({ field, message: formatSentence(message, words) })
  return { errors: errors.map(said), warnings: warnings.map(said) }
}
