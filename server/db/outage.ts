import { StatementUnanswered } from './limited-client.ts'

/**
 * SQLSTATE classes: connection exceptions (08), insufficient resources (53), operator intervention and crashes (57), system errors
 * (58).
 */
const classes = new Set(['08', '53', '57', '58'])
/**
 * More SQLSTATE codes after which a retry may succeed.
 * Login refused or database missing: both worked at the start. Read-only: the server changed after a failover.
 * Transaction timed out, serialization failure, deadlock, or lock not obtained in time: nothing was changed.
 */
const states = new Set(['28000', '28P01', '3D000', '25006', '25P03', '25P04', '40001', '40P01', '55P03'])

const ofNode = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'],
])
/** A Unix socket that is missing or on which no server listens. For other system calls the same codes concern files. */
const ofSockets = new Set(['ENOENT', 'EACCES', 'EAGAIN', 'EMFILE', 'ENFILE'])

/** The driver's own errors have no code, so they are recognized by their message. */
const ofTheDriver = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
])

/** Returns true if the database was unavailable or could not do its work, so that a later try may succeed. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof StatementUnanswered || ofTheDriver.has(error.message)) return true
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (ofNode.has(code) || (ofSockets.has(code) && syscall === 'connect')) return true
  if (states.has(code) || (/^[0-9A-Z]{5}$/.test(code) && classes.has(code.slice(0, 2)))) return true
  if (error instanceof AggregateError && error.errors.some(isOutage)) return true
  return isOutage(error.cause)
}
