import type { FieldMessage, Sentence } from '../../refusal.ts'
import { inWords } from '../../http/helpers.ts'
import type { Shell } from '../../http/pages.ts'
import { maySign, type Visibility } from '../../letter/rules.ts'
import { countedInWords, countFollowsInWords } from '../../letter/waiting-words.ts'
import { currentVisibility } from '../disclosure.ts'
import { longestMessage } from './claim-name.ts'
import { standingOf } from './find-my-signature.ts'
import type { MySignature } from '../my-signature-queries.ts'
import { mayAgree, mayBecome, stateOf, type Lesser, type MySignatureState, type Standing } from './rules.ts'
import type { MySignatureJson } from './schemas.ts'
import { removalDays } from '../rules.ts'
import { visibilityTitle } from '../signing/view.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'

export interface KeyPage {
  path: string
  errors: FieldMessage[]
  signingKey: string
  keyError: Sentence | undefined
  done: Sentence | undefined
  /** True if the letter has anonymous signatures, whose slips must not be typed into this form. */
  offersAnonymous: boolean
}
export interface MySignaturePage {
  path: string
  signingKey: string
  errors: FieldMessage[]
  done: Sentence | undefined
  heading: string
  words: Sentence
  visibilityWords: string | undefined
  agree: { revision: number; words: string } | undefined
  removal: { words: string } | undefined
  /** True if the signature can still become an anonymous one, which nobody can link to the address. */
  mayBeAnonymous: boolean
  lesser:
    { name: string; legend: string; hint: string; error: Sentence | undefined; choices: LesserChoice[] } | undefined
  withdrawal: { words: string[] } | undefined
}
interface LesserChoice {
  value: Lesser
  label: string
  hint: string
  checked: boolean
}
export interface RemovePage {
  path: string
  formId: string
  errors: FieldMessage[]
  provable: boolean
  purged: boolean
  days: number
  address: string
  addressError: Sentence | undefined
  name: string
  nameError: Sentence | undefined
  message: string
  messageError: Sentence | undefined
  /** In characters. */
  messageLongest: number
}
export interface RemovalCodePage {
  path: string
  formId: string
  errors: FieldMessage[]
  codeError: Sentence | undefined
  challenge: string
  address: string
  /** How many more codes the page has asked for. So each press of the button differs from the one before. */
  mailed: number
  mailedAgain: boolean
}
/** The state of the form that was refused. */
export interface RemoveState {
  typed: Partial<Record<RemoveField, string>>
  errors: FieldMessage[]
}
export interface Proving {
  challenge: string
  address: string
  mailed: number
}
/** The state of the page for the code. */
export interface RemovalCodeState {
  proving: Proving
  error?: Sentence
  mailedAgain?: boolean
}
declare module '../../http/pages.ts' {
  interface Pages {
    'signatures/my-signature/key': KeyPage
    'signatures/my-signature/my-signature': MySignaturePage
    'signatures/my-signature/remove': RemovePage
    'signatures/my-signature/removal-code': RemovalCodePage
    'signatures/my-signature/removed': { path: string; withdrawnOn: string }
    'signatures/my-signature/name-claimed': { path: string }
  }
}

export const mySignatureShell: Shell = { title: 'Your signature', robots: 'noindex, nofollow' }
/** Loads the script that reveals the links to pages that need JavaScript. */
export const myPageShell: Shell = { ...mySignatureShell, scripts: ['show-scripted'] }
export const removeShell: Shell = { title: 'Take your name away', robots: 'noindex, nofollow' }
export const removalCodeShell: Shell = { ...removeShell, title: 'Enter the code' }

export function mySignatureJson(letter: AddressedLetter, mine: MySignature, now: Date): MySignatureJson {
  return standingJson(letter, standingOf(mine), now)
}

function standingJson(letter: AddressedLetter, standing: Standing, now: Date): MySignatureJson {
  return {
    state: stateOf(standing),
    visibility: currentVisibility(standing),
    next_mark: letter.next_batch_at?.toISOString() ?? null,
    revision: standing.revision,
    text_changed: standing.revision < letter.substance_revision,
    removal_due: standing.removal_due,
    may_become: mayBecome(standing, letter),
    may_agree: mayAgree(standing, letter, now),
    may_withdraw: !standing.pending_withdrawal,
  }
}

export function keyPage(
  letter: AddressedLetter,
  anonymous: boolean,
  more: { signingKey?: string; error?: Sentence; done?: Sentence } = {},
): KeyPage {
  return {
    path: letterPath(letter),
    errors: more.error === undefined ? [] : [{ field: 'signing_key', message: more.error }],
    signingKey: more.signingKey ?? '',
    keyError: more.error,
    done: more.done,
    offersAnonymous: anonymous,
  }
}

export function mySignaturePage(
  letter: AddressedLetter,
  mine: MySignature,
  signingKey: string,
  now: Date,
  anonymous: boolean,
  more: Told = {},
): MySignaturePage {
  return pageOf(letter, standingOf(mine), signingKey, { now, anonymous, ...more })
}

interface Told {
  done?: Sentence | undefined
  error?: FieldMessage
}

function pageOf(
  letter: AddressedLetter,
  standing: Standing,
  signingKey: string,
  { now, anonymous, ...more }: Told & { now: Date; anonymous: boolean },
): MySignaturePage {
  const json = standingJson(letter, standing, now)
  const [heading, words] = stateWords(letter, standing, json.state)
  return {
    path: letterPath(letter),
    signingKey,
    errors: more.error ? [more.error] : [],
    done: more.done,
    heading,
    words,
    visibilityWords:
      json.state === 'withdrawn'
        ? undefined
        : `Who may see your name: ${lowerFirst(visibilityTitle(currentVisibility(standing)))}.`,
    agree: json.may_agree ? agreeWords(letter, json) : undefined,
    removal: json.removal_due === null ? undefined : { words: removalWords(json.removal_due) },
    mayBeAnonymous: json.may_withdraw && anonymous && maySign(letter, now) === 'yes',
    lesser: json.may_become.length > 0 ? lesserChoices(json.may_become, more.error) : undefined,
    withdrawal: json.may_withdraw ? { words: withdrawalWords(letter) } : undefined,
  }
}

/** The page for a signature that exists in a dry run only: it waits to be counted, or was withdrawn. */
export function dryMySignaturePage(
  letter: AddressedLetter,
  { visibility, named, withdrawn }: { visibility: Visibility; named: boolean; withdrawn: boolean },
  signingKey: string,
  now: Date,
): MySignaturePage {
  const standing: Standing = {
    visibility,
    pending_visibility: null,
    pending_withdrawal: withdrawn,
    name_hidden: false,
    counted: false,
    invalid_reason: null,
    inBatch: false,
    revision: letter.revision,
    hasName: named,
    removal_due: null,
  }
  return pageOf(letter, standing, signingKey, { now, anonymous: letter.visibilities.includes('anonymous') })
}

function stateWords(
  letter: AddressedLetter,
  standing: Standing,
  state: MySignatureState,
): [heading: string, words: Sentence] {
  switch (state) {
    case 'withdrawn':
      return [
        'You withdrew',
        ['Your name has been erased.', countFollowsInWords(letter), 'Your address stays used on this letter.'],
      ]
    case 'not-counted':
      return [
        'Your signature is not counted',
        'The organizers have taken it out of the count. If you think that this is a mistake, write to them. You can still withdraw it.',
      ]
    case 'hidden':
      return [
        'You signed, and your name is hidden',
        'The organizers hide the name, because somebody said that it is theirs and not their signature. The signature is counted all the same.',
      ]
    case 'waiting':
      return ['Your signature waits to be counted', waitingWords(letter, standing)]
    case 'counted':
      return [
        'Your signature is counted',
        standing.revision < letter.substance_revision
          ? 'It stands under an earlier text, and not under the present one.'
          : `It stands under revision ${String(standing.revision)} of the letter.`,
      ]
  }
}

function waitingWords(letter: AddressedLetter, { visibility, hasName, name_hidden }: Standing): Sentence {
  return countedInWords(letter, visibility !== 'public' || !hasName || name_hidden)
}

function agreeWords(letter: AddressedLetter, json: MySignatureJson) {
  return {
    revision: letter.revision,
    words: `You signed revision ${String(json.revision)}. The letter has changed in substance since, and your signature was not carried over. Read revision ${String(letter.revision)} before you agree to it.`,
  }
}

function removalWords(due: string): string {
  return `Somebody who reads the mailbox of the address that signed asked to take the name away. The name is hidden, and the signature will be withdrawn on ${inWords(due)}, unless you object with this slip.`
}

function withdrawalWords(letter: AddressedLetter): string[] {
  return [
    'Your name is erased at once, here and from the database. The count follows with a batch.',
    'It cannot be undone. The address that you signed with stays used: it cannot sign this letter again.',
    'It does not reach what has left already: a copy that was delivered, a search engine’s copy, a photograph of the page.',
    ...(letter.state === 'closed' ? ['The letter is closed. Its count may stay as it was delivered.'] : []),
  ]
}

const lesserWords: Record<Lesser, [label: string, hint: string]> = {
  recipients: [
    'The executives',
    'On the page your name goes at once. It is given to the recipients with the next delivery.',
  ],
  withheld: ['The organizers only', 'On the page your name goes at once. Owners and moderators can still see it.'],
  nameless: ['Nobody: erase my name', 'You stay counted, without a name. Nobody can bring it back, not even you.'],
}

function lesserChoices(may: readonly Lesser[], error: FieldMessage | undefined) {
  return {
    name: 'to',
    legend: 'Who may see your name from now on?',
    hint: 'Only less visible ways are offered. A copy that was delivered stays as it is.',
    error: error?.field === 'to' ? error.message : undefined,
    choices: may.map((value) => ({
      value,
      label: lesserWords[value][0],
      hint: lesserWords[value][1],
      checked: false,
    })),
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

export type RemoveField = 'address' | 'name' | 'message'

export function removePage(
  letter: AddressedLetter,
  formId: string,
  { typed, errors }: RemoveState = { typed: {}, errors: [] },
): RemovePage {
  const of = (field: RemoveField) => errors.find((error) => error.field === field)?.message
  return {
    path: letterPath(letter),
    formId,
    errors,
    provable: letter.state === 'quiet' || letter.state === 'open',
    purged: letter.state === 'purged',
    days: removalDays,
    address: typed.address ?? '',
    addressError: of('address'),
    name: typed.name ?? '',
    nameError: of('name'),
    message: typed.message ?? '',
    messageError: of('message'),
    messageLongest: longestMessage,
  }
}

export function removalCodePage(
  letter: AddressedLetter,
  { proving, error, mailedAgain = false }: RemovalCodeState,
  formId: string,
): RemovalCodePage {
  return {
    path: letterPath(letter),
    formId,
    errors: error === undefined ? [] : [{ field: 'code', message: error }],
    codeError: error,
    mailedAgain,
    ...proving,
  }
}
