import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { MailResult, Outgoing } from '../../server/mail/mail.ts'
import { at, openTestTransport, putsOffATenth, startMailServer } from '../support/mail.ts'

const timeouts = { connect: 300, silence: 300, whole: 5000 }
const large = Buffer.alloc(12_000_000, 'A letter. ')

function message(more: Partial<Outgoing> = {}): Outgoing {
  return { kind: 'delivery', to: 'ana@company.example', subject: 'A letter', text: 'Dear board,', ...more }
}

function withAttachment(): Outgoing {
  return message({ attachments: [{ filename: 'letter.pdf', content: large, contentType: 'application/pdf' }] })
}

describe('what becomes of a message', () => {
  test('accepted by the mail server', async () => {
    const server = await startMailServer()
    expect(await openTestTransport(server.url).send(message())).toEqual({
      outcome: 'accepted',
      answer: '250 OK: message queued',
    })
    expect(server.mails()).toHaveLength(1)
  })

  const answered = [
    ['mail', 451, 'passing'],
    ['mail', 550, 'permanent'],
    ['rcpt', 451, 'passing'],
    ['rcpt', 550, 'permanent'],
    ['rcpt', 503, 'passing'],
    ['dot', 421, 'passing'],
    ['dot', 452, 'passing'],
    ['dot', 554, 'permanent'],
    ['connect', 554, 'passing'],
  ] as const
  test.for(answered)('answered at %s with %i: %s', async ([moment, answer, outcome]) => {
    const server = await startMailServer({ behave: at(moment, { answer }) })
    const result = await openTestTransport(server.url).send(message())
    expect(result.outcome).toBe(outcome)
    expect(server.mails()).toHaveLength(0)
  })

  const lost = [
    ['connect', 'drop', 'passing'],
    ['mail', 'drop', 'passing'],
    ['rcpt', 'drop', 'passing'],
    ['data', 'drop', 'passing'],
    ['body', 'drop', 'passing'],
    ['dot', 'drop', 'unsure'],
    ['connect', 'hang', 'passing'],
    ['rcpt', 'hang', 'passing'],
    ['body', 'hang', 'passing'],
    ['dot', 'hang', 'unsure'],
  ] as const
  test.for(lost)('no answer at %s (%s): %s', async ([moment, behaviour, outcome]) => {
    const server = await startMailServer({ behave: at(moment, behaviour) })
    const result = await openTestTransport(server.url, { timeouts }).send(withAttachment())
    expect(result.outcome).toBe(outcome)
  })

  test('unsure is said of a message that did arrive, and nothing sends it again by itself', async () => {
    const server = await startMailServer({ behave: at('dot', 'lose-answer') })
    const transport = openTestTransport(server.url, { timeouts })
    expect((await transport.send(message())).outcome).toBe('unsure')
    expect((await transport.send(message({ subject: 'Another' }))).outcome).toBe('unsure')
    expect(server.mails().map(({ subject }) => subject)).toEqual(['A letter', 'Another'])
  })

  test('unsure as well on a connection that has carried a message before', async () => {
    let messages = 0
    const server = await startMailServer({
      behave: (moment) => (moment === 'dot' && ++messages === 2 ? 'lose-answer' : undefined),
    })
    const transport = openTestTransport(server.url, { timeouts })
    expect((await transport.send(message())).outcome).toBe('accepted')
    expect((await transport.send(message())).outcome).toBe('unsure')
    expect(server.mails()).toHaveLength(2)
  })

  test('passing where nobody listens', async () => {
    const port = await closedPort()
    const result = await openTestTransport(`smtp://127.0.0.1:${port}`, { timeouts }).send(message())
    expect(result.outcome).toBe('passing')
  })

  test('a server that trickles is given up in the end', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.write('220-wait\r\n')
      const trickle = setInterval(() => socket.write('220-wait\r\n'), 20)
      socket.on('close', () => clearInterval(trickle))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const transport = openTestTransport(`smtp://127.0.0.1:${port}`, { timeouts: { ...timeouts, whole: 200 } })
    expect((await transport.send(message())).outcome).toBe('passing')
  })

  test('sent again until accepted, each of 50 messages arrives once, although a tenth of all commands fails', async () => {
    const server = await startMailServer({ behave: putsOffATenth(7) })
    const transport = openTestTransport(server.url)
    const subjects = Array.from({ length: 50 }, (_, index) => `Letter ${index}`)
    await Promise.all(subjects.map((subject) => untilAccepted(() => transport.send(message({ subject })))))
    expect(
      server
        .mails()
        .map(({ subject }) => subject)
        .toSorted(),
    ).toEqual(subjects.toSorted())
  })
})

describe('what is kept of an answer', () => {
  test('no address, whole or in part, on one line', async () => {
    const text = 'No mailbox for <Ana@company.example>: ANA unknown, ask postmaster@company.example'
    const server = await startMailServer({ behave: at('rcpt', { answer: 550, text }) })
    const { answer } = await openTestTransport(server.url).send(message())
    expect(answer).toBe('550 No mailbox for <…>: … unknown, ask …')
  })

  test('nothing of the machine where nobody answers', async () => {
    const port = await closedPort()
    const { answer } = await openTestTransport(`smtp://127.0.0.1:${port}`, { timeouts }).send(message())
    expect(answer).not.toMatch(/company|ana/i)
  })
})

async function untilAccepted(send: () => Promise<MailResult>): Promise<void> {
  while ((await send()).outcome !== 'accepted');
}

async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
