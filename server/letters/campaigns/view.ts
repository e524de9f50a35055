import type { Shell } from '../../http/pages.ts'
import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import { countInWords, classInWords } from '../../letter/class-words.ts'
import { directionOf } from '../../letter/rules.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { listInWords } from '../../messages/lists.ts'
import { say, type Sentence } from '../../refusal.ts'
import type { LetterJson } from '../page/schemas.ts'
import { stateInWords } from '../page/state-in-words.ts'
import { letterJson } from '../page/view.ts'
import { longestCampaignTitle, mayStandInCampaign, mostLettersInCampaign, sumOfCounts } from './rules.ts'
import type { CampaignJson, OwnCampaignJson } from './schemas.ts'
import type { CampaignFacts } from './show-campaign.ts'
import type { OwnCampaignFacts } from './show-own-campaign.ts'

/** The page on which letters of several companies stand side by side. */
export interface CampaignPage {
  title: string
  dataPath: string
  letters: {
    path: string
    title: string
    language: string
    dir: 'ltr' | 'rtl'
    /** A list of names. */
    employers: string
    counts: Sentence[]
    asOf: Date | null
    state: Sentence
  }[]
  /** Undefined if fewer than two letters show a count. */
  sum: Sentence | undefined
  leftOut: Sentence | undefined
}

export type CampaignForm = FormState<'title' | 'invitation'>

/** The organizers' page of the campaign in which their letter stands. */
export interface OwnCampaignPage {
  id: string
  letterTitle: Sentence
  owner: boolean
  /** False for a letter that cannot stand in a campaign. */
  possible: boolean
  campaign: { title: string; path: string; address: string; began: boolean; full: boolean } | undefined
  others: { path: string; title: string; language: string; removalPath: string | null }[]
  invitation: string | null
  errors: Errors
  form: CampaignForm
  longestTitle: number
}

declare module '../../http/pages.ts' {
  interface Pages {
    'letters/campaigns/campaign': CampaignPage
    'letters/campaigns/own-campaign': OwnCampaignPage
  }
}

export function campaignPath({ slug }: { slug: string }): string {
  return `/campaigns/${slug}`
}

export function campaignPage({ campaign, letters }: CampaignFacts, now: Date, words: Catalogue): CampaignPage {
  const shown = letters.map((facts) => letterJson(facts, now, words))
  const { sums, leftOut } = sumOfCounts(shown.map(({ tally }) => tally))
  const counts = sums.map((each) => formatSentence(countInWords(each.class, each.count), words))
  return {
    title: campaign.title,
    dataPath: `/api/v1${campaignPath(campaign)}`,
    letters: shown.map((json) => letterShown(json, words)),
    sum: counts.length === 0 ? undefined : say('campaigns-sum', { counts: listInWords(counts, words.language) }),
    leftOut: counts.length === 0 || leftOut === 0 ? undefined : say('campaigns-left-out', { count: leftOut }),
  }
}

function letterShown(json: LetterJson, words: Catalogue): CampaignPage['letters'][number] {
  const { slug, title, language, employers, tally } = json
  return {
    path: `/letters/${slug}`,
    title,
    language,
    dir: directionOf(language),
    employers: listInWords(
      employers.map(({ name }) => name),
      words.language,
    ),
    counts: tally.classes.map((each) => countInWords(each.class, each.count)),
    asOf: tally.as_of === null ? null : new Date(tally.as_of),
    state: stateInWords(json),
  }
}

export function campaignJson({ campaign, letters }: CampaignFacts, now: Date, words: Catalogue): CampaignJson {
  const shown = letters.map((facts) => letterJson(facts, now, words))
  const { sums, leftOut } = sumOfCounts(shown.map(({ tally }) => tally))
  return {
    slug: campaign.slug,
    title: campaign.title,
    letters: shown.map((json) => ({
      slug: json.slug,
      title: json.title,
      language: json.language,
      employers: json.employers.map(({ name }) => name),
      signing: json.signing,
      standing: formatSentence(stateInWords(json), words),
      as_of: json.tally.as_of,
      collecting: json.tally.collecting,
      classes: json.tally.classes,
    })),
    sums: sums.map((each) => ({ ...each, words: formatSentence(classInWords(each.class, each.count), words) })),
    left_out: leftOut,
  }
}

export function campaignShell({ campaign }: CampaignFacts, origin: string): Shell {
  return { title: campaign.title, robots: 'index, follow', canonical: origin + campaignPath(campaign) }
}

export function ownCampaignPath(letterId: string): string {
  return `/dashboard/letters/${letterId}/campaign`
}

export function ownCampaignPage(
  { letter, title, owner, campaign, letters, invitation }: OwnCampaignFacts,
  form: CampaignForm | undefined,
  origin: string,
): OwnCampaignPage {
  const shown = form ?? emptyForm({ title: '', invitation: '' })
  const began = campaign?.begun_by === letter.id
  const removal = (slug: string) => `${ownCampaignPath(letter.id)}/letters/${slug}/removal`
  return {
    id: letter.id,
    letterTitle: title,
    owner,
    possible: mayStandInCampaign(letter),
    campaign: campaign && {
      title: campaign.title,
      path: campaignPath(campaign),
      address: origin + campaignPath(campaign),
      began,
      full: letters.length >= mostLettersInCampaign,
    },
    others: letters
      .filter(({ id }) => id !== letter.id)
      .map((other) => ({
        path: `/letters/${other.slug}`,
        title: other.title,
        language: other.language,
        removalPath: began && owner ? removal(other.slug) : null,
      })),
    invitation,
    errors: shown.summary,
    form: shown,
    longestTitle: longestCampaignTitle,
  }
}

export function ownCampaignJson({ letter, campaign, letters, invitation }: OwnCampaignFacts): OwnCampaignJson {
  return {
    campaign: campaign
      ? {
          slug: campaign.slug,
          title: campaign.title,
          began: campaign.begun_by === letter.id,
          letters: letters.map(({ slug, title }) => ({ slug, title })),
        }
      : null,
    invitation,
  }
}
