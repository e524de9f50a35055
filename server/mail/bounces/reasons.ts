/** What the server that refused a mail says about it. Only the first two say that the address does not exist. */
export const reasons = [
  'no-such-address',
  'no-such-domain',
  'mailbox-full',
  'disabled',
  'too-big',
  'refused',
  'late',
  'other',
] as const
export type Reason = (typeof reasons)[number]

/** The reasons after which an address is not written to again. */
export function meansGone(reason: Reason): boolean {
  return reason === 'no-such-address' || reason === 'no-such-domain'
}
