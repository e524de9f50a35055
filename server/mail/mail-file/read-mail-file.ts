import { inServer } from '../../paths.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { RenderingFailure } from '../../rendering/failure.ts'
import { RenderingPool } from '../../rendering/pool.ts'
import { faultInMailFile, largestMailFile, mailIn, type MailFileFault } from './bounds.ts'
import type { KeyRecords } from './check-signatures.ts'
import { headerFields } from './header-fields.ts'
import { keyRecordIn, type KeyRecord } from './key-records.ts'
import type { MailFile, SignatureCheck, SignatureState } from './mail-file.ts'
import { domainOf, signaturesOf, signsFor, type Signatures } from './signatures.ts'
import type { TakenApart, Task } from './take-apart.ts'

/** Looks up the texts (TXT) under a name in the domain name system, each in its parts. Rejects like `node:dns`. */
export type ResolveTexts = (name: string) => Promise<string[][]>

const pool = new RenderingPool<Task, TakenApart>({
  module: inServer('mail/mail-file/take-apart.ts'),
  most: 1,
  waiting: 5,
})
const limits = { memory: 700_000_000, time: 20_000 }

/** In milliseconds, for all look-ups of a mail together. */
const lookUpTime = 6000

const faults: Record<MailFileFault | 'unreadable', Sentence> = {
  'too-large': say('mail-files-too-large', { megabytes: largestMailFile / 1_000_000 }),
  'too-complex': say('mail-files-too-complex'),
  'no-mail': say('mail-files-no-mail'),
  outlook: say('mail-files-outlook'),
  unreadable: say('mail-files-unreadable'),
}

/**
 * Reads a mail that somebody saved as a file, and checks the signature of its author's mail server. Stores and logs nothing. Looks up
 * the keys of a few signatures in the domain name system, and nothing else.
 * @param largestPdf in bytes; a larger PDF is left out
 * @throws Refusal if the file is no mail, or cannot be read
 */
export async function readMailFile(
  resolveTexts: ResolveTexts,
  file: Buffer | 'too-large' | null,
  largestPdf: number,
  now: Date,
): Promise<MailFile> {
  if (file === 'too-large') throw mailFileRefusal(faults['too-large'])
  if (file === null || file.length === 0) throw mailFileRefusal(say('mail-files-missing'))
  const mail = mailIn(file)
  const fault = faultInMailFile(mail)
  if (fault) throw mailFileRefusal(faults[fault])
  const fields = headerFields(mail)
  if (!fields.some(({ name }) => name === 'from')) throw mailFileRefusal(faults['no-mail'])
  const signatures = signaturesOf(fields, now)
  const records = await lookUp(resolveTexts, [...new Set(signatures.sound.map(({ keyName }) => keyName))])
  const taken = await takeApart({ mail, signatures: signatures.sound, records, now, largestPdf })
  const { text, quoted, left, pdf } = taken
  return {
    ...{ text, quoted, left },
    day: dayIn(taken.date),
    pdf: pdf && Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength),
    from: signatures.from,
    answers: idsIn(taken),
    signature: verdictOf(signatures, taken.states),
  }
}

export async function stopMailFiles(): Promise<void> {
  await pool.stop()
}

async function takeApart(task: Task): Promise<TakenApart> {
  try {
    return await pool.run(task, limits)
  } catch (error) {
    if (!(error instanceof RenderingFailure) || error.passes) throw error
    throw mailFileRefusal(faults.unreadable)
  }
}

async function lookUp(resolveTexts: ResolveTexts, names: readonly string[]): Promise<KeyRecords> {
  if (names.length === 0) return {}
  let stop: NodeJS.Timeout | undefined
  const late = new Promise<'unreachable'>((resolve) => {
    stop = setTimeout(() => resolve('unreachable'), lookUpTime)
  })
  const found = await Promise.all(
    names.map(async (name) => [name, await Promise.race([recordOf(resolveTexts, name), late])] as const),
  )
  clearTimeout(stop)
  return Object.fromEntries(found)
}

async function recordOf(resolveTexts: ResolveTexts, name: string): Promise<KeyRecord> {
  try {
    return keyRecordIn(await resolveTexts(name))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOTFOUND' || code === 'ENODATA' ? 'gone' : 'unreachable'
  }
}

/** If several signatures say different things, the first of these counts. A weak one beside a good one takes nothing away. */
const order: readonly SignatureState[] = ['signed', 'other-domain', 'altered', 'unreachable', 'key-gone', 'weak']

function verdictOf({ from, sound, weak }: Signatures, states: readonly SignatureState[]): SignatureCheck {
  const author = from === null ? '' : domainOf(from)
  const checked = sound.map(({ domain }, at): SignatureCheck => {
    const state = states[at] ?? 'weak'
    return { state: state === 'signed' && !signsFor(domain, author) ? 'other-domain' : state, domain }
  })
  for (const state of order) {
    const found = checked.find((each) => each.state === state)
    if (found) return found
  }
  return weak === null ? { state: 'unsigned', domain: null } : { state: 'weak', domain: weak === '' ? null : weak }
}

function dayIn(date: string | null): string | null {
  const at = date === null ? NaN : Date.parse(date)
  if (Number.isNaN(at) || Math.abs(at) > 8e15) return null
  const day = new Date(at).toISOString().slice(0, 10)
  return /^2\d{3}-/.test(day) ? day : null
}

const mostIds = 50

/** The mail to which it replies first, then the rest of the thread, the newest first. */
function idsIn({ inReplyTo, references }: TakenApart): string[] {
  const ids = (text: string) => [...text.matchAll(/<([^\s<>]{1,250})>/g)].map(([, id = '']) => id)
  return [...new Set([...ids(inReplyTo), ...ids(references).toReversed()])].slice(0, mostIds)
}

export function mailFileRefusal(message: Sentence): Refusal {
  return Refusal.fields([{ field: 'mail', message }])
}
