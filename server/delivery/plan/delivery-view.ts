import { answerOfBounce, answerOfUnread } from '../stored-answer.ts'
import { inNumbers, inWords, inWordsWithTime } from '../../http/helpers.ts'
import { say, type Sentence } from '../../refusal.ts'
import type { DeliveryForOrganizer } from '../queries.ts'
import { maySendAgain } from '../rules.ts'
import { meansGone } from '../../mail/bounces/reasons.ts'
import { addressInWords } from '../../mailbox/domain-in-words.ts'

/** One recipient's copy, as organizers see it. */
export interface DeliveryView {
  id: string
  name: string
  office: string
  state: string
  words: string
  /** Further reports about the copy. */
  cameBack: Sentence[]
  /** The page on which organizers read it, if there is anything to read. */
  readBack: boolean
  names: string
  receipt: string
  mayRepeat: boolean
  mayEndPage: boolean
}

/** @param address shown in place of the name, because press recipients have none */
export function deliveryView(delivery: DeliveryForOrganizer, address: string, mayDeliver: boolean): DeliveryView {
  const { id, name, office, state, names, confirmed_at, revoked } = delivery
  const sent = state === 'accepted' || state === 'unsure'
  return {
    id,
    name: name === '' ? addressInWords(address) : name,
    office,
    state: stateWords[state],
    words: deliveryWords(delivery),
    cameBack: cameBackWords(delivery),
    readBack: delivery.returned.length > 0 || (state === 'unsure' && delivery.last_answer === answerOfUnread()),
    names: names === null || !sent ? '–' : inNumbers(names),
    receipt: confirmed_at ? inWords(confirmed_at) : sent && revoked === false ? 'not yet' : '–',
    mayRepeat: mayDeliver && maySendAgain(state),
    mayEndPage: mayDeliver && sent && revoked === false,
  }
}

const stateWords: Record<DeliveryForOrganizer['state'], string> = {
  queued: 'queued',
  'handing-over': 'queued',
  printed: 'frozen',
  accepted: 'accepted',
  refused: 'refused',
  'not-made': 'not made',
  unsure: 'unsure',
  cancelled: 'cancelled',
}

function refusedWords(last_answer: string | null, came_back: DeliveryForOrganizer['came_back']): string {
  if (came_back?.verdict === 'failed' && last_answer === answerOfBounce(came_back))
    return `${last_answer} (${inWords(came_back.on)}).${meansGone(came_back.reason) ? ' Nothing more goes to this address.' : ''}`
  return `Refused by the mail server.${last_answer === null ? '' : ` It said: ${last_answer}`}`
}

function cameBackWords({ state, came_back, returned }: DeliveryForOrganizer): Sentence[] {
  const failed = state === 'refused' && came_back?.verdict === 'failed' && !meansGone(came_back.reason)
  return [
    ...(failed ? [say('delivery-plan-came-back', { reason: came_back.reason })] : []),
    ...returned.map(({ kind, on }) => say('delivery-plan-returned', { kind, on: new Date(on) })),
  ]
}

function delayWords(came_back: DeliveryForOrganizer['came_back']): string {
  if (came_back?.verdict !== 'delayed') return ''
  return ` On ${inWords(came_back.on)} it reported that the mail is late: ${came_back.status} ${came_back.said}`.trimEnd()
}

function deliveryWords({
  state,
  last_answer,
  next_try_at,
  accepted_at,
  tries,
  came_back,
}: DeliveryForOrganizer): string {
  const said = last_answer === null ? '' : ` It said: ${last_answer}`
  switch (state) {
    case 'accepted':
      return tries === 0
        ? 'Handed over.'
        : `Accepted by the mail server on ${accepted_at ? inWordsWithTime(accepted_at) : ''}.${delayWords(came_back)}`
    case 'printed':
      return 'To be printed and handed over.'
    case 'refused':
      return refusedWords(last_answer, came_back)
    case 'not-made':
      return `Nothing was sent: this copy could not be made. ${last_answer ?? ''} What goes out here is frozen, so publish a changed text first and plan another stage; or send it again, which tries to make it once more.`
    case 'unsure':
      return `Unsure: the mail server may have taken it. It is not sent again by itself.${said}`
    case 'cancelled':
      return 'Cancelled: nothing was sent.'
    case 'handing-over':
      return 'Being handed over.'
    case 'queued':
      return tries === 0 || !next_try_at
        ? 'Waits to be sent.'
        : `Not taken yet, and tried again at ${inWordsWithTime(next_try_at)}.${said}`
  }
}
