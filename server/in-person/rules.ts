/** All organizers of a letter together can hand over this many times the number for each. Otherwise an owner could add organizers. */
const organizersCounted = 10

export function mostOfLetter(checksEach: number): number {
  return organizersCounted * checksEach
}

/** @returns how many codes an organizer can still hand over. Fewer may be allowed now than were handed over before. */
export function leftOf(checksEach: number, handedOver: number): number {
  return Math.max(0, checksEach - handedOver)
}
