import pg from 'pg'

interface Column {
  table: string
  name: string
  type: string
  nullable: boolean
  has_default: boolean
}

const query = `
select c.table_name as table, column_name as name, c.udt_name as type, is_nullable = 'YES' as nullable,
  column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS' as has_default
from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'migration'
order by c.table_name, ordinal_position`

/** For each type of PostgreSQL, the type that the driver returns (pool.ts). It returns a day as text. */
const plain: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  interval: 'string',
  jsonb: 'unknown',
  text: 'string',
  timestamptz: 'Date',
  uuid: 'string',
  _bytea: 'Buffer[]',
  _int4: 'number[]',
  _text: 'string[]',
  _uuid: 'string[]',
}

/**
 * The text of schema.ts as it should be for the database. Tables, columns, null and defaults come from the database. A type with a
 * name of its own (`Visibility`, a union, `ColumnType`) stays as `current` has it.
 */
export async function describeTypes(url: string, current: string): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<Column>(query)
    return schemaText(rows, current)
  } finally {
    await client.end()
  }
}

function schemaText(columns: readonly Column[], current: string): string {
  const known = tablesIn(current)
  const found = new Map<string, Column[]>()
  for (const column of columns) found.set(column.table, [...(found.get(column.table) ?? []), column])
  // Tables stay in their order, which follows the product. New ones come last.
  const order = [...[...known.keys()].filter((table) => found.has(table)), ...found.keys()]
  const tables = [...new Set(order)]
  const list = tables.map((table) => `  ${table}: ${known.get(table)?.name ?? nameOf(table)}`)
  const bodies = tables.map((table) => {
    const { name, comment, types } = known.get(table) ?? newTable(table)
    const lines = ordered(found.get(table) ?? [], [...types.keys()]).map(
      (column) => `  ${column.name}: ${typeOf(column, types.get(column.name))}`,
    )
    return `${comment}interface ${name} {\n${lines.join('\n')}\n}\n`
  })
  const [head = ''] = current.split('export interface Schema {')
  const named = current.slice(current.indexOf('\n}\n') + 3, current.search(/^(\/\*\*[^\n]*\*\/\n)?interface \w+Table/m))
  return `${head}export interface Schema {\n${list.join('\n')}\n}\n${named}${bodies.join('\n')}`
}

interface Known {
  name: string
  /** Above its interface; may be empty. */
  comment: string
  types: Map<string, string>
}

function tablesIn(current: string): Map<string, Known> {
  const bodies = new Map(
    [...current.matchAll(/((?:^\/\*\*[^\n]*\*\/\n)?)^interface (\w+Table) \{\n([^]*?)\n\}/gm)].map(
      ([, comment = '', name = '', body = '']) => [name, { comment, body }],
    ),
  )
  const [, list = ''] = /export interface Schema \{\n([^]*?)\n\}/.exec(current) ?? []
  return new Map(
    [...list.matchAll(/^ {2}(\w+): (\w+)$/gm)].map(([, table = '', name = '']) => {
      // A type may go on in the next lines, which are indented further.
      const columns = [...(bodies.get(name)?.body ?? '').matchAll(/^ {2}(\w+): ?([^]*?)(?=\n {2}\w|$(?![^]))/gm)]
      return [
        table,
        {
          name,
          comment: bodies.get(name)?.comment ?? '',
          types: new Map(columns.map(([, column = '', type = '']) => [column, type])),
        },
      ]
    }),
  )
}

function ordered(columns: readonly Column[], known: readonly string[]): Column[] {
  const place = ({ name }: Column) => (known.includes(name) ? known.indexOf(name) : known.length)
  return columns.toSorted((a, b) => place(a) - place(b))
}

function typeOf({ type, nullable, has_default }: Column, current = ''): string {
  const core = current.replace(/ \| null$/, '').replace(/^Generated<(.*)>$/s, '$1')
  const own = plain[type] ?? 'unknown'
  const isPlain = core === '' || Object.values(plain).includes(core)
  // `ColumnType` says itself what may be inserted.
  if (/^\s*(ColumnType|Json|Fixed)</.test(core)) return current
  const base = isPlain ? own : core
  return `${has_default && !nullable ? `Generated<${base}>` : base}${nullable ? ' | null' : ''}`
}

function newTable(table: string): Known {
  return { name: nameOf(table), comment: '', types: new Map() }
}

function nameOf(table: string): string {
  return `${table.replace(/(^|_)(\w)/g, (_match, _before, letter: string) => letter.toUpperCase())}Table`
}
