/** A value that a message may contain. Lists become “a, b and c” in the message's language; dates are shown in UTC. */
export type MessageValue = string | number | Date | readonly string[]
