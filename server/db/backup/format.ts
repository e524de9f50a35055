/**
 * The first line of a backup, which is a gzipped text.
 * The text has a line of JSON about the whole. Each table follows with a line of JSON, its rows in COPY format (one a line, line
 * breaks
 * escaped) and the line `\.`. The last line proves that the file is complete.
 */
export interface Heading {
  format: 1
  madeOn: string
  migrations: string[]
}

export interface TableHeading {
  table: string
  columns: string[]
}

export const endOfTable = '\\.\n'
export const endOfBackup = '"end"\n'

export function headingOf(heading: Heading): string {
  return `${JSON.stringify(heading)}\n`
}

export function headingOfTable(heading: TableHeading): string {
  return `${JSON.stringify(heading)}\n`
}

/**
 * Yields lines with their line break. `readline` is unsuitable, because it also splits at other characters, which names and letters
 * may contain.
 */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let rest: Buffer[] = []
  for await (const chunk of bytes) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at + 1)])
      rest = []
      from = at + 1
    }
    if (from < chunk.length) rest.push(chunk.subarray(from))
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}
