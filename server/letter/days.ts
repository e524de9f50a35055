/** Tells whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const read = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(read.getTime()) && dayOf(read) === text
}

/** The day in UTC, as dates are kept and shown. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

export function nextMidnight(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1))
}
