import type { LetterState, VerificationClass } from '../../letter/rules.ts'
import { faultInSlug, slugFrom } from '../../letter/slug.ts'
import { say, type Sentence } from '../../refusal.ts'
import { asOneLine, faultInTyped } from '../../text/typed-text.ts'

export const longestCampaignTitle = 120
/** Each letter is read for the page. */
export const mostLettersInCampaign = 20

/** True if a letter may stand on the page of a campaign. A quiet letter may not, because the page would reveal its title. */
export function mayStandInCampaign(letter: { public: boolean; state: LetterState }): boolean {
  return letter.public && (letter.state === 'open' || letter.state === 'closed')
}

export function tidyCampaignTitle(typed: string): string {
  return asOneLine(typed)
}

/** @param title tidy */
export function faultInCampaignTitle(title: string): Sentence | null {
  if (title === '') return say('campaigns-title-missing')
  if (title.length > longestCampaignTitle) return say('campaigns-title-too-long', { most: longestCampaignTitle })
  return faultInTyped(title, 'one')
}

/** The last part of a campaign's address, before a number makes it unique. */
export function campaignSlugFrom(title: string): string {
  const slug = slugFrom(title)
  return faultInSlug(slug) === null ? slug : `campaign-${slug}`
}

/** The public counts of a letter. */
export interface LetterCounts {
  /** True while the letter shows no count. */
  collecting: boolean
  classes: readonly { class: VerificationClass; count: number }[]
}

/**
 * Adds up the public counts of letters by class, never across classes. Letters without a count are left out.
 * @returns no sums if fewer than two letters have a count
 */
export function sumOfCounts(letters: readonly LetterCounts[]): {
  sums: { class: VerificationClass; count: number }[]
  counted: number
  leftOut: number
} {
  const counted = letters.filter(({ collecting }) => !collecting)
  const sums = new Map<VerificationClass, number>()
  for (const { classes } of counted)
    for (const { class: each, count } of classes) sums.set(each, (sums.get(each) ?? 0) + count)
  return {
    sums: counted.length < 2 ? [] : [...sums].map(([each, count]) => ({ class: each, count })),
    counted: counted.length,
    leftOut: letters.length - counted.length,
  }
}
