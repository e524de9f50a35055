import type { VerificationClass, Visibility } from '../../letter/rules.ts'

/** The number of standing signatures of one class, visibility and employer. */
export interface BreakdownCell {
  class: VerificationClass
  /** Null for classes without an employer. */
  employer: string | null
  visibility: Visibility
  count: number
}

export interface VisibilityCount {
  visibility: Visibility
  count: number
}

/** The signatures of one class at one employer, or at several employers whose own numbers would be too small. */
export interface BreakdownRow {
  class: VerificationClass
  employers: (string | null)[]
  count: number
  /** Counts by visibility. Null where they are shown only for several rows together or for the whole letter. */
  cells: VisibilityCount[] | null
}

export interface Breakdown {
  rows: BreakdownRow[]
  /** The summed visibilities of all rows that do not show their own. */
  together: VisibilityCount[] | null
  /** Anonymous signatures have no employer here, so they are one number. */
  anonymous: number
}

interface Group {
  class: VerificationClass
  employers: (string | null)[]
  cells: VisibilityCount[]
}

/**
 * Computes employer × class × visibility, as far as k allows. Totals by class and by visibility are public, so a hidden cell must
 * not follow from them and the shown cells. Employers below k are joined until they hold k. Rows with a cell below k show their
 * visibilities only joined with other rows, until those sums are large enough too. Each number that can be computed from the
 * result is then a sum of whole rows or of whole joined columns, and holds k.
 */
export function breakdownOf(cells: readonly BreakdownCell[], employers: readonly string[], k: number): Breakdown {
  const named = cells.filter(({ visibility, count }) => visibility !== 'anonymous' && count > 0)
  const columns = [...new Set(named.map(({ visibility }) => visibility))].sort()
  const classes = [...new Set(named.map((cell) => cell.class))].sort()
  const groups = classes.flatMap((one) => groupsOf(one, named, columns, employers, k))
  const joined = rowsToJoin(groups, k)
  const open = joined.length < groups.length
  return {
    rows: groups
      .map((group) => ({
        class: group.class,
        employers: group.employers,
        count: total(group.cells),
        cells: joined.includes(group) ? null : group.cells,
      }))
      .sort((a, b) => b.count - a.count || keyOf(a).localeCompare(keyOf(b))),
    together: open && joined.length > 0 ? summed(joined) : null,
    anonymous: sum(cells.filter(({ visibility }) => visibility === 'anonymous').map(({ count }) => count)),
  }
}

/**
 * Returns true if `later` may be shown after `earlier`. A reader who keeps both can subtract them. So each sum that both contain
 * must have stayed the same or changed by at least k. Public totals change with each batch anyway.
 */
export function mayFollow(earlier: Breakdown, later: Breakdown, k: number): boolean {
  if (k <= 1) return true
  return rowsMoveTogether(earlier, later, k) && columnsMoveTogether(earlier, later, k)
}

function groupsOf(
  one: VerificationClass,
  cells: readonly BreakdownCell[],
  columns: readonly Visibility[],
  employers: readonly string[],
  k: number,
): Group[] {
  const own = cells.filter((cell) => cell.class === one)
  const names = new Set<string | null>(own.map(({ employer }) => employer))
  if ([...names].some((name) => name !== null)) for (const name of employers) names.add(name)
  const single = [...names].map((name) => ({
    class: one,
    employers: [name],
    cells: columns.map((visibility) => ({
      visibility,
      count: sum(
        own.filter((cell) => cell.employer === name && cell.visibility === visibility).map(({ count }) => count),
      ),
    })),
  }))
  const [large, small] = parted(bySize(single), ({ cells }) => holds(total(cells), k))
  while (small.length > 0 && large.length > 0 && !holds(total(summed(small)), k)) {
    const next = large.shift()
    if (next) small.push(next)
  }
  if (small.length === 0) return large
  const employersOfSmall = small.flatMap((group) => group.employers).sort()
  return [...large, { class: one, employers: employersOfSmall, cells: summed(small) }]
}

/** The rows whose visibilities are shown only as a sum. If these are all rows, the sum shows no more than the public totals. */
function rowsToJoin(groups: readonly Group[], k: number): Group[] {
  const [fine, joined] = parted(bySize(groups), ({ cells }) => cells.every(({ count }) => holds(count, k)))
  if (joined.length === 0) return []
  // The limit is 2k. A reader who knows this rule knows that joined rows have small cells, and a sum of only k would tell how
  // small.
  while (fine.length > 0 && !summed(joined).every(({ count }) => holds(count, 2 * k))) {
    const next = fine.shift()
    if (next) joined.push(next)
  }
  return joined
}

function rowsMoveTogether(earlier: Breakdown, later: Breakdown, k: number): boolean {
  const parts = (breakdown: Breakdown) => breakdown.rows.map((row) => ({ keys: keysOf(row), figures: [row.count] }))
  return movesByEnough(parts(earlier), parts(later), k)
}

function columnsMoveTogether(earlier: Breakdown, later: Breakdown, k: number): boolean {
  const columns = [...new Set([...columnsOf(earlier), ...columnsOf(later)])]
  const parts = (breakdown: Breakdown) => {
    const figures = (cells: VisibilityCount[]) =>
      columns.map((column) => cells.find(({ visibility }) => visibility === column)?.count ?? 0)
    const own = breakdown.rows.flatMap((row) => (row.cells ? [{ keys: keysOf(row), figures: figures(row.cells) }] : []))
    const rest = breakdown.rows.filter(({ cells }) => cells === null).flatMap(keysOf)
    return breakdown.together ? [...own, { keys: rest, figures: figures(breakdown.together) }] : own
  }
  return movesByEnough(parts(earlier), parts(later), k)
}

interface Part {
  keys: string[]
  figures: number[]
}

/**
 * Joins parts that share a row, on either side, until both sides of each component cover the same rows. Then it compares their
 * sums.
 */
function movesByEnough(earlier: readonly Part[], later: readonly Part[], k: number): boolean {
  const left = [...earlier.map((part) => ({ part, sign: -1 })), ...later.map((part) => ({ part, sign: 1 }))]
  while (left.length > 0) {
    const component = [left.shift()].filter((each) => each !== undefined)
    for (let grown = true; grown;) {
      const keys = new Set(component.flatMap(({ part }) => part.keys))
      const touching = left.filter(({ part }) => part.keys.some((key) => keys.has(key)))
      for (const each of touching) left.splice(left.indexOf(each), 1)
      component.push(...touching)
      grown = touching.length > 0
    }
    const width = component[0]?.part.figures.length ?? 0
    for (let column = 0; column < width; column++) {
      const moved = sum(component.map(({ part, sign }) => sign * (part.figures[column] ?? 0)))
      if (moved !== 0 && Math.abs(moved) < k) return false
    }
  }
  return true
}

function columnsOf({ rows, together }: Breakdown): Visibility[] {
  return [...rows.flatMap(({ cells }) => cells ?? []), ...(together ?? [])].map(({ visibility }) => visibility)
}

function keysOf(row: Pick<BreakdownRow, 'class' | 'employers'>): string[] {
  return row.employers.map((employer) => `${row.class} ${employer ?? ''}`)
}

function keyOf(row: BreakdownRow): string {
  return keysOf(row).join('\n')
}

/** With k = 1, the organizers have decided that no number is too small to show. */
function holds(count: number, k: number): boolean {
  return k <= 1 || count >= k
}

function bySize<G extends Group>(groups: readonly G[]): G[] {
  const key = ({ class: one, employers }: G) => `${one} ${employers.join('\n')}`
  return [...groups].sort((a, b) => total(a.cells) - total(b.cells) || key(a).localeCompare(key(b)))
}

function parted<T>(all: readonly T[], belongs: (each: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((each) => !belongs(each))]
}

function summed(groups: readonly { cells: readonly VisibilityCount[] }[]): VisibilityCount[] {
  const columns = groups[0]?.cells ?? []
  return columns.map(({ visibility }, index) => ({
    visibility,
    count: sum(groups.map(({ cells }) => cells[index]?.count ?? 0)),
  }))
}

function total(cells: readonly VisibilityCount[]): number {
  return sum(cells.map(({ count }) => count))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
