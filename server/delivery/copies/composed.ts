import { KeyGone } from '../../db/keys/keys.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { RenderingFailure } from '../../rendering/failure.ts'

/** A copy that cannot be made of its text, note and names. A retry fails too. The sentence says why, and what to do. */
export class CannotBeMade extends Refusal {
  constructor(sentence: Sentence) {
    super('invalid', 'cannot-be-made', sentence)
    this.name = 'CannotBeMade'
  }
}

/**
 * Makes a PDF or a mail.
 * @param make must not read the database, so that each of its errors follows from its input, except that the renderer may be busy
 * @throws CannotBeMade
 * @throws RenderingFailure if the renderer is busy: a retry may succeed
 */
export async function composed<T>({ memory }: { memory: number }, make: () => T | Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof Refusal || error instanceof KeyGone) throw error
    if (!(error instanceof RenderingFailure)) throw new CannotBeMade([say('copies-no-mail'), simplify])
    if (error.passes) throw error
    throw new CannotBeMade(sentenceFor(error, memory))
  }
}

const simplify = say('copies-simplify')
const showLess = say('copies-show-less')

function sentenceFor({ reason, said }: RenderingFailure, memory: number): Sentence {
  if (reason === 'memory') {
    const megabytes = Math.round(memory / 1_000_000)
    return [say('copies-pdf-memory', { megabytes }), simplify, showLess, say('copies-allow-more')]
  }
  if (reason === 'time') return [say('copies-pdf-time'), simplify, showLess]
  if (reason === 'broken') return [say('copies-pdf-broken'), simplify]
  if (/URL is too long/i.test(said)) return say('copies-pdf-link-too-long')
  if (/depth exceeded|recursion limit|too deeply/i.test(said)) return say('copies-pdf-too-deep')
  return [say('copies-no-pdf'), simplify]
}
