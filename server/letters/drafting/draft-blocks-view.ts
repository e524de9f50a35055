import type { DraftPart, Typed } from './draft-forms-view.ts'
import { closesAfterDays, type Paper } from '../../letter/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import { canonicalLanguage, most } from './draft.ts'
import { letterLanguages } from './letter-languages.ts'
import { warningsOnMarkdown } from '../../text/markdown.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'
import { facets, facetWords, mostFacets } from '../../facets/rules.ts'
import {
  fieldBlock,
  textBlock,
  type Block,
  type Errors,
  type HeldSettings,
  type RowsBlock,
} from './form-blocks-view.ts'
import { namesBlocks } from './names-blocks-view.ts'

/**
 * Returns the blocks of one part's form, in the order of the page. An empty list gets one empty row, so that typing needs no
 * button.
 */
export function blocksOf(part: DraftPart, typed: Typed, errors: Errors, letter: HeldSettings): Block[] {
  switch (part) {
    case 'text':
      return textBlocks(typed, errors)
    case 'demands':
      return [demandRows(typed, errors, letter.pressed), recipientRows(typed, errors)]
    case 'employers':
      return [employerRows(typed, errors), ...facetBlocks(typed, errors)]
    case 'names':
      return namesBlocks(typed, errors, letter)
    case 'details':
      return detailsBlocks(typed, errors, letter)
  }
}

function textBlocks({ title, text, language }: Typed, errors: Errors): Block[] {
  const hint =
    'In Markdown: a blank line between paragraphs, *italics*, > a quotation. Give your sources as footnotes: [^1] in the text and, below it, [^1]: the source.'
  return [
    fieldBlock({ name: 'title', label: 'Title', value: title, lang: language, maxlength: most.title }, errors),
    textBlock(
      { name: 'text', label: 'The letter', value: text, lang: language, hint, warnings: warningsOnMarkdown(text) },
      22,
      true,
      errors,
    ),
  ]
}

function orOneEmpty<Row>(kept: readonly Row[], empty: Row): readonly Row[] {
  return kept.length === 0 ? [empty] : kept
}

function demandRows({ demands, language }: Typed, errors: Errors, pressed = ''): RowsBlock {
  const moved = movedTo(pressed, demands.length)
  return {
    kind: 'rows',
    legend: 'Demands',
    hint: 'What exactly you ask for, one by one. A letter without demands is fine too.',
    addButton: 'add demand',
    addLabel: 'Add a demand',
    rows: orOneEmpty(demands, '').map((value, index) => {
      const name = `demand-${String(index)}`
      const label = `Demand ${String(index + 1)}`
      return {
        legend: label,
        blocks: [textBlock({ name, label, value, lang: language, maxlength: most.demand }, 2, false, errors)],
        moves: demands.length < 2 ? [] : movesOf(index, demands.length, moved),
        remove: `remove demand ${String(index)}`,
        removeLabel: `Remove demand ${String(index + 1)}`,
      }
    }),
  }
}

/** The buttons that move a demand. The first one cannot move up, and the last one cannot move down. */
function movesOf(index: number, count: number, focused: string) {
  const number = index + 1
  const up = { value: `up demand ${String(index)}`, label: say('drafting-demand-up', { number }) }
  const down = { value: `down demand ${String(index)}`, label: say('drafting-demand-down', { number }) }
  return [...(index > 0 ? [up] : []), ...(index < count - 1 ? [down] : [])].map((move) => ({
    ...move,
    focus: move.value === focused,
  }))
}

/** @returns the button that gets the focus after a demand has moved: the same one, at its new place, if it can move on */
function movedTo(pressed: string, count: number): string {
  const [way, , number] = pressed.split(' ')
  const at = Number(number)
  if (way === 'up') return at > 1 ? `up demand ${String(at - 1)}` : 'down demand 0'
  if (way === 'down') return at + 2 < count ? `down demand ${String(at + 1)}` : `up demand ${String(count - 1)}`
  return ''
}

function recipientRows({ recipients }: Typed, errors: Errors): RowsBlock {
  return {
    kind: 'rows',
    legend: 'Recipients',
    hint: 'Name and office stand on the letter. The mail address is seen by its organizers only, and erased at purge; you may add it later.',
    addButton: 'add recipient',
    addLabel: 'Add a recipient',
    rows: orOneEmpty(recipients, { name: '', office: '', address: '' }).map(({ name, office, address }, index) => {
      const at = String(index)
      return {
        legend: `Recipient ${String(index + 1)}`,
        blocks: [
          fieldBlock({ name: `recipient-name-${at}`, label: 'Name', value: name }, errors),
          fieldBlock({ name: `recipient-office-${at}`, label: 'Office', value: office }, errors),
          fieldBlock(
            { name: `recipient-address-${at}`, label: 'Mail address', value: address, inputmode: 'email' },
            errors,
          ),
        ],
        moves: [],
        remove: `remove recipient ${at}`,
        removeLabel: `Remove recipient ${String(index + 1)}`,
      }
    }),
  }
}

function employerRows({ employers }: Typed, errors: Errors): RowsBlock {
  const hint =
    'One a line: northwind.example, or *.northwind.example for its subdomains. They show on the page. Domains where anybody can open a mailbox are refused.'
  return {
    kind: 'rows',
    legend: 'Employers',
    hint: 'Everybody who gets mail at one of these domains may sign, and is counted once. A mailbox proves a mailbox: only the company can create one at its domain.',
    addButton: 'add employer',
    addLabel: 'Add an employer',
    rows: orOneEmpty(employers, { name: '', domains: '' }).map(({ name, domains }, index) => {
      const at = String(index)
      return {
        legend: `Employer ${String(index + 1)}`,
        blocks: [
          fieldBlock({ name: `employer-name-${at}`, label: 'Name', value: name }, errors),
          textBlock({ name: `employer-domains-${at}`, label: 'Mail domains', value: domains, hint }, 3, false, errors),
        ],
        moves: [],
        remove: `remove employer ${at}`,
        removeLabel: `Remove employer ${String(index + 1)}`,
      }
    }),
  }
}

const facetHint =
  'One a line, from which a signatory may choose one, or none. Only sums that are large enough are ever shown, so keep the groups large. Once the letter is open you can add to the list, and take nothing away.'

function facetBlocks({ facets: typed }: Typed, errors: Errors): Block[] {
  return facets.map((facet, index) =>
    textBlock(
      {
        name: `facet-${facet}`,
        label: `${formatSentence(facetWords[facet].many, wordsWithoutRequest())} (you may leave it empty)`,
        value: typed[facet],
        ...(index === 0 && { hint: facetHint }),
        maxlength: mostFacets.values * (mostFacets.characters + 2),
      },
      4,
      false,
      errors,
    ),
  )
}

function detailsBlocks(
  { slug, endsOn, goal, pressContact, secondPlace, language, paper }: Typed,
  errors: Errors,
  letter: HeldSettings,
): Block[] {
  return [
    ...(letter.public
      ? []
      : [
          fieldBlock(
            {
              name: 'slug',
              label: say('drafting-slug-label'),
              hint: say('drafting-slug-hint'),
              value: slug,
              size: 'medium',
              maxlength: 200,
            },
            errors,
          ),
        ]),
    ...(letter.state === 'draft'
      ? [
          fieldBlock(
            {
              name: 'ends_on',
              label: say('drafting-ends-on-label'),
              hint: say('drafting-ends-on-hint', { days: closesAfterDays }),
              value: endsOn,
              type: 'date',
              size: 'medium',
            },
            errors,
          ),
        ]
      : []),
    fieldBlock(
      {
        name: 'goal',
        label: 'Goal (you may leave it empty)',
        hint: 'How many signatures you hope for. It stands beside the count.',
        value: goal,
        size: 'short',
        inputmode: 'numeric',
      },
      errors,
    ),
    fieldBlock(
      {
        name: 'press_contact',
        label: 'Contact for the press (you may leave it empty)',
        hint: 'Everybody sees it. Use an address or a number that is not your own.',
        value: pressContact,
        maxlength: most.pressContact,
      },
      errors,
    ),
    fieldBlock(
      {
        name: 'second_place',
        label: say('drafting-second-place-label'),
        hint: say('drafting-second-place-hint'),
        value: secondPlace,
        maxlength: most.pressContact,
      },
      errors,
    ),
    ...languageBlocks(language, errors),
    paperBlock(paper, errors),
  ]
}

function paperChoice(value: Paper, label: Sentence, hint: Sentence, chosen: string) {
  return { value, label, hint, checked: value === chosen }
}

function paperBlock(paper: string, errors: Errors): Block {
  return {
    kind: 'choices',
    choices: {
      name: 'paper',
      legend: say('drafting-paper-legend'),
      hint: say('drafting-paper-hint'),
      error: errors.find(({ field }) => field === 'paper')?.message,
      type: 'radio',
      choices: [
        paperChoice('a4', say('drafting-paper-a4'), say('drafting-paper-a4-hint'), paper),
        paperChoice('letter', say('drafting-paper-letter'), say('drafting-paper-letter-hint'), paper),
      ],
    },
  }
}

/** A tag that is wrong, or that the list lacks, stands in the field for others. */
function languageBlocks(language: string, errors: Errors): Block[] {
  const known = canonicalLanguage(language)
  const error = errors.find(({ field }) => field === 'language')?.message
  return [
    {
      kind: 'select',
      select: {
        name: 'language',
        label: say('drafting-language-label'),
        hint: undefined,
        error,
        options: letterLanguages(known ?? 'en').map(({ tag, name }) => ({
          value: tag,
          label: name,
          selected: tag === (known ?? 'en'),
        })),
      },
    },
    fieldBlock(
      {
        name: 'language_other',
        label: say('drafting-language-other-label'),
        hint: say('drafting-language-other-hint'),
        value: known === null ? language : '',
        size: 'short',
      },
      errors,
    ),
  ]
}
