import type { Place } from '../../letter/circle-drawing.ts'
import { RenderingPool } from '../../rendering/pool.ts'
import { inServer } from '../../paths.ts'
import type { CardSize } from './card-shapes.ts'

/** Places in the circle, texts in the language of the card, and its size. The drawing process knows no messages. */
export type Card = [places: readonly Place[] | number, words: CardWords, size: CardSize]

interface CardWords {
  title: string
  words: string
  by: string
  /** BCP 47 tag. */
  language: string
}

const pool = new RenderingPool<Card, Uint8Array>({
  module: inServer('letters/press/card-drawing.ts'),
  most: 1,
  waiting: 50,
})
const limits = { memory: 500_000_000, time: 20_000 }
const underWay = new Map<string, Promise<Buffer>>()

/**
 * Draws the picture that other sites show for a link to the letter, as PNG. Single-flight: simultaneous requests share one drawing.
 * @throws RenderingFailure
 */
export function drawCard(...card: Card): Promise<Buffer> {
  const name = JSON.stringify(card)
  const drawing = underWay.get(name) ?? draw(card).finally(() => underWay.delete(name))
  underWay.set(name, drawing)
  return drawing
}

export async function stopCards(): Promise<void> {
  await pool.stop()
}

async function draw(card: Card): Promise<Buffer> {
  const { buffer, byteOffset, byteLength } = await pool.run(card, limits)
  return Buffer.from(buffer, byteOffset, byteLength)
}
