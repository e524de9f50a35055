import { dayOf } from '../../letter/days.ts'
import { may } from '../../organizers/rules.ts'
import { notFoundRefusal, type Sentence } from '../../refusal.ts'
import { answerInWords, type AnswerView } from '../timeline/timeline-in-words.ts'
import { secretInWords } from '../secrets-in-answers/secret-words.ts'
import type { showAnswers } from './show-answers.ts'

/** What the letter's page will show of an answer, before an owner publishes it. */
export interface PublicationPage {
  letterTitle: Sentence
  back: string
  path: string
  shown: AnswerView
  /** True if a PDF came with it, which stays unpublished. */
  pdf: boolean
  /** What must be taken out first. */
  secrets: Sentence[]
}

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/responses/publication': PublicationPage
  }
}

/** @throws Refusal if there is no such answer, it is published, or only owners may publish it */
export function publicationPage(
  { letter, role, title, answers }: Awaited<ReturnType<typeof showAnswers>>,
  answerId: string,
  now: Date,
): PublicationPage {
  const answer = answers.find(({ id }) => id === answerId)
  if (!answer || answer.text === null || answer.published_at !== null || !may(role, 'deliver'))
    throw notFoundRefusal('answer')
  const { pdf, secrets, text, ...facts } = answer
  const back = `/dashboard/letters/${letter.id}/answers`
  return {
    letterTitle: title,
    back,
    path: `${back}/${answer.id}/publication`,
    shown: answerInWords({ ...facts, text, published_on: dayOf(now), pdf: null, pdf_withheld: pdf !== null }),
    pdf: pdf !== null,
    secrets: secrets.map(secretInWords),
  }
}
