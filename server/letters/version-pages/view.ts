import Handlebars from 'handlebars'
import type { Errors, FormState } from '../../http/form.ts'
import { letterHtmlParts } from '../../text/letter-html.ts'
import { facets, facetWords } from '../../facets/rules.ts'
import { directionOf } from '../../letter/rules.ts'
import { domainInWords } from '../../mailbox/domain-in-words.ts'
import { listInWords } from '../../messages/lists.ts'
import { may } from '../../organizers/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import { letterLanguages } from '../drafting/letter-languages.ts'
import { draftTitle, partLinks, textPath } from '../drafting/view.ts'
import { shownBase } from '../drafting/save-draft.ts'
import { draftingErasedAfterDays, mayKeepDrafting } from '../life.ts'
import type { PartLink } from '../part-links.ts'
import type { LetterForOrganizer } from '../read-letter.ts'
import type { VersionFacts, VersionsFacts } from '../versions/list-versions.ts'
import type { VersionShown } from '../versions/show-version.ts'
import { longestVersionName, pauseMinutes, versionContentOf, type VersionContent } from '../versions/rules.ts'
import type { ComparisonJson, VersionContentJson, VersionJson, VersionsJson } from './schemas.ts'
import type { ChangeShown } from '../revisions/diff-shown.ts'
import { versionDiff } from './version-diff.ts'

export type NameForm = FormState<'name'>

interface VersionItem {
  href: string
  label: Sentence
  day: Date
  read: Sentence
  mine: boolean
  /** True if the draft reads like it. */
  same: boolean
}

interface Head {
  id: string
  letterTitle: Sentence
  parts: PartLink[]
  path: string
}

export interface VersionsPage extends Head {
  errors: Errors
  restored: Sentence | undefined
  rules: Sentence[]
  form: NameForm | undefined
  longestName: number
  versions: VersionItem[]
  more: string | undefined
  keeping: Keeping | undefined
}

/** The form that keeps versions and comments beyond their time, or ends that. For owners of an open letter. */
interface Keeping {
  /** Null if they are kept. Otherwise the time at which they are erased. */
  erased: Date | null
  onePerson: boolean
}

export interface VersionPage extends Head {
  errors: Errors
  overtaken: Sentence | undefined
  item: VersionItem
  number: number | undefined
  readers: Sentence | undefined
  title: string
  html: Handlebars.SafeString
  sources: Handlebars.SafeString
  demands: readonly string[]
  lists: { heading: Sentence; entries: string[] }[]
  language: string
  dir: string
  others: { value: string; label: Sentence }[]
  form: NameForm | undefined
  longestName: number
  /** Null if it cannot be restored: the letter is open, or the draft reads like it. */
  restore: { version: number; base: string } | undefined
  listPath: string
}

export interface ComparisonPage extends Head {
  from: VersionItem
  to: VersionItem | undefined
  diff: ReturnType<typeof versionDiff>
}

declare module '../../http/pages.ts' {
  interface Pages {
    'letters/version-pages/versions': VersionsPage
    'letters/version-pages/version': VersionPage
    'letters/version-pages/comparison': ComparisonPage
  }
}

export function versionsPath(letterId: string, number?: number | string): string {
  const path = `${textPath(letterId)}/versions`
  return number === undefined ? path : `${path}/${String(number)}`
}

function headOf(facts: LetterForOrganizer, number?: number): Head {
  return {
    id: facts.letter.id,
    letterTitle: draftTitle(facts),
    parts: partLinks(facts, 'versions'),
    path: versionsPath(facts.letter.id, number),
  }
}

function labelOf({ number, name }: Pick<VersionFacts, 'number' | 'name'>): Sentence {
  return name ?? say('versions-number', { number })
}

function itemOf({ letter, owners }: LetterForOrganizer, version: VersionFacts, same: boolean): VersionItem {
  return {
    href: versionsPath(letter.id, version.number),
    label: labelOf(version),
    day: new Date(version.day),
    read: say('versions-read-by-owners', { read: version.owners, count: owners }),
    mine: version.mine,
    same,
  }
}

function mayEdit({ role, letter }: LetterForOrganizer): boolean {
  return letter.state === 'draft' && may(role, 'edit')
}

const emptyName: NameForm = { values: { name: '' }, errors: {}, summary: [] }
const perPage = 50

/** A form of the list, sent and refused. */
export interface ListState {
  form?: NameForm
  /** Why versions and comments are not kept. */
  errors?: Errors
}

export interface ListAsked extends ListState {
  /** The list shows versions before this one. Undefined: from the newest on. */
  before: number | undefined
  /** Says what a restore did. */
  restored: Sentence | undefined
}

export function versionsPage(
  facts: LetterForOrganizer & VersionsFacts,
  { form, before, restored, errors = [] }: ListAsked,
  { now, day }: Today,
): VersionsPage {
  const from = facts.versions.filter(({ number }) => before === undefined || number < before)
  const shown = from.slice(0, perPage)
  const last = shown.at(-1)
  const { opened_at: opened, drafting_kept: kept } = facts.letter
  return {
    ...headOf(facts),
    errors: form?.summary ?? errors,
    restored,
    rules: [
      ...(opened ? [] : [say('versions-when', { minutes: pauseMinutes }), say('versions-thinned')]),
      say('versions-erased', { days: draftingErasedAfterDays, opened: kept ? 'kept' : opened ? 'yes' : 'no' }),
    ],
    keeping: keepingOf(facts, now, day),
    form: mayEdit(facts) ? (form ?? emptyName) : undefined,
    longestName: longestVersionName,
    versions: shown.map((version) => itemOf(facts, version, version.number === facts.unchanged)),
    more:
      last && from.length > shown.length ? `${versionsPath(facts.letter.id)}?before=${String(last.number)}` : undefined,
  }
}

export interface Today {
  now: Date
  /** In milliseconds. */
  day: number
}

function keepingOf({ letter, role, owners }: LetterForOrganizer, now: Date, day: number): Keeping | undefined {
  const { opened_at: opened } = letter
  const possible = mayKeepDrafting(letter, now, day)
  if (!opened || !may(role, 'close') || (possible !== 'yes' && possible !== 'kept')) return undefined
  return {
    erased: possible === 'kept' ? null : new Date(opened.getTime() + draftingErasedAfterDays * day),
    onePerson: owners < 2,
  }
}

export interface VersionState {
  /** The form of the name, sent and refused. */
  form?: NameForm
  /** Why nothing was restored. */
  errors?: Errors
  overtaken?: Sentence
}

export function versionPage(facts: VersionShown, state: VersionState = {}): VersionPage {
  const { version, letter, draft, isDraft } = facts
  const { content } = version
  const editable = mayEdit(facts)
  return {
    ...headOf(facts, version.number),
    listPath: versionsPath(letter.id),
    errors: state.form?.summary ?? state.errors ?? [],
    overtaken: state.overtaken,
    item: itemOf(facts, version, isDraft),
    number: version.name === null ? undefined : version.number,
    readers: version.readers.length > 0 ? say('versions-readers', { names: listInWords(version.readers) }) : undefined,
    ...contentShown(content),
    others: facts.versions
      .filter(({ number }) => number !== version.number)
      .map(({ number, name, day }) => ({
        value: String(number),
        label: name ?? say('versions-option', { number, on: new Date(day) }),
      })),
    form: editable ? (state.form ?? { ...emptyName, values: { name: version.name ?? '' } }) : undefined,
    longestName: longestVersionName,
    restore:
      editable && !isDraft
        ? { version: letter.draft_version, base: shownBase({ letter, draft }, { draft: versionContentOf(draft) }) }
        : undefined,
  }
}

/** What a version holds, as its page shows it: the letter as it reads, and its lists. */
function contentShown(content: VersionContent) {
  const { title, text, demands, language } = content
  const lists: { heading: Sentence; entries: string[] }[] = [
    {
      heading: say('versions-recipients'),
      entries: content.recipients.map(({ name, office }) => [name, office].filter((part) => part !== '').join(', ')),
    },
    {
      heading: say('versions-employers'),
      entries: content.employers.map(({ name, domains }) => `${name}: ${domains.map(domainInWords).join(', ')}`),
    },
    ...facets.map((facet) => ({ heading: facetWords[facet].many, entries: content.facets[facet] })),
    {
      heading: say('versions-language'),
      entries: letterLanguages(language).flatMap(({ tag, name }) => (tag === language ? [name] : [])),
    },
    { heading: say('versions-address'), entries: content.slug === '' ? [] : [`/letters/${content.slug}`] },
  ]
  const { body, sources } = letterHtmlParts(text, { language })
  return {
    title,
    html: new Handlebars.SafeString(body),
    sources: new Handlebars.SafeString(sources),
    demands,
    lists: lists.filter(({ entries }) => entries.length > 0),
    language,
    dir: directionOf(language),
  }
}

/** Compares a version with the draft, or with another version. The older one comes first. */
export function comparisonPage(facts: VersionShown, other: VersionShown | undefined): ComparisonPage {
  const { from, to, diff } = comparedOf(facts, other)
  return {
    ...headOf(facts, facts.version.number),
    from: itemOf(facts, from.version, false),
    to: to && itemOf(facts, to.version, false),
    diff,
  }
}

function comparedOf(facts: VersionShown, other: VersionShown | undefined) {
  const [from, to] = other && other.version.number < facts.version.number ? [other, facts] : [facts, other]
  const after = to?.version.content ?? versionContentOf(facts.draft)
  return { from, to, diff: versionDiff(from.version.content, after) }
}

export function versionJson({ number, day, name, owners, readers, mine }: VersionFacts): VersionJson {
  return { number, day, name, owners_who_read: owners, readers, read: mine }
}

export function versionsJson({
  versions,
  owners,
  unchanged,
  letter,
}: VersionsFacts & LetterForOrganizer): VersionsJson {
  return { owners, unchanged, kept: letter.drafting_kept, versions: versions.map(versionJson) }
}

export function versionContentJson({ version, isDraft }: VersionShown): VersionContentJson {
  return { ...versionJson(version), is_draft: isDraft, ...version.content }
}

export function comparisonJson(facts: VersionShown, other: VersionShown | undefined): ComparisonJson {
  const { from, to, diff } = comparedOf(facts, other)
  const marked = (changes: readonly ChangeShown[]) =>
    changes.map(({ text, added, removed }) => ({
      text,
      change: added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const),
    }))
  return {
    from: from.version.number,
    to: to?.version.number ?? null,
    same: diff === null,
    title_changes: marked(diff?.title ?? []),
    text_changes: marked(diff?.text ?? []),
    demand_changes: (diff?.demands ?? []).map(marked),
  }
}
