/** A value in a message. A list becomes “a, b and c” in the message's language. A date is shown in UTC. */
export type MessageValue = string | number | Date | readonly string[]
