import type { ErrorCode } from '../../server/audit/check/result.ts'
import type { AuditLog, TestIssuer } from './audit-log.ts'
import type { Checked } from './check-count.ts'

/** A falsified log. The operator has the letter's key, so everything is signed again unless the lie is about the signature. */
export interface Lie {
  name: string
  /** The errors that the check must find, without repetition. */
  errors: ErrorCode[]
  tell: (log: AuditLog, issuers: readonly TestIssuer[]) => Checked
  /** The expressions without which the lie passes. */
  off: { file: string; from: string; to: string }[]
}

export const checked = (
  log: AuditLog,
  change: Partial<ReturnType<AuditLog['file']>> = {},
  older?: string[],
): Checked => ({
  json: Buffer.from(JSON.stringify({ ...log.file(), ...change })),
  ...(older ? { older } : {}),
})

export const offListed = {
  file: 'server/audit/check/names.ts',
  from: '!takesList(context, entries)',
  to: 'false',
}
export const offCounted = {
  file: 'server/audit/check/walk.ts',
  from: 'takesList(context, entries)',
  to: 'true',
}
