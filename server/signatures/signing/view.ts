import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { emptyForm, fieldsIn, type FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import { wayWithoutAddress, type Visibility, type WayWithoutAddress } from '../../letter/rules.ts'
import { fewerThan } from '../../letter/has-few-verified.ts'
import { countedInWords, countingInWords, endInWords } from '../../letter/waiting-words.ts'
import { visibilityTitle, visibilityWords } from '../../together/shown/visibility-title.ts'
import { signatoryFormBeforeChoice, type SignatoryForm } from '../signatory-form.ts'
import { slipCard, type SlipCard } from '../slip-card.ts'
import { mailedSignatoryFields, type MailedSignatoryField } from '../signatory.ts'
import { heldInWords, type WaitingNames } from '../../together/shown/together-words.ts'
import { afterSigning, type AfterSigning } from '../../letter/after-signing.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'

export type SignForm = FormState<MailedSignatoryField>

/** The choice of who may see the name, and what a signatory reads before choosing. */
export interface ChoicePart {
  choice: VisibilityChoices
  /** The next steps that the organizers have decided for the letter. */
  steps: Sentence[]
  /** How hidden names are counted, and how the last count differs. Empty when a batch may hold a single signature. */
  counting: Sentence[]
  /** When signing ends, and that the organizers can move it. */
  ends: Sentence[]
}
export interface SignPage extends ChoicePart {
  path: string
  /** How people without a work address can sign, or null. */
  noAddress: WayWithoutAddress | null
  errors: FieldMessage[]
  /** True if the letter offers anonymous signatures, which the browser makes. */
  anonymous: boolean
  /** The alternative for browsers without JavaScript. Empty when no choice needs it. */
  withoutScript: Sentence[]
  /** Set if so few workers have verified that each is easily suspected: the number that would be enough. */
  few: number | undefined
  signatory: SignatoryForm
  formId: string
  signingKey: string
  replaces: string
}
export interface CodePage {
  path: string
  /** How people without a work address can sign, or null. */
  noAddress: WayWithoutAddress | null
  formId: string
  errors: FieldMessage[]
  codeError: Sentence | undefined
  challenge: string
  signingKey: string
  card: SlipCard | undefined
  mailedAgain: boolean
  /** How many more codes the page has asked for. So each press of the button differs from the one before. */
  mailed: number
  /** The typed data, for a new start when the code is lost. */
  typed: { name: string; value: string }[]
}

/** The data that the page for the code carries. */
export interface SigningUnderWay {
  challenge: string
  signingKey: string
  typed: Record<MailedSignatoryField, string>
}

/** The state of the first page. `replaces` is the challenge that its form opened before. */
export interface SignState {
  form: SignForm
  signingKey: string
  replaces: string
}
/** The state of the page for the code. */
export interface CodeState {
  signing: SigningUnderWay & { mailed: number }
  error?: Sentence
  mailedAgain?: boolean
}
/** The state of the last page. The visibility is null if it is no longer known. */
export interface DoneState {
  signingKey: string
  visibility: Visibility | null
}
export interface DonePage {
  path: string
  counted: Sentence
  /** About a name that waits for others. Empty for every other choice. */
  held: Sentence[]
  card: SlipCard | undefined
  after: AfterSigning
}
declare module '../../http/pages.ts' {
  interface Pages {
    'signatures/signing/choice': ChoicePart
    'signatures/signing/sign': SignPage
    'signatures/signing/code': CodePage
    'signatures/signing/done': DonePage
  }
}

interface VisibilityChoices {
  name: string
  legend: Sentence
  hint: Sentence
  error: Sentence | undefined
  choices: Choice[]
}
interface Choice {
  value: Visibility
  /** Shown only by a script. */
  scripted: boolean
  /** True if an error message about the whole choice links to this option. */
  first: boolean
  title: Sentence
  words: Sentence
  everyone: Sentence
  recipients: Sentence
  organizers: Sentence
  database: Sentence
  checked: boolean
}

const choices: Record<Visibility, Omit<Choice, 'value' | 'title' | 'words' | 'checked' | 'scripted' | 'first'>> = {
  anonymous: {
    everyone: say('signing-sees-anonymous'),
    recipients: say('signing-sees-anonymous'),
    organizers: say('signing-sees-anonymous'),
    database: say('signing-stolen-anonymous'),
  },
  withheld: {
    everyone: say('signing-sees-withheld'),
    recipients: say('signing-sees-withheld'),
    organizers: say('signing-sees-name-if-given'),
    database: say('signing-stolen-locked'),
  },
  together: {
    everyone: say('signing-sees-held'),
    recipients: say('signing-sees-held'),
    organizers: say('signing-sees-held'),
    database: say('signing-stolen-locked'),
  },
  recipients: {
    everyone: say('signing-sees-recipients'),
    recipients: say('signing-sees-name'),
    organizers: say('signing-sees-name-some'),
    database: say('signing-stolen-locked'),
  },
  public: {
    everyone: say('signing-sees-name'),
    recipients: say('signing-sees-name'),
    organizers: say('signing-sees-name'),
    database: say('signing-sees-name'),
  },
}

/** The visibilities that the letter offers, from the least to the most visible. None is preselected. */
export function visibilityChoices(
  letter: Pick<AddressedLetter, 'visibilities' | 'names_by_employer' | 'together_needed'>,
  chosen: string,
  error: Sentence | undefined,
): VisibilityChoices {
  const { visibilities: offered, names_by_employer: byEmployer } = letter
  const shown = (Object.keys(choices) as Visibility[]).filter((value) => offered.includes(value))
  const first = shown.find((value) => value !== 'anonymous') ?? 'anonymous'
  return {
    name: 'visibility',
    legend: say('signing-visibility-legend'),
    hint: say('signing-visibility-hint'),
    error,
    choices: shown.map((value) => ({
      value,
      scripted: value === 'anonymous',
      first: value === first,
      title: visibilityTitle(letter, value),
      words: visibilityWords[value],
      ...choices[value],
      ...(value === 'public' && byEmployer && { everyone: say('signing-public-employer') }),
      checked: value === chosen,
    })),
  }
}

function choicePart(letter: AddressedLetter, form: SignForm, steps: Sentence[]): ChoicePart {
  return {
    choice: visibilityChoices(letter, form.values.visibility, form.errors.visibility),
    steps,
    counting: countingInWords(letter),
    ends: endInWords(letter),
  }
}

/** @param few true if so few workers have verified that each is easily suspected */
export function signPage(
  letter: AddressedLetter,
  { form, signingKey, replaces }: SignState,
  { steps, few }: { steps: Sentence[]; few: boolean },
  formId: string,
): SignPage {
  return {
    ...choicePart(letter, form, steps),
    path: letterPath(letter),
    noAddress: wayWithoutAddress(letter),
    errors: form.summary,
    anonymous: letter.visibilities.includes('anonymous'),
    withoutScript: withoutScript(letter.visibilities),
    few: few ? fewerThan : undefined,
    signatory: signatoryFormBeforeChoice(letter, letter.visibilities, form),
    formId,
    signingKey,
    replaces,
  }
}

/** The choice as a part of another page. Nothing of it can be sent, and its ids differ from those of a form. */
export function choiceSample(letter: AddressedLetter, steps: Sentence[]): ChoicePart {
  const page = choicePart(letter, emptySignForm(), steps)
  const choices = page.choice.choices.map((each) => ({ ...each, scripted: false }))
  return { ...page, choice: { ...page.choice, name: 'sample-visibility', choices } }
}

function withoutScript(offered: readonly Visibility[]): Sentence[] {
  if (!offered.includes('anonymous')) return []
  const why = say('signing-no-script-words')
  return offered.includes('withheld') ? [why, say('signing-no-script-withheld')] : [why]
}

export function codePage(
  letter: AddressedLetter,
  { signing: { challenge, signingKey, typed, mailed }, error, mailedAgain = false }: CodeState,
  formId: string,
): CodePage {
  return {
    path: letterPath(letter),
    noAddress: wayWithoutAddress(letter),
    formId,
    errors: error === undefined ? [] : [{ field: 'code', message: error }],
    codeError: error,
    mailedAgain,
    mailed,
    challenge,
    signingKey,
    card: slipCard(signingKey),
    typed: Object.entries(typed).flatMap(([name, value]) => (value === '' ? [] : [{ name, value }])),
  }
}

/** @param waiting the waiting of the letter's names for enough people */
export function donePage(
  letter: AddressedLetter,
  { signingKey, visibility }: DoneState,
  origin: string,
  waiting?: WaitingNames,
): DonePage {
  const hidden = visibility === null ? null : visibility !== 'public'
  const after = afterSigning(origin, letter, { how: 'address' })
  const held = visibility === 'together' && waiting ? heldInWords(waiting, letter) : []
  return { path: letterPath(letter), counted: countedInWords(letter, hidden), held, card: slipCard(signingKey), after }
}

const common: Shell = { title: say('signing-choice-title'), robots: 'noindex, nofollow' }
export const codeShell: Shell = { ...common, title: say('signing-code-title'), scripts: ['slip'], styles: ['slip'] }
export const doneShell: Shell = {
  ...common,
  title: say('signing-done-heading'),
  scripts: ['slip', 'sharing'],
  styles: ['slip'],
}

/** Loads the script that reveals the choice that needs JavaScript, and that asks for its code. */
export function signShell(letter: AddressedLetter): Shell {
  const scripts = letter.visibilities.includes('anonymous') ? ['signing', 'show-scripted'] : []
  return { ...common, scripts, styles: ['signing'] }
}

export function emptySignForm(visibility = ''): SignForm {
  return emptyForm({ ...fieldsIn({}, mailedSignatoryFields), visibility })
}
