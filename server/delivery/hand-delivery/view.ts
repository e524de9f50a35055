import type { Errors, FormState } from '../../http/form.ts'

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

export function handOverPage(
  { letter, title }: { letter: { id: string }; title: string },
  stage: { id: string; number: number },
  form: HandOverForm,
): HandOverPage {
  return {
    id: letter.id,
    title,
    action: `/desk/letters/${letter.id}/delivery/${stage.id}/hand-over`,
    number: stage.number,
    errors: form.summary,
    form,
  }
}
