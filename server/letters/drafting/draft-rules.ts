import { canonicalHash } from '../../crypto/canonical.ts'
import type { FieldMessage, Sentence } from '../../refusal.ts'
import { normaliseAddress } from '../../mailbox/addresses-rules.ts'
import { checkEmployerDomain } from '../../mailbox/employers-rules.ts'
import { checkFacetLists } from '../../facets/rules.ts'
import { faultInMarkdown, faultInReading } from '../../text/markdown-rules.ts'
import { faultInTyped } from '../../text/typed-rules.ts'
import type { Employer, LetterDraft } from '../../letter/rules.ts'

/** How much a letter may hold, in characters or in rows. */
export const most = {
  title: 150,
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

export type DraftCheck = { ok: true; draft: Partial<LetterDraft> } | { ok: false; errors: FieldMessage[] }

/**
 * Some or all parts of a draft as they were typed, made ready to be kept; or everything that has to be mended, by field. What is
 * merely missing yet is no fault of a draft: see opening-rules.ts.
 */
export function checkDraft(typed: Partial<LetterDraft>): DraftCheck {
  const errors: FieldMessage[] = []
  const draft: Partial<LetterDraft> = {}
  const line = (field: string, text: string, limit: number, what: string) => {
    const kept = tidyLine(text)
    const message = faultIn(kept, limit, what)
    if (message !== undefined) errors.push({ field, message })
    return kept
  }
  if (typed.title !== undefined) draft.title = line('title', typed.title, most.title, 'The title')
  if (typed.text !== undefined) draft.text = checkText(typed.text, errors)
  if (typed.demands) draft.demands = checkDemands(typed.demands, line, errors)
  if (typed.recipients) draft.recipients = checkRecipients(typed.recipients, line, errors)
  if (typed.employers) draft.employers = checkEmployers(typed.employers, line, errors)
  if (typed.language !== undefined) draft.language = checkLanguage(typed.language, errors)
  if (typed.facets) {
    const checked = checkFacetLists(typed.facets)
    if (checked.ok) draft.facets = checked.lists
    else errors.push(...checked.errors)
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, draft }
}

type Line = (field: string, text: string, limit: number, what: string) => string

function tidyLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[ \t]+/g, ' ')
    .trim()
}

function faultIn(text: string, limit: number, what: string): Sentence | undefined {
  if (text.length > limit) return `${what} is too long. Shorten it to ${String(limit)} characters.`
  return faultInTyped(text, what, 'one') ?? undefined
}

function checkText(typed: string, errors: FieldMessage[]): string {
  const text = typed.replace(/\r\n?/g, '\n').normalize('NFC').trim()
  const fault =
    text.length > most.text
      ? 'The letter is too long. Shorten it to 50,000 characters, some 20 pages.'
      : faultInMarkdown(text, 'The letter')
  if (fault !== null) errors.push({ field: 'text', message: fault })
  return text
}

function checkDemands(typed: readonly string[], line: Line, errors: FieldMessage[]): string[] {
  const demands = typed
    .map((text, index) => line(`demand-${String(index)}`, text.replace(/\r\n?|\n/g, ' '), most.demand, 'This demand'))
    .filter((demand) => demand !== '')
  // A covering note may hold the demands, and is Markdown.
  for (const [index, demand] of demands.entries()) {
    const fault = demand.length > most.demand ? null : faultInReading(demand, 'This demand')
    if (fault !== null) errors.push({ field: `demand-${String(index)}`, message: fault })
  }
  if (demands.length > most.demands)
    errors.push({ field: 'demand-0', message: `A letter has at most ${String(most.demands)} demands. Join some.` })
  return demands
}

function checkRecipients(
  typed: LetterDraft['recipients'],
  line: Line,
  errors: FieldMessage[],
): LetterDraft['recipients'] {
  const rows = typed.map(({ name, office, address }, index) => ({
    index: String(index),
    name: line(`recipient-name-${String(index)}`, name, most.name, 'The name'),
    office: line(`recipient-office-${String(index)}`, office, most.office, 'The office'),
    address: address.trim(),
  }))
  const kept = rows.filter(({ name, office, address }) => name + office + address !== '')
  for (const { index, name, address } of kept) {
    if (name === '') errors.push({ field: `recipient-name-${index}`, message: 'Give this recipient a name.' })
    const fault = address === '' ? undefined : faultInAddress(address)
    if (fault !== undefined) errors.push({ field: `recipient-address-${index}`, message: fault })
  }
  const twice = repeated(kept, ({ name, office }) => `${name.toLowerCase()}\n${office.toLowerCase()}`)
  if (twice) errors.push({ field: `recipient-name-${twice.index}`, message: 'This recipient is on the list already.' })
  if (kept.length > most.recipients)
    errors.push({ field: 'recipient-name-0', message: `A letter has at most ${String(most.recipients)} recipients.` })
  return kept.map(({ name, office, address }) => ({ name, office, address }))
}

/** An office's shared mailbox may well be where a board is reached, so that is no fault here. */
function faultInAddress(address: string): string | undefined {
  const checked = normaliseAddress(address)
  if (checked.ok || checked.reason === 'role') return undefined
  return 'Type one address in full, like name@company.com, without a name or anything else around it.'
}

function checkEmployers(typed: readonly Employer[], line: Line, errors: FieldMessage[]): Employer[] {
  const rows = typed.map(({ name, domains }, index) => ({
    index: String(index),
    name: line(`employer-name-${String(index)}`, name, most.employer, 'The name'),
    typedDomains: domains.map((domain) => domain.trim()).filter((domain) => domain !== ''),
  }))
  const kept = rows
    .filter(({ name, typedDomains }) => name !== '' || typedDomains.length > 0)
    .map((row) => ({ ...row, domains: checkDomains(row.index, row.typedDomains, errors) }))
  for (const { index, name } of kept)
    if (name === '') errors.push({ field: `employer-name-${index}`, message: 'Give this employer a name.' })
  const twice = repeated(kept, ({ name }) => name.toLowerCase())
  if (twice) errors.push({ field: `employer-name-${twice.index}`, message: 'This employer is on the list already.' })
  const shared = repeated(
    kept.flatMap(({ index, domains }) => domains.map((domain) => ({ index, domain }))),
    ({ domain }) => domain,
  )
  if (shared)
    errors.push({
      field: `employer-domains-${shared.index}`,
      message: `${shared.domain} stands here twice. Each domain belongs to one employer.`,
    })
  if (kept.length > most.employers)
    errors.push({ field: 'employer-name-0', message: `A letter names at most ${String(most.employers)} employers.` })
  return kept.map(({ name, domains }) => ({ name, domains }))
}

function checkDomains(index: string, typed: readonly string[], errors: FieldMessage[]): string[] {
  const field = `employer-domains-${index}`
  if (typed.length > most.domains) {
    errors.push({ field, message: `An employer has at most ${String(most.domains)} mail domains.` })
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

function checkLanguage(typed: string, errors: FieldMessage[]): string {
  const tag = canonicalLanguage(typed.trim())
  if (tag === null)
    errors.push({
      field: 'language',
      message: 'Give the language as a short tag (BCP 47): en, de, pt-BR, zh-Hant.',
    })
  return tag ?? typed
}

/** The tag as it is written, `zh-hant` → `zh-Hant`; null for what is no BCP 47 tag or names no language that has a name. */
export function canonicalLanguage(typed: string): string | null {
  return languageName(typed) === undefined ? null : (Intl.getCanonicalLocales(typed)[0] ?? null)
}

/** What a language is called in English; undefined for what is no tag of a language. */
export function languageName(tag: string): string | undefined {
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

/**
 * Marks a part of a draft as it was when a form was shown. Two tabs that work on different parts do not disturb each other; two
 * on the same part are noticed.
 */
export function markOf(part: unknown): string {
  return canonicalHash(part).toString('base64url').slice(0, 16)
}
