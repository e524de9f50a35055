import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judgeRefusal } from '../../server/mail/bounces/judge-refusal.ts'
import { certainAlone, exceptions, phrases } from '../../server/mail/bounces/phrases.ts'
import { bounceReasons } from '../../server/mail/bounces/reasons.ts'
import type { Returned } from '../../server/mail/bounces/returned-mail.ts'
import { withoutAddresses } from '../../server/mail/cleaning.ts'
import { outcomeFor } from '../../server/mail/returned.ts'
import { expectedBounces, ownBounces } from '../support/bounces.ts'
import { readReturnedMail } from '../support/returned.ts'

const read = (lines: readonly string[]) => readReturnedMail(Buffer.from(lines.join('\r\n')))

describe('mails in the shapes of real systems', () => {
  const all = expectedBounces(ownBounces)

  test.for(all.map((each) => [each.name, each] as const))('%s', async ([, { mail, bounce, gone, status, reply }]) => {
    const returned = await readReturnedMail(mail())
    expect(returned.kind === 'report').toBe(bounce)
    if (returned.kind !== 'report') return
    expect(returned.gone).toBe(gone)
    // A code with a detail of 900 and more is one of the table, for words without a code.
    if (!/\.9\d\d$/.test(status)) expect(returned.status).toBe(status)
    if (reply !== '' && returned.reply !== '') expect(returned.reply).toBe(reply)
  })

  test('are of both kinds, and enough of each', () => {
    expect(all.filter(({ gone }) => gone).length).toBeGreaterThan(20)
    expect(all.filter(({ bounce, gone }) => bounce && !gone).length).toBeGreaterThan(20)
    expect(all.filter(({ bounce }) => !bounce).length).toBeGreaterThan(8)
  })

  test.for([
    ['auto-reply-exchange', 'auto-reply'],
    ['auto-reply-german', 'auto-reply'],
    ['auto-reply-ticket', 'auto-reply'],
    ['receipt', 'auto-reply'],
    ['complaint', 'complaint'],
    ['success', 'success'],
    ['person-quotes-report', 'reply'],
    ['person-without-path', 'reply'],
    ['person-forwards-report', 'reply'],
    ['postfix-delayed', 'report'],
  ] as const)('%s is a mail of the kind %s', async ([name, kind]) => {
    const mail = readFileSync(new URL(`${name}.eml`, ownBounces))
    expect((await readReturnedMail(mail)).kind).toBe(kind)
  })
})

test('a daemon’s mail without a known shape is unread, also if it is damaged', async () => {
  for (const lines of [
    ['From: MAILER-DAEMON@relay.example', 'Subject: xyz', '', 'Zxcv qwer.'],
    ['Return-Path: <>', 'From: Postmaster <postmaster@relay.example>', 'Subject: Notice', '', 'Zxcv qwer.'],
    ['From: MAILER-DAEMON', 'Content-Type: multipart/report; boundary=', '', '--', '\0\u{1}'],
  ])
    expect((await read(lines)).kind).toBe('unread')
})

test.for([
  [
    [
      'From: noreply@board.example',
      'Auto-Submitted: auto-replied',
      'Subject: Your message',
      '',
      'It could not be delivered.',
    ],
    'auto-reply',
  ],
  [
    [
      'From: Postmaster <postmaster@board.example>',
      'Return-Path: <postmaster@board.example>',
      'Subject: RE: Open letter',
      '',
      'Our policy',
    ],
    'reply',
  ],
  [
    [
      'From: Carl <carl@board.example>',
      'Subject: Fwd: Undelivered Mail',
      '',
      '550 5.1.1 User unknown, unable to deliver',
    ],
    'reply',
  ],
  [['From: postmaster@board.example', 'Subject: Notice', '', 'Remote host said: 550 5.1.1 No such user'], 'report'],
  [['From: postmaster@board.example', 'Subject: [BOUNCE]', '', 'No words'], 'report'],
] as const)('%o is of the kind %s', async ([lines, kind]) => {
  expect((await read(lines)).kind).toBe(kind)
})

describe('an address is gone only if nothing speaks against it', () => {
  const judged = (said: string, more: object = {}) =>
    judgeRefusal({ said, status: '', notice: '', system: '', ...more }).reason

  test.for([
    ['550 5.1.1 User unknown', {}],
    ['550 5.1.1 Rejected', {}],
    ['550 5.1.10 Recipient not found', {}],
    ['553 5.1.3 Bad address syntax', {}],
    ['550 No such user', { notice: '(in reply to RCPT TO command)' }],
    ['550 5.4.1 Recipient address rejected: Access denied', {}],
    ['551 5.1.6 User has moved', {}],
    ['450 4.1.1 User unknown', {}],
  ] as const)('%s says that it is', ([said, more]) => {
    expect(judged(said, more)).toBe('no-such-address')
  })

  test.for([
    ['550 5.7.1 User unknown', {}],
    ['550 5.2.2 Mailbox full', {}],
    ['550 5.1.1 User unknown, mailbox over quota', {}],
    ['550 5.1.1 <x> is blocked using a block list', {}],
    ['550 5.1.1 User unknown', { status: '4.2.2' }],
    ['550 5.1.1 User unknown', { notice: 'Not enough disk space' }],
    ['550 5.1.8 No such user', {}],
    ['550 5.1.0 Rejected', {}],
    ['550 No such user', {}],
    ['550 No such user', { notice: '(in reply to end of DATA command)' }],
    ['550 User unknown', { notice: '(in reply to RCPT TO command)' }],
    ['421 4.1.1 Rejected', {}],
    ['550 5.3.4 Message too big', {}],
    ['550 5.4.7 Delivery expired', {}],
    ['550 5.0.0 Rejected', {}],
    ['550 5.7.26 DMARC', {}],
    ['550 5.1.1 Mailbox does not exist', { system: 'Reporting-MTA: dns; inbound-smtp.us-west-2.amazonaws.com' }],
  ] as const)('%s does not, beside %o', ([said, more]) => {
    expect(judged(said, more)).not.toMatch(/^no-such/)
  })
})

test('a report about an alias does not say that the address itself is gone', async () => {
  const report = (await readReturnedMail(readFileSync(new URL('postfix-unknown.eml', ownBounces)))) as Returned
  expect(report.kind).toBe('report')
  expect(outcomeFor(report, 'ADA.Hartley@board.example').gone).toBe(true)
  const [first] = report.recipients
  const others = [
    { ...first!, address: 'one@board.example' },
    { ...first!, address: 'two@board.example', gone: false },
  ]
  expect(outcomeFor({ ...report, recipients: others }, 'ada.hartley@board.example').gone).toBe(false)
  expect(outcomeFor({ ...report, recipients: others }, 'one@board.example').gone).toBe(true)
})

test('addresses with a token are found in the original that a report returns, and nothing else is', async () => {
  const token = '0123456789abcdefghij0123456789abcdefghij0'
  const original = [`Return-Path: <bounces+${token}@letters.example>`, 'Subject: Open letter', '', 'Dear Ada']
  const mail = [
    'From: MAILER-DAEMON@relay.example',
    'To: letters@letters.example',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    `<bounces+${token}@letters.example>, xbounces+${token}@letters.example, bounces+${token}0@letters.example`,
    '--b',
    'Content-Type: message/rfc822',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(original.join('\r\n')).toString('base64'),
    '--b--',
  ]
  const { to, within } = await read(mail)
  expect(to).toEqual(['letters@letters.example'])
  expect(within).toEqual([`bounces+${token}@letters.example`, `xbounces+${token}@letters.example`])
  expect((await read(mail.filter((line) => !line.startsWith('<bounces')))).within).toEqual([
    `bounces+${token}@letters.example`,
  ])
})

describe('hostile mails', () => {
  const head = 'From: MAILER-DAEMON@x.example\r\nReturn-Path: <>\r\nSubject: Undelivered\r\n'
  const million = 1_000_000

  // Without bounds these exhaust the memory or the time of a test.
  test.for([
    ['empty lines', head + '\r\n' + '\n'.repeat(24 * million)],
    ['tags', `${head}Content-Type: text/html\r\n\r\n${'<a '.repeat(8 * million)}`],
    ['half addresses', head + '\r\n' + 'a@'.repeat(12 * million)],
    ['host names', head + '\r\n' + 'a.'.repeat(12 * million)],
    ['tokens', head + '\r\n' + `+${'0'.repeat(41)}@`.repeat(million / 2)],
    ['a long line', head + '\r\n' + 'a'.repeat(24 * million)],
    ['recipients', `To: ${'a@'.repeat(million)}\r\n\r\nx`],
    ['many parts', `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(million)}`],
    [
      'nested parts',
      Array.from(
        { length: 3000 },
        (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
      ).join(''),
    ],
    ['nested JSON', `\r\n${'{"a":'.repeat(million)}`],
    ['a quoted plus', head + '\r\n' + '+'.repeat(24 * million)],
  ] as const)('%s are read within bounds', async ([, mail]) => {
    const { within, to } = await readReturnedMail(Buffer.from(mail))
    expect(within.length).toBeLessThanOrEqual(50)
    expect(to.length).toBeLessThan(20_000)
  })
})

describe('hostile reports', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const part = (type: string, text: string) =>
    ['--b', `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', '', base64(text)].join('\r\n')
  const report = (parts: readonly string[]) =>
    Buffer.from(
      ['From: MAILER-DAEMON@x.example', 'Content-Type: multipart/report; boundary=b', '', ...parts, '--b--'].join(
        '\r\n',
      ),
    )
  const group = 'Final-Recipient: rfc822;a@b.example\nAction: failed\n\n'

  // Without bounds these take longer than a test may.
  test('many recipients in many parts, below empty lines, are read within bounds', async () => {
    const unknown = `${group.trim()}\nDiagnostic-Code: smtp; no such user\n\n`
    const empty = '\n'.repeat(6000)
    const fields = [empty, ...Array.from({ length: 50 }, () => unknown.repeat(100))]
    const parts = fields.map((text) => part('message/delivery-status', text))
    const mail = await readReturnedMail(report([part('text/plain', `could not be delivered${empty}`), ...parts]))
    expect(mail.kind === 'report' && mail.recipients.length).toBe(21)
  })

  const long = `550 5.1.1 ${'a'.repeat(150_000)}`
  const notification = { notificationType: 'Bounce', bounce: { bouncedRecipients: [{ diagnosticCode: long }] } }
  test.for([
    ['text', ['From: MAILER-DAEMON@x.example', 'Subject: Undelivered', '', long]],
    ['a diagnosis in JSON', ['From: no-reply@sns.example', '', JSON.stringify(notification)]],
    [
      'a diagnosis in fields',
      [
        'From: MAILER-DAEMON@x.example',
        'Content-Type: message/delivery-status',
        '',
        `Action: failed\r\nDiagnostic-Code: smtp; ${long}`,
      ],
    ],
  ] as const)('the words of a server in %s are cut', async ([, lines]) => {
    const mail = await read(lines)
    expect(mail.kind === 'report' && mail.said.length).toBeLessThanOrEqual(2000)
    expect(mail.kind === 'report' && mail.said).toContain('550 5.1.1')
  })

  test('addresses are removed from an endless answer', () => {
    const word = 'a'.repeat(1_000_000)
    expect(withoutAddresses(`550 <${word}@b.example> ${word}`, 'ada@b.example')).toBe(`550 <…> ${'a'.repeat(292)}`)
    for (const [answer, cleaned] of [
      ['550 a@b', '550 …'],
      ['550 @b a@ @', '550 @b a@ @'],
      ['550 a@b@c,(d@e)', '550 …,(…)'],
    ] as const)
      expect(withoutAddresses(answer, '')).toBe(cleaned)
  })

  test('an address is not gone if a report names more recipients than are judged', async () => {
    const gone = Array.from({ length: 30 }, (_, at) =>
      `${group}Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n`
        .replace('\n\n', '\n')
        .replace('a@', `a${at}@`),
    )
    const of = async (count: number) =>
      outcomeFor(
        (await readReturnedMail(report([part('message/delivery-status', gone.slice(0, count).join(''))]))) as Returned,
        'ada@b.example',
      ).gone
    expect(await of(20)).toBe(true)
    expect(await of(30)).toBe(false)
  })

  test.for([
    ['null', [null]],
    ['texts', ['x', 1, []]],
    ['null beside a recipient', [null, { emailAddress: 'a@b.example', status: '5.1.1' }]],
  ] as const)('a notification with %s is read', async ([, bouncedRecipients]) => {
    const json = JSON.stringify({ notificationType: 'Bounce', bounce: { bouncedRecipients } })
    for (const text of [json, JSON.stringify({ Message: json })])
      expect((await read(['From: no-reply@sns.example', '', text])).kind).toBe('report')
  })
})

describe('the table of phrases', () => {
  const listed = Object.values(phrases).flat()

  test('has each phrase once, as it is compared', () => {
    for (const phrase of [...listed, ...certainAlone, ...exceptions.map((each) => each.phrase)])
      expect(phrase).toMatch(/^[\p{L}\p{M}\p{N}'*]+(?: [\p{L}\p{M}\p{N}'*]+)*$/u)
    expect(listed.filter((phrase, index) => listed.indexOf(phrase) !== index)).toEqual([])
    expect(listed.filter((phrase) => phrase !== phrase.toLowerCase())).toEqual([])
  })

  test('has a phrase for each reason that it can give', () => {
    expect([...Object.keys(phrases), 'other'].sort()).toEqual([...bounceReasons].sort())
    for (const { reason } of exceptions) expect([...bounceReasons, 'nothing']).toContain(reason)
  })
})
