import { titleInWords } from '../../letter/title-words.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { dayOf } from '../../letter/days.ts'
import Handlebars from 'handlebars'
import { renderBare, type Pages } from '../../http/pages.ts'
import { may } from '../../organizers/rules.ts'
import { commentedText, type Commented } from '../threads/commented-view.ts'
import { blocksOf } from './draft-blocks-view.ts'
import type { Block } from './form-blocks-view.ts'
import { draftParts, savingOf, typedFrom } from './draft-forms-view.ts'
import type { DraftPart, Typed } from './draft-forms-view.ts'
import { foundIn, type Found, type TextBefore } from './pasted-text-view.ts'
import { datesJson, withDates } from './dates-view.ts'
import { missingToOpen } from '../life.ts'
import { partLinks, textPath, type PartLink } from '../part-links.ts'
import type { LetterForOrganizer } from '../read-letter.ts'
import {
  contentOf,
  datesAfterOpening,
  directionOf,
  revisionHash,
  visibilities,
  type EndDates,
} from '../../letter/rules.ts'
import { overtakenShown, type OvertakenShown } from './overtaken-view.ts'
import type { Thread } from '../threads/rules.ts'
import { shownBase, type Overtaking } from './save-draft.ts'
import type { LetterFacts } from '../page/show-letter.ts'
import type { OrganizerLetterJson } from './schemas.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { letterPage } from '../page/view.ts'
import { letterPath, type AddressedLetter } from '../../letter/letter-address.ts'

export function organizerLetterJson(
  { letter, role, draft, owners, published }: LetterForOrganizer,
  words: Catalogue,
): OrganizerLetterJson {
  const { plan: _plan, ...parts } = draft
  const {
    visibilities,
    batch_minutes,
    batch_size,
    first_threshold,
    notice_hours,
    goal,
    press_contact,
    second_place,
    vouches_each,
    names_by_employer,
    checks_each,
    ends_on,
    paper,
    together_needed,
    together_until,
  } = letter
  return {
    id: letter.id,
    state: letter.state,
    paused: letter.paused,
    role,
    version: letter.draft_version,
    revision: letter.revision,
    edited:
      published !== undefined && letter.draft_sealed !== null && !revisionHash(contentOf(draft)).equals(published.hash),
    path: publicPathOf({ letter }),
    owners,
    missing: (letter.state === 'draft' ? missingToOpen(draft) : []).map(({ part, sentence }) => ({
      part,
      sentence: formatSentence(sentence, words),
    })),
    ...datesJson(letter),
    ...parts,
    ...{
      visibilities,
      batch_minutes,
      batch_size,
      first_threshold,
      notice_hours,
      goal,
      press_contact,
      second_place,
      vouches_each,
    },
    ...{ checks_each, ends_on, paper, names_by_employer, together_needed, together_until },
  }
}

/** The path of the letter's page. Null for a draft. */
export function publicPathOf({ letter }: Pick<LetterForOrganizer, 'letter'>): string | null {
  return letter.state === 'draft' ? null : letterPath(letter)
}

export interface PartPage {
  id: string
  letterTitle: Sentence
  heading: Sentence
  parts: PartLink[]
  action: string
  autosave: string
  version: number
  /** What the form starts from, so that its changes can be merged with those that others save meanwhile. */
  base: string
  errors: FieldMessage[]
  blocks: Block[]
  /** The page on which signatories choose, as it will look. */
  sample: Handlebars.SafeString | undefined
  saved: boolean
  /** True if the save took over what others saved meanwhile. */
  merged: boolean
  /** True until somebody saves the draft. */
  fresh: boolean
  /** Where people type in the text together. Undefined if the form shows a text that is not saved, or the letter is no draft. */
  live: string | undefined
  /** Why there is no form. */
  readOnly: Sentence | undefined
  note: Sentence | undefined
  movedDemands: readonly string[]
  unmovedDemands: readonly string[]
  /** True if what was typed contains a large paste that is not saved yet. */
  pasted: boolean
  /** The text before a button tidied it. */
  before: TextBefore | undefined
  /** What may move to its place, after a button tidied the text. */
  found: Found | undefined
  next: { part: DraftPart; label: Sentence } | undefined
  overtaken: (OvertakenShown & { href: string }) | undefined
  /** On the page of the text. */
  comments: Commented | undefined
  language: string
  dir: string
}
export interface PreviewPage {
  back: string
  /** The dry run of a draft. */
  dryRun: string | undefined
  page: Handlebars.SafeString
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/drafting/part': PartPage
    'letters/drafting/preview': PreviewPage
  }
}

export function languageOf({ language }: { language: string }) {
  return { language, dir: directionOf(language) }
}

export { textPath, partLinks }

export interface PartState {
  typed?: Typed
  errors?: PartPage['errors']
  saved?: boolean
  merged?: boolean
  /** The button of a row that was pressed. */
  pressed?: string
  overtaken?: Pick<Overtaking, 'conflicts' | 'savers'>
  before?: TextBefore
  pasted?: boolean
  /** The comments on the text. */
  threads?: readonly Thread[]
}

export function partPage(dashboard: LetterForOrganizer, part: DraftPart, state: PartState = {}): PartPage {
  const { letter, draft } = dashboard
  const kept = typedFrom(draft, letter)
  const typed = state.typed ?? kept
  const errors = state.errors ?? []
  const next = draftParts[draftParts.indexOf(part) + 1]
  const readOnly = whyReadOnly(dashboard, part)
  return {
    id: letter.id,
    letterTitle: draftTitle(dashboard),
    heading: say('drafting-part-label', { part }),
    parts: partLinks(dashboard, part),
    action: textPath(letter.id, part),
    autosave: `${textPath(letter.id)}/${part}/autosave`,
    version: letter.draft_version,
    base: shownBase(dashboard, savingOf(part, kept)),
    errors,
    blocks: readOnly === undefined ? blocksOf(part, typed, errors, { ...letter, pressed: state.pressed }) : [],
    sample: undefined,
    saved: state.saved ?? false,
    merged: state.merged ?? false,
    fresh: letter.state === 'draft' && letter.draft_version === 1,
    readOnly,
    note: noteOn(dashboard, part),
    movedDemands: typed.moved.add,
    unmovedDemands: typed.moved.remove,
    next: next && { part: next, label: say('drafting-save-and-continue', { part: next }) },
    overtaken: state.overtaken && {
      ...overtakenShown(state.overtaken, draft.language),
      href: textPath(letter.id, part),
    },
    ...aboutText(dashboard, part, state),
    ...languageOf(draft),
  }
}

/** Returns the parts of the page that only the text needs. */
function aboutText(
  { letter, draft }: LetterForOrganizer,
  part: DraftPart,
  { typed, before, pasted = false, threads }: PartState,
): Pick<PartPage, 'live' | 'pasted' | 'before' | 'found' | 'comments'> {
  const { text } = typed ?? draft
  return {
    live: part === 'text' && !typed && letter.state === 'draft' ? `${textPath(letter.id)}/live` : undefined,
    pasted,
    before,
    found: before ? (foundIn(text) ?? undefined) : undefined,
    comments: threads && commentedText(letter, threads, draft.text, text),
  }
}

/** Makes the page on which signatories choose. It belongs to another feature, so the app passes it. */
export type ChoiceSample = (letter: AddressedLetter, steps: Sentence[]) => Pages['signatures/signing/choice']

/** The page on which signatories will choose, with the settings that the form shows. */
export function choiceSampleIn(
  choiceSample: ChoiceSample,
  { letter, draft }: LetterForOrganizer,
  { typed, steps, dates }: { typed: Typed | undefined; steps: Sentence[]; dates: EndDates },
  words: Catalogue,
): Handlebars.SafeString {
  const { visibilities: offered, protection, togetherNeeded } = typed ?? typedFrom(draft, letter)
  const [size, needed] = [Number(protection.batch_size), Number(togetherNeeded)]
  const shown = {
    ...letter,
    visibilities: visibilities.filter((each) => offered.includes(each)),
    batch_size: Number.isInteger(size) ? size : letter.batch_size,
    together_needed: Number.isInteger(needed) ? needed : letter.together_needed,
    ...(letter.closes_at === null && withDates(dates)),
  }
  return new Handlebars.SafeString(
    renderBare('signatures/signing/choice', choiceSample(shown, steps), { language: words.language }),
  )
}

export function draftTitle({ draft, published }: Pick<LetterForOrganizer, 'draft' | 'published'>): Sentence {
  return titleInWords(draft.title || published?.title)
}

function whyReadOnly({ letter, role }: LetterForOrganizer, part: DraftPart): Sentence | undefined {
  if (letter.state === 'closed' || letter.state === 'purged') return say('drafting-letter-closed')
  if (!may(role, 'edit')) return say('drafting-only-editors')
  if (part === 'names' && !may(role, 'settings')) return say('drafting-only-owners')
  return undefined
}

function noteOn({ letter }: LetterForOrganizer, part: DraftPart): Sentence | undefined {
  if (letter.state === 'draft') return part === 'names' ? say('drafting-note-names-draft') : undefined
  if (part === 'names') return say('drafting-note-names-open')
  if (part === 'details') return say('drafting-note-details-open')
  return say('drafting-note-open')
}

/** The letter's page, exactly as everybody would see it. Its links lead back to the preview. */
export function previewPage(dashboard: LetterForOrganizer, day: number, now: Date, words: Catalogue): PreviewPage {
  const { letter } = dashboard
  const content = contentOf(dashboard.draft)
  const revision = {
    letter_id: letter.id,
    number: letter.revision + 1,
    kind: 'first' as const,
    hash: revisionHash(content),
    published_on: dayOf(now),
    ...content,
  }
  const dates = datesAfterOpening(now, day, letter.ends_on)
  const facts: LetterFacts = {
    letter: {
      ...letter,
      ...{ state: 'open', paused: false, collecting: true },
      ...(letter.closes_at === null && withDates(dates)),
    },
    revision,
    tally: [],
    facets: [],
    statements: [],
    places: [],
    names: { names: [], groups: [], marks: [], previous: null, next: null },
    owners: dashboard.owners,
    anonymous: letter.visibilities.includes('anonymous'),
  }
  const path = textPath(letter.id, 'preview')
  const page = { ...letterPage(facts, now, words), path, signPath: path }
  return {
    back: textPath(letter.id),
    dryRun: letter.state === 'draft' ? `/dashboard/letters/${letter.id}/dry-run` : undefined,
    page: new Handlebars.SafeString(renderBare('letters/page/show', page, { language: words.language })),
  }
}
