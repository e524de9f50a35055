import { getDomain } from 'tldts'
import type { Breakdown } from '../../signatures/batch/breakdown.ts'

/** About how many people work at an employer. */
export const headcountBounds = { least: 1, most: 10_000_000 } as const

export interface EmployerWithPeople {
  id: string
  name: string
  /** False if the newest text no longer names it. */
  current: boolean
  domains: readonly string[]
  /** As an organizer typed it. Null if nobody did. */
  people: number | null
}

export interface Headcount {
  employer: string
  /** With a work address there. */
  signed: number
  people: number
}

/** The numbers that organizers see anyway. */
export interface SeenNumbers {
  breakdown: Breakdown
  /** Verified work addresses, as of the last batch. */
  mailbox: number
  /** All signatures of workers, as of the last batch. The breakdown may be older. */
  workers: number
}

/**
 * Says which headcounts may stand beside the number who signed: where at least k have signed and at least k have not. The result
 * depends only on numbers that organizers see, so typing one headcount after another tells nothing more.
 *
 * Everybody who may belong to the employer counts as having signed: anonymous signatures, which name no employer, and rows that
 * are shown for several employers together. So at least k people have certainly not signed.
 */
export function headcountsShown(
  { breakdown, mailbox, workers }: SeenNumbers,
  employers: readonly EmployerWithPeople[],
  k: number,
): Headcount[] {
  const rows = breakdown.rows.filter((row) => row.class !== 'supporter')
  const total = (some: typeof rows) => some.reduce((sum, { count }) => sum + count, 0)
  const least = Math.max(1, k)
  return employers.flatMap((employer) => {
    const { id, people } = employer
    if (people === null || !employer.current || isPart(employer, employers)) return []
    const perhaps = rows.filter((row) => row.employers.some((each) => each === id || each === null))
    const elsewhere = total(rows) - total(perhaps)
    const mostSigned = Math.max(total(perhaps) + breakdown.anonymous, workers - elsewhere)
    const own = rows.find((row) => row.class === 'mailbox' && row.employers.length === 1 && row.employers[0] === id)
    // Every work address of a letter with one employer is there, so the anonymous ones are known to be.
    const signed = employers.length === 1 ? mailbox : (own?.count ?? 0)
    return signed >= least && people - mostSigned >= least ? [{ employer: id, signed, people }] : []
  })
}

/**
 * Returns true if an employer seems to be a part of an organization, such as a department or a location: none of its domains is an
 * organization's own (us.example.com), or another employer of the letter has a domain of the same organization. A number for a part
 * would also tell the number for the rest.
 */
export function isPart(
  employer: Pick<EmployerWithPeople, 'id' | 'domains'>,
  employers: readonly Pick<EmployerWithPeople, 'id' | 'domains'>[],
): boolean {
  const own = employer.domains.map(organizationOf)
  if (!employer.domains.some((domain, index) => bare(domain) === own[index])) return true
  return employers.some(
    ({ id, domains }) => id !== employer.id && domains.some((one) => own.includes(organizationOf(one))),
  )
}

/** `*.us.example.com` → `example.com` */
function organizationOf(domain: string): string {
  return getDomain(bare(domain), { allowPrivateDomains: true }) ?? bare(domain)
}

function bare(domain: string): string {
  return domain.replace(/^\*\./, '').toLowerCase()
}

/**
 * Reads a typed headcount. Separators of thousands are allowed.
 * @returns null for an empty field, undefined for what is no number within the bounds
 */
export function headcountFrom(typed: string): number | null | undefined {
  const text = typed.trim()
  if (text === '') return null
  const plain = /^\d{1,3}([.,'’\s]\d{3})+$/u.test(text) ? text.replace(/[^\d]/g, '') : text
  const number = /^\d{1,9}$/.test(plain) ? Number(plain) : 0
  return number >= headcountBounds.least && number <= headcountBounds.most ? number : undefined
}
