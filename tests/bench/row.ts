/** One line of `npm run bench` and of its JSON. */
export interface BenchRow {
  name: string
  ours: number
  reference: number | null
  unit: string
  /**
   * Our number divided by the reference. For paired rounds it is the median of the rounds' ratios. Other programs on the machine
   * disturb this less than the ratio of the two medians.
   */
  ratio: number | null
  /** Further remarks; printed, but not in the JSON. */
  note?: string
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? NaN) + upper) / 2 : upper
}

/** Two samples of times in milliseconds, ours and those of the reference. */
export function timesRow(name: string, ours: readonly number[], reference: readonly number[], note: string): BenchRow {
  const [busy, idle] = [median(ours), median(reference)]
  return { name, ours: busy, reference: idle, unit: 'ms', ratio: busy / idle, note }
}

/** Alternates between the two, and alternates which one goes first. So a temporary slowdown of the machine affects both. */
export async function alternate(
  rounds: number,
  ours: (round: number) => Promise<number>,
  reference: (round: number) => Promise<number>,
): Promise<{ ours: number[]; reference: number[] }> {
  const measured: { ours: number[]; reference: number[] } = { ours: [], reference: [] }
  for (let round = 0; round < rounds; round++) {
    const sides = round % 2 === 0 ? (['ours', 'reference'] as const) : (['reference', 'ours'] as const)
    for (const side of sides) measured[side].push(await (side === 'ours' ? ours : reference)(round))
  }
  return measured
}

/** Both numbers have the same unit, and more is better. */
export function rateRow(
  name: string,
  unit: string,
  { ours, reference }: { ours: number[]; reference: number[] },
  note?: string,
): BenchRow {
  const ratio = median(ours.map((each, round) => each / (reference[round] ?? NaN)))
  return { name, ours: median(ours), reference: median(reference), unit, ratio, ...(note !== undefined && { note }) }
}
