import { Refusal, say } from '../../refusal.ts'

export function signedOutRefusal(): Refusal {
  return new Refusal('unauthenticated', 'not-signed-in', say('http-session-ended'))
}

/** Only a person who has proved the new mailbox learns that it has an account. */
export function addressTakenRefusal(): Refusal {
  return new Refusal('conflict', 'address-has-account', say('refusal-address-has-account'), 'address')
}

/** The same for an unknown, a used and a replaced code, so that it reveals nothing about accounts. */
export function wrongRecoveryCodeRefusal(): Refusal {
  return new Refusal('invalid', 'recovery-code-not-right', say('refusal-recovery-code-not-right'), 'recovery_code')
}

export function linkGoneRefusal(): Refusal {
  return new Refusal('gone', 'recovery-link-gone', say('refusal-recovery-link-gone'))
}
