import { say, type Sentence } from '../../refusal.ts'
import { protectionFields, type Typed } from './draft-forms-view.ts'
import { fieldBlock, type Block, type Errors, type HeldSettings, type PresetsBlock } from './form-blocks-view.ts'
import type { Visibility } from '../../letter/rules.ts'
import { neededBounds } from '../../together/rules.ts'
import { presetOf, presets, presetsFor, type PresetName } from './presets.ts'
import { protections } from './settings.ts'

const offered: { value: Visibility; label: Sentence; hint: Sentence }[] = [
  {
    value: 'anonymous',
    label: say('drafting-offer-anonymous'),
    hint: say('drafting-offer-anonymous-words'),
  },
  { value: 'withheld', label: say('drafting-offer-withheld'), hint: say('drafting-offer-withheld-words') },
  { value: 'together', label: say('together-offer'), hint: say('together-offer-words') },
  { value: 'recipients', label: say('drafting-offer-recipients'), hint: say('drafting-offer-recipients-words') },
  { value: 'public', label: say('drafting-offer-public'), hint: say('drafting-offer-public-words') },
]

/** The form that says who may see names, and how signatories are protected. */
export function namesBlocks(typed: Typed, errors: Errors, letter: HeldSettings): Block[] {
  const { visibilities, protection, vouchesEach, checksEach, byEmployer } = typed
  const mayWait = letter.state === 'draft'
  return [
    {
      kind: 'choices',
      choices: {
        name: 'visibilities',
        legend: say('drafting-offers-legend'),
        hint: say('drafting-offers-hint'),
        error: errors.find(({ field }) => field === 'visibilities')?.message,
        type: 'checkbox',
        choices: offered
          .filter(({ value }) => value !== 'together' || mayWait)
          .map((each) => ({ ...each, checked: visibilities.includes(each.value) })),
      },
    },
    ...(mayWait ? waitingBlocks(typed, errors) : []),
    presetsBlock(protection, errors, letter),
    fieldBlock(
      {
        name: 'vouches_each',
        label: say('drafting-vouches-label'),
        hint: say('drafting-vouches-hint'),
        value: vouchesEach,
        size: 'short',
        inputmode: 'numeric',
      },
      errors,
    ),
    fieldBlock(
      {
        name: 'checks_each',
        label: say('drafting-checks-label'),
        hint: say('drafting-checks-hint'),
        value: checksEach,
        size: 'short',
        inputmode: 'numeric',
      },
      errors,
    ),
    {
      kind: 'choices',
      choices: {
        name: 'names_by_employer',
        legend: say('drafting-by-employer-legend'),
        hint: say('drafting-by-employer-hint'),
        error: errors.find(({ field }) => field === 'names_by_employer')?.message,
        type: 'checkbox',
        choices: [
          {
            value: 'yes',
            label: say('drafting-by-employer'),
            hint: say('drafting-by-employer-words'),
            checked: byEmployer,
          },
        ],
      },
    },
  ]
}

/** The number and the last day of the choice that lets names wait. */
function waitingBlocks({ togetherNeeded, togetherUntil }: Typed, errors: Errors): Block[] {
  return [
    fieldBlock(
      {
        name: 'together_needed',
        label: say('together-needed-label'),
        hint: say('together-needed-hint', { most: neededBounds.most }),
        value: togetherNeeded,
        size: 'short',
        inputmode: 'numeric',
      },
      errors,
    ),
    fieldBlock(
      {
        name: 'together_until',
        label: say('together-until-label'),
        hint: say('together-until-hint'),
        value: togetherUntil,
        type: 'date',
        size: 'short',
      },
      errors,
    ),
  ]
}

function presetsBlock(numbers: Typed['protection'], errors: Errors, letter: HeldSettings): PresetsBlock {
  const fits = presetOf(numbers)
  const offers = presetsFor(letter.state, letter)
  const checked = offers.find((name) => name === fits) ?? 'own'
  return {
    kind: 'presets',
    choices: [
      ...offers.map((name) => ({
        value: name,
        ...presetWords[name],
        numbers: protections.map((each) => presets[name][each]).join(' '),
        checked: name === checked,
      })),
      {
        value: 'own',
        label: say('drafting-preset-own'),
        hint: say('drafting-preset-own-words'),
        numbers: undefined,
        checked: checked === 'own',
      },
    ],
    shown: protections.map((name) => numbers[name]).join(' '),
    fields: protections.map((name) =>
      fieldBlock(
        { name, ...protectionFields[name], value: numbers[name], size: 'short', inputmode: 'numeric' },
        errors,
      ),
    ),
    open: checked === 'own' || errors.some(({ field }) => (protections as string[]).includes(field)),
  }
}

const presetWords: Record<PresetName, { label: Sentence; hint: Sentence }> = {
  careful: { label: say('drafting-preset-careful'), hint: say('drafting-preset-careful-words', inWords('careful')) },
  usual: { label: say('drafting-preset-usual'), hint: say('drafting-preset-usual-words', inWords('usual')) },
  none: { label: say('drafting-preset-none'), hint: say('drafting-preset-none-words') },
}

function inWords(name: PresetName) {
  const { batch_size, first_threshold, notice_hours } = presets[name]
  return { together: batch_size, first: first_threshold, days: notice_hours / 24 }
}
