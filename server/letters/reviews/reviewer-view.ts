import { randomBytes } from 'node:crypto'
import { emptyForm, type FormState } from '../../http/form.ts'
import type { FieldMessage } from '../../refusal.ts'
import type { FoundReview } from './find-review.ts'
import { erasedAfterDays, longestName } from './rules.ts'

export type NameForm = FormState<'name'>

export interface BeginPage {
  path: string
  /** Random, so that the same press of the button that arrives twice binds one browser. */
  press: string
  errors: FieldMessage[]
  form: NameForm
  longestName: number
  erasedAfterDays: number
}
export interface ReviewPage {
  path: string
  name: string
  lastDay: Date
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/reviews/begin': BeginPage
    'letters/reviews/review': ReviewPage
    'letters/reviews/ended': object
  }
}

export function beginPage(token: string, form: NameForm = emptyForm({ name: '' })): BeginPage {
  return {
    path: `/review/${token}`,
    press: randomBytes(32).toString('base64url'),
    errors: form.summary,
    form,
    longestName,
    erasedAfterDays,
  }
}

export function reviewPage(token: string, { link, words }: FoundReview): ReviewPage {
  return { path: `/review/${token}`, name: words.name ?? '', lastDay: new Date(link.last_day) }
}
