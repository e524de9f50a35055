/** What pages say of the moment at which a signature is counted, and of those with whom it is. */
const numbers = new Intl.NumberFormat('en-GB')
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const times = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' })
const smallNumbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** What of a letter decides when a signature on it is counted. */
export interface Counting {
  state: string
  next_batch_at: Date | null
  batch_size: number
  closes_at: Date | null
  purges_at: Date | null
}

export function numberInWords(count: number): string {
  return smallNumbers[count] ?? numbers.format(count)
}

/** With whom a signature is counted at least, where `k` have to come together. */
export function othersInWords(k: number, hidden: boolean): string {
  const [one, many] = hidden ? [' whose name is hidden too', ' whose names are hidden too'] : ['', '']
  return k === 2 ? `at least one other${one}` : `at least ${numberInWords(k - 1)} others${many}`
}

/**
 * When a signature that waits is counted, and with whom.
 * @param hidden - whether some audience does not see the name; null where that is not known any more, and the words say both
 */
export function countedInWords(letter: Counting, hidden: boolean | null, verb = 'Counted'): string {
  const { next_batch_at, batch_size: k } = letter
  const at = next_batch_at
    ? `${verb} at ${times.format(next_batch_at)} UTC on ${dates.format(next_batch_at)}`
    : `${verb} at the next count`
  if (k <= 1) return `${at}.`
  const also = hidden === null ? ` If your name is hidden, also with ${othersInWords(k, true)}.` : ''
  return `${at}, together with ${othersInWords(k, hidden ?? false)}.${also} If fewer wait then, yours waits for more, and is counted at the latest ${lastCount(letter)}.`
}

function lastCount({ state, closes_at }: Counting): string {
  if (state === 'closed' || closes_at === null) return 'at the last count of this letter'
  return `after the letter closes on ${dates.format(closes_at)}`
}

/** When the count follows a signature that was withdrawn or became less visible. */
export function countFollowsInWords(letter: Counting): string {
  const { next_batch_at, batch_size: k, state, closes_at, purges_at } = letter
  const at = next_batch_at
    ? `at ${times.format(next_batch_at)} UTC on ${dates.format(next_batch_at)}`
    : 'at the next count'
  if (k <= 1) return `The count follows ${at}.`
  const [what, day] = state === 'closed' ? ['is purged', purges_at] : ['closes', closes_at]
  const latest = `when the letter ${what}${day ? ` on ${dates.format(day)}` : ''}`
  return `The count follows ${at}, together with ${othersInWords(k, false)} that change. If fewer wait then, it follows later, at the latest ${latest}.`
}

/** For a page on which somebody decides to sign: how hidden names are counted, and what the last count does. */
export function countingInWords(letter: Counting): string[] {
  const { batch_size: k, state, closes_at } = letter
  if (k <= 1) return []
  const last =
    state === 'closed' || closes_at === null
      ? 'The last count of this letter'
      : `The letter closes on ${dates.format(closes_at)}. The last count after that`
  return [
    `A signature whose name is hidden from somebody is counted together with ${othersInWords(k, true)}. So nobody can find you by taking the names that can be seen from a list of those who got a code.`,
    `${last} takes everybody who still waits, so it may show fewer than ${numberInWords(k)} hidden names together. If that worries you, do not wait for the last days to sign.`,
  ]
}

/** The same for the organizers, before they close a letter. */
export function lastCountForOrganizers({ batch_size: k }: Counting): string | undefined {
  if (k <= 1) return undefined
  return `Until now hidden names are counted at least ${numberInWords(k)} together. The last count takes everybody who still waits, so it may show fewer. Somebody with a list of those who got a code could then take away the names that can be seen, and guess the others. So tell people the day on which you close, and let the letter close by itself on its date if you can.`
}

/** For the organizers: why some signatures are not counted at the next count. It is the same whether any waits or not. */
export function groupsForOrganizers({ batch_size: k }: Counting): string {
  return k <= 1
    ? ''
    : ` Hidden names are counted at least ${numberInWords(k)} together, so some may wait until the letter closes.`
}
