import { canonicalHash } from '../../crypto/canonical.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'
import { checkEmployerDomain } from '../../mailbox/employers.ts'
import { checkFacetLists, type FacetLists } from '../../facets/rules.ts'
import { faultInMarkdown, faultInReading } from '../../text/markdown.ts'
import { asOneLine, faultInTyped, withLineEnds } from '../../text/typed-text.ts'
import { holdsWebAddress } from '../../text/web-address.ts'
import { faultInSlug, slugFrom } from '../../letter/slug.ts'
import type { DraftStage, Employer, LetterDraft } from '../../letter/rules.ts'
import { domainInWords } from '../../mailbox/domain-in-words.ts'

/** How much a letter may hold, in characters or in rows. */
export const most = {
  title: 150,
  // Some sixteen pages. With four times as much, each comment would keep the server's only thread busy for a quarter of a second.
  text: 50_000,
  demands: 30,
  demand: 1000,
  recipients: 50,
  name: 200,
  office: 200,
  employers: 20,
  employer: 120,
  domains: 50,
  pressContact: 300,
} as const

/** Demands that moved from the text to their own list, and those that an undo moved back. */
export interface MovedDemands {
  add: readonly string[]
  remove: readonly string[]
}

/**
 * Adds and removes demands one by one, so that a save of the text does not overwrite what somebody else does to the list.
 * Idempotent: a demand that is there already is not added again.
 */
export function withMovedDemands(demands: readonly string[], { add, remove }: MovedDemands): string[] {
  const [added, removed] = [add.map(asOneLine), remove.map(asOneLine)]
  const kept = demands.filter((demand) => !removed.includes(demand))
  return [
    ...kept,
    ...added.filter((demand, at) => demand !== '' && !kept.includes(demand) && added.indexOf(demand) === at),
  ]
}

export type DraftCheck = { ok: true; draft: Partial<LetterDraft> } | { ok: false; errors: FieldMessage[] }

const tooLongMessages = {
  title: 'drafting-title-too-long',
  demand: 'drafting-demand-too-long',
  name: 'drafting-recipient-name-too-long',
  office: 'drafting-recipient-office-too-long',
  employer: 'drafting-employer-name-too-long',
} as const

/** Titles and demands may hold links: the letter's text does too. */
const linkMessages: Partial<Record<keyof typeof tooLongMessages, 'drafting-name-link' | 'drafting-office-link'>> = {
  name: 'drafting-name-link',
  office: 'drafting-office-link',
  employer: 'drafting-name-link',
}

/**
 * Checks some or all parts of a typed draft.
 * @param held the lists of an opened letter, which must keep their entries
 * @returns the parts, normalized for storage, or all faults by field. An empty part is no fault (see missingToOpen).
 */
export function checkDraft(typed: Partial<LetterDraft>, held?: FacetLists): DraftCheck {
  const errors: FieldMessage[] = []
  const draft: Partial<LetterDraft> = {}
  const line: Line = (field, text, kind) => {
    // A recipient's name enters the head of a mail, so a line end in it is an attempt to write there, and is refused.
    const kept = kind === 'title' || kind === 'demand' ? asOneLine(text) : tidyName(text)
    const message = faultIn(kept, kind)
    if (message !== undefined) errors.push({ field, message })
    return kept
  }
  if (typed.title !== undefined) draft.title = line('title', typed.title, 'title')
  if (typed.text !== undefined) draft.text = checkText(typed.text, errors)
  if (typed.demands) draft.demands = checkDemands(typed.demands, line, errors)
  if (typed.recipients) draft.recipients = checkRecipients(typed.recipients, line, errors)
  if (typed.employers) draft.employers = checkEmployers(typed.employers, line, errors)
  if (typed.language !== undefined) draft.language = checkLanguage(typed.language, errors)
  if (typed.slug !== undefined) draft.slug = checkSlug(typed.slug, errors)
  if (typed.facets) {
    const checked = checkFacetLists(typed.facets, held)
    if (checked.ok) draft.facets = checked.lists
    else errors.push(...checked.errors)
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, draft }
}

type Line = (field: string, text: string, kind: keyof typeof tooLongMessages) => string

function tidyName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[ \t]+/g, ' ')
    .trim()
}

function faultIn(text: string, kind: keyof typeof tooLongMessages): Sentence | undefined {
  const tooLong = tooLongMessages[kind]
  if (text.length > most[kind]) return say(tooLong, { most: most[kind] })
  const link = linkMessages[kind]
  return faultInTyped(text, 'one') ?? (link !== undefined && holdsWebAddress(text, 'label') ? say(link) : undefined)
}

function checkText(typed: string, errors: FieldMessage[]): string {
  const text = withLineEnds(typed).normalize('NFC').trim()
  const fault: Sentence | null =
    text.length > most.text ? say('drafting-text-too-long', { most: most.text }) : faultInMarkdown(text)
  if (fault !== null) errors.push({ field: 'text', message: fault })
  return text
}

function checkDemands(typed: readonly string[], line: Line, errors: FieldMessage[]): string[] {
  const demands = typed
    .map((text, index) => line(`demand-${String(index)}`, text, 'demand'))
    .filter((demand) => demand !== '')
  // A covering note may hold the demands, and is Markdown.
  for (const [index, demand] of demands.entries()) {
    const fault = demand.length > most.demand ? null : faultInReading(demand)
    if (fault !== null) errors.push({ field: `demand-${String(index)}`, message: fault })
  }
  if (demands.length > most.demands)
    errors.push({ field: 'demand-0', message: say('drafting-demands-too-many', { most: most.demands }) })
  return demands
}

function checkRecipients(
  typed: LetterDraft['recipients'],
  line: Line,
  errors: FieldMessage[],
): LetterDraft['recipients'] {
  const rows = typed.map(({ name, office, address }, index) => ({
    index: String(index),
    name: line(`recipient-name-${String(index)}`, name, 'name'),
    office: line(`recipient-office-${String(index)}`, office, 'office'),
    address: address.trim(),
  }))
  const kept = rows.filter(({ name, office, address }) => name + office + address !== '')
  for (const { index, name, address } of kept) {
    if (name === '') errors.push({ field: `recipient-name-${index}`, message: say('drafting-recipient-name-missing') })
    const fault = address === '' ? undefined : faultInAddress(address)
    if (fault !== undefined) errors.push({ field: `recipient-address-${index}`, message: fault })
  }
  const twice = repeated(kept, ({ name, office }) => `${name.toLowerCase()}\n${office.toLowerCase()}`)
  if (twice) errors.push({ field: `recipient-name-${twice.index}`, message: say('drafting-recipient-repeated') })
  if (kept.length > most.recipients)
    errors.push({ field: 'recipient-name-0', message: say('drafting-recipients-too-many', { most: most.recipients }) })
  return kept.map(({ name, office, address }) => ({ name, office, address }))
}

/** Accepts an office's shared mailbox, because a board may be reached there. */
function faultInAddress(address: string): Sentence | undefined {
  const checked = normaliseAddress(address, { mineAlone: true })
  if (checked.ok || checked.reason === 'role') return undefined
  return checked.reason === 'control' ? checked.message : say('drafting-recipient-address-wrong')
}

function checkEmployers(typed: readonly Employer[], line: Line, errors: FieldMessage[]): Employer[] {
  const rows = typed.map(({ name, domains }, index) => ({
    index: String(index),
    name: line(`employer-name-${String(index)}`, name, 'employer'),
    typedDomains: domains.map((domain) => domain.trim()).filter((domain) => domain !== ''),
  }))
  const kept = rows
    .filter(({ name, typedDomains }) => name !== '' || typedDomains.length > 0)
    .map((row) => ({ ...row, domains: checkDomains(row.index, row.typedDomains, errors) }))
  for (const { index, name } of kept)
    if (name === '') errors.push({ field: `employer-name-${index}`, message: say('drafting-employer-name-missing') })
  const twice = repeated(kept, ({ name }) => name.toLowerCase())
  if (twice) errors.push({ field: `employer-name-${twice.index}`, message: say('drafting-employer-repeated') })
  const shared = repeated(
    kept.flatMap(({ index, domains }) => domains.map((domain) => ({ index, domain }))),
    ({ domain }) => domain,
  )
  if (shared)
    errors.push({
      field: `employer-domains-${shared.index}`,
      message: say('drafting-domain-repeated', { domain: domainInWords(shared.domain) }),
    })
  if (kept.length > most.employers)
    errors.push({ field: 'employer-name-0', message: say('drafting-employers-too-many', { most: most.employers }) })
  return kept.map(({ name, domains }) => ({ name, domains }))
}

function checkDomains(index: string, typed: readonly string[], errors: FieldMessage[]): string[] {
  const field = `employer-domains-${index}`
  if (typed.length > most.domains) {
    errors.push({ field, message: say('drafting-domains-too-many', { most: most.domains }) })
    return []
  }
  const domains = new Set<string>()
  for (const each of typed) {
    const checked = checkEmployerDomain(each)
    if (checked.ok) domains.add(checked.domain)
    else errors.push({ field, message: checked.message })
  }
  return [...domains]
}

const slugMessages = {
  'own-word': 'drafting-slug-own-word',
  'quiet-words': 'drafting-slug-quiet-words',
} as const

/** Accepts a whole link too. */
function checkSlug(typed: string, errors: FieldMessage[]): string {
  const last = typed.trim().replace(/^.*\/letters\//, '')
  if (last === '') return ''
  const unreadable = !/[\p{L}\p{N}]/u.test(last)
  const slug = slugFrom(last)
  const fault = unreadable ? 'short' : faultInSlug(slug)
  if (fault === 'short') errors.push({ field: 'slug', message: say('drafting-slug-short') })
  else if (fault !== null) errors.push({ field: 'slug', message: say(slugMessages[fault], { slug }) })
  return slug
}

function checkLanguage(typed: string, errors: FieldMessage[]): string {
  const tag = canonicalLanguage(typed.trim())
  if (tag === null)
    errors.push({
      field: 'language',
      message: say('drafting-language-wrong'),
    })
  return tag ?? typed
}

/** @returns the canonical tag, `zh-hant` → `zh-Hant`, or null if it is no BCP 47 tag or no language that `Intl` can name */
export function canonicalLanguage(typed: string): string | null {
  return languageName(typed) === undefined ? null : (Intl.getCanonicalLocales(typed)[0] ?? null)
}

/** @returns a language's name in English, or undefined if `Intl` knows no language with this tag */
function languageName(tag: string): string | undefined {
  try {
    const [canonical = ''] = tag.length <= 35 ? Intl.getCanonicalLocales(tag) : []
    return new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'none' }).of(canonical.split('-')[0] ?? '')
  } catch {
    return undefined
  }
}

function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item | undefined {
  const seen = new Set<string>()
  return items.find((item) => seen.size === seen.add(keyOf(item)).size)
}

/** Hashes a part of a draft, to tell whether two are the same. */
export function hashOfPart(part: unknown): string {
  return canonicalHash(part).toString('base64url').slice(0, 16)
}

type Named = Pick<LetterDraft['recipients'][number], 'name' | 'office'>

/**
 * The plan of a draft after its recipients have changed. A corrected name or office stands at the place of the old one, and the
 * stages follow it. A recipient who is gone stays in the stages, and opening says so.
 */
export function followRecipients(
  plan: readonly DraftStage[],
  before: readonly Named[],
  after: readonly Named[],
): DraftStage[] {
  const isIn = (list: readonly Named[], { name, office }: Named) =>
    list.some((other) => other.name === name && other.office === office)
  const renamed = (each: Named): Named => {
    const index = before.findIndex(({ name, office }) => name === each.name && office === each.office)
    const successor = after[index]
    return index >= 0 && successor && !isIn(after, each) && !isIn(before, successor) ? successor : each
  }
  return plan.map((stage) => ({
    ...stage,
    recipients: stage.recipients.map(renamed).map(({ name, office }) => ({ name, office })),
  }))
}
