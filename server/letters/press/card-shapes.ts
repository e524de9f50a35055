import { circleDrawing, circleSize, type Place } from '../../letter/circle-drawing.ts'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** The sizes of the picture of a letter, in pixels. `wide` is the one that other sites show for a link. */
export interface CardShape {
  width: number
  height: number
  /** The square of the circle. */
  circle: { x: number; y: number; size: number }
  /** The title, and the counts below it. */
  title: Box & { most: number }
  counts: { most: number }
  by: Box
  /** Size of the letters, relative to the wide card. */
  letters: number
}

export const cardShapes = {
  wide: {
    ...{ width: 1200, height: 630, letters: 1 },
    circle: { x: 60, y: 75, size: 480 },
    title: { x: 610, y: 60, width: 530, height: 440, most: 300 },
    counts: { most: 120 },
    by: { x: 610, y: 540, width: 530, height: 60 },
  },
  square: {
    ...{ width: 1080, height: 1080, letters: 1.15 },
    circle: { x: 300, y: 60, size: 480 },
    title: { x: 90, y: 570, width: 900, height: 370, most: 240 },
    counts: { most: 110 },
    by: { x: 90, y: 965, width: 900, height: 70 },
  },
  tall: {
    ...{ width: 1080, height: 1920, letters: 1.5 },
    circle: { x: 150, y: 200, size: 780 },
    title: { x: 90, y: 1050, width: 900, height: 560, most: 380 },
    counts: { most: 160 },
    by: { x: 90, y: 1640, width: 900, height: 100 },
  },
} as const satisfies Record<string, CardShape>
export type CardSize = keyof typeof cardShapes
export const cardSizes = Object.keys(cardShapes) as CardSize[]

/**
 * The picture of a letter, with fixed colours.
 * @param words an SVG of the same size, with the words as outlines
 */
export function cardSvg(
  places: readonly Place[] | number,
  words: string,
  { width, height, circle }: CardShape,
): string {
  const frame = `width="${String(width)}" height="${String(height)}"`
  const drawing = circleDrawing(places, true).replaceAll('currentColor', '#1e1b17')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${frame} viewBox="0 0 ${String(width)} ${String(height)}">` +
    `<rect ${frame} fill="#fdfcf8"/>` +
    `<g transform="translate(${String(circle.x)} ${String(circle.y)}) scale(${String(circle.size / circleSize)})">${drawing}</g>` +
    `${words}</svg>`
  )
}
