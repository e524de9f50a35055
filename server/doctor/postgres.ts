import { bad, good, think, type Finding } from './finding.ts'
import { say, type MessageId } from '../messages/message.ts'

type Level = 'bad' | 'think'

interface Wanted {
  level: Level
  /** True if a value is acceptable. */
  will: (value: string) => boolean
  /** Message that says what the setting would reveal or break otherwise. */
  because: Extract<MessageId, `doctor-setting-${string}`>
  /** The change, as written in postgresql.conf. */
  change: string | readonly string[]
  /** Message with the change. Default: the change alone. */
  advice?: 'doctor-change-restart' | 'doctor-change-archive' | 'doctor-change-libraries'
}

const is =
  (...values: string[]) =>
  (value: string) =>
    values.includes(value)
const lacks = (pattern: RegExp) => (value: string) => !pattern.test(value)

/**
 * Settings of PostgreSQL with what each would reveal or lose. The embedded server sets those that differ from the default
 * (db/embedded/settings.ts).
 */
const settings: Record<string, Wanted> = {
  log_statement: {
    level: 'bad',
    will: is('none'),
    because: 'doctor-setting-log-statement',
    change: "log_statement = 'none'",
  },
  log_min_duration_statement: {
    level: 'bad',
    will: is('-1'),
    because: 'doctor-setting-log-duration',
    change: 'log_min_duration_statement = -1',
  },
  log_min_duration_sample: {
    level: 'bad',
    will: is('-1'),
    because: 'doctor-setting-log-sample',
    change: 'log_min_duration_sample = -1',
  },
  log_transaction_sample_rate: {
    level: 'bad',
    will: is('0'),
    because: 'doctor-setting-log-transactions',
    change: 'log_transaction_sample_rate = 0',
  },
  log_min_error_statement: {
    level: 'bad',
    will: is('panic', 'fatal'),
    because: 'doctor-setting-log-failed',
    change: "log_min_error_statement = 'panic'",
  },
  log_error_verbosity: {
    level: 'bad',
    will: is('terse'),
    because: 'doctor-setting-log-verbosity',
    change: "log_error_verbosity = 'terse'",
  },
  log_parameter_max_length_on_error: {
    level: 'bad',
    will: is('0'),
    because: 'doctor-setting-log-parameters',
    change: 'log_parameter_max_length_on_error = 0',
  },
  log_min_messages: {
    level: 'think',
    will: lacks(/^(debug|info|notice)/),
    because: 'doctor-setting-log-messages',
    change: "log_min_messages = 'log'",
  },
  log_connections: {
    level: 'think',
    will: is('', 'off', 'false'),
    because: 'doctor-setting-log-busy',
    change: "log_connections = ''",
  },
  log_disconnections: {
    level: 'think',
    will: is('off'),
    because: 'doctor-setting-log-busy',
    change: 'log_disconnections = off',
  },
  log_line_prefix: {
    level: 'think',
    will: lacks(/%[xvsc]/),
    because: 'doctor-setting-log-prefix',
    change: "log_line_prefix = '%t '",
  },
  log_lock_waits: {
    level: 'think',
    will: is('off'),
    because: 'doctor-setting-log-waits',
    change: 'log_lock_waits = off',
  },
  log_checkpoints: {
    level: 'think',
    will: is('off'),
    because: 'doctor-setting-log-checkpoints',
    change: 'log_checkpoints = off',
  },
  log_autovacuum_min_duration: {
    level: 'think',
    will: is('-1'),
    because: 'doctor-setting-log-autovacuum',
    change: 'log_autovacuum_min_duration = -1',
  },
  log_replication_commands: {
    level: 'think',
    will: is('off'),
    because: 'doctor-setting-log-replication',
    change: 'log_replication_commands = off',
  },
  track_commit_timestamp: {
    level: 'bad',
    will: is('off'),
    because: 'doctor-setting-commit-timestamps',
    change: 'track_commit_timestamp = off',
    advice: 'doctor-change-restart',
  },
  track_activity_query_size: {
    level: 'think',
    will: (value) => Number(value) <= 4096,
    because: 'doctor-setting-activity-size',
    change: "track_activity_query_size = '1kB'",
    advice: 'doctor-change-restart',
  },
  archive_mode: {
    level: 'bad',
    will: is('off'),
    because: 'doctor-setting-archive',
    change: 'archive_mode = off',
    advice: 'doctor-change-archive',
  },
  wal_level: {
    level: 'think',
    will: is('minimal'),
    because: 'doctor-setting-wal-level',
    change: ["wal_level = 'minimal'", 'max_wal_senders = 0'],
    advice: 'doctor-change-restart',
  },
  wal_keep_size: {
    level: 'bad',
    will: is('0'),
    because: 'doctor-setting-wal-kept',
    change: 'wal_keep_size = 0',
  },
  wal_recycle: {
    level: 'think',
    will: is('off'),
    because: 'doctor-setting-wal-recycled',
    change: 'wal_recycle = off',
  },
  summarize_wal: {
    level: 'think',
    will: is('off'),
    because: 'doctor-setting-wal-summaries',
    change: 'summarize_wal = off',
  },
  shared_preload_libraries: {
    level: 'bad',
    will: lacks(/auto_explain|pgaudit|pg_stat_monitor|pg_qualstats|pg_stat_log|wal2json/),
    because: 'doctor-setting-libraries',
    change: 'shared_preload_libraries',
    advice: 'doctor-change-libraries',
  },
  autovacuum: {
    level: 'bad',
    will: is('on'),
    because: 'doctor-setting-autovacuum',
    change: 'autovacuum = on',
  },
  vacuum_truncate: {
    level: 'think',
    will: is('on'),
    because: 'doctor-setting-vacuum-truncate',
    change: 'vacuum_truncate = on',
  },
  fsync: {
    level: 'bad',
    will: is('on'),
    because: 'doctor-setting-crash-everything',
    change: 'fsync = on',
  },
  synchronous_commit: {
    level: 'bad',
    will: is('on', 'remote_apply', 'remote_write', 'local'),
    because: 'doctor-setting-crash-signatures',
    change: 'synchronous_commit = on',
  },
}

/** Judges PostgreSQL's settings. Ignores settings that this server does not have. */
export function judgeSettings(found: ReadonlyMap<string, string>): Finding[] {
  return Object.entries(settings).flatMap(([name, { level, will, because, change, advice }]) => {
    const value = found.get(name)
    if (value === undefined) return []
    if (will(value))
      return [
        good(value === '' ? say('doctor-postgres-fine-empty', { name }) : say('doctor-postgres-fine', { name, value })),
      ]
    return [(level === 'bad' ? bad : think)(say(because, { name, value }), say(advice ?? 'doctor-change', { change }))]
  })
}
