import { createRequire } from 'node:module'
import { getDomain } from 'tldts'
import { say, type Sentence } from '../refusal.ts'
import { domainAndParents, normaliseDomain } from './domains.ts'
import { isFreeMail } from './free-mail.ts'
import { openToTenants } from './tenant-domains.ts'
import { domainInWords } from './domain-in-words.ts'

const require = createRequire(import.meta.url)
const listed = (list: unknown) => new Set(list as string[])
const disposable = listed(require('disposable-email-domains'))
const disposableWithSubdomains = listed(require('disposable-email-domains/wildcard.json'))

export interface EmployerDomains {
  domains: readonly string[]
}

export type DomainCheck = { ok: true; domain: string } | { ok: false; reason: DomainFault; message: Sentence }
export type DomainFault = 'malformed' | 'public-suffix' | 'free-mail' | 'disposable' | 'tenant'

/**
 * Finds the employer whose domain an address has. “northwind.example” matches that domain only, “*.northwind.example” exactly one
 * label more. An exact domain wins over a wildcard.
 */
export function matchEmployer<E extends EmployerDomains>(domain: string, employers: readonly E[]): E | null {
  const normal = normaliseDomain(domain)
  if (normal === null) return null
  const wildcard = `*.${normal.slice(normal.indexOf('.') + 1)}`
  const having = (pattern: string) => employers.find(({ domains }) => domains.some((own) => tidy(own) === pattern))
  return having(normal) ?? having(wildcard) ?? null
}

/**
 * Returns true if an employer can read an organizer's address. Covers all subdomains, regardless of the configured patterns,
 * because the owner of a domain controls its subdomains.
 */
export function isEmployerDomain(domain: string, employerDomains: readonly string[]): boolean {
  const normal = normaliseDomain(domain)
  if (normal === null) return false
  const family = domainAndParents(normal)
  return employerDomains.some((own) => family.includes(tidy(own).replace(/^\*\./, '')))
}

/** Normalises a domain that organizers typed for an employer. Refuses domains that strangers can get, or at which they get mail. */
export function checkEmployerDomain(typed: string): DomainCheck {
  const pattern = typed.trim().replace(/^@/, '').replace(/\.$/, '')
  const wildcard = pattern.startsWith('*.')
  const domain = normaliseDomain(wildcard ? pattern.slice(2) : pattern)
  if (domain === null) {
    return refuse('malformed', say('mailbox-domain-malformed'))
  }
  const shown = domainInWords(domain)
  if (isFreeMail(domain)) {
    return refuse('free-mail', say('mailbox-domain-free-mail', { domain: shown }))
  }
  const isSuffix = getDomain(domain, { allowPrivateDomains: true }) === null
  const tenants = openToTenants(domain, { wildcard })
  if (tenants !== null)
    return refuse(
      isSuffix ? 'public-suffix' : 'tenant',
      say('mailbox-domain-tenant', { domain: domainInWords(tenants) }),
    )
  if (isSuffix) return refuse('public-suffix', say('mailbox-domain-public-suffix', { domain: shown }))
  if (isDisposable(domain)) {
    return refuse('disposable', say('mailbox-domain-disposable', { domain: shown }))
  }
  return { ok: true, domain: wildcard ? `*.${domain}` : domain }
}

export function isDisposable(domain: string): boolean {
  return disposable.has(domain) || domainAndParents(domain).some((one) => disposableWithSubdomains.has(one))
}

function tidy(pattern: string): string {
  const wildcard = pattern.startsWith('*.')
  const domain = normaliseDomain(wildcard ? pattern.slice(2) : pattern)
  return domain === null ? '' : wildcard ? `*.${domain}` : domain
}

function refuse(reason: DomainFault, message: Sentence): DomainCheck {
  return { ok: false, reason, message }
}
