/** The day in UTC, as dates are kept and shown. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}
