import type { Errors, FormState } from '../../http/form.ts'
import type { Sentence } from '../../refusal.ts'
import { largestPhoto } from './clean-photo.ts'

export type HandDeliveryForm = FormState<'handed_on' | 'photo'>

export interface HandDeliveryPage {
  id: string
  title: Sentence
  action: string
  number: number
  photoMegabytes: number
  errors: Errors
  form: HandDeliveryForm
}

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/hand-delivery/hand-delivery': HandDeliveryPage
  }
}

export function handDeliveryPage(
  { letter, title }: { letter: { id: string }; title: Sentence },
  stage: { id: string; number: number },
  form: HandDeliveryForm,
): HandDeliveryPage {
  return {
    id: letter.id,
    title,
    action: `/dashboard/letters/${letter.id}/delivery/${stage.id}/hand-over`,
    number: stage.number,
    photoMegabytes: largestPhoto / 1_000_000,
    errors: form.summary,
    form,
  }
}
