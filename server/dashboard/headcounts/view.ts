import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { isPart, type EmployerWithPeople } from './headcounts.ts'
import type { HeadcountsJson } from './schemas.ts'

/** The state of a form that the page shows again after it was sent. */
export interface HeadcountForm {
  /** The employer's id. */
  employer: string
  saved?: { before: number | null; people: number | null }
  wrong?: { typed: string; errors: FieldMessage[] }
}

export interface HeadcountsPage {
  id: string
  letterTitle: Sentence
  atLeast: number
  errors: FieldMessage[]
  /** The last change, with the value that undoes it. */
  saved: { words: Sentence; employer: string; before: string } | undefined
  employers: { id: string; name: string; value: string; part: boolean; error: Sentence | undefined }[]
}

declare module '../../http/pages.ts' {
  interface Pages {
    'dashboard/headcounts': HeadcountsPage
  }
}

export function headcountsJson(employers: readonly EmployerWithPeople[]): HeadcountsJson {
  return {
    employers: employers
      .filter(({ current }) => current)
      .map((employer) => ({
        id: employer.id,
        name: employer.name,
        people: employer.people,
        part: isPart(employer, employers),
      })),
  }
}

export function headcountsPage(
  head: Pick<HeadcountsPage, 'id' | 'letterTitle' | 'atLeast'>,
  employers: readonly EmployerWithPeople[],
  form: HeadcountForm | undefined,
): HeadcountsPage {
  const { employers: shown } = headcountsJson(employers)
  const wrong = form?.wrong
  return {
    ...head,
    errors: (wrong?.errors ?? []).map((each) => ({ ...each, field: `people-${form?.employer ?? ''}` })),
    saved: savedPart(shown, form),
    employers: shown.map(({ id, name, people, part }) => {
      const mine = wrong && form.employer === id ? wrong : undefined
      return { id, name, part, value: mine?.typed ?? valueOf(people), error: mine?.errors[0]?.message }
    }),
  }
}

function savedPart(employers: HeadcountsJson['employers'], form: HeadcountForm | undefined): HeadcountsPage['saved'] {
  if (!form?.saved) return undefined
  const employer = employers.find(({ id }) => id === form.employer)
  if (!employer) return undefined
  const { before, people } = form.saved
  const words =
    people === null
      ? say('dashboard-headcount-removed', { employer: employer.name })
      : say('dashboard-headcount-saved', { employer: employer.name, people })
  return { words, employer: employer.id, before: valueOf(before) }
}

function valueOf(people: number | null): string {
  return people === null ? '' : String(people)
}
