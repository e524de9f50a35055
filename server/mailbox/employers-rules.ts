import { createRequire } from 'node:module'
import { getDomain } from 'tldts'
import { domainAndParents, normaliseDomain } from './domains-rules.ts'
import { isFreeMail } from './free-mail-rules.ts'

const require = createRequire(import.meta.url)
const listed = (list: unknown) => new Set(list as string[])
const DISPOSABLE = listed(require('disposable-email-domains'))
const DISPOSABLE_WITH_SUBDOMAINS = listed(require('disposable-email-domains/wildcard.json'))

export interface EmployerDomains {
  domains: readonly string[]
}

export type DomainCheck = { ok: true; domain: string } | { ok: false; reason: DomainFault; message: string }
export type DomainFault = 'malformed' | 'public-suffix' | 'free-mail' | 'disposable'

// The employer at whose domain an address is: “northwind.example” is that domain alone, “*.northwind.example” is one label
// more. An exact domain wins over a wildcard.
export function matchEmployer<E extends EmployerDomains>(domain: string, employers: readonly E[]): E | null {
  const normal = normaliseDomain(domain)
  if (normal === null) return null
  const wildcard = `*.${normal.slice(normal.indexOf('.') + 1)}`
  const having = (pattern: string) => employers.find(({ domains }) => domains.some((own) => tidy(own) === pattern))
  return having(normal) ?? having(wildcard) ?? null
}

// Whether an organizer's address is one that an employer can read: at a domain of its or anywhere below, whatever the
// patterns say, since whoever has the domain has all of its subdomains.
export function isEmployerDomain(domain: string, employerDomains: readonly string[]): boolean {
  const normal = normaliseDomain(domain)
  if (normal === null) return false
  const family = domainAndParents(normal)
  return employerDomains.some((own) => family.includes(tidy(own).replace(/^\*\./, '')))
}

// A domain as organizers type it for an employer, made ready to be stored.
export function checkEmployerDomain(typed: string): DomainCheck {
  const pattern = typed.trim().replace(/^@/, '').replace(/\.$/, '')
  const wildcard = pattern.startsWith('*.')
  const domain = normaliseDomain(wildcard ? pattern.slice(2) : pattern)
  if (domain === null) {
    return refuse(
      'malformed',
      'Give a mail domain, such as northwind.example, or *.northwind.example for its subdomains.',
    )
  }
  const owned = getDomain(domain, { allowPrivateDomains: true })
  if (owned === null) return refuse('public-suffix', `${domain} belongs to no single employer. Give a domain below it.`)
  if (isFreeMail(domain)) {
    return refuse('free-mail', `Anybody can open a mailbox at ${domain}, so it does not show where somebody works.`)
  }
  if (isDisposable(domain)) {
    return refuse('disposable', `${domain} gives out throw-away addresses, so it does not show where somebody works.`)
  }
  return { ok: true, domain: wildcard ? `*.${domain}` : domain }
}

export function isDisposable(domain: string): boolean {
  return DISPOSABLE.has(domain) || domainAndParents(domain).some((one) => DISPOSABLE_WITH_SUBDOMAINS.has(one))
}

function tidy(pattern: string): string {
  const wildcard = pattern.startsWith('*.')
  const domain = normaliseDomain(wildcard ? pattern.slice(2) : pattern)
  return domain === null ? '' : wildcard ? `*.${domain}` : domain
}

function refuse(reason: DomainFault, message: string): DomainCheck {
  return { ok: false, reason, message }
}
