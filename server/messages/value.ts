/** An instant, shown in a time zone (IANA name). */
export interface ZonedDate {
  at: Date
  zone: string
}

export interface NamedPerson {
  name: string
  /** Empty if the person has none. */
  office: string
}

/**
 * A value in a message. A list becomes “a, b and c” in the message's language. People become “name, office; name, office”. A date
 * without a zone is shown in UTC.
 */
export type MessageValue = string | number | Date | ZonedDate | readonly string[] | readonly NamedPerson[]
