import { domainToASCII } from 'node:url'

const validLabel = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/**
 * Normalises a domain for comparison: lower case, IDNA to ASCII.
 * @returns null for names that get no mail: IP addresses, single labels, and text that a URL parser would cut off or decode
 *   (“a.example/b”, “a%2ecom”)
 */
export function normaliseDomain(text: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.。．｡-]{1,253}$/u.test(text)) return null
  const ascii = domainToASCII(text.normalize('NFKC')).toLowerCase()
  const labels = ascii.split('.')
  if (ascii.length > 253 || labels.length < 2 || !labels.every((label) => validLabel.test(label))) return null
  return /\.[0-9]+$/.test(ascii) ? null : ascii
}

/** The domain itself and all domains above it, most specific first. */
export function domainAndParents(domain: string): string[] {
  const labels = domain.split('.')
  return labels.map((_, at) => labels.slice(at).join('.'))
}
