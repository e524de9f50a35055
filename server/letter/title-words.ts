import { say, type Sentence } from '../refusal.ts'

/** The title, or a placeholder while a draft has none. */
export function titleInWords(title: string | null | undefined): Sentence {
  return title ? title : say('letter-untitled')
}
