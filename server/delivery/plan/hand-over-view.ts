import type { FormState } from '../../http/forms.ts'
import type { Errors } from '../view.ts'
import type { PlanFacts, PlanStage } from './show-plan.ts'

export type HandOverForm = FormState<'handed_on' | 'photo'>

export interface HandOverPage {
  id: string
  title: string
  action: string
  number: number
  errors: Errors
  form: HandOverForm
}

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/hand-over': HandOverPage
  }
}

export function handOverPage({ letter, title }: PlanFacts, { stage }: PlanStage, form: HandOverForm): HandOverPage {
  return {
    id: letter.id,
    title,
    action: `/desk/letters/${letter.id}/delivery/${stage.id}/hand-over`,
    number: stage.number,
    errors: form.summary,
    form,
  }
}
