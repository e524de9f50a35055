/**
 * Names of the standing values. Every message may use them, `{ $codeMinutes }`, and no caller gives them. So a rule that many
 * sentences state reaches all of them at once. docs/languages.md explains each to translators.
 */
export const standingNames = [
  'codeDigits',
  'codeMinutes',
  'codesPerHour',
  'codeTries',
  'formMinutes',
  'sessionDays',
] as const

type StandingValues = Record<(typeof standingNames)[number], number>

let standing: Partial<StandingValues> = {}

/** They are the same for the whole process. They must be set before a message that uses one is formatted. */
export function setStandingValues(values: StandingValues): void {
  standing = values
}

export function standingValues(): Partial<StandingValues> {
  return standing
}
