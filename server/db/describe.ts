import pg from 'pg'

const statements = `
with mine as (
  select oid, oid::regclass::text as name, relpersistence
  from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r'
),
pieces as (
  select name, 1 as part, '' as detail,
    'create ' || case relpersistence when 'u' then 'unlogged ' else '' end || 'table ' || name || ' (' || (
      select string_agg(E'\\n  ' || line, ',' order by part, place, line) from (
        select 1 as part, attnum as place, attname || ' ' || format_type(atttypid, atttypmod)
          || coalesce(case attgenerated when 's' then ' generated always as (' || pg_get_expr(adbin, adrelid) || ') stored'
            else ' default ' || pg_get_expr(adbin, adrelid) end, '')
          || case when attnotnull then ' not null' else '' end as line
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attrelid = mine.oid and attnum > 0 and not attisdropped
        union all
        select 2, 0, 'constraint ' || conname || ' ' || pg_get_constraintdef(oid)
        from pg_constraint where conrelid = mine.oid and contype not in ('n', 't')
      ) as lines
    ) || E'\\n);' as statement
  from mine
  union all
  select mine.name, 2, indexrelid::regclass::text, pg_get_indexdef(indexrelid) || ';'
  from mine join pg_index on indrelid = mine.oid
  where not exists (select from pg_constraint where conindid = indexrelid)
  union all
  select mine.name, 3, tgname, pg_get_triggerdef(pg_trigger.oid) || ';'
  from mine join pg_trigger on tgrelid = mine.oid and not tgisinternal
  union all
  select '', 0, proname, trim(trailing E'\\n' from pg_get_functiondef(oid)) || ';'
  from pg_proc where pronamespace = 'public'::regnamespace
)
select statement from pieces order by name, part, detail collate "C"`

/** Returns the current schema as SQL for reading. Equal schemas give equal text. */
export async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ statement: string }>(statements)
    const heading =
      '-- The schema after all migrations. `npm run schema` writes this file for reading. Nothing runs it.'
    return `${[heading, ...rows.map(({ statement }) => statement)].join('\n\n')}\n`
  } finally {
    await client.end()
  }
}
