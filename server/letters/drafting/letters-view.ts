import type { Shell } from '../../http/pages.ts'
import { titleInWords } from '../../letter/title-words.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { may } from '../../organizers/rules.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { missingToOpen, nextStep } from '../life.ts'
import type { OwnLetter } from '../read-letter.ts'
import { most } from './draft.ts'
import { exampleNames, examples } from './examples.ts'
import type { LetterInListJson } from './schemas.ts'
import { languageOf, textPath } from './view.ts'

export type LetterWithTasks = OwnLetter & {
  /** How many tasks wait for this organizer. */
  tasks: number
}

interface LetterInList {
  id: string
  title: Sentence
  state: OwnLetter['state']
  role: OwnLetter['role']
  next: Sentence
  /** When this discarded draft is erased, or null. */
  erasesAt: string | null
}

export function letterInListJson(letter: LetterWithTasks, words: Catalogue): LetterInListJson {
  const { title, next, erasesAt, ...listed } = listedLetter(letter)
  return {
    ...listed,
    to_do: letter.tasks,
    title: formatSentence(title, words),
    next: formatSentence(next, words),
    erases_at: erasesAt,
  }
}

function listedLetter(letter: OwnLetter): LetterInList {
  const { draft } = letter
  return {
    id: letter.id,
    title: titleInWords(letter.draft_sealed === null ? letter.title : draft.title),
    state: letter.state,
    role: letter.role,
    next: letter.erases_at
      ? say('drafting-discarded', { at: letter.erases_at })
      : nextStep(letter, missingToOpen(draft).length),
    erasesAt: letter.erases_at?.toISOString() ?? null,
  }
}

export interface LettersPage {
  letters: (LetterInList & {
    stateWords: Sentence
    href: string
    /** Leads to the tasks that wait for this organizer. Undefined if there are none. */
    tasks: { words: Sentence; href: string } | undefined
    restore: boolean
    language: string
    dir: string
  })[]
  title: string
  titleError: Sentence | undefined
  titleMost: number
  examples: { name: string; title: string }[]
  errors: FieldMessage[]
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/drafting/letters': LettersPage
  }
}

export const lettersShell: Shell = { title: say('drafting-letters-title') }

export function lettersPage(letters: readonly LetterWithTasks[], title = '', errors: FieldMessage[] = []): LettersPage {
  return {
    letters: letters.map((letter) => ({
      ...listedLetter(letter),
      ...languageOf(letter.draft),
      stateWords: say(`dashboard-state-${letter.state}`),
      restore: letter.erases_at !== null && may(letter.role, 'purge'),
      tasks: tasksOf(letter),
      href: letter.state === 'draft' ? textPath(letter.id) : `/dashboard/letters/${letter.id}`,
    })),
    title,
    titleError: errors[0]?.message,
    titleMost: most.title,
    examples: exampleNames.map((name) => ({ name, title: examples[name].title })),
    errors,
  }
}

/** A draft's one task stands in its state already. */
function tasksOf({ id, state, tasks: count }: LetterWithTasks): LettersPage['letters'][number]['tasks'] {
  if (state === 'draft' || count === 0) return undefined
  return { words: say('drafting-tasks', { count }), href: `/dashboard/letters/${id}` }
}
