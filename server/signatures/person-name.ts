import type { Sentence } from '../refusal.ts'

/** The name of a signatory. A further part, such as a title, would become a further field. */
export interface PersonName {
  name: string
}

/** The name for a text: PDF, CSV, label. Pages use templates/partials/person-name.hbs instead. */
export function nameInWords({ name }: PersonName): Sentence {
  return name
}
