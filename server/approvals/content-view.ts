import Handlebars from 'handlebars'
import { textAndSources } from '../delivery/copies/mail.ts'
import { directionOf, type RevisionContent } from '../letter/rules.ts'
import { changesShown, diffShown, type ChangeShown, type DiffShown } from '../letters/revisions/diff-shown.ts'
import { diffList, diffText, hasChanged } from '../letters/revisions/diff.ts'
import { say, type Sentence } from '../refusal.ts'
import { letterHtml } from '../text/letter-html.ts'
import type { ProposalFacts, ProposalsFacts } from './show-proposals.ts'

export interface NoteShown {
  heading: Sentence
  html: Handlebars.SafeString
  language: string
  dir: string
}
export interface LetterShown {
  heading: Sentence
  title: string
  to: Sentence | undefined
  html: Handlebars.SafeString
  demands: string[]
  sources: Handlebars.SafeString
  language: string
  dir: string
  /** True if the letter is shown folded, because it goes away. */
  folded: boolean
}
export interface ChangesShown {
  heading: Sentence
  diff: DiffShown | undefined
  note: ChangeShown[]
  facts: ChangeShown[]
}
export function letterShown({ id, kind, content }: ProposalFacts): LetterShown | undefined {
  const letter = content?.seen.content
  if (!letter || kind === 'correct' || kind === 'change-text') return undefined
  const { title, demands, recipients, language } = letter
  const [html, sources] = textAndSources(letterHtml(letter.text, { language, prefix: id }))
  return {
    heading: kind === 'discard' ? say('approvals-letter-discarded') : say('approvals-letter-heading'),
    title,
    to: recipients.length > 0 ? say('approvals-letter-to', { people: recipients }) : undefined,
    html: new Handlebars.SafeString(html),
    demands,
    sources: new Handlebars.SafeString(sources),
    language,
    dir: directionOf(language),
    folded: kind === 'discard',
  }
}

export function noteShown({ language }: ProposalsFacts, { id, kind, content }: ProposalFacts): NoteShown | undefined {
  const note = content?.seen.note
  // The mail begins with the note.
  if (note === null || note === undefined || content?.messages.length) return undefined
  return {
    heading: kind === 'update' ? say('approvals-update-heading') : say('approvals-note-heading'),
    html: new Handlebars.SafeString(letterHtml(note, { language, prefix: `${id}-note` })),
    language,
    dir: directionOf(language),
  }
}

/** For a new text, the changes that readers see. For everything else, the changes since the owner last looked. */
export function changesOf(
  { published, language }: ProposalsFacts,
  { kind, content }: ProposalFacts,
): ChangesShown | undefined {
  if (!content) return undefined
  const { before, now } = content
  if ((kind === 'correct' || kind === 'change-text') && published && now.content)
    return {
      heading: say('approvals-changes-published'),
      diff: diffShown(published, now.content),
      note: [],
      facts: [],
    }
  if (!before) return undefined
  const note = before.note === null || now.note === null ? [] : diffText(before.note, now.note, language)
  const facts = diffList(before.facts, now.facts).filter(({ kind: change }) => change !== 'same')
  return {
    heading: say('approvals-changes-heading'),
    diff: contentDiff(before.content, now.content),
    note: hasChanged(note) ? changesShown(note) : [],
    facts: changesShown(facts),
  }
}

function contentDiff(before: RevisionContent | null, now: RevisionContent | null): DiffShown | undefined {
  return before && now && JSON.stringify(before) !== JSON.stringify(now) ? diffShown(before, now) : undefined
}
