import { say, type Sentence } from '../../refusal.ts'

interface Copy {
  name: string
  office: string
  state: string
  accepted_on: string | null
  received_on: string | null
  answered_on: string | null
}

/** The fields of the letter's JSON from which the line below its title is made. */
export interface Standing {
  state: string
  signing: 'open' | 'paused' | 'closed'
  closes_on: string | null
  recipients: readonly { name: string; office: string }[]
  delivery: {
    recipients: readonly Copy[]
    events: readonly { kind: string }[]
    silence: { days: number } | null
  } | null
}

/** Says in a few words where a letter stands: what became of its delivery, or until when people can sign it. */
export function stateInWords(letter: Standing): Sentence {
  return deliveryInWords(letter) ?? signingInWords(letter)
}

function deliveryInWords({ delivery, recipients }: Standing): Sentence | undefined {
  if (!delivery) return undefined
  const { recipients: copies, silence, events } = delivery
  const answered = copies.filter(({ answered_on }) => answered_on !== null).length
  const of = addressees(recipients, copies)
  if (answered > 0 && answered < of) return say('letter-state-some-answered', { answered, of })
  if (silence) return say('letter-state-silent', { days: silence.days })
  if (answered > 0) return say('letter-state-all-answered', { of })
  // After the purge, nobody knows any more who answered.
  if (events.some(({ kind }) => kind === 'answered')) return say('letter-state-all-answered', { of: 1 })
  return copies.length > 0 ? say('letter-state-on-its-way') : undefined
}

/** The people to whom the letter is addressed, or to whom it was delivered. */
function addressees(...lists: (readonly { name: string; office: string }[])[]): number {
  return new Set(lists.flat().map(({ name, office }) => JSON.stringify([name, office]))).size
}

function signingInWords({ state, signing, closes_on }: Standing): Sentence {
  if (state === 'purged') return say('letter-state-purged')
  if (signing === 'closed') return say('letter-state-closed')
  if (signing === 'paused') return say('letter-state-paused')
  return closes_on === null ? say('letter-state-open') : say('letter-state-open-until', { on: new Date(closes_on) })
}
