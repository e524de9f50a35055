import { facetChoices, type FacetChoices } from '../facets/facet-words.ts'
import { maySign, wayWithoutAddress, type Visibility, type WayWithoutAddress } from '../letter/rules.ts'
import { countingInWords, endInWords } from '../letter/waiting-words.ts'
import type { Shell } from '../http/pages.ts'
import { emptySlipCard, type SlipCard } from '../signatures/slip-card.ts'
import { emptyPerson, type PersonForm } from '../signatures/signatory-form.ts'
import { fewerThan } from '../letter/has-few-verified.ts'
import { afterSigning, type AfterSigning } from '../letter/after-signing.ts'
import { type AddressedLetter, letterPath } from '../letter/letter-address.ts'
import { say, type Sentence } from '../refusal.ts'

export interface AnonymousPage {
  path: string
  /** How people without a work address can sign, or null. */
  noAddress: WayWithoutAddress | null
  open: boolean
  paused: boolean
  /** Set if so few workers have verified that each is easily suspected: the number that would be enough. */
  few: number | undefined
  /** True if the letter no longer offers anonymous signatures to newcomers. */
  stopped: boolean
  /** True on the page that turns a named signature into an anonymous one. */
  fromNamed: boolean
  /** The alternative for browsers without JavaScript. */
  instead: Sentence
  card: SlipCard
  /** The absolute URL, to be typed on another device. */
  credentialUrl: string
  facets: FacetChoices | undefined
  /** How anonymous signatures are counted. Empty when a batch may hold a single signature. */
  counting: Sentence[]
  /** When signing ends, and that the organizers can move it. */
  ends: Sentence[]
  after: AfterSigning
}
export interface CredentialPage {
  path: string
  after: AfterSigning
  counting: Sentence[]
  ends: Sentence[]
  facets: FacetChoices | undefined
}
export interface MyAnonymousPage {
  path: string
  /** The number of buckets in the published list. The page fetches the one that would contain its own signature. */
  buckets: number
  naming:
    | { name: string; legend: Sentence; hint: Sentence; error: undefined; choices: NamingChoice[]; person: PersonForm }
    | undefined
}
interface NamingChoice {
  value: Visibility
  label: Sentence
  hint: Sentence
  checked: boolean
}
declare module '../http/pages.ts' {
  interface Pages {
    'anonymity/sign': AnonymousPage
    'anonymity/credential': CredentialPage
    'anonymity/mine': MyAnonymousPage
  }
}

const common = {
  robots: 'noindex, nofollow',
  scripts: ['anonymous', 'show-scripted', 'sharing'],
  styles: ['anonymous'],
} as const
export const anonymousShell: Shell = { ...common, styles: ['anonymous', 'slip'], title: say('anonymity-sign-title') }
export const credentialShell: Shell = { ...common, title: say('anonymity-file-title') }
export const myAnonymousShell: Shell = { ...common, title: say('anonymity-mine-title') }

export function anonymousPage(
  letter: AddressedLetter,
  { few, fromNamed, origin, now }: { few: boolean; fromNamed: boolean; origin: string; now: Date },
): AnonymousPage {
  const path = letterPath(letter)
  const may = maySign(letter, now)
  return {
    path,
    noAddress: wayWithoutAddress(letter),
    open: may === 'yes',
    paused: may === 'paused',
    few: few ? fewerThan : undefined,
    stopped: !letter.visibilities.includes('anonymous'),
    fromNamed,
    instead: letter.visibilities.includes('withheld')
      ? say('anonymity-instead-withheld')
      : say('anonymity-instead-name'),
    card: emptySlipCard,
    credentialUrl: `${origin}${path}/credential`,
    facets: facetChoices(letter.facets),
    counting: countingInWords(letter),
    ends: endInWords(letter),
    after: afterSigning(origin, letter, { how: 'anonymous' }),
  }
}

export function credentialPage(letter: AddressedLetter, origin: string): CredentialPage {
  const after = afterSigning(origin, letter, { how: 'anonymous' })
  return {
    path: letterPath(letter),
    facets: facetChoices(letter.facets),
    counting: countingInWords(letter),
    ends: endInWords(letter),
    after,
  }
}

export function myAnonymousPage(letter: AddressedLetter, buckets: number): MyAnonymousPage {
  const choices = letter.visibilities.flatMap((value): NamingChoice[] => {
    const words = namingWords[value]
    return words ? [{ value, ...words, checked: false }] : []
  })
  return {
    path: letterPath(letter),
    buckets,
    naming:
      choices.length === 0
        ? undefined
        : {
            name: 'visibility',
            legend: say('my-signature-lesser-legend'),
            hint: say('anonymity-mine-naming-hint'),
            error: undefined,
            choices,
            person: emptyPerson,
          },
  }
}

const namingWords: Partial<Record<Visibility, Pick<NamingChoice, 'label' | 'hint'>>> = {
  withheld: {
    label: say('signing-visibility-withheld-label'),
    hint: say('anonymity-mine-naming-withheld-words'),
  },
  recipients: {
    label: say('signing-visibility-recipients-label'),
    hint: say('signing-visibility-recipients-words'),
  },
  public: { label: say('signing-visibility-public-label'), hint: say('signing-visibility-public-words') },
}
