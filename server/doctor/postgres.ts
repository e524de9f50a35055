import { bad, good, think, type Finding } from './finding.ts'

type Level = 'bad' | 'think'

interface Wanted {
  level: Level
  /** Whether a value is acceptable. */
  will: (value: string) => boolean
  /** What the setting would reveal or break otherwise. */
  because: string
  /** The change, as written in postgresql.conf. */
  change: string
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
    because: 'the log says when each claim and each signature was written, and the text of drafts',
    change: "log_statement = 'none'",
  },
  log_min_duration_statement: {
    level: 'bad',
    will: is('-1'),
    because: 'slow statements are logged with the time, and with what was typed',
    change: 'log_min_duration_statement = -1',
  },
  log_min_duration_sample: {
    level: 'bad',
    will: is('-1'),
    because: 'a sample of statements is logged with the time',
    change: 'log_min_duration_sample = -1',
  },
  log_transaction_sample_rate: {
    level: 'bad',
    will: is('0'),
    because: 'whole transactions are logged with the time',
    change: 'log_transaction_sample_rate = 0',
  },
  log_min_error_statement: {
    level: 'bad',
    will: is('panic', 'fatal'),
    because: 'a statement that fails is logged whole',
    change: "log_min_error_statement = 'panic'",
  },
  log_error_verbosity: {
    level: 'bad',
    will: is('terse'),
    because: 'the details of an error quote rows: names, keyed hashes, addresses',
    change: "log_error_verbosity = 'terse'",
  },
  log_parameter_max_length_on_error: {
    level: 'bad',
    will: is('0'),
    because: 'what was typed is logged when a statement fails',
    change: 'log_parameter_max_length_on_error = 0',
  },
  log_min_messages: {
    level: 'think',
    will: lacks(/^(debug|info|notice)/),
    because: 'the log is chatty, and dates what happens',
    change: "log_min_messages = 'log'",
  },
  log_connections: {
    level: 'think',
    will: is('', 'off', 'false'),
    because: 'the log dates when the server had much to do',
    change: "log_connections = ''",
  },
  log_disconnections: {
    level: 'think',
    will: is('off'),
    because: 'the log dates when the server had much to do',
    change: 'log_disconnections = off',
  },
  log_line_prefix: {
    level: 'think',
    will: lacks(/%[xvsc]/),
    because: 'lines of the log bear transaction or session numbers, which rows bear too',
    change: "log_line_prefix = '%t '",
  },
  log_lock_waits: {
    level: 'think',
    will: is('off'),
    because: 'a statement that waits is logged with the time',
    change: 'log_lock_waits = off',
  },
  log_checkpoints: {
    level: 'think',
    will: is('off'),
    because: 'the log dates how much was written',
    change: 'log_checkpoints = off',
  },
  log_autovacuum_min_duration: {
    level: 'think',
    will: is('-1'),
    because: 'the log dates how many rows of each table changed',
    change: 'log_autovacuum_min_duration = -1',
  },
  log_replication_commands: {
    level: 'think',
    will: is('off'),
    because: 'the log is chatty',
    change: 'log_replication_commands = off',
  },
  track_commit_timestamp: {
    level: 'bad',
    will: is('off'),
    because: 'every row can be asked when it was written: each claim to the microsecond',
    change: 'track_commit_timestamp = off, then restart',
  },
  track_activity_query_size: {
    level: 'think',
    will: (value) => Number(value) <= 4096,
    because: 'long statements stay in memory, where others who use this server may see them',
    change: "track_activity_query_size = '1kB', then restart",
  },
  archive_mode: {
    level: 'bad',
    will: is('off'),
    because: 'the write-ahead log is archived, and it dates every claim beside every signature, for good',
    change: 'archive_mode = off, then restart; delete the archive',
  },
  wal_level: {
    level: 'think',
    will: is('minimal'),
    because: 'the write-ahead log says more than a restart needs',
    change: "wal_level = 'minimal' and max_wal_senders = 0, then restart",
  },
  wal_keep_size: {
    level: 'bad',
    will: is('0'),
    because: 'old pieces of the write-ahead log are kept, and they date every claim beside every signature',
    change: 'wal_keep_size = 0',
  },
  wal_recycle: {
    level: 'think',
    will: is('off'),
    because: 'files of the write-ahead log are used again with their old content in them',
    change: 'wal_recycle = off',
  },
  summarize_wal: {
    level: 'think',
    will: is('off'),
    because: 'summaries of the write-ahead log are kept: what changed in which stretch of it',
    change: 'summarize_wal = off',
  },
  shared_preload_libraries: {
    level: 'bad',
    will: lacks(/auto_explain|pgaudit|pg_stat_monitor|pg_qualstats|pg_stat_log|wal2json/),
    because: 'one of them records statements, with the time or with what was typed',
    change:
      'take auto_explain, pgaudit, pg_stat_monitor and pg_qualstats out of shared_preload_libraries, then restart',
  },
  autovacuum: {
    level: 'bad',
    will: is('on'),
    because: 'rows that were deleted, names among them, stay in the files',
    change: 'autovacuum = on',
  },
  vacuum_truncate: {
    level: 'think',
    will: is('on'),
    because: 'pages of deleted rows are not given back, and keep what was in them longer',
    change: 'vacuum_truncate = on',
  },
  fsync: {
    level: 'bad',
    will: is('on'),
    because: 'a crash loses signatures that were acknowledged, or the whole database',
    change: 'fsync = on',
  },
  synchronous_commit: {
    level: 'bad',
    will: is('on', 'remote_apply', 'remote_write', 'local'),
    because: 'a crash loses signatures that were acknowledged',
    change: 'synchronous_commit = on',
  },
}

/** Judges PostgreSQL's settings. Ignores settings that this server does not have. */
export function judgeSettings(found: ReadonlyMap<string, string>): Finding[] {
  return Object.entries(settings).flatMap(([name, { level, will, because, change }]) => {
    const value = found.get(name)
    if (value === undefined) return []
    if (will(value)) return [good(`${name} is ${value === '' ? 'empty' : value}`)]
    return [(level === 'bad' ? bad : think)(`${name} is ${value}: ${because}.`, `In postgresql.conf: ${change}.`)]
  })
}
