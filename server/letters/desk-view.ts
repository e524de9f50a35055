import Handlebars from 'handlebars'
import { renderBare, type Shell } from '../http/pages.ts'
import { may } from '../organizers/rules.ts'
import type { OwnLetter } from './desk-queries.ts'
import { diffRevisions, diffText, hasChanged, signsOfSubstance, type Change } from './diff-rules.ts'
import { draftOf, most } from './draft-rules.ts'
import { blocksOf, draftParts, partInWords, partTitles, savingOf, typedFrom } from './draft-forms-view.ts'
import type { Block, DraftPart, Typed } from './draft-forms-view.ts'
import { missingToOpen, nextStep, takesSignatures, type Missing } from './life-rules.ts'
import type { PurgeReport } from './purge-letter.ts'
import type { DeskLetter } from './read-letter.ts'
import {
  contentOf,
  datesAfterOpening,
  directionOf,
  namesErasedAfterDays,
  revisionHash,
  type LetterDraft,
} from './rules.ts'
import { markOfPart } from './save-draft.ts'
import type { LetterSettings } from './settings-rules.ts'
import type { LetterFacts } from './show.ts'
import { letterPage } from './view.ts'

/** A letter as its organizers see it: the data of the drafting pages, and of /api/v1/desk/letters/{id}. */
export interface DeskLetterJson extends LetterDraft, LetterSettings {
  id: string
  state: string
  paused: boolean
  role: string
  version: number
  revision: number
  /** The draft differs from what is published. */
  edited: boolean
  /** Path of the letter's page; null in a draft. */
  path: string | null
  owners: number
  missing: Missing[]
  opened_at: string | null
  closes_at: string | null
  closed_at: string | null
  purges_at: string | null
  purged_at: string | null
}

export function deskLetterJson({ letter, role, draft, owners, published }: DeskLetter): DeskLetterJson {
  const { visibilities, batch_minutes, batch_size, first_threshold, notice_hours, goal, press_contact } = letter
  return {
    id: letter.id,
    state: letter.state,
    paused: letter.paused,
    role,
    version: letter.draft_version,
    revision: letter.revision,
    edited: published !== undefined && letter.draft !== null && !revisionHash(contentOf(draft)).equals(published.hash),
    path: letter.state === 'draft' ? null : publicPath(letter),
    owners,
    missing: letter.state === 'draft' ? missingToOpen(draft) : [],
    opened_at: letter.opened_at?.toISOString() ?? null,
    closes_at: letter.closes_at?.toISOString() ?? null,
    closed_at: letter.closed_at?.toISOString() ?? null,
    purges_at: letter.purges_at?.toISOString() ?? null,
    purged_at: letter.purged_at?.toISOString() ?? null,
    ...draft,
    ...{ visibilities, batch_minutes, batch_size, first_threshold, notice_hours, goal, press_contact },
  }
}

function publicPath(letter: { public: boolean; slug: string; quiet_token: string }): string {
  return `/letters/${letter.public ? letter.slug : letter.quiet_token}`
}

export interface LetterInList {
  id: string
  title: string
  state: string
  role: string
  next: string
}

export function listedLetter(letter: OwnLetter): LetterInList {
  const draft = draftOf(letter)
  return {
    id: letter.id,
    title: (letter.draft === null ? letter.title : draft.title) ?? 'A letter',
    state: letter.state,
    role: letter.role,
    next: nextStep(letter, missingToOpen(draft).length),
  }
}

export interface DeskPage {
  letters: (LetterInList & { href: string; language: string; dir: string })[]
  title: string
  titleError: string | undefined
  titleMost: number
  errors: { field: string; message: string }[]
}
export interface PartPage {
  id: string
  current: 'text'
  letterTitle: string
  heading: string
  parts: { href: string; label: string; current: boolean }[]
  action: string
  autosave: string
  version: number
  mark: string
  errors: { field: string; message: string }[]
  blocks: Block[]
  saved: boolean
  /** Why there is no form. */
  readOnly: string | undefined
  note: string | undefined
  next: { part: DraftPart; label: string } | undefined
  overtaken: { changes: ChangeShown[]; href: string } | undefined
  language: string
  dir: string
}
export interface PreviewPage {
  back: string
  banner: string
  page: Handlebars.SafeString
}
export interface OpeningPage {
  id: string
  current: 'text'
  letterTitle: string
  parts: PartPage['parts']
  action: string
  version: number
  missing: { sentence: string; href: string }[]
  canMail: boolean
  owner: boolean
  onePerson: boolean
  fromQuiet: boolean
  dates: { closes: string; names: number; purges: string }
  choices: object | undefined
  errors: { field: string; message: string }[]
  protection: { minutes: number; size: number; first: number; notice: number; none: boolean }
}
export interface RevisingPage {
  id: string
  current: 'text'
  letterTitle: string
  parts: PartPage['parts']
  action: string
  version: number
  number: number
  edited: boolean
  owner: boolean
  diff: DiffShown
  signs: string[]
  addedRecipients: string[]
  kinds: object
  errors: { field: string; message: string }[]
}
export interface LifePage {
  id: string
  current: 'close'
  letterTitle: string
  state: string
  next: string
  owner: boolean
  draft: boolean
  collects: boolean
  paused: boolean
  closed: boolean
  purged: boolean
  quietLink: string | undefined
  dates: { what: string; when: string }[]
  errors: { field: string; message: string }[]
  rehearsal:
    { goes: { what: string; count: number }[]; signatures: number; revisions: number; accountGoes: boolean } | undefined
  notice: string | undefined
}

declare module '../http/pages.ts' {
  interface Pages {
    'drafting/desk': DeskPage
    'drafting/part': PartPage
    'drafting/preview': PreviewPage
    'drafting/opening': OpeningPage
    'drafting/revising': RevisingPage
    'drafting/life': LifePage
  }
}

export const deskShell: Shell = { title: 'Your letters' }

export function deskPage(letters: readonly OwnLetter[], title = '', errors: PartPage['errors'] = []): DeskPage {
  return {
    letters: letters.map((letter) => ({
      ...listedLetter(letter),
      ...languageOf(draftOf(letter)),
      href: letter.state === 'draft' ? textPath(letter.id) : `/desk/letters/${letter.id}`,
    })),
    title,
    titleError: errors[0]?.message,
    titleMost: most.title,
    errors,
  }
}

function languageOf({ language }: { language: string }) {
  return { language, dir: directionOf(language) }
}

export function textPath(id: string, part: DraftPart | 'preview' | 'opening' | 'revision' = 'text'): string {
  return part === 'text' ? `/desk/letters/${id}/text` : `/desk/letters/${id}/text/${part}`
}

function partLinks({ letter }: DeskLetter, current: string): PartPage['parts'] {
  const last =
    letter.state === 'draft'
      ? [{ part: 'opening' as const, label: 'Open it' }]
      : [
          { part: 'revision' as const, label: 'Publish changes' },
          ...(letter.state === 'quiet' ? [{ part: 'opening' as const, label: 'Open it' }] : []),
        ]
  return [
    ...draftParts.map((part) => ({ part, label: partTitles[part] })),
    { part: 'preview' as const, label: 'Preview' },
    ...last,
  ].map(({ part, label }) => ({ href: textPath(letter.id, part), label, current: part === current }))
}

export interface PartState {
  typed?: Typed
  errors?: PartPage['errors']
  saved?: boolean
  overtaken?: boolean
}

export function partPage(desk: DeskLetter, part: DraftPart, state: PartState = {}): PartPage {
  const { letter, draft } = desk
  const kept = typedFrom(draft, letter)
  const typed = state.typed ?? kept
  const errors = state.errors ?? []
  const next = draftParts[draftParts.indexOf(part) + 1]
  const readOnly = whyReadOnly(desk, part)
  return {
    id: letter.id,
    current: 'text',
    letterTitle: titleOf(desk),
    heading: partTitles[part],
    parts: partLinks(desk, part),
    action: textPath(letter.id, part),
    autosave: `${textPath(letter.id)}/${part}/autosave`,
    version: letter.draft_version,
    mark: markOfPart(letter, savingOf(part, kept)),
    errors,
    blocks: readOnly === undefined ? blocksOf(part, typed, errors) : [],
    saved: state.saved ?? false,
    readOnly,
    note: noteOn(desk, part),
    next: next && { part: next, label: partTitles[next].toLowerCase() },
    overtaken:
      state.overtaken === true
        ? {
            changes: changesShown(diffText(partInWords(part, kept), partInWords(part, typed), draft.language)),
            href: textPath(letter.id, part),
          }
        : undefined,
    ...languageOf(draft),
  }
}

export function titleOf({ draft, published }: Pick<DeskLetter, 'draft' | 'published'>): string {
  return draft.title || published?.title || 'A letter without a title'
}

function whyReadOnly({ letter, role }: DeskLetter, part: DraftPart): string | undefined {
  if (letter.state === 'closed' || letter.state === 'purged')
    return 'This letter is closed. Its text and its settings stay as they are.'
  if (!may(role, 'edit')) return 'Owners and editors write the letter. You may read it in the preview.'
  if (part === 'names' && !may(role, 'settings')) return 'The owners decide who may see names, and when.'
  return undefined
}

function noteOn({ letter }: DeskLetter, part: DraftPart): string | undefined {
  if (letter.state === 'draft')
    return part === 'names'
      ? 'You choose these freely until the letter opens. After that they can only be made stricter.'
      : undefined
  if (part === 'names')
    return 'People have signed relying on these numbers: they can be raised, never lowered. Changes hold from now on.'
  if (part === 'details')
    return 'Goal and contact change on the page as soon as you save. The language is published with the text.'
  return 'The letter is out. What you save here stays a draft until you publish the changes.'
}

/** The page exactly as everybody would see it. Its links lead back here. */
export function previewPage(desk: DeskLetter, day: number, now: Date): PreviewPage {
  const { letter } = desk
  const content = contentOf(desk.draft)
  const revision = {
    letter_id: letter.id,
    number: letter.revision + 1,
    kind: 'first' as const,
    hash: revisionHash(content),
    published_on: now.toISOString().slice(0, 10),
    ...content,
  }
  const { closesAt } = datesAfterOpening(now, day)
  const facts: LetterFacts = {
    letter: { ...letter, state: 'open', paused: false, collecting: true, closes_at: letter.closes_at ?? closesAt },
    revision,
    employers: desk.draft.employers.map((employer) => ({
      ...employer,
      id: employer.name,
      letter_id: letter.id,
      current: true,
    })),
    tally: [],
    places: [],
    names: { names: [], marks: [], previous: null, next: null },
    owners: desk.owners,
  }
  const path = textPath(letter.id, 'preview')
  const page = { ...letterPage(facts, now), path, signPath: path }
  return {
    back: textPath(letter.id),
    banner:
      'Only its organizers see this. The letter will look like this, with the count and the names as people sign.',
    page: new Handlebars.SafeString(renderBare('letters/show', page)),
  }
}

export function openingPage(
  desk: DeskLetter,
  { canMail, day, now }: { canMail: boolean; day: number; now: Date },
  { to = '', errors = [] }: { to?: string; errors?: PartPage['errors'] } = {},
): OpeningPage {
  const { letter, draft } = desk
  const dates = datesAfterOpening(now, day)
  const fromQuiet = letter.state === 'quiet'
  return {
    id: letter.id,
    current: 'text',
    letterTitle: titleOf(desk),
    parts: partLinks(desk, 'opening'),
    action: textPath(letter.id, 'opening'),
    version: letter.draft_version,
    missing: missingToOpen(draft).map(({ part, sentence }) => ({ sentence, href: textPath(letter.id, part) })),
    canMail,
    owner: may(desk.role, 'open'),
    onePerson: desk.owners < 2,
    fromQuiet,
    dates: {
      closes: (letter.closes_at ?? dates.closesAt).toISOString(),
      names: namesErasedAfterDays,
      purges: (letter.purges_at ?? dates.purgesAt).toISOString(),
    },
    choices: fromQuiet ? undefined : openingChoices(to, errors),
    errors,
    protection: {
      minutes: letter.batch_minutes,
      size: letter.batch_size,
      first: letter.first_threshold,
      notice: letter.notice_hours,
      none: letter.batch_minutes === 1 && letter.batch_size === 1 && letter.first_threshold === 0,
    },
  }
}

function openingChoices(to: string, errors: PartPage['errors']) {
  return {
    name: 'to',
    type: 'radio',
    legend: 'How should it open?',
    hint: undefined,
    error: errors.find(({ field }) => field === 'to')?.message,
    choices: [
      {
        value: 'quiet',
        label: 'Quietly',
        hint: 'Whoever has its unguessable link can read and sign it. No search engine finds it. You can open it to the public later.',
        checked: to === 'quiet',
      },
      {
        value: 'open',
        label: 'To the public',
        hint: 'Everybody can read it and find it, from now on. This cannot be taken back.',
        checked: to === 'open',
      },
    ],
  }
}

/** Stretches of a diff as templates take them. */
export interface ChangeShown {
  text: string
  added: boolean
  removed: boolean
}
export interface DiffShown {
  title: ChangeShown[]
  text: ChangeShown[]
  demands: ChangeShown[][] | undefined
  lists: { heading: string; changes: ChangeShown[] }[]
  language: string
  dir: string
}

export function changesShown(changes: readonly Change[]): ChangeShown[] {
  return changes.map(({ kind, text }) => ({ text, added: kind === 'added', removed: kind === 'removed' }))
}

export function diffShown(
  before: LetterDraft | Parameters<typeof diffRevisions>[0],
  after: Parameters<typeof diffRevisions>[0],
): DiffShown {
  const diff = diffRevisions(before, after)
  return {
    title: changesShown(diff.title),
    text: changesShown(diff.text),
    demands: diff.demands.length === 0 ? undefined : diff.demands.map(changesShown),
    lists: [
      { heading: 'Recipients', changes: diff.recipients },
      { heading: 'Employers', changes: diff.employers },
      { heading: 'Language', changes: diff.language },
    ]
      .filter(({ changes }) => hasChanged(changes))
      .map(({ heading, changes }) => ({ heading, changes: changesShown(changes) })),
    ...languageOf(after),
  }
}

export function revisingPage(desk: DeskLetter, chosen = '', errors: PartPage['errors'] = []): RevisingPage | undefined {
  const { letter, draft, published } = desk
  if (!published) return undefined
  const after = contentOf(draft)
  const known = published.recipients.map(({ name, office }) => `${name}\n${office}`)
  return {
    id: letter.id,
    current: 'text',
    letterTitle: titleOf(desk),
    parts: partLinks(desk, 'revision'),
    action: textPath(letter.id, 'revision'),
    version: letter.draft_version,
    number: letter.revision + 1,
    edited: takesSignatures(letter.state) && !revisionHash(after).equals(published.hash),
    owner: may(desk.role, 'open'),
    diff: diffShown(published, after),
    signs: signsOfSubstance(diffRevisions(published, after)),
    addedRecipients: after.recipients
      .filter(({ name, office }) => !known.includes(`${name}\n${office}`))
      .map(({ name }) => name),
    kinds: {
      name: 'kind',
      type: 'radio',
      legend: 'What kind of change is it?',
      hint: 'Everybody can see what changed, in either case.',
      error: errors.find(({ field }) => field === 'kind')?.message,
      choices: [
        {
          value: 'correction',
          label: 'A correction',
          hint: 'Spelling, a wrong figure, a broken source. Everybody who signed would sign this too. The count stays, shown per revision.',
          checked: chosen === 'correction',
        },
        {
          value: 'substance',
          label: 'A change of substance',
          hint: 'It says something else. The count starts again; earlier signatories can agree to the new text with their signing key.',
          checked: chosen === 'substance',
        },
      ],
    },
    errors,
  }
}

export function lifePage(
  desk: DeskLetter,
  origin: string,
  more: { rehearsal?: PurgeReport | undefined; errors?: PartPage['errors']; notice?: string } = {},
): LifePage {
  const { letter, draft } = desk
  const { state } = letter
  return {
    id: letter.id,
    current: 'close',
    letterTitle: titleOf(desk),
    state,
    next: nextStep(letter, missingToOpen(draft).length),
    owner: may(desk.role, 'close'),
    draft: state === 'draft',
    collects: takesSignatures(state),
    paused: letter.paused,
    closed: state === 'closed',
    purged: state === 'purged',
    quietLink: letter.public || state === 'draft' ? undefined : `${origin}/letters/${letter.quiet_token}`,
    dates: datesOf(desk),
    errors: more.errors ?? [],
    rehearsal: more.rehearsal && rehearsalShown(more.rehearsal),
    notice: more.notice,
  }
}

function datesOf({ letter }: DeskLetter): LifePage['dates'] {
  const { opened_at, closes_at, closed_at, purges_at, purged_at } = letter
  const dates: [string, Date | null][] = [
    ['Opened', opened_at],
    closed_at ? ['Closed', closed_at] : ['Closes by itself', closes_at],
    purged_at ? ['Purged', purged_at] : ['Purged by itself', purges_at],
  ]
  return dates.flatMap(([what, when]) => (when ? [{ what, when: when.toISOString() }] : []))
}

const purgeWords: Record<keyof PurgeReport['goes'], string> = {
  names: 'public names',
  sealed_names: 'sealed names',
  drafts: 'the draft',
  activity: 'entries in the list of what organizers did',
  recipients_addresses: 'mail addresses of recipients',
  unpublished_answers: 'answers that were not published',
  recipients_pages: 'private pages of recipients',
  removal_requests: 'requests to take a name away',
  delivered_copies: 'kept copies of what was delivered',
  organizers_accounts: 'accounts of organizers who have no other letter, with their addresses',
}

function rehearsalShown({ goes, stays }: PurgeReport): NonNullable<LifePage['rehearsal']> {
  return {
    goes: (Object.keys(purgeWords) as (keyof typeof purgeWords)[])
      .filter((what) => goes[what] > 0)
      .map((what) => ({ what: purgeWords[what], count: goes[what] })),
    ...stays,
    accountGoes: goes.organizers_accounts > 0,
  }
}
