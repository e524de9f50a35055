import { answerOfBounce, answerOfUnread } from '../stored-answer.ts'
import { say, type Sentence } from '../../refusal.ts'
import type { DeliveryForOrganizer } from '../queries.ts'
import { maySendAgain } from '../rules.ts'
import { meansGone } from '../../mail/bounces/reasons.ts'
import { addressInWords } from '../../mailbox/domain-in-words.ts'

/** One recipient's copy, as organizers see it. */
export interface DeliveryView {
  id: string
  /** Empty if it went to the press, and the address is not to be shown. */
  name: string
  office: string
  state: Sentence
  words: Sentence
  /** Further reports about the copy. */
  cameBack: Sentence[]
  /** The page on which organizers read it, if there is anything to read. */
  readBack: boolean
  /** How many names the copy shows. Null if it shows none, or was not sent. */
  names: number | null
  receipt: Sentence
  mayRepeat: boolean
  mayEndPage: boolean
}

/** @param address shown in place of the name, because press recipients have none */
export function deliveryView(delivery: DeliveryForOrganizer, address: string, mayDeliver: boolean): DeliveryView {
  const { id, name, office, state, names, revoked } = delivery
  const sent = state === 'accepted' || state === 'unsure'
  return {
    id,
    name: name === '' && address !== '' ? addressInWords(address) : name,
    office,
    state: say('delivery-plan-state', { state }),
    words: deliveryWords(delivery),
    cameBack: cameBackWords(delivery),
    readBack: delivery.returned.length > 0 || (state === 'unsure' && delivery.last_answer === answerOfUnread()),
    names: sent ? names : null,
    receipt: receiptWords(delivery, sent),
    mayRepeat: mayDeliver && maySendAgain(state),
    mayEndPage: mayDeliver && sent && revoked === false,
  }
}

function receiptWords({ confirmed_at, revoked }: DeliveryForOrganizer, sent: boolean): Sentence {
  if (confirmed_at) return say('date', { at: confirmed_at })
  return sent && revoked === false ? say('delivery-plan-receipt-none') : '–'
}

function refusedWords(last_answer: string | null, came_back: DeliveryForOrganizer['came_back']): Sentence {
  if (last_answer !== null && came_back?.verdict === 'failed' && last_answer === answerOfBounce(came_back))
    return [
      say('delivery-plan-bounced', { answer: last_answer, on: new Date(came_back.on) }),
      ...(meansGone(came_back.reason) ? [say('delivery-plan-bounced-gone')] : []),
    ]
  return [say('delivery-plan-refused'), ...saidWords(last_answer)]
}

function saidWords(answer: string | null): Sentence[] {
  return answer === null ? [] : [say('delivery-plan-said', { answer })]
}

function cameBackWords({ state, came_back, returned }: DeliveryForOrganizer): Sentence[] {
  const failed = state === 'refused' && came_back?.verdict === 'failed' && !meansGone(came_back.reason)
  return [
    ...(failed ? [say('delivery-plan-came-back', { reason: came_back.reason })] : []),
    ...returned.map(({ kind, on }) => say('delivery-plan-returned', { kind, on: new Date(on) })),
  ]
}

function delayWords(came_back: DeliveryForOrganizer['came_back']): Sentence[] {
  if (came_back?.verdict !== 'delayed') return []
  const answer = `${came_back.status} ${came_back.said}`.trimEnd()
  return [say('delivery-plan-delayed', { answer, on: new Date(came_back.on) })]
}

function deliveryWords(delivery: DeliveryForOrganizer): Sentence {
  const { state, last_answer, next_try_at, accepted_at, tries, came_back } = delivery
  switch (state) {
    case 'accepted':
      return tries === 0 || accepted_at === null
        ? say('delivery-plan-handed-over')
        : [say('delivery-plan-accepted', { at: accepted_at }), ...delayWords(came_back)]
    case 'printed':
      return say('delivery-plan-printed')
    case 'refused':
      return refusedWords(last_answer, came_back)
    case 'not-made':
      return [say('delivery-plan-not-made'), last_answer ?? '', say('delivery-plan-not-made-next')]
    case 'unsure':
      return [say('delivery-plan-unsure'), ...saidWords(last_answer)]
    case 'cancelled':
      return say('delivery-plan-cancelled')
    case 'handing-over':
      return say('delivery-plan-handing-over')
    case 'queued':
      return tries === 0 || !next_try_at
        ? say('delivery-plan-queued')
        : [say('delivery-plan-retried', { at: next_try_at }), ...saidWords(last_answer)]
  }
}
