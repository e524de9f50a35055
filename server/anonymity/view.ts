import { facetChoices, type FacetChoices } from '../facets/facet-words.ts'
import { maySign, wayWithoutAddress, type Visibility, type WayWithoutAddress } from '../letter/rules.ts'
import { countingInWords, endInWords } from '../letter/waiting-words.ts'
import type { Shell } from '../http/pages.ts'
import { emptySlipCard, type SlipCard } from '../signatures/slip-card.ts'
import { emptyPerson, type PersonForm } from '../signatures/signatory-form.ts'
import { fewerThan } from '../letter/has-few-verified.ts'
import { afterSigning, type AfterSigning } from '../letter/after-signing.ts'
import { type AddressedLetter, letterPath } from '../letter/letter-address.ts'
import type { Sentence } from '../refusal.ts'

export interface AnonymousPage {
  path: string
  /** How people without a work address can sign, or null. */
  noAddress: WayWithoutAddress | null
  open: boolean
  paused: boolean
  /** Set if so few workers have verified that each is easily suspected: the number that would be enough. */
  few: number | undefined
  /** Set when the letter no longer offers anonymous signatures to newcomers. */
  stopped: { title: string; words: string } | undefined
  /** True on the page that turns a named signature into an anonymous one. */
  fromNamed: boolean
  /** The alternative for browsers without JavaScript. */
  instead: string
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
    | { name: string; legend: string; hint: string; error: undefined; choices: NamingChoice[]; person: PersonForm }
    | undefined
}
interface NamingChoice {
  value: Visibility
  label: string
  hint: string
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
export const anonymousShell: Shell = { ...common, styles: ['anonymous', 'slip'], title: 'Sign anonymously' }
export const credentialShell: Shell = { ...common, title: 'Sign with a saved file' }
export const myAnonymousShell: Shell = { ...common, title: 'Your anonymous signature' }

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
    stopped: letter.visibilities.includes('anonymous') ? undefined : stoppedWords,
    fromNamed,
    instead: letter.visibilities.includes('withheld')
      ? 'Without it, choose “The organizers only” and leave the name empty. Nobody can give away a name that you did not type.'
      : 'The other ways to sign this letter need your name.',
    card: emptySlipCard,
    credentialUrl: `${origin}${path}/credential`,
    facets: facetChoices(letter.facets),
    counting: countingInWords(letter),
    ends: endInWords(letter),
    after: afterSigning(origin, letter, { how: 'anonymous' }),
  }
}

const stoppedWords = {
  title: 'The organizers have stopped offering this way',
  words:
    'Continue here if you began before: your slip and another code bring your anonymous signature back. You can also turn a signature with your name into an anonymous one. An address that was not used before is not used here.',
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
  const offered = letter.visibilities.filter((each) => namingWords[each] !== undefined)
  return {
    path: letterPath(letter),
    buckets,
    naming:
      offered.length === 0
        ? undefined
        : {
            name: 'visibility',
            legend: 'Who may see your name from now on?',
            hint: 'You can become less visible again later, but not anonymous to those who saw it.',
            error: undefined,
            choices: offered.map((value) => ({
              value,
              label: namingWords[value]?.[0] ?? '',
              hint: namingWords[value]?.[1] ?? '',
              checked: false,
            })),
            person: emptyPerson,
          },
  }
}

const namingWords: Partial<Record<Visibility, [label: string, hint: string]>> = {
  withheld: ['The organizers only', 'Owners and moderators see it. The name may be left empty.'],
  recipients: ['The executives', 'They can pass it on. Expect that HR and lawyers see it too.'],
  public: ['Everyone, for good', 'Search engines copy it.'],
}
