// Rules by which large providers deliver several spellings of an address to one mailbox. A wrong rule would stop a second person
// from signing, so the list holds only documented rules. The first domain of each list represents the others.
interface Provider {
  domains: readonly [string, ...string[]]
  local: (local: string) => string
}

const providers: readonly Provider[] = [
  { domains: ['gmail.com', 'googlemail.com'], local: (local) => local.replaceAll('.', '') },
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], local: (local) => local.replace(/[._-]/g, '') },
  { domains: ['icloud.com', 'me.com', 'mac.com'], local: (local) => local },
  {
    domains: ['yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua'],
    local: (local) => local.replaceAll('-', '.'),
  },
]

// “anything@bob.fastmail.com” is delivered to bob@fastmail.com.
const mailboxAsSubdomain = /^([^.]+)\.(fastmail\.(?:com|fm))$/

export function mailboxOf(local: string, domain: string): { local: string; domain: string } {
  const [, mailbox, host] = mailboxAsSubdomain.exec(domain) ?? []
  if (mailbox !== undefined && host !== undefined) return { local: mailbox, domain: host }
  const untagged = withoutTag(local)
  const provider = providers.find(({ domains }) => domains.includes(domain))
  if (!provider) return { local: untagged, domain }
  const folded = provider.local(untagged)
  return { local: isDotAtom.test(folded) ? folded : untagged, domain: provider.domains[0] }
}

// No dot at the start or end, and no two dots in a row (RFC 5322).
const isDotAtom = /^[^.]+(\.[^.]+)*$/

/** Returns true if the mailbox is in the domain, and the local part may be anything. */
export function isMailboxDomain(domain: string): boolean {
  return mailboxAsSubdomain.test(domain)
}

/** Removes a tag: nearly every mail server delivers “bob+letters” to bob. A plus at the very start is part of the name. */
export function withoutTag(local: string): string {
  return local.replace(/(?<=.)\.?\+.*$/, '')
}
