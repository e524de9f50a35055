/**
 * Settings for a small server that keeps little data.
 * The log records starts, stops and failures, but no statements, values or clients.
 * The write-ahead log contains the times of transactions, so it is kept short and its files are not recycled.
 */
const kept: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '60',
  jit: 'off',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  min_wal_size: '32MB',
  max_wal_size: '128MB',
  wal_recycle: 'off',
  wal_keep_size: '0',
  summarize_wal: 'off',
  archive_mode: 'off',
  shared_preload_libraries: '',
  track_commit_timestamp: 'off',
  track_activity_query_size: '100',
  update_process_title: 'off',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_connections: '',
  log_disconnections: 'off',
  log_hostname: 'off',
  log_checkpoints: 'off',
  log_lock_waits: 'off',
  log_temp_files: '-1',
  log_autovacuum_min_duration: '-1',
  log_replication_commands: 'off',
  autovacuum: 'on',
  vacuum_truncate: 'on',
}

export function settingArguments(more: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries({ ...kept, ...more }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
