import { say, type FieldMessage, type Sentence } from '../refusal.ts'
import { maySign, type Visibility } from '../letter/rules.ts'
import { heldInWords, type WaitingNames } from '../together/shown/together-words.ts'
import { countedInWords, endInWords } from '../letter/waiting-words.ts'
import { emptyForm, fieldsIn, type FormState } from '../http/form.ts'
import type { Shell } from '../http/pages.ts'
import { signatoryForm, type SignatoryForm } from '../signatures/signatory-form.ts'
import { visibilityTitle, visibilityWords } from '../together/shown/visibility-title.ts'
import { slipCard, type SlipCard } from '../signatures/slip-card.ts'
import { signatoryFields } from '../signatures/signatory.ts'
import type { Vouching } from './show-vouching.ts'
import { withName } from './sign-with-code.ts'
import { afterSigning, type AfterSigning } from '../letter/after-signing.ts'
import { type AddressedLetter, letterPath } from '../letter/letter-address.ts'

export const vouchedFields = ['vouch', ...signatoryFields] as const
export type VouchedField = (typeof vouchedFields)[number]
export type VouchedForm = FormState<VouchedField>

export interface VouchedPage {
  path: string
  formId: string
  open: boolean
  paused: boolean
  /** The page on which people who have signed draw codes. Null if they no longer can. */
  drawPath: string | null
  /** True if codes to vouch with can exist on this letter. */
  vouching: boolean
  /** True if organizers hand over codes after an in-person check. */
  checks: boolean
  anonymous: boolean
  /** When signing ends, and that the organizers can move it. */
  ends: Sentence[]
  errors: FieldMessage[]
  form: VouchedForm
  choice: {
    name: string
    legend: Sentence
    hint: Sentence
    error: Sentence | undefined
    type: string
    choices: { value: Visibility; label: Sentence; hint: Sentence; checked: boolean }[]
  }
}
export interface VouchedDetailsPage {
  path: string
  formId: string
  errors: FieldMessage[]
  vouch: string
  signatory: SignatoryForm
  signingKey: string
  card: SlipCard | undefined
}
export interface VouchedDonePage {
  path: string
  counted: Sentence
  /** About a name that waits for others. Empty for every other choice. */
  held: Sentence[]
  card: SlipCard | undefined
  after: AfterSigning
}
export interface DrawingPage {
  path: string
  open: boolean
  paused: boolean
  /** How many codes can be drawn. */
  most: number
}
declare module '../http/pages.ts' {
  interface Pages {
    'vouching/spend': VouchedPage
    'vouching/details': VouchedDetailsPage
    'vouching/done': VouchedDonePage
    'vouching/draw': DrawingPage
  }
}

const common = { robots: 'noindex, nofollow' } as const
export const spendShell: Shell = {
  ...common,
  title: say('vouching-spend-title'),
  scripts: ['vouched', 'show-scripted'],
}
export const vouchedShell: Shell = {
  ...common,
  title: say('vouching-spend-title'),
  scripts: ['slip'],
  styles: ['slip'],
}
export const vouchedDoneShell: Shell = {
  ...vouchedShell,
  title: say('signing-done-heading'),
  scripts: ['slip', 'sharing'],
}
export const drawShell: Shell = {
  ...common,
  title: say('vouching-draw-title'),
  scripts: ['vouching', 'show-scripted'],
  styles: ['anonymous'],
}

export function emptyVouched(vouch = ''): VouchedForm {
  return emptyForm({ ...fieldsIn({}, vouchedFields), vouch })
}

/** Drawn codes stay valid for both ways of signing after the owners stop offering one (see show-vouching.ts). */
export function vouchedPage(
  letter: AddressedLetter,
  form: VouchedForm,
  { codes, checks, anonymous }: Pick<Vouching, 'codes' | 'checks' | 'anonymous'>,
  now: Date,
  formId: string,
): VouchedPage {
  const offered = withName(letter)
  return {
    path: letterPath(letter),
    formId,
    open: maySign(letter, now) === 'yes',
    paused: maySign(letter, now) === 'paused',
    vouching: codes,
    checks,
    drawPath: letter.vouches_each > 0 ? `${letterPath(letter)}/vouching` : null,
    anonymous,
    ends: endInWords(letter),
    errors: form.summary,
    form,
    choice: {
      name: 'visibility',
      legend: say('signing-visibility-legend'),
      hint: say('signing-visibility-hint'),
      error: form.errors.visibility,
      type: 'radio',
      choices: offered.map((value) => ({
        value,
        label: visibilityTitle(letter, value),
        hint: visibilityWords[value],
        checked: value === form.values.visibility,
      })),
    },
  }
}

export function vouchedDetails(
  letter: AddressedLetter,
  form: VouchedForm,
  signingKey: string,
  formId: string,
): VouchedDetailsPage {
  return {
    path: letterPath(letter),
    formId,
    errors: form.summary,
    vouch: form.values.vouch,
    signatory: signatoryForm(letter, form.values.visibility as Visibility, form),
    signingKey,
    card: slipCard(signingKey),
  }
}

export function vouchedDone(
  letter: AddressedLetter,
  { signingKey, visibility }: { signingKey: string; visibility: string },
  origin: string,
  waiting?: WaitingNames,
): VouchedDonePage {
  const after = afterSigning(origin, letter, { how: 'vouched' })
  return {
    path: letterPath(letter),
    counted: countedInWords(letter, visibility !== 'public'),
    held: visibility === 'together' && waiting ? heldInWords(waiting, letter) : [],
    card: slipCard(signingKey),
    after,
  }
}

export function drawingPage(letter: AddressedLetter, now: Date): DrawingPage {
  const may = maySign(letter, now)
  return { path: letterPath(letter), open: may === 'yes', paused: may === 'paused', most: letter.vouches_each }
}
