import type { BounceReason } from './reasons.ts'
import table from './phrases.json' with { type: 'json' }

/**
 * Phrases of mail systems, in lower case and without punctuation. They are compared as whole words. The sign `*` stands for up to
 * four words.
 */
export const phrases: Readonly<Record<Exclude<BounceReason, 'other'>, readonly string[]>> = table.phrases

interface Exception {
  phrase: string
  reason: BounceReason | 'nothing'
  /** The exception holds only beside this code. */
  status?: string
}

/**
 * Longer phrases that contain one of the phrases above and mean something else. They are read first, and their words are then left
 * out. The table says why.
 */
export const exceptions = table.exceptions as readonly Exception[]

/**
 * Phrases for `no-such-address` that one mail system alone writes. Other phrases count only with a code 5.1.x or an answer to
 * RCPT, because filters write "User unknown" and "No such user" too.
 */
export const certainAlone: readonly string[] = table.certainAlone

/**
 * The whole of what filters of KDDI and others write of mail that they refuse. Of an address that does not exist, the same systems
 * write the address or 5.1.1 too.
 */
export const bareWords: readonly string[] = table.bareWords

/**
 * Signs that a server refused the recipient, and not the text of the mail. What stands before the words in a line is bounded and ends
 * with the line, because a hostile text of empty lines would otherwise take quadratic time.
 */
export const refusedRecipient: readonly RegExp[] = [
  /\bRCPT\b/i,
  /rejected (?:the |your )?(?:address|recipient)/i,
  /(?:recipient|destination)(?: address)? (?:was )?(?:rejected|refused)/i,
  /does not like recipient/i,
  /adresse (?:d.{0,30})?destinataire/i,
  // Exchange writes this before the words of the other server.
  /returned unknown recipient/i,
  // Yahoo asks for the recipient before it takes the mail.
  /^[^\w\n]{0,12}Sorry, we were unable to deliver your message to the following address/im,
  /^X-PowerMTA-BounceCategory: bad-(?:mailbox|domain)/im,
  // The local delivery of Unix.
  /^[^\w\n]{0,12}mail\.local: unknown (?:user|name)/im,
  // iMail writes the bare words about its own users.
  /^[^\w\n]{0,12}Unknown user: \S+@/im,
  // McAfee WebShield asks for the recipient before it takes the mail.
  /^[^\w\n]{0,12}The following addresses had delivery problems/im,
]

/** Enhanced status codes (RFC 3463, RFC 7505, Exchange) that say enough without a phrase. The class is left out. */
export const statusReasons: Readonly<Record<string, BounceReason>> = {
  '1.1': 'no-such-address',
  '1.2': 'no-such-domain',
  '1.3': 'no-such-address',
  '1.6': 'no-such-address',
  '1.10': 'no-such-address',
  '1.7': 'refused',
  '1.8': 'refused',
  '2.1': 'disabled',
  '2.2': 'mailbox-full',
  '2.3': 'too-big',
  '3.4': 'too-big',
  '4.1': 'late',
  '4.2': 'late',
  '4.7': 'late',
}

/** Subjects of enhanced status codes that contradict the words "no such user": another subject caused the refusal. */
export const contradicting: readonly RegExp[] = [
  /^[245]\.[67]\./,
  /^[245]\.2\.[0234]$/,
  /^[245]\.1\.[78]$/,
  /^[245]\.3\.[1-9]/,
]

/**
 * Systems that write "no such user" of mail that the rule of a recipient or a filter refused, as a sign in the report: the gateway
 * Active! hunter, and the bounce action of SES, whose words the owner of the domain chooses.
 */
export const unreliable: readonly RegExp[] = [
  /Active!\s?Hunter/i,
  /^Reporting-MTA:.{0,80}\binbound-smtp\.[\w-]+\.amazonaws\.com/im,
]
