/** Why a mail came back, as the report of a mail server says. Only the first two say that the address does not exist. */
export const bounceReasons = [
  'no-such-address',
  'no-such-domain',
  'mailbox-full',
  'disabled',
  'too-big',
  'refused',
  'late',
  'other',
] as const
export type BounceReason = (typeof bounceReasons)[number]

/** Only an address that does not exist gets nothing more. Other reasons pass, or depend on the mail. */
export function meansGone(reason: BounceReason): boolean {
  return reason === 'no-such-address' || reason === 'no-such-domain'
}
