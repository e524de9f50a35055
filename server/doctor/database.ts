import pg from 'pg'
import { connectionNames, connectionOptions } from '../db/connection.ts'
import { bad, good, think, type Finding } from './finding.ts'
import { say } from '../messages/message.ts'
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
    const { code, name } = error as NodeJS.ErrnoException
    return [
      bad(say('doctor-database-unreachable', { reason: code ?? name }), say('doctor-database-unreachable-advice')),
    ]
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
      ? good(say('doctor-version-fine'))
      : think(say('doctor-version-other', { version: String(major) }), say('doctor-version-other-advice'))
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
          and relname in ('challenge', 'code_epoch', 'mail_allowance', 'pending', 'sign_in_challenge', 'recipient_challenge',
            'subscriber_challenge', 'mailed_code', 'mailed_code_attempts', 'waiting_statement', 'kept_form', 'account_challenge')) as logged,
      (select count(*)::int from pg_roles where rolcanlogin and rolname <> current_user) as others,
      (select not ssl from pg_stat_ssl where pid = pg_backend_pid())
        and coalesce(not (inet_client_addr() <<= '127.0.0.0/8' or inet_client_addr() = '::1'), false) as clear`)
  const [row] = rows
  return row ? judgeElsewhere(row) : []
}

export function judgeElsewhere(seen: Elsewhere): Finding[] {
  const found: Finding[] = []
  if (seen.slots > 0) found.push(bad(say('doctor-slots', { count: seen.slots }), say('doctor-slots-advice')))
  if (seen.replicas > 0) found.push(bad(say('doctor-replicas'), say('doctor-replicas-advice')))
  if (seen.publications > 0) found.push(bad(say('doctor-publications'), say('doctor-publications-advice')))
  if (seen.statements) found.push(think(say('doctor-statements-counted'), say('doctor-statements-counted-advice')))
  if (seen.triggers > 0)
    found.push(bad(say('doctor-triggers', { count: seen.triggers }), say('doctor-triggers-advice')))
  if (seen.logged.length > 0)
    found.push(
      bad(
        say('doctor-tables-logged', { tables: seen.logged }),
        say('doctor-tables-logged-advice', {
          statements: seen.logged.map((table) => `alter table ${table} set unlogged`).join('; '),
        }),
      ),
    )
  if (seen.clear) found.push(bad(say('doctor-connection-clear'), say('doctor-connection-clear-advice')))
  if (seen.others > 0) found.push(think(say('doctor-roles', { count: seen.others }), say('doctor-roles-advice')))
  return found.length > 0 ? found : [good(say('doctor-elsewhere-fine'))]
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
    return [bad(say('doctor-clock-unset', { year: String(year) }), say('doctor-clock-unset-advice'))]
  const apart = Math.abs(here - there) / 1000
  if (apart < 2) return [good(say('doctor-clock-fine'))]
  const what = say('doctor-clock-apart', { seconds: Math.round(apart) })
  return [(apart > 30 ? bad : think)(what, say('doctor-clock-apart-advice'))]
}
