import { emptyForm, type FormState } from '../http/forms.ts'
import { inWords } from '../http/helpers.ts'
import { may } from '../organizers/rules.ts'
import type { DeskAnswer, showAnswers } from './desk.ts'
import type { Choice, Choices, Errors } from './view.ts'

export type AnswerField = 'recipient' | 'way' | 'answered_on' | 'text'
export type AnswerForm = FormState<AnswerField>

export interface AnswersPage {
  id: string
  title: string
  errors: Errors
  mayAnswer: boolean
  mayDecide: boolean
  answers: AnswerView[]
  form: { recipient: Choices; way: Choices; day: AnswerForm; text: string } | undefined
}
interface AnswerView {
  id: string
  heading: string
  way: string
  text: string
  hidden: boolean
  published: string | undefined
  counts: boolean
}
declare module '../http/pages.ts' {
  interface Pages {
    'delivery/answers': AnswersPage
  }
}

const ways = { page: 'on the private page', mail: 'by mail', other: 'in another way' }

export function emptyAnswerForm(): AnswerForm {
  return emptyForm<AnswerField>({ recipient: '', way: '', answered_on: '', text: '' })
}

export function answersPage(facts: Awaited<ReturnType<typeof showAnswers>>, form: AnswerForm): AnswersPage {
  const { letter, role, title, answers, recipients } = facts
  const mayAnswer = may(role, 'answer')
  const { values, errors } = form
  const choice = (value: string, label: string, chosen: string): Choice => ({
    value,
    label,
    hint: undefined,
    checked: value === chosen,
  })
  return {
    id: letter.id,
    title,
    errors: form.summary,
    mayAnswer,
    mayDecide: may(role, 'deliver'),
    answers: answers.map(answerView).toReversed(),
    form:
      mayAnswer && letter.state !== 'draft' && letter.state !== 'purged'
        ? {
            recipient: {
              name: 'recipient',
              legend: 'Who answered?',
              type: 'radio',
              error: errors.recipient,
              choices: recipients.map(({ id, name }) => choice(id, name, values.recipient)),
            },
            way: {
              name: 'way',
              legend: 'How did it come?',
              type: 'radio',
              error: errors.way,
              choices: [choice('mail', 'By mail', values.way), choice('other', 'In another way', values.way)],
            },
            day: form,
            text: values.text,
          }
        : undefined,
  }
}

function answerView(answer: DeskAnswer): AnswerView {
  const { id, name, office, answered_on, way, text, published_at, counts_as_answer } = answer
  const who = name === null ? 'Somebody' : office ? `${name}, ${office}` : name
  return {
    id,
    heading: `${who}, on ${inWords(answered_on)}`,
    way: ways[way],
    text: text ?? '',
    hidden: text === null,
    published: published_at ? inWords(published_at) : undefined,
    counts: counts_as_answer,
  }
}
