import { say, type Sentence } from '../refusal.ts'

/** The name of a signatory. A further part would become a further field. */
export interface PersonName {
  name: string
  /** Beside a public name only. Absent where there is none. */
  title?: string
}

/** The name for a text: PDF, CSV, label. Pages use templates/partials/person-name.hbs instead. */
export function nameInWords({ name, title }: PersonName): Sentence {
  return title === undefined ? name : say('name-with-title', { name, title })
}
