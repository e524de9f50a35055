import { say, type Sentence } from '../../refusal.ts'

/** The waiting of a letter's names for enough people, as far as readers are told. */
export interface WaitingNames {
  state: 'waiting' | 'reached' | 'revealed' | 'lapsed'
  needed: number
  /** As of the newest batch. After the reveal, how many names appeared. */
  standing: number
  until: Date
  reveals_at: Date | null
  agreed: boolean
  ended_at: Date | null
}

/** Says on pages for readers how many people wait for each other, or how the waiting ended. */
export function waitingInWords(waiting: WaitingNames, { collecting }: { collecting: boolean }): Sentence[] {
  const { state, needed, standing: count, until } = waiting
  switch (state) {
    case 'waiting':
      return [
        collecting ? say('together-shown-collecting', { needed }) : say('together-shown-waiting', { count, needed }),
        say('together-shown-until', { at: until }),
      ]
    case 'reached':
      return [appearing(waiting), say('together-shown-withdraw')]
    default:
      return [endInShort(waiting, collecting)]
  }
}

/** The same in one sentence, for the card, the embedded count and the line below the title. */
export function waitingInShort(waiting: WaitingNames, { collecting }: { collecting: boolean }): Sentence {
  const { state, needed, standing: count } = waiting
  switch (state) {
    case 'waiting':
      return collecting
        ? say('together-short-collecting', { needed })
        : say('together-short-waiting', { count, needed })
    case 'reached':
      return appearing(waiting)
    default:
      return endInShort(waiting, collecting)
  }
}

function appearing({ standing: count, reveals_at, agreed, until }: WaitingNames): Sentence {
  const at = reveals_at ?? until
  return agreed ? say('together-shown-reached', { count, at }) : say('together-shown-reached-not-agreed', { count, at })
}

function endInShort({ state, standing: count, ended_at, until }: WaitingNames, collecting: boolean): Sentence {
  if (state === 'revealed') return say('together-shown-revealed', { count, on: ended_at ?? until })
  return collecting ? say('together-shown-lapsed-collecting') : say('together-shown-lapsed', { count })
}

/** Tells a person who has just chosen this what happens with the name. */
export function heldInWords(waiting: WaitingNames, { collecting }: { collecting: boolean }): Sentence[] {
  if (waiting.state === 'revealed' || waiting.state === 'lapsed') return [endInShort(waiting, collecting)]
  return [say('together-done-held', { needed: waiting.needed }), ...waitingInWords(waiting, { collecting })]
}

/** Tells a signatory what became of a name that waits or waited. Empty for every other choice, and after a withdrawal. */
export function heldWords(
  waiting: WaitingNames | undefined,
  mine: { state: string; visibility: string; revealed: boolean },
  { collecting }: { collecting: boolean },
): Sentence[] {
  const chosen = mine.revealed || mine.visibility === 'together'
  if (!waiting || !chosen || mine.state === 'withdrawn') return []
  const { state, reveals_at: at, ended_at: on, until } = waiting
  if (state === 'waiting') return [say('together-mine-waiting'), ...waitingInWords(waiting, { collecting })]
  if (state === 'reached') return [appearing(waiting), say('together-mine-reached', { at: at ?? until })]
  if (state === 'lapsed') return [say('together-mine-lapsed')]
  return [mine.revealed ? say('together-mine-revealed', { on: on ?? until }) : say('together-mine-not-revealed')]
}

/** Says how many must stand together, and until when they wait, if the letter opens now. Empty if it does not offer that. */
export function offerInWords(letter: {
  visibilities: readonly string[]
  together_needed: number | null
  together_until: string | null
}): Sentence[] {
  const { together_needed: needed, together_until: until } = letter
  if (!letter.visibilities.includes('together') || needed === null) return []
  return [
    say('together-fact', { needed }),
    until === null ? say('together-fact-until-closing') : say('together-fact-until', { on: new Date(until) }),
  ]
}
