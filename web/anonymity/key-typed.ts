import { longestSlip, readSlip } from '../../server/crypto/slip.ts'
import { slipSentences } from '../../server/crypto/slip-words.ts'
import { Wrong, type Page } from './page.ts'

/** The slip or earlier key that was typed into a field, in its canonical spelling. @throws Wrong, which says which word is wrong */
export function keyTyped(page: Page, field: string): string {
  const read = readSlip(page.typed(field).slice(0, longestSlip + 1))
  if ('seed' in read) return read.text
  const sentences = slipSentences(read).map(({ id, values }) => page.words(id, values))
  throw new Wrong(sentences.join(' '), field)
}
