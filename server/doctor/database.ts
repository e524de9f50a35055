import pg from 'pg'
import { connectionNames, connectionOptions } from '../db/connection.ts'
import { bad, good, think, type Finding } from './finding.ts'
import { judgeSettings } from './postgres.ts'

/**
 * Examines the database without changing anything.
 * @param clock read just before and after a query for the database's time
 */
export async function examineDatabase(url: string, clock: () => Date): Promise<Finding[]> {
  const client = new pg.Client(connectionOptions(url, connectionNames.command))
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'no reason given'
    return [bad(`The database cannot be reached (${reason}).`, 'Look at DATABASE_URL, and at whether PostgreSQL runs.')]
  }
  try {
    return [...(await settingsOf(client)), ...(await keptElsewhere(client)), ...(await clockOf(client, clock))]
  } finally {
    await client.end()
  }
}

async function settingsOf(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; setting: string }>('select name, setting from pg_settings')
  const found = new Map(rows.map(({ name, setting }) => [name, setting]))
  const major = Math.floor(Number(found.get('server_version_num')) / 10_000)
  const version =
    major === 18
      ? good('PostgreSQL is of version 18')
      : think(`PostgreSQL is of version ${String(major)}.`, 'Use 18, with which this program is tested.')
  return [version, ...judgeSettings(found)]
}

interface Elsewhere {
  slots: number
  replicas: number
  publications: number
  statements: boolean
  triggers: number
  logged: string[]
  others: number
  clear: boolean
}

async function keptElsewhere(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<Elsewhere>(`
    select
      (select count(*)::int from pg_replication_slots) as slots,
      (select count(*)::int from pg_stat_replication) as replicas,
      (select count(*)::int from pg_publication) as publications,
      exists (select from pg_extension where extname = 'pg_stat_statements') as statements,
      (select count(*)::int from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and t.tgname <> 'revision_is_immutable') as triggers,
      (select coalesce(array_agg(relname::text order by relname), '{}') from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence <> 'u'
          and relname in ('challenge', 'code', 'code_attempts', 'code_epoch', 'mail_allowance', 'pending', 'sign_in_challenge',
            'recipient_challenge', 'subscriber_challenge', 'mailed_code', 'mailed_code_attempts', 'waiting_statement')) as logged,
      (select count(*)::int from pg_roles where rolcanlogin and rolname <> current_user) as others,
      (select not ssl from pg_stat_ssl where pid = pg_backend_pid())
        and coalesce(not (inet_client_addr() <<= '127.0.0.0/8' or inet_client_addr() = '::1'), false) as clear`)
  const [row] = rows
  return row ? judgeElsewhere(row) : []
}

export function judgeElsewhere(seen: Elsewhere): Finding[] {
  const found: Finding[] = []
  if (seen.slots > 0)
    found.push(
      bad(
        `There are ${String(seen.slots)} replication slots: the write-ahead log is kept for them, and it dates every claim.`,
        'Drop them: select pg_drop_replication_slot(slot_name) from pg_replication_slots.',
      ),
    )
  if (seen.replicas > 0)
    found.push(
      bad(
        'A replica, or a continuous backup, receives the write-ahead log, and with it the time of every claim.',
        'End it, or see that it keeps no log of its own and is as well guarded as this server.',
      ),
    )
  if (seen.publications > 0)
    found.push(bad('Changes are published to other databases.', 'Drop the publications: see pg_publication.'))
  if (seen.statements)
    found.push(
      think(
        'pg_stat_statements counts statements: two looks at it tell how many signed in between.',
        'drop extension pg_stat_statements, and take it out of shared_preload_libraries.',
      ),
    )
  if (seen.triggers > 0)
    found.push(
      bad(
        `There are ${String(seen.triggers)} triggers on the tables that are not ours: they may keep what is deleted.`,
        'Look at pg_trigger, and drop them.',
      ),
    )
  if (seen.logged.length > 0)
    found.push(
      bad(
        `What waits for a code or a batch is written to the log: ${seen.logged.join(', ')}.`,
        `Set them back: ${seen.logged.map((table) => `alter table ${table} set unlogged`).join('; ')}.`,
      ),
    )
  if (seen.clear)
    found.push(
      bad(
        'The connection to the database is not encrypted.',
        'Add sslmode=verify-full to DATABASE_URL, or use a Unix socket.',
      ),
    )
  if (seen.others > 0)
    found.push(
      think(
        `${String(seen.others)} other roles may log in to this database server.`,
        'See that none of them may read this database.',
      ),
    )
  return found.length > 0 ? found : [good('nothing else receives or keeps what the database writes')]
}

async function clockOf(client: pg.Client, clock: () => Date): Promise<Finding[]> {
  const before = clock().getTime()
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now')
  const there = rows[0]?.now.getTime() ?? before
  return judgeClock((before + clock().getTime()) / 2, there)
}

/**
 * Compares this machine's clock with the database's. A difference closes batches early, or lets codes be valid too long.
 * @param here milliseconds since the epoch
 * @param there milliseconds since the epoch
 */
export function judgeClock(here: number, there: number): Finding[] {
  const year = new Date(here).getUTCFullYear()
  if (year < 2026 || year > 2100)
    return [
      bad(
        `This machine believes that it is the year ${String(year)}.`,
        'Set its clock: let it run chrony or systemd-timesyncd.',
      ),
    ]
  const apart = Math.abs(here - there) / 1000
  if (apart < 2) return [good('the clock agrees with the database’s')]
  const what = `This machine’s clock and the database’s are ${apart.toFixed(0)} seconds apart.`
  return [(apart > 30 ? bad : think)(what, 'Let both run chrony or systemd-timesyncd.')]
}
