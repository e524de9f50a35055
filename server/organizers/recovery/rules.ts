import { readSymbols } from '../../crypto/earlier-key.ts'
import { randomSymbols } from '../../crypto/signing-key.ts'

/** Codes in one set. */
export const codesPerSet = 8
/** 80 random bits. The code alone identifies its account, so a guess may match the code of any account. */
const codeSymbols = 16
const groups = /.{4}(?=.)/g

/**
 * Time in which the old mailbox can object to an address that was proved without it, and in which codes of an earlier set stay good. So
 * neither a stolen paper nor a seized mailbox locks the other out at once.
 */
export const waitingHours = 72
/** Time after a recovery code in which its session may replace the address or the codes. */
export const recoversHours = 1
export const operatorLinkHours = 24
/** Time after which a notice that cannot be mailed is deleted. */
export const noticeHours = 72

/** The acts on an account that need a mailed code. `link` is the operator's. `fresh` proves the mailbox for an act on a letter. */
export type AccountAct = 'codes' | 'address' | 'recovery' | 'link' | 'fresh'

/** A new recovery code, in groups of four. */
export function newRecoveryCode(): string {
  return randomSymbols(codeSymbols).replace(groups, '$&-')
}

/** @returns the symbols without their groups; null if the text is no recovery code */
export function parseRecoveryCode(text: string): string | null {
  return readSymbols(text, codeSymbols)
}
