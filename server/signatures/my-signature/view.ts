import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import type { Shell } from '../../http/pages.ts'
import { maySign, type Visibility } from '../../letter/rules.ts'
import { heldWords, type WaitingNames } from '../../together/shown/together-words.ts'
import { countedInWords, countFollowsInWords } from '../../letter/waiting-words.ts'
import { currentVisibility } from '../disclosure.ts'
import { longestMessage } from './claim-name.ts'
import { standingOf } from './find-my-signature.ts'
import type { MySignature } from '../my-signature-queries.ts'
import { mayAgree, mayBecome, stateOf, type Lesser, type MySignatureState, type Standing } from './rules.ts'
import type { MySignatureJson } from './schemas.ts'
import { removalDays } from '../rules.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'

export interface KeyPage {
  path: string
  errors: FieldMessage[]
  signingKey: string
  keyError: Sentence | undefined
  done: Sentence | undefined
  /** True if the letter has anonymous signatures, whose slips must not be typed into this form. */
  offersAnonymous: boolean
  /** The page for these. */
  anonymousPath: string
}
export interface MySignaturePage {
  path: string
  signingKey: string
  errors: FieldMessage[]
  done: Sentence | undefined
  heading: Sentence
  words: Sentence
  visibilityWords: Sentence | undefined
  /** About a name that waits or waited for others. Empty for every other choice. */
  held: Sentence[]
  agree: { revision: number; words: Sentence } | undefined
  removal: { words: Sentence } | undefined
  /** True if the signature can still become an anonymous one, which nobody can link to the address. */
  mayBeAnonymous: boolean
  lesser:
    { name: string; legend: Sentence; hint: Sentence; error: Sentence | undefined; choices: LesserChoice[] } | undefined
  withdrawal: { words: Sentence[] } | undefined
}
interface LesserChoice {
  value: Lesser
  label: Sentence
  hint: Sentence
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
    'signatures/my-signature/removed': { path: string; withdrawnOn: Date }
    'signatures/my-signature/name-claimed': { path: string }
  }
}

export const mySignatureShell: Shell = { title: say('my-signature-title'), robots: 'noindex, nofollow' }
/** Loads the script that reveals the links to pages that need JavaScript. */
export const myPageShell: Shell = { ...mySignatureShell, scripts: ['show-scripted'] }
export const removeShell: Shell = { title: say('my-signature-remove-title'), robots: 'noindex, nofollow' }
export const removalCodeShell: Shell = { ...removeShell, title: say('signing-code-title') }

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
    anonymousPath: `${letterPath(letter)}/anonymous/mine`,
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
  const revealed = mine.inBatch && mine.row.revealed
  return pageOf(letter, standingOf(mine), signingKey, { now, anonymous, revealed, ...more })
}

interface Told {
  done?: Sentence | undefined
  error?: FieldMessage
  /** The waiting of the letter's names for enough people. */
  waiting?: WaitingNames | undefined
}

function pageOf(
  letter: AddressedLetter,
  standing: Standing,
  signingKey: string,
  { now, anonymous, revealed, ...more }: Told & { now: Date; anonymous: boolean; revealed: boolean },
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
        : say('my-signature-visibility', { visibility: currentVisibility(standing) }),
    held: heldWords(more.waiting, { revealed, ...json }, letter),
    agree: json.may_agree ? agreeWords(letter, json) : undefined,
    removal: json.removal_due === null ? undefined : { words: removalWords(json.removal_due) },
    mayBeAnonymous: json.may_withdraw && anonymous && maySign(letter, now) === 'yes',
    lesser: json.may_become.length > 0 ? lesserChoices(json.may_become, json.visibility, more.error) : undefined,
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
  const anonymous = letter.visibilities.includes('anonymous')
  return pageOf(letter, standing, signingKey, { now, anonymous, revealed: false })
}

function stateWords(
  letter: AddressedLetter,
  standing: Standing,
  state: MySignatureState,
): [heading: Sentence, words: Sentence] {
  switch (state) {
    case 'withdrawn':
      return [
        say('my-signature-withdrawn-heading'),
        [say('my-signature-withdrawn-erased'), countFollowsInWords(letter), say('my-signature-withdrawn-address')],
      ]
    case 'not-counted':
      return [say('my-signature-not-counted-heading'), say('my-signature-not-counted-words')]
    case 'hidden':
      return [say('my-signature-hidden-heading'), say('my-signature-hidden-words')]
    case 'waiting':
      return [say('my-signature-waiting-heading'), waitingWords(letter, standing)]
    case 'counted':
      return [
        say('my-signature-counted-heading'),
        standing.revision < letter.substance_revision
          ? say('my-signature-counted-earlier')
          : say('my-signature-counted-revision', { revision: standing.revision }),
      ]
  }
}

function waitingWords(letter: AddressedLetter, { visibility, hasName, name_hidden }: Standing): Sentence {
  return countedInWords(letter, visibility !== 'public' || !hasName || name_hidden)
}

function agreeWords(letter: AddressedLetter, json: MySignatureJson) {
  return {
    revision: letter.revision,
    words: say('my-signature-changed-words', { signed: json.revision, revision: letter.revision }),
  }
}

function removalWords(due: string): Sentence {
  return say('my-signature-removal-words', { on: new Date(due) })
}

function withdrawalWords(letter: AddressedLetter): Sentence[] {
  return [
    say('my-signature-withdrawal-erased'),
    say('my-signature-withdrawal-final'),
    say('my-signature-withdrawal-copies'),
    ...(letter.state === 'closed' ? [say('my-signature-withdrawal-closed')] : []),
  ]
}

const lesserWords: Record<Lesser, Pick<LesserChoice, 'label' | 'hint'>> = {
  recipients: {
    label: say('signing-visibility-recipients-label'),
    hint: say('my-signature-lesser-recipients-words'),
  },
  withheld: { label: say('signing-visibility-withheld-label'), hint: say('my-signature-lesser-withheld-words') },
  nameless: { label: say('my-signature-lesser-nameless-label'), hint: say('my-signature-lesser-nameless-words') },
}

function lesserChoices(may: readonly Lesser[], from: Visibility, error: FieldMessage | undefined) {
  const held = from === 'together'
  return {
    name: 'to',
    legend: say('my-signature-lesser-legend'),
    hint: say('my-signature-lesser-hint'),
    error: error?.field === 'to' ? error.message : undefined,
    choices: may.map((value) => ({
      value,
      ...lesserWords[value],
      ...(held && value === 'withheld' && { hint: say('together-lesser-withheld') }),
      checked: false,
    })),
  }
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
