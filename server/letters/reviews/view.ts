import { emptyForm, type FormState } from '../../http/form.ts'
import type { FieldMessage, Sentence } from '../../refusal.ts'
import { linkWords } from './link-words.ts'
import type { MadeLink } from './make-review-link.ts'
import { isUsable, linkDays, longestName } from './rules.ts'
import type { ReviewLinkJson, ReviewLinksJson } from './schemas.ts'
import type { ReviewLinksFacts } from './show-review-links.ts'

export type LinkForm = FormState<'label' | 'days'>

export interface ReviewLinksPage {
  id: string
  formId: string
  letterTitle: Sentence
  isDraft: boolean
  isOwner: boolean
  errors: FieldMessage[]
  form: LinkForm
  bounds: typeof linkDays
  longestName: number
  links: { id: string; label: string; words: Sentence[]; usable: boolean; warned: boolean }[]
}
export interface NewLinkPage {
  id: string
  link: string
  lastDay: Date
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/reviews/links': ReviewLinksPage
    'letters/reviews/new-link': NewLinkPage
  }
}

export function reviewLinkJson({ id, link, lastDay }: MadeLink): ReviewLinkJson {
  return { id, link, last_day: lastDay }
}

export function reviewLinksJson({ links }: Pick<ReviewLinksFacts, 'links'>): ReviewLinksJson {
  return {
    links: links.map(({ id, label, state, name, madeOn, lastDay, usedOn, refusedOn, endedOn }) => ({
      ...{ id, label, state, name },
      made_on: madeOn,
      last_day: lastDay,
      used_on: usedOn,
      refused_on: refusedOn,
      ended_on: endedOn,
    })),
  }
}

export function reviewLinksPage(
  { letter, role, title, links }: ReviewLinksFacts,
  formId: string,
  form: LinkForm = emptyForm({ label: '', days: String(linkDays.usual) }),
): ReviewLinksPage {
  return {
    id: letter.id,
    formId,
    letterTitle: title,
    isDraft: letter.state === 'draft',
    isOwner: role === 'owner',
    errors: form.summary,
    form,
    bounds: linkDays,
    longestName,
    links: links.map((link) => ({
      id: link.id,
      label: link.label,
      words: linkWords(link),
      usable: isUsable(link),
      warned: isUsable(link) && link.refusedOn !== null,
    })),
  }
}
