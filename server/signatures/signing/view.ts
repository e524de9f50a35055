import type { FieldMessage, Sentence } from '../../refusal.ts'
import { emptyForm, fieldsIn, type FormState } from '../../http/form.ts'
import type { Shell } from '../../http/pages.ts'
import { wayWithoutAddress, type Visibility, type WayWithoutAddress } from '../../letter/rules.ts'
import { countedInWords, countingInWords, endInWords } from '../../letter/waiting-words.ts'
import { signatoryForm, type SignatoryForm } from '../signatory-form.ts'
import { slipCard, type SlipCard } from '../slip-card.ts'
import { mailedSignatoryFields, type MailedSignatoryField } from '../signatory.ts'
import { afterSigning, type AfterSigning } from '../../letter/after-signing.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'

export type SignForm = FormState<MailedSignatoryField>

export interface ChoicePage {
  /** True if organizers see the page as a sample, which cannot be sent. */
  sample: boolean
  path: string
  /** How people without a work address can sign, or null. */
  noAddress: WayWithoutAddress | null
  errors: FieldMessage[]
  choice: VisibilityChoices
  /** The next steps that the organizers have decided for the letter. */
  steps: Sentence[]
  /** The alternative for browsers without JavaScript. Empty when no choice needs it. */
  withoutScript: string
  /** How hidden names are counted, and how the last count differs. Empty when a batch may hold a single signature. */
  counting: Sentence[]
  /** When signing ends, and that the organizers can move it. */
  ends: Sentence[]
}
export interface DetailsPage {
  path: string
  /** True if verified people can vouch for others. */
  noAddress: WayWithoutAddress | null
  errors: FieldMessage[]
  chosen: string
  signatory: SignatoryForm
  formId: string
  signingKey: string
  replaces: string
}
export interface CodePage {
  path: string
  /** True if verified people can vouch for others. */
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

/** The state of the form for name and address. `replaces` is the challenge that it opened before. */
export interface DetailsState {
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
  card: SlipCard | undefined
  after: AfterSigning
}
declare module '../../http/pages.ts' {
  interface Pages {
    'signatures/signing/choice': ChoicePage
    'signatures/signing/details': DetailsPage
    'signatures/signing/code': CodePage
    'signatures/signing/done': DonePage
  }
}

interface VisibilityChoices {
  name: string
  legend: string
  hint: string
  error: Sentence | undefined
  choices: Choice[]
}
interface Choice {
  value: Visibility
  /** Shown only by a script. */
  scripted: boolean
  /** True if an error message about the whole choice links to this option. */
  first: boolean
  title: string
  words: string
  everyone: string
  recipients: string
  organizers: string
  database: string
  checked: boolean
}

const choices: Record<Visibility, Omit<Choice, 'value' | 'checked' | 'scripted' | 'first'>> = {
  anonymous: {
    title: 'Nobody',
    words: 'I count as one verified worker; not even the organizers can find out who.',
    everyone: '“verified, anonymous”',
    recipients: '“verified, anonymous”',
    organizers: '“verified, anonymous”',
    database: 'Until the letter closes: that an address was used. Never which signature.',
  },
  withheld: {
    title: 'The organizers only',
    words:
      'An organizer could pass it on. A court could order it. You may leave the name empty: nobody can give away a name that you did not type.',
    everyone: '“name withheld”',
    recipients: '“name withheld”',
    organizers: 'Owners and moderators: your name, if given',
    database: 'Your name, locked. The key is kept elsewhere.',
  },
  together: {
    title: 'Nobody until enough of us stand together, then everyone',
    words: 'Until then your name is held.',
    everyone: 'Held, then your name',
    recipients: 'Held, then your name',
    organizers: 'Held, then your name',
    database: 'Your name, locked. The key is kept elsewhere.',
  },
  recipients: {
    title: 'The executives',
    words: 'And everybody to whom they pass it on: assume HR and lawyers.',
    everyone: '“name given to the recipients”',
    recipients: 'Your name',
    organizers: 'Owners and moderators: your name',
    database: 'Your name, locked. The key is kept elsewhere.',
  },
  public: {
    title: 'Everyone, for good',
    words: 'Search engines copy it.',
    everyone: 'Your name',
    recipients: 'Your name',
    organizers: 'Your name',
    database: 'Your name',
  },
}

export function visibilityTitle(visibility: Visibility): string {
  return choices[visibility].title
}

/** The visibilities that the letter offers, from the least to the most visible. None is preselected. */
export function visibilityChoices(
  offered: readonly Visibility[],
  chosen: string,
  error: Sentence | undefined,
): VisibilityChoices {
  const shown = (Object.keys(choices) as Visibility[]).filter((value) => offered.includes(value))
  const first = shown.find((value) => value !== 'anonymous') ?? 'anonymous'
  return {
    name: 'visibility',
    legend: 'Who may see your name?',
    hint: 'You can withdraw, or choose a less visible way, at any time. Nobody else can make your name more visible.',
    error,
    choices: shown.map((value) => ({
      value,
      scripted: value === 'anonymous',
      first: value === first,
      ...choices[value],
      checked: value === chosen,
    })),
  }
}

export function choicePage(letter: AddressedLetter, form: SignForm, steps: Sentence[]): ChoicePage {
  return {
    sample: false,
    path: letterPath(letter),
    noAddress: wayWithoutAddress(letter),
    errors: form.summary,
    choice: visibilityChoices(letter.visibilities, form.values.visibility, form.errors.visibility),
    steps,
    withoutScript: withoutScript(letter.visibilities),
    counting: countingInWords(letter),
    ends: endInWords(letter),
  }
}

/** The page for the choice as a part of another page. Nothing of it can be sent, and its ids differ from those of a form. */
export function choiceSample(letter: AddressedLetter, steps: Sentence[]): ChoicePage {
  const page = choicePage(letter, emptySignForm(), steps)
  const choices = page.choice.choices.map((each) => ({ ...each, scripted: false }))
  return { ...page, sample: true, choice: { ...page.choice, name: 'sample-visibility', choices }, withoutScript: '' }
}

function withoutScript(offered: readonly Visibility[]): string {
  if (!offered.includes('anonymous')) return ''
  const why =
    'An anonymous signature is made by your browser, so that nobody here can know whose it is. Without JavaScript it cannot be offered.'
  return offered.includes('withheld')
    ? `${why} Choose “The organizers only” instead and leave the name empty: nobody can give away a name that you did not type.`
    : why
}

export function detailsPage(
  letter: AddressedLetter,
  { form, signingKey, replaces }: DetailsState,
  formId: string,
): DetailsPage {
  const visibility = form.values.visibility as Visibility
  return {
    path: letterPath(letter),
    noAddress: wayWithoutAddress(letter),
    errors: form.summary,
    chosen: choices[visibility].title,
    signatory: signatoryForm(letter, visibility, form),
    formId,
    signingKey,
    replaces,
  }
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

export function donePage(letter: AddressedLetter, { signingKey, visibility }: DoneState, origin: string): DonePage {
  const hidden = visibility === null ? null : visibility !== 'public'
  const after = afterSigning(origin, letter, { how: 'address' })
  return { path: letterPath(letter), counted: countedInWords(letter, hidden), card: slipCard(signingKey), after }
}

export const signShell: Shell = { title: 'Sign the letter', robots: 'noindex, nofollow' }
export const codeShell: Shell = { ...signShell, title: 'Enter the code', scripts: ['slip'], styles: ['slip'] }
export const doneShell: Shell = { ...signShell, title: 'Signed', scripts: ['slip', 'sharing'], styles: ['slip'] }

/** Loads the script that reveals the choice that needs JavaScript. */
export function choiceShell(letter: AddressedLetter): Shell {
  return letter.visibilities.includes('anonymous') ? { ...signShell, scripts: ['show-scripted'] } : signShell
}

export function emptySignForm(visibility = ''): SignForm {
  return emptyForm({ ...fieldsIn({}, mailedSignatoryFields), visibility })
}
