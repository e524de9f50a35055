import { canonicalHash, canonicalText } from '../crypto/canonical.ts'
import { noFacets, type FacetLists } from '../facets/rules.ts'

export const letterStates = ['draft', 'quiet', 'open', 'closed', 'purged'] as const
export type LetterState = (typeof letterStates)[number]

/** From the least to the most visible. */
export const visibilities = ['anonymous', 'withheld', 'together', 'recipients', 'public'] as const
export type Visibility = (typeof visibilities)[number]
/** With this visibility, a signature may have a name. */
export type NamedVisibility = Exclude<Visibility, 'anonymous'>

/** The paper of a letter's PDFs. `letter` is that of North America. */
export const papers = ['a4', 'letter'] as const
export type Paper = (typeof papers)[number]

export const verificationClasses = ['mailbox', 'vouched', 'reviewed', 'supporter'] as const
export type VerificationClass = (typeof verificationClasses)[number]

/** The classes in which people can sign this letter. */
export function offeredClasses({ vouches_each, checks_each }: CodesEach): VerificationClass[] {
  return [
    'mailbox',
    ...(vouches_each > 0 ? ['vouched' as const] : []),
    ...(checks_each > 0 ? ['reviewed' as const] : []),
  ]
}

/** How many codes people may give away, by which others sign without a work address. 0: none. */
export interface CodesEach {
  /** Each verified person. */
  vouches_each: number
  /** Each owner and moderator, after an in-person check. */
  checks_each: number
}

export type WayWithoutAddress = 'vouching' | 'check' | 'both'

/** How somebody without a work address gets a code of this letter, or null. */
export function wayWithoutAddress({ vouches_each, checks_each }: CodesEach): WayWithoutAddress | null {
  if (vouches_each > 0) return checks_each > 0 ? 'both' : 'vouching'
  return checks_each > 0 ? 'check' : null
}

export interface Employer {
  name: string
  domains: string[]
}

/** A stage of the delivery plan before the letter opens. Opening makes it a row of the table of stages, with the same id. */
export interface DraftStage {
  id: string
  version: number
  kind: string
  recipients: { name: string; office: string }[]
  press: string[]
  note: string
  disclosure: string
  /**
   * As typed: each field is text, and empty if there is no such condition. `after` is the id of another stage. `together` is `yes` to
   * wait for names, and absent in drafts and changes of older releases.
   */
  conditions: {
    date: string
    zone: string
    least: string
    class: string
    after: string
    days: string
    together?: string
  }
  /** As typed: so many days after the delivery, or a day. Absent in drafts of older releases. */
  answer?: { days: string; by: string }
  /** As typed: until when the press is asked not to report. Absent in drafts of older releases. */
  embargo?: { local: string; zone: string }
}

/** The text before publication, and the plan. It is stored sealed in letter.draft_sealed. */
export interface LetterDraft {
  title: string
  text: string
  demands: string[]
  recipients: { name: string; office: string; address: string }[]
  employers: Employer[]
  /** BCP 47 */
  language: string
  /** Not part of the published text (server/facets/rules.ts). */
  facets: FacetLists
  /** The chosen last part of the public letter's address. Empty: it is made of the title. Not part of the published text. */
  slug: string
  /** Not part of the published text. Empty once the letter is open. */
  plan: DraftStage[]
}

/** The parts of a draft that the forms of the text and the API take. */
export type DraftParts = Omit<LetterDraft, 'plan'>

/** The content that is published, signed and hashed: the draft without the recipients' addresses, the facets, the slug and the plan. */
export interface RevisionContent {
  title: string
  text: string
  demands: string[]
  recipients: { name: string; office: string }[]
  employers: Employer[]
  language: string
}

/** Every text of a revision that somebody typed. */
export function textsOfRevision({ title, text, demands, recipients, employers }: RevisionContent): string[] {
  const people = recipients.flatMap(({ name, office }) => [name, office])
  return [title, text, ...demands, ...people, ...employers.map(({ name }) => name)]
}

export const emptyDraft: LetterDraft = {
  title: '',
  text: '',
  demands: [],
  recipients: [],
  employers: [],
  language: 'en',
  facets: noFacets,
  slug: '',
  plan: [],
}

export function contentOf(draft: DraftParts): RevisionContent {
  const { title, text, demands, recipients, employers, language } = draft
  return {
    title,
    text,
    demands,
    recipients: recipients.map(({ name, office }) => ({ name, office })),
    employers,
    language,
  }
}

/** SHA-256 of the canonical JSON of the content (RFC 8785), 32 bytes. Signatures and deliveries identify the text by this hash. */
export function revisionHash(content: RevisionContent): Buffer {
  return canonicalHash(hashedContent(content))
}

/** The text whose hash `revisionHash` is. */
export function revisionDocument(content: RevisionContent): string {
  return canonicalText(hashedContent(content))
}

function hashedContent({ title, text, demands, recipients, employers, language }: RevisionContent): RevisionContent {
  return {
    title,
    text,
    demands,
    recipients: recipients.map(({ name, office }) => ({ name, office })),
    employers: employers.map(({ name, domains }) => ({ name, domains })),
    language,
  }
}

export interface Signable {
  state: LetterState
  paused: boolean
  closes_at: Date | null
}

/** Says if the letter takes signatures at this moment, and why not. */
export function maySign(letter: Signable, now: Date): 'yes' | 'not-open' | 'paused' | 'closed' {
  if (letter.state === 'draft') return 'not-open'
  if (letter.state === 'closed' || letter.state === 'purged') return 'closed'
  if (letter.closes_at && letter.closes_at <= now) return 'closed'
  return letter.paused ? 'paused' : 'yes'
}

const rightToLeft = /^(ar|arc|ckb|dv|fa|ha-Arab|he|ks|ku-Arab|ps|sd|ug|ur|yi)\b/

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr'
}

export const closesAfterDays = 60
export const purgesAfterDays = 90
export const namesErasedAfterDays = 30

/** By how many days two owners can extend signing, once. */
export const extendsByDays = 60
/** How many days before the end an extension must be announced. */
export const extensionNoticeDays = 7

export interface EndDates {
  closesAt: Date
  purgesAt: Date
  /** Until when signing can be extended. Null if it ends too soon for an announcement. */
  extendableUntil: Date | null
  /** The latest end after an extension. Null with `extendableUntil`. */
  latestEnd: Date | null
}

/**
 * The dates of closing and purge, and of a possible extension.
 * @param day length of a day in milliseconds; rehearsals use shorter days
 * @param endsOn the chosen last day of signing (UTC). It never makes the time longer than the usual one
 */
export function datesAfterOpening(openedAt: Date, day: number, endsOn: string | null = null): EndDates {
  const usual = new Date(openedAt.getTime() + closesAfterDays * day)
  const closesAt = endsOn === null ? usual : earlier(endOf(endsOn), usual)
  const until = new Date(closesAt.getTime() - extensionNoticeDays * day)
  const extendable = until > openedAt
  return {
    closesAt,
    purgesAt: new Date(closesAt.getTime() + purgesAfterDays * day),
    extendableUntil: extendable ? until : null,
    latestEnd: extendable ? new Date(closesAt.getTime() + extendsByDays * day) : null,
  }
}

/** The last minute of a day, so that a letter closes on the day that its page names. */
export function endOf(day: string): Date {
  return new Date(`${day}T23:59:00Z`)
}

export function earlier(one: Date, other: Date): Date {
  return one < other ? one : other
}

/**
 * The end of a public letter's embargo. Until then, no list and no search engine may have the letter.
 * @returns undefined if the letter has none, or its embargo is over
 */
export function embargoEnd({ embargo_until: until }: { embargo_until: Date | null }, now: Date): Date | undefined {
  return until !== null && until > now ? until : undefined
}
