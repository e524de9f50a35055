import { StatementUnanswered } from './limited-client.ts'

/** SQLSTATE classes: connection exceptions, resources used up, an operator or a crash in between, and errors of the system below. */
const classes = new Set(['08', '53', '57', '58'])
/**
 * Also a login that is refused or a database that is not there (both were there at the start), a server that only reads after a
 * failover, and a deadlock or a lock not obtained in time, after which nothing was changed.
 */
const states = new Set(['28000', '28P01', '3D000', '25006', '25P03', '25P04', '40001', '40P01', '55P03'])

const ofNode = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'],
])
/** A Unix socket that is not there, or whose server does not listen. The same codes mean a file elsewhere. */
const ofSockets = new Set(['ENOENT', 'EACCES', 'EAGAIN', 'EMFILE', 'ENFILE'])

/** The driver's own errors have no code. */
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

/** Whether an error says that the database could not be asked, or could not do its work just now: later it may. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof StatementUnanswered || ofTheDriver.has(error.message)) return true
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (ofNode.has(code) || (ofSockets.has(code) && syscall === 'connect')) return true
  if (states.has(code) || (/^[0-9A-Z]{5}$/.test(code) && classes.has(code.slice(0, 2)))) return true
  if (error instanceof AggregateError && error.errors.some(isOutage)) return true
  return isOutage(error.cause)
}
