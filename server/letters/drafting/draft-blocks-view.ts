import type { DraftPart, Typed } from './draft-forms-view.ts'
import { closesAfterDays, type Paper } from '../../letter/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import { canonicalLanguage, most } from './draft.ts'
import { letterLanguages } from './letter-languages.ts'
import { warningsOnMarkdown } from '../../text/markdown.ts'
import { facets, mostFacets } from '../../facets/rules.ts'
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
  const hint = say('drafting-text-hint')
  return [
    fieldBlock(
      { name: 'title', label: say('drafting-title-label'), value: title, lang: language, maxlength: most.title },
      errors,
    ),
    textBlock(
      {
        name: 'text',
        label: say('drafting-text-label'),
        value: text,
        lang: language,
        hint,
        warnings: warningsOnMarkdown(text),
      },
      22,
      true,
      errors,
    ),
  ]
}

function orOneEmpty<Row>(kept: readonly Row[], empty: Row): readonly Row[] {
  return kept.length === 0 ? [empty] : kept
}

/** The value of a button that moves or removes a row. `withRow` reads it. */
function rowButton(act: 'up' | 'down' | 'remove', list: 'demand' | 'recipient' | 'employer', index: number): string {
  return [act, list, index].join(' ')
}

function demandRows({ demands, language }: Typed, errors: Errors, pressed = ''): RowsBlock {
  const moved = movedTo(pressed, demands.length)
  return {
    kind: 'rows',
    legend: say('drafting-demands-legend'),
    hint: say('drafting-demands-hint'),
    addButton: 'add demand',
    addLabel: say('drafting-demand-add'),
    rows: orOneEmpty(demands, '').map((value, index) => {
      const name = `demand-${String(index)}`
      const label = say('drafting-demand-label', { number: index + 1 })
      return {
        legend: label,
        blocks: [textBlock({ name, label, value, lang: language, maxlength: most.demand }, 2, false, errors)],
        moves: demands.length < 2 ? [] : movesOf(index, demands.length, moved),
        remove: rowButton('remove', 'demand', index),
        removeLabel: say('drafting-demand-remove', { number: index + 1 }),
      }
    }),
  }
}

/** The buttons that move a demand. The first one cannot move up, and the last one cannot move down. */
function movesOf(index: number, count: number, focused: string) {
  const number = index + 1
  const up = { value: rowButton('up', 'demand', index), label: say('drafting-demand-up', { number }) }
  const down = { value: rowButton('down', 'demand', index), label: say('drafting-demand-down', { number }) }
  return [...(index > 0 ? [up] : []), ...(index < count - 1 ? [down] : [])].map((move) => ({
    ...move,
    focus: move.value === focused,
  }))
}

/** @returns the button that gets the focus after a demand has moved: the same one, at its new place, if it can move on */
function movedTo(pressed: string, count: number): string {
  const [way, , number] = pressed.split(' ')
  const at = Number(number)
  if (way === 'up') return at > 1 ? rowButton('up', 'demand', at - 1) : rowButton('down', 'demand', 0)
  if (way === 'down') return at + 2 < count ? rowButton('down', 'demand', at + 1) : rowButton('up', 'demand', count - 1)
  return ''
}

function recipientRows({ recipients }: Typed, errors: Errors): RowsBlock {
  return {
    kind: 'rows',
    legend: say('drafting-recipients-legend'),
    hint: say('drafting-recipients-hint'),
    addButton: 'add recipient',
    addLabel: say('drafting-recipient-add'),
    rows: orOneEmpty(recipients, { name: '', office: '', address: '' }).map(({ name, office, address }, index) => {
      const at = String(index)
      return {
        legend: say('drafting-recipient-legend', { number: index + 1 }),
        blocks: [
          fieldBlock({ name: `recipient-name-${at}`, label: say('drafting-name-label'), value: name }, errors),
          fieldBlock({ name: `recipient-office-${at}`, label: say('drafting-office-label'), value: office }, errors),
          fieldBlock(
            {
              name: `recipient-address-${at}`,
              label: say('drafting-recipient-address-label'),
              value: address,
              inputmode: 'email',
            },
            errors,
          ),
        ],
        moves: [],
        remove: rowButton('remove', 'recipient', index),
        removeLabel: say('drafting-recipient-remove', { number: index + 1 }),
      }
    }),
  }
}

function employerRows({ employers }: Typed, errors: Errors): RowsBlock {
  const label = say('drafting-domains-label')
  const hint = say('drafting-domains-hint')
  return {
    kind: 'rows',
    legend: say('drafting-employers-legend'),
    hint: say('drafting-employers-hint'),
    addButton: 'add employer',
    addLabel: say('drafting-employer-add'),
    rows: orOneEmpty(employers, { name: '', domains: '' }).map(({ name, domains }, index) => {
      const at = String(index)
      return {
        legend: say('drafting-employer-legend', { number: index + 1 }),
        blocks: [
          fieldBlock({ name: `employer-name-${at}`, label: say('drafting-name-label'), value: name }, errors),
          textBlock({ name: `employer-domains-${at}`, label, value: domains, hint }, 3, false, errors),
        ],
        moves: [],
        remove: rowButton('remove', 'employer', index),
        removeLabel: say('drafting-employer-remove', { number: index + 1 }),
      }
    }),
  }
}

function facetBlocks({ facets: typed }: Typed, errors: Errors): Block[] {
  return facets.map((facet, index) =>
    textBlock(
      {
        name: `facet-${facet}`,
        label: say('drafting-facet-label', { facet }),
        value: typed[facet],
        ...(index === 0 && { hint: say('drafting-facet-hint') }),
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
        label: say('drafting-goal-label'),
        hint: say('drafting-goal-hint'),
        value: goal,
        size: 'short',
        inputmode: 'numeric',
      },
      errors,
    ),
    fieldBlock(
      {
        name: 'press_contact',
        label: say('drafting-contact-label'),
        hint: say('drafting-contact-hint'),
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
