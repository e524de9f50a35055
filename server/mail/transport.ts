import { randomBytes } from 'node:crypto'
import nodemailer from 'nodemailer'
import { StartProblem } from '../db/start-problem.ts'
import { say } from '../messages/message.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import { attached } from './attached.ts'
import { isBareAddress, oneLine, withoutAddresses } from './cleaning.ts'
import { acceptanceOf, noticeAcceptance, type Progress } from './smtp-acceptance.ts'
import type { MailResult, Mail, Outgoing } from './mail.ts'

export interface MailConfig {
  /** `smtps://user:password@host`. */
  url: string
  /** For example `Round Robin <letters@example.org>`. */
  from: string
  /** Sender of codes. Default: the bare address of `from`. */
  codeFrom?: string
  /** The public host of this server, used in EHLO and in Message-IDs. */
  host: string
  dkim?: { domain: string; selector: string; privateKey: string }
  timeouts?: Partial<Timeouts>
}

/** Milliseconds. `whole` limits a message from queue to answer, because a slow server that keeps sending never hits `silence`. */
export interface Timeouts {
  connect: number
  silence: number
  whole: number
}

export interface Transport extends Mail {
  /** Waits for the messages that are being sent. */
  close(): void
}

const usualTimeouts: Timeouts = { connect: 15_000, silence: 60_000, whole: 300_000 }

/** Headers that DKIM signs. Nodemailer's default list lacks those for unsubscribing and for automatic mail. */
const signedHeaders = [
  ...['From', 'Sender', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'Cc', 'In-Reply-To', 'References'],
  ...['MIME-Version', 'Content-Type', 'Content-Transfer-Encoding', 'Auto-Submitted'],
  ...['List-Id', 'List-Help', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'List-Post', 'List-Owner', 'List-Archive'],
].join(':')

/**
 * Opens a pool of SMTP connections. `send` never throws because of the mail server: it returns an outcome (see MailResult).
 * @throws StartProblem if a sender is not one bare address
 */
export function openTransport(config: MailConfig): Transport {
  const timeouts = { ...usualTimeouts, ...config.timeouts }
  const senders = readSenders(config)
  const pool = nodemailer.createTransport({
    url: config.url,
    pool: true,
    // Deliveries use at most ten connections (delivery/rules.ts), so that codes never wait for them.
    maxConnections: 12,
    // Disables the pool's own requeueing after a lost connection, because only the caller decides whether to send again.
    maxRequeues: 0,
    idleTimeout: 20_000,
    name: config.host,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    socketTimeout: timeouts.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  })
  pool.use('stream', noticeAcceptance)
  const dkim = config.dkim && {
    domainName: config.dkim.domain,
    keySelector: config.dkim.selector,
    privateKey: config.dkim.privateKey,
    headerFieldNames: signedHeaders,
  }

  async function send(message: Outgoing): Promise<MailResult> {
    if (!isBareAddress(message.to))
      return { outcome: 'permanent', answer: wordsWithoutRequest().text('copy-address-unusable') }
    const abort = new AbortController()
    const progress: Progress = { whole: false }
    const attachments = await Promise.all((message.attachments ?? []).map(attached))
    const data = {
      ...compose(message, senders, config.host),
      attachments: attachments.map((raw) => ({ raw })),
      ...{ signal: abort.signal, progress },
      ...(dkim && { dkim }),
    }
    // A timer instead of AbortSignal.timeout, which would stay in memory for minutes after each mail.
    const tooLong = setTimeout(() => {
      abort.abort()
    }, timeouts.whole)
    try {
      const { response } = await pool.sendMail(data)
      return { outcome: 'accepted', answer: withoutAddresses(response, message.to) }
    } catch (error) {
      return acceptanceOf(error, progress, message.to)
    } finally {
      clearTimeout(tooLong)
    }
  }
  return { send, close: () => pool.close() }
}

interface Sender {
  name: string
  address: string
}

function readSenders(config: MailConfig): Record<Outgoing['kind'], Sender> {
  const usual = readSender(config.from, 'MAIL_FROM')
  const code =
    config.codeFrom === undefined ? { name: '', address: usual.address } : readSender(config.codeFrom, 'CODE_MAIL_FROM')
  return { code, delivery: usual, organizer: usual, update: usual }
}

export function readSender(text: string, setting: string): Sender {
  const [, name = '', address = text.trim()] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(text) ?? []
  if (!isBareAddress(address)) throw new StartProblem(say('start-sender-unreadable', { name: setting, value: text }))
  return { name: oneLine(name), address }
}

function compose(message: Outgoing, senders: Record<Outgoing['kind'], Sender>, host: string) {
  const from = sender(senders[message.kind], message.from)
  return {
    envelope: { from: message.bounceTo === undefined ? from.address : ownAddress(message.bounceTo), to: message.to },
    from,
    to: { name: '', address: message.to },
    subject: oneLine(message.subject),
    text: message.text,
    messageId: messageId(message.messageId, host),
    headers: headers(message),
    xMailer: false as const,
    ...(message.html !== undefined && { html: message.html }),
    ...(message.replyTo !== undefined && { replyTo: { name: '', address: ownAddress(message.replyTo) } }),
  }
}

function sender(usual: Sender, wish: Outgoing['from']): Sender {
  return {
    name: oneLine(wish?.name ?? usual.name),
    address: wish?.address === undefined ? usual.address : ownAddress(wish.address),
  }
}

function ownAddress(address: string): string {
  if (!isBareAddress(address)) throw new TypeError('A sender or reply address is not one bare address.')
  return address
}

export function newMessageId(host: string): string {
  return `<${randomBytes(16).toString('hex')}@${host.replace(/:\d+$/, '')}>`
}

function messageId(given: string | undefined, host: string): string {
  if (given === undefined) return newMessageId(host)
  const bare = given.replace(/^<|>$/g, '')
  if (!isBareAddress(bare)) throw new TypeError('A Message-ID has the form <something@host>.')
  return `<${bare}>`
}

function headers(message: Outgoing): Record<string, string> {
  const automatic = message.kind === 'code' ? { 'Auto-Submitted': 'auto-generated' } : {}
  const given = Object.entries(message.headers ?? {}).map(([name, value]) => {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name))
      throw new TypeError('A header name has letters, digits and hyphens only.')
    return [name, oneLine(value)] as const
  })
  return { ...automatic, ...Object.fromEntries(given) }
}
