/** Whom people can ask for legal help. */
export interface LegalContact {
  /** ISO 3166-1 alpha-2, or the name on a page. Null: for everybody. */
  country: string | null
  /** A name, and an address or telephone number. */
  contact: string
}

/**
 * Reads the setting LEGAL_CONTACT: contacts with `|` between them. A contact may begin with its country, as in `DE: …`.
 * Those for everybody come first.
 */
export function legalContactsFrom(setting: string | undefined): LegalContact[] {
  const contacts = (setting ?? '').split('|').flatMap((entry): LegalContact[] => {
    const [, country = null, contact = ''] = /^\s*(?:([A-Z]{2})\s*:)?\s*([^]*?)\s*$/.exec(entry) ?? []
    return contact === '' ? [] : [{ country, contact }]
  })
  return [...contacts.filter(({ country }) => country === null), ...contacts.filter(({ country }) => country !== null)]
}

/** The contacts with the names of their countries, as pages show them. */
export function contactsToShow(setting: string | undefined, language: string): LegalContact[] {
  return legalContactsFrom(setting).map(({ country, contact }) => ({
    country: country === null ? null : (countryName(country, language) ?? country),
    contact,
  }))
}

/** @returns the name of a country, or undefined if there is none with this code */
export function countryName(code: string, language: string): string | undefined {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(code)
}
