import { EventEmitter } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Address, Email } from 'postal-mime'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'

export interface CaughtMail {
  id: string
  at: Date
  /** Envelope addresses, as the mail server received them. */
  from: string
  to: string
  subject: string
  text: string
  html: string
  /** In their original order, with names in lower case. */
  headers: { name: string; value: string }[]
  /** Addresses in the message itself. */
  sender: { name: string; address: string }
  replyTo: string
  attachments: { filename: string; contentType: string; content: Buffer }[]
  raw: Buffer
}

/** Steps of the SMTP dialogue: `data` before the server asks for the message, `body` during it, `dot` after its end. */
export type Moment = 'connect' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot'

/**
 * `lose-answer` accepts the message and disconnects without an answer. At `data` and `body`, only `drop` and `hang` have an effect.
 */
export type Behaviour = undefined | { answer: number; text?: string } | 'hang' | 'drop' | 'lose-answer'

export interface CatcherOptions {
  port?: number
  /** Limit of kept mails. The oldest are dropped. */
  keep?: number
  /** Simulates a faulty mail server. */
  behave?: (moment: Moment, address: string) => Behaviour
}

export interface Catcher {
  /** The value for SMTP_URL. */
  url: string
  /** Oldest first. */
  mails(): readonly CaughtMail[]
  find(id: string): CaughtMail | undefined
  /** Returns the first matching mail, and waits for it if there is none yet. */
  waitFor(fits: (mail: CaughtMail) => boolean, milliseconds?: number): Promise<CaughtMail>
  clear(): void
  close(): Promise<void>
}

type Done = (error?: Error | null) => void

/**
 * Starts a mail server for rehearsals. It listens only on loopback, keeps mails in memory and forwards nothing.
 * Its packages are development dependencies. Only this function loads them, so a production install works without them.
 */
export async function startCatcher(options: CatcherOptions = {}): Promise<Catcher> {
  const { SMTPServer } = await import('smtp-server')
  const { keep = 1000, behave = () => undefined } = options
  const kept: CaughtMail[] = []
  const arrivals = new EventEmitter().setMaxListeners(0)
  const sockets = new Map<number, Socket>()

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: 50_000_000,
    closeTimeout: 100,
    onConnect: (session, done) => act('connect', '', session, done),
    onMailFrom: ({ address }, session, done) => act('mail', address, session, done),
    onRcptTo: ({ address }, session, done) => act('rcpt', address, session, done),
    onData: (stream, session, done) => void receive(stream, session, done),
  })
  server.on('error', () => undefined)

  function act(moment: Moment, address: string, session: SMTPServerSession, done: Done): void {
    answer(behave(moment, address), session, done)
  }

  function answer(behaviour: Behaviour, session: SMTPServerSession, done: Done): void {
    if (behaviour === 'hang') return
    if (behaviour === undefined) done()
    else if (typeof behaviour === 'string') hangUp(session)
    else done(Object.assign(new Error(behaviour.text ?? 'Not now'), { responseCode: behaviour.answer }))
  }

  function hangUp(session: SMTPServerSession): void {
    sockets.get(session.remotePort)?.destroy()
  }

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    const to = session.envelope.rcptTo[0]?.address ?? ''
    if (behave('data', to) === 'drop') {
      hangUp(session)
      return
    }
    const during = behave('body', to)
    if (during === 'hang') return void sockets.get(session.remotePort)?.unpipe().pause()
    if (during === 'drop') return void stream.once('data', () => hangUp(session))
    const raw = await buffer(stream).catch(() => null)
    // The sender disconnected before the end of the message.
    if (raw === null) return
    const behaviour = behave('dot', to)
    if (behaviour === undefined || behaviour === 'lose-answer') await take(raw, session)
    answer(behaviour, session, done)
  }

  async function take(raw: Buffer, { envelope }: SMTPServerSession): Promise<void> {
    const { default: PostalMime } = await import('postal-mime')
    const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
    const email = await PostalMime.parse(raw)
    for (const { address } of envelope.rcptTo) {
      const mail = caughtMail(email, raw, from, address)
      kept.push(mail)
      arrivals.emit('mail', mail)
    }
    kept.splice(0, kept.length - keep)
  }

  const listening = server.listen(options.port ?? 0, '127.0.0.1')
  listening.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket
    sockets.set(remotePort, socket)
    socket.once('close', () => sockets.delete(remotePort))
  })
  await new Promise<void>((resolve, reject) => listening.once('listening', resolve).once('error', reject))

  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    mails: () => kept,
    find: (id) => kept.find((mail) => mail.id === id),
    waitFor: (fits, milliseconds = 10_000) => firstThatFits(kept, arrivals, fits, milliseconds),
    clear: () => void kept.splice(0),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function firstThatFits(
  kept: readonly CaughtMail[],
  arrivals: EventEmitter,
  fits: (mail: CaughtMail) => boolean,
  milliseconds: number,
): Promise<CaughtMail> {
  const already = kept.find(fits)
  if (already) return already
  const enough = new AbortController()
  const arrived = new Promise<CaughtMail>((resolve) => {
    const look = (mail: CaughtMail) => {
      if (fits(mail)) resolve(mail)
    }
    arrivals.on('mail', look)
    enough.signal.addEventListener('abort', () => arrivals.off('mail', look))
  })
  const late = sleep(milliseconds, undefined, { signal: enough.signal }).then(() => {
    throw new Error(`No such mail came within ${milliseconds / 1000} seconds.`)
  })
  late.catch(() => undefined)
  return Promise.race([arrived, late]).finally(() => enough.abort())
}

let count = 0

function caughtMail(email: Email, raw: Buffer, from: string, to: string): CaughtMail {
  return {
    id: String(++count),
    at: new Date(),
    from,
    to,
    subject: email.subject ?? '',
    text: email.text ?? '',
    html: email.html ?? '',
    headers: email.headers.map(({ key, value }) => ({ name: key, value })),
    sender: { name: email.from?.name ?? '', address: addressOf(email.from) },
    replyTo: addressOf(email.replyTo?.[0]),
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? 'attachment',
      contentType: mimeType,
      content: typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content)),
    })),
    raw,
  }
}

function addressOf(address: Address | undefined): string {
  return address?.address ?? ''
}
