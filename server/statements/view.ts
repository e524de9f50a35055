import { say, type Sentence } from '../refusal.ts'
import { maySign } from '../letter/rules.ts'
import type { Shell } from '../http/pages.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import type { ShownStatement, StatementToRead } from './public-statements.ts'
import { mostCharacters } from './rules.ts'
import type { StatementsJson, StatementsToReadJson } from './schemas.ts'
import { type AddressedLetter, letterPath } from '../letter/letter-address.ts'

interface Paragraphs {
  paragraphs: string[]
  badge: Sentence
}
export interface StatementsPage {
  path: string
  statements: Paragraphs[]
  offered: boolean
}
export interface NewStatementPage {
  path: string
  open: boolean
  most: number
  /** True if some statements of the letter have no own key. */
  earlier: boolean
}
export interface StatementsToDecidePage {
  id: string
  letterTitle: Sentence
  mayModerate: boolean
  statements: (Paragraphs & { id: string })[]
  /** How many further statements wait. */
  more: number
}

/** A page shows this many, and the others once these are decided. */
const statementsPerPage = 10
declare module '../http/pages.ts' {
  interface Pages {
    'statements/list': StatementsPage
    'statements/new': NewStatementPage
    'statements/dashboard': StatementsToDecidePage
  }
}

const common = { robots: 'noindex, nofollow' } as const
export const listShell: Shell = { ...common, title: say('statements-list-title') }
export const newShell: Shell = {
  ...common,
  title: say('statements-new-title'),
  scripts: ['statement', 'show-scripted'],
  styles: ['anonymous'],
}
export const dashboardShell: Shell = { ...common, title: say('statements-dashboard-title'), wide: true }

function inParagraphs({ text, badge }: ShownStatement): Paragraphs {
  return { paragraphs: text.split(/\n{2,}/), badge }
}

export function statementsJson(statements: readonly ShownStatement[], words: Catalogue): StatementsJson {
  return { statements: statements.map(({ text, badge }) => ({ text, badge: formatSentence(badge, words) })) }
}

export function statementsToReadJson(statements: readonly StatementToRead[], words: Catalogue): StatementsToReadJson {
  return { statements: statements.map(({ id, text, badge }) => ({ id, text, badge: formatSentence(badge, words) })) }
}

export function statementsPage(
  letter: AddressedLetter,
  statements: readonly ShownStatement[],
  anonymous: boolean,
): StatementsPage {
  return {
    path: letterPath(letter),
    statements: statements.map(inParagraphs),
    offered: anonymous && (letter.state === 'quiet' || letter.state === 'open'),
  }
}

export function newStatementPage(letter: AddressedLetter, earlier: boolean, now: Date): NewStatementPage {
  return { path: letterPath(letter), open: maySign(letter, now) !== 'closed', most: mostCharacters, earlier }
}

export function dashboardStatements(
  head: { id: string; letterTitle: Sentence },
  statements: readonly StatementToRead[],
): StatementsToDecidePage {
  return {
    ...head,
    mayModerate: true,
    more: Math.max(0, statements.length - statementsPerPage),
    statements: statements.slice(0, statementsPerPage).map((each) => ({ ...inParagraphs(each), id: each.id })),
  }
}
