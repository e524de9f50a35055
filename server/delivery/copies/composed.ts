import { KeyGone } from '../../db/keys/keys.ts'
import { Refusal } from '../../refusal.ts'
import { RenderingFailure } from '../../rendering/failure.ts'

/** A copy that cannot be made of its text, note and names, however often it is tried. The message says why, and what to do. */
export class CannotBeMade extends Refusal {
  constructor(sentence: string) {
    super('invalid', 'cannot-be-made', sentence)
    this.name = 'CannotBeMade'
  }
}

/**
 * Makes a PDF or a mail. `make` reads no database: whatever it throws follows from what it was given, but for a renderer that is busy.
 * @throws CannotBeMade
 */
export async function composed<T>({ memory }: { memory: number }, make: () => T | Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof Refusal || error instanceof KeyGone) throw error
    if (!(error instanceof RenderingFailure)) throw new CannotBeMade(`No mail can be made of this text. ${simplify}`)
    if (error.passes) throw error
    throw new CannotBeMade(sentenceFor(error, memory))
  }
}

const simplify =
  'Look in the letter and the covering note for something that was pasted from elsewhere, and type it again more simply.'
const showLess = 'If the list of names is long, show the count alone.'

function sentenceFor({ reason, said }: RenderingFailure, memory: number): string {
  if (reason === 'memory')
    return `The PDF takes more memory than this server allows (${Math.round(memory / 1_000_000)} MB). ${simplify} ${showLess} The operator of this server can allow more (PDF_MEMORY_MB).`
  if (reason === 'time') return `Making the PDF takes too long. ${simplify} ${showLess}`
  if (reason === 'broken') return `The program that makes the PDF stops at this text. ${simplify}`
  if (/URL is too long/i.test(said))
    return 'A link in the letter or the covering note is too long for a PDF. Use a shorter address.'
  if (/depth exceeded|recursion limit|too deeply/i.test(said))
    return 'Lists or quotations in the letter or the covering note stand too deep inside one another for a PDF. Use fewer levels.'
  return `No PDF can be made of this text. ${simplify}`
}
