import { emptyForm, type FormState } from '../../http/form.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { linkWords, type LinkWords } from './link-words.ts'
import type { MadeLink } from './make-review-link.ts'
import { isUsable, linkDays, longestName } from './rules.ts'
import type { ReviewLinkJson, ReviewLinksJson } from './schemas.ts'
import type { ReviewLinksFacts, VersionName } from './show-review-links.ts'

export type LinkForm = FormState<'label' | 'days' | 'version'>

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
  versions: { value: string; words: Sentence; selected: boolean }[]
  links: ({
    id: string
    label: string
    usable: boolean
    version: Sentence | undefined
  } & LinkWords)[]
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
    links: links.map(({ id, label, state, name, madeOn, lastDay, usedOn, refusedOn, endedOn, version }) => ({
      ...{ id, label, state, name },
      made_on: madeOn,
      last_day: lastDay,
      used_on: usedOn,
      refused_on: refusedOn,
      ended_on: endedOn,
      version: version?.number ?? null,
    })),
  }
}

export function reviewLinksPage(
  { letter, role, title, links, versions }: ReviewLinksFacts,
  formId: string,
  form: LinkForm = emptyForm({ label: '', days: String(linkDays.usual), version: '' }),
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
    versions: versions.map((version) => ({
      value: String(version.number),
      words: versionWords(version),
      selected: form.values.version === String(version.number),
    })),
    links: links.map((link) => ({
      id: link.id,
      label: link.label,
      ...linkWords(link),
      usable: isUsable(link),
      version: link.version ? versionWords(link.version) : undefined,
    })),
  }
}

function versionWords({ number, day, name }: VersionName): Sentence {
  const on = new Date(day)
  return name === null ? say('reviews-version', { number, on }) : say('reviews-version-named', { number, on, name })
}
