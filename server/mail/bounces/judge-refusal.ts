import {
  bareWords,
  certainAlone,
  contradicting,
  exceptions,
  phrases,
  refusedRecipient,
  statusReasons,
  unreliable,
} from './phrases.ts'
import { bounceReasons, meansGone, type BounceReason } from './reasons.ts'

/** The statements of a report about one recipient. */
export interface Refusal {
  /** The words of the server that refused the mail. '' if the report does not quote them. */
  said: string
  /** The status of a report's fields, such as `5.1.1`. '' without such fields. */
  status: string
  /** The words of the report around them, without the original mail. */
  notice: string
  /** Signs of the system that wrote the report: its media type and its fields. */
  system: string
}

export interface Judged {
  /** Enhanced status code (RFC 3463), such as `5.1.1`, or ''. */
  status: string
  /** SMTP reply code, such as `550`, or ''. */
  reply: string
  reason: BounceReason
}

/** In characters. Servers say what matters at the beginning, and the mail may be hostile. */
export const longestSaid = 2000
const longestNotice = 6000
const longestWord = 200

/**
 * Decides why a mail was refused. Says that an address does not exist only if nothing in the report speaks against it, because an
 * address is then deleted.
 */
export function judgeRefusal(refusal: Refusal): Judged {
  const said = refusal.said.slice(0, longestSaid)
  const notice = refusal.notice.slice(0, longestNotice)
  const status = lastStatus(said) || (refusal.status.endsWith('.0.0') ? '' : refusal.status)
  const reply = firstReply(said)
  return {
    status: status || refusal.status,
    reply,
    reason: reasonOf({ ...refusal, field: refusal.status, said, notice, status }, reply),
  }
}

function reasonOf(refusal: Refusal & { field: string }, reply: string): BounceReason {
  const { said, notice, status } = refusal
  const inReply = reasonsIn(said, status)
  const byStatus = statusReasons[status.slice(2)] ?? 'other'
  const byField = statusReasons[refusal.field.slice(2)] ?? 'other'
  const around = reasonsIn(notice, status)
  const found = inReply.length > 0 || byStatus !== 'other' ? inReply : around
  const other = found.find((reason) => !meansGone(reason)) ?? around.find((reason) => atTheMailbox.includes(reason))
  if (other !== undefined) return other
  if (refusal.field !== status && fieldDecides.includes(byField)) return byField
  const gone = found[0]
  const reason = gone ?? byStatus
  return !meansGone(reason) || isCertain(refusal, gone, reply) ? reason : 'other'
}

/** @param gone the reason that words gave, undefined if only the code says that the address does not exist */
function isCertain(refusal: Refusal, gone: BounceReason | undefined, reply: string): boolean {
  if (unreliable.some((pattern) => pattern.test(refusal.system))) return false
  if (gone === undefined) return !afterData(refusal) && !refusal.status.startsWith('4') && !reply.startsWith('4')
  if (gone === 'no-such-domain') return !afterData(refusal) && !isContradicted(refusal)
  return isAboutRecipient(refusal)
}

/** Reasons that contradict "no such user" also if only the words around the reply say so. */
const atTheMailbox: readonly BounceReason[] = ['mailbox-full', 'disabled']

/** Reasons that contradict "no such user" also if only the code of the report's fields gives them. */
const fieldDecides: readonly BounceReason[] = ['mailbox-full', 'too-big', 'late']

/** Returns true if the words "no such user" answer RCPT or have a code that says the same, and nothing speaks against them. */
function isAboutRecipient(refusal: Refusal): boolean {
  const { said, notice, status, system } = refusal
  const saysSo = /^[45]\.1\.(?!0$|7$|8$|351$)/.test(status)
  const asked = refusedRecipient.some((pattern) => [notice, said, system].some((text) => pattern.test(text)))
  if (isContradicted(refusal)) return false
  if (saysSo) return true
  if (isBare(said) || afterData(refusal)) return false
  const words = wordsOf(`${said} ${notice}`)
  return asked || checksLate.test(said) || certainAlone.some((phrase) => words.includes(` ${phrase} `))
}

/** Returns true if the code names another reason. A code that only the report's fields have may be the reporting system's guess. */
function isContradicted({ said, notice, status }: Refusal): boolean {
  if (!contradicting.some((pattern) => pattern.test(status))) return false
  return said.includes(status) || !refusedRecipient.some((pattern) => pattern.test(notice))
}

/** Returns true if the last reply is only the bare words of a filter, without an address. */
function isBare(said: string): boolean {
  const last = said.split('->').at(-1) ?? ''
  return !last.includes('@') && bareWords.includes(wordsOf(last).replace(/\d+/g, ' ').trim())
}

/** Signs that the refusal answers the mail's text and not its recipient: a filter speaks, whatever its words. */
const afterText: readonly RegExp[] = [
  /in reply to (?:the )?(?:end of )?data\b/i,
  /after (?:the )?(?:end of data|data\b)/i,
  /after I sent the message/i,
  /for TEXT command/i,
  /^[^\w\n]{0,12}SMTP command\s{1,12}DATA\b/im,
]
/** Yahoo checks the recipient after the text. */
const checksLate = /\bdelivery error: dd This user doesn['’]t have a\b/i
/** Sendmail writes this line of its own if a server refused the recipient, also while it was already sending DATA. */
const sendmailSays = /^[> ]*55[0-4] 5\.1\.\d .{1,300}$/m

function afterData({ notice, said }: Refusal): boolean {
  if (checksLate.test(said)) return false
  if (afterText.some((pattern) => pattern.test(notice) || pattern.test(said))) return true
  return />>> ?DATA\b/i.test(notice) && (!sendmailSays.test(notice) || /(?<![\d.])5\.0\.0(?![\d.])/.test(said))
}

const patterns = bounceReasons.flatMap((reason) =>
  reason === 'other' ? [] : phrases[reason].map((phrase) => ({ reason, test: matcher(phrase) })),
)

function matcher(phrase: string): (words: string) => boolean {
  if (!phrase.includes('*')) return (words) => words.includes(` ${phrase} `)
  const pattern = new RegExp(` ${phrase.replaceAll(' * ', ' (?:\\S+ ){0,4}')} `)
  return (words) => pattern.test(words)
}

/** The reasons whose phrases a text contains, each once. Those that say that an address does not exist come first. */
function reasonsIn(text: string, code: string): BounceReason[] {
  let words = wordsOf(text)
  const found = new Set<BounceReason>()
  for (const { phrase, reason, status } of exceptions) {
    if (!words.includes(` ${phrase} `) || (status !== undefined && status !== code)) continue
    words = words.replaceAll(` ${phrase} `, ' ')
    if (reason !== 'nothing') found.add(reason)
  }
  for (const { reason, test } of patterns) if (!found.has(reason) && test(words)) found.add(reason)
  return [...found]
}

/**
 * Lower-case words with one space around each. Leaves out addresses, links and names of hosts, because their parts are no words of
 * the server's.
 */
function wordsOf(text: string): string {
  const kept = text.split(/\s+/).filter((word) => word.length <= longestWord && !isName(word))
  const words = kept.join(' ').replaceAll('’', "'").toLowerCase()
  return ` ${words
    .replace(/[^\p{L}\p{M}\p{N}']+|(?<![\p{L}])'|'(?!\p{L})/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()} `
}

function isName(word: string): boolean {
  return (
    word.includes('@') ||
    word.includes('://') ||
    /^[^\p{L}\p{N}]*[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?:\[[^\]]*\])?[^\p{L}\p{N}]*$/u.test(word)
  )
}

function lastStatus(said: string): string {
  const all = said.match(/(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/g)
  return all?.at(-1) ?? ''
}

function firstReply(said: string): string {
  return /(?<![\d.])([45][0-7]\d)(?=[-: ]|$)/.exec(said)?.[1] ?? ''
}

/** Returns true if a text contains a phrase of the table. */
export function namesReason(text: string): boolean {
  return reasonsIn(text.slice(0, longestNotice), '').length > 0
}
