/**
 * A value in a message. A list becomes “a, b and c” in the message's language. People become “name, office; name, office”. A date is
 * shown in UTC.
 */
export type MessageValue = string | number | Date | readonly string[] | readonly NamedPerson[]

export interface NamedPerson {
  name: string
  /** Empty if the person has none. */
  office: string
}
