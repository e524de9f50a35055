import { scaleLinear } from 'd3-scale'

/**
 * A signatory's place in the circle. Without a name it is a mark. A place that is `gone` stays empty, so that nobody else moves.
 */
export interface Place {
  id: string
  name?: string | undefined
  gone?: boolean
}

export interface CircleOptions {
  /** Text alternative for readers who cannot see the circle. */
  title: string
  description: string
  /** Prefix of the ids inside the drawing. Needed if a page has several drawings. */
  id?: string
  /** Colour of the drawing. Default: the colour of the surrounding text. */
  ink?: string
  /** Draws marks instead of names, for small drawings, cards and seals. */
  marksOnly?: boolean
}

/** In units of the drawing. */
export const circleSize = 480
const size = circleSize
const centre = size / 2
const outerRadius = 228
const mostNames = 60
const mostStrokes = 800
/** Drawn while the circle is empty. */
const awaiting = `<circle cx="${centre}" cy="${centre}" r="${outerRadius - 60}" fill="none" stroke="currentColor" stroke-dasharray="1 7"/>`
/** The least length along a ring, in drawing units, of one stroke with the space after it. */
const leastPitch = 5

/**
 * Draws the circle: names along spokes for few signatories, strokes for more, and a texture if strokes could not be told apart.
 * Places are computed from the ids of all places, gone ones included, so a withdrawal moves nobody else.
 */
export function circleSvg(places: readonly Place[] | number, options: CircleOptions): string {
  return framed(circleDrawing(places, options.marksOnly ?? false), options)
}

/** The drawing without its frame, in a square of `circleSize` units, for a picture that contains more than the circle. */
export function circleDrawing(places: readonly Place[] | number, marksOnly: boolean): string {
  const count = typeof places === 'number' ? places : places.length
  if (count === 0) return awaiting
  if (count > mostStrokes) return texture(count)
  const known =
    typeof places === 'number' ? Array.from({ length: places }, (_, index) => ({ id: String(index) })) : places
  return !marksOnly && count <= mostNames ? spokes(known) : strokes(known)
}

function framed(drawing: string, { title, description, id = 'circle', ink }: CircleOptions): string {
  const colour = ink === undefined ? '' : ` color="${escaped(ink)}"`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img"${colour} ` +
    `aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${escaped(title)}</title>` +
    `<desc id="${id}-description">${escaped(description)}</desc>${drawing}</svg>`
  )
}

// Names along spokes

function spokes(places: readonly Place[]): string {
  const slots = capacityFor(places.length, [12, 14, 16, 18, 21, 24, 28, 32, 36, 40, 44, 49, 54, 60, 66])
  const inner = scaleLinear().domain([12, 66]).range([64, 112]).clamp(true)(slots)
  const height = Math.min(15, ((2 * Math.PI * inner) / slots) * 0.92)
  const drawn = [...seats(places, slots)].filter(([, place]) => place.gone !== true)
  const marks = drawn.filter(([, place]) => !place.name).map(([slot, place]) => markPath(slot, slots, inner, place.id))
  const names = drawn
    .filter(([, place]) => place.name)
    .map(([slot, place]) => nameText(slot, slots, inner, height, place.name ?? ''))
  return (
    `<g fill="currentColor" font-size="${short(height)}">${names.join('')}</g>` +
    `<path d="${marks.join('')}" fill="none" stroke="currentColor" stroke-width="${short(height / 9)}" stroke-linecap="round"/>`
  )
}

/** Turns names in the left half, so that none is upside down. */
function nameText(slot: number, slots: number, inner: number, height: number, name: string): string {
  const degrees = (360 * (slot + 0.5)) / slots - 90
  const turned = degrees > 90
  const room = outerRadius - inner
  const fit = Math.min(height, room / widthOf(name))
  const smaller = fit < height ? ` font-size="${short(fit)}"` : ''
  const x = turned ? -inner : inner
  return (
    `<text transform="translate(${centre} ${centre}) rotate(${short(turned ? degrees - 180 : degrees)})" x="${short(x)}" dy=".34em"` +
    `${smaller}${turned ? ' text-anchor="end"' : ''}>${escaped(name)}</text>`
  )
}

/** The most width of a name, in font sizes. Wide letters would otherwise reach into the text beside the circle. */
function widthOf(name: string): number {
  const widths: [RegExp, number][] = [
    [/[\ufdf0-\ufdff\u{12000}-\u{1254f}]/u, 8],
    [/[\p{Mn}\p{Cf}]/u, 0],
    [/[\p{Ll}\p{P}\p{Z}]/u, 0.52],
    [/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u, name === name.toUpperCase() ? 0.85 : 0.52],
  ]
  return Array.from(name).reduce((sum, letter) => sum + (widths.find(([kind]) => kind.test(letter))?.[1] ?? 1), 0)
}

/** Draws a mark as long as a typical name, so that it counts as much to the eye. */
function markPath(slot: number, slots: number, inner: number, id: string): string {
  const angle = (2 * Math.PI * (slot + 0.5)) / slots - Math.PI / 2
  const length = (outerRadius - inner) * (0.45 + (hash(`length ${id}`) % 40) / 100)
  const at = (radius: number) =>
    `${short(centre + radius * Math.cos(angle))} ${short(centre + radius * Math.sin(angle))}`
  return `M${at(inner + 1)}L${at(inner + length)}`
}

// Strokes. Each ring is one circle whose dashes are the strokes, so that a stroke takes about four bytes.

function strokes(places: readonly Place[]): string {
  const layout = ringsFor(
    capacityFor(
      places.length,
      [24, 36, 54, 72, 90, 110, 130, 160, 190, 230, 270, 320, 370, 430, 490, 560, 640, 720, 860],
    ),
  )
  const total = layout.reduce((sum, ring) => sum + ring.slots, 0)
  const taken = new Set([...seats(places, total)].filter(([, place]) => place.gone !== true).map(([slot]) => slot))
  let start = 0
  const drawn = layout.map(({ radius, slots, depth, pitch }) => {
    const first = start
    start += slots
    return ringOf(
      radius,
      depth,
      dashes(
        Array.from({ length: slots }, (_, index) => taken.has(first + index)),
        pitch,
      ),
    )
  })
  return `<g fill="none" stroke="currentColor">${drawn.join('')}</g>`
}

interface Ring {
  radius: number
  slots: number
  depth: number
  pitch: number
}

/** Returns the fewest rings that hold this many strokes, from the outside inwards. Fewer strokes are drawn deeper. */
function ringsFor(capacity: number): Ring[] {
  const depth = scaleLinear().domain([24, 300]).range([92, 48]).clamp(true)(capacity)
  const one = ringAt(outerRadius - depth / 2, depth, capacity)
  if (one.pitch >= leastPitch) return [one]
  for (let count = 2; ; count++) {
    const step = Math.min(46, 160 / count)
    const radii = Array.from({ length: count }, (_, index) => outerRadius - step * (index + 0.5))
    const around = radii.reduce((sum, radius) => sum + 2 * Math.PI * radius, 0)
    const pitch = around / (capacity + count)
    if (pitch >= leastPitch || count === 5)
      return radii.map((radius) => ringAt(radius, step * 0.84, Math.ceil((2 * Math.PI * radius) / pitch)))
  }
}

/** Rounds the pitch to tenths and adapts the radius, so that rounded dashes add up to exactly one turn. */
function ringAt(radius: number, depth: number, slots: number): Ring {
  const pitch = Math.floor((20 * Math.PI * radius) / slots) / 10
  return { radius: (slots * pitch) / (2 * Math.PI), slots, depth, pitch }
}

/** The lengths of dashes and gaps. The last gap is too long, so that the pattern does not repeat at the seam. */
function dashes(slots: readonly boolean[], pitch: number): string {
  const stroke = Math.min(3.2, pitch * 0.42)
  const lengths: number[] = []
  for (const taken of slots) {
    if (taken) lengths.push(tenths(stroke), pitch - tenths(stroke))
    else if (lengths.length === 0) lengths.push(0, pitch)
    else lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + pitch
  }
  lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + pitch
  return lengths.map(short).join(' ')
}

function ringOf(radius: number, depth: number, pattern: string): string {
  return `<circle cx="${centre}" cy="${centre}" r="${radius.toFixed(3)}" stroke-width="${short(depth)}" stroke-dasharray="${pattern}"/>`
}

// Texture. The number of rings grows with the logarithm of the count.

function texture(count: number): string {
  const rings = Math.round(scaleLinear().domain([3, 5, 7]).range([9, 20, 28]).clamp(true)(Math.log10(count)))
  const step = 170 / rings
  const drawn = Array.from({ length: rings }, (_, index) =>
    ringOf(outerRadius - step * (index + 0.5), step * 0.8, irregular(index)),
  )
  return `<g fill="none" stroke="currentColor">${drawn.join('')}</g>`
}

function irregular(ring: number): string {
  const lengths = Array.from({ length: 17 }, (_, index) => [0.9, 0.9 + (hash(`${ring} ${index}`) % 14) / 10]).flat()
  return lengths.map(short).join(' ')
}

// Places

/** Gives each place a slot. Goes through the random ids by value, so that the slots do not depend on the order of arrival. */
function seats(places: readonly Place[], slots: number): Map<number, Place> {
  const seated = new Map<number, Place>()
  for (const place of [...places].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const start = hash(place.id)
    // A stride without a common factor with the number of slots visits every slot.
    const stride = strideFor(slots, hash(`stride ${place.id}`))
    let slot = start % slots
    while (seated.has(slot)) slot = (slot + stride) % slots
    seated.set(slot, place)
  }
  return seated
}

function strideFor(slots: number, wish: number): number {
  let stride = 1 + (wish % (slots - 1))
  while (commonFactor(stride, slots) > 1) stride = 1 + (stride % (slots - 1))
  return stride
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b)
}

/** The number of slots: some more than needed, and in steps, so that the drawing rarely changes its layout as the circle grows. */
function capacityFor(count: number, steps: readonly number[]): number {
  return steps.find((step) => step >= count * 1.06) ?? Math.ceil(count * 1.06)
}

/** FNV-1a with a final mix. Not a cryptographic hash: it only distributes ids evenly. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

// Text

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}

function short(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '').replace(/^0\./, '.')
}
