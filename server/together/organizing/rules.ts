/** Reads a typed number, with or without separators. Any other text becomes NaN, which `faultInRaise` refuses. */
export function wholeNumber(typed: string): number {
  const digits = typed.replace(/[,. \u202f\u00a0](?=\d{3}\b)/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
}
