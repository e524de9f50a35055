import { generateKeyPairSync } from 'node:crypto'
import { hostname } from 'node:os'
import fastify from 'fastify'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import type { App } from '../../server/http/app-types.ts'
import { catcherRoutes } from '../../server/http/dev-mail.ts'
import { safeFilename } from '../../server/mail/cleaning.ts'
import type { Outgoing } from '../../server/mail/mail.ts'
import { mailConfigs } from '../../server/mail/settings.ts'
import type { MailConfig } from '../../server/mail/transport.ts'
import { openTransports } from '../../server/mail/transports.ts'
import { testFolder } from '../support/database.ts'
import { dkimVerdict } from '../support/dkim.ts'
import { openTestTransport, startMailServer } from '../support/mail.ts'

async function sendAndRead(more: Partial<Outgoing> = {}, config: Partial<MailConfig> = {}) {
  const server = await startMailServer()
  const transport = openTestTransport(server.url, config)
  const result = await transport.send({
    kind: 'delivery',
    to: 'board@company.example',
    subject: 'A letter',
    text: 'Dear board,',
    ...more,
  })
  expect(result.outcome).toBe('accepted')
  const mail = await server.waitFor(() => true)
  const header = (name: string) => mail.headers.find((one) => one.name === name)?.value
  return { mail, header }
}

describe('mails arrive unchanged', () => {
  test('text, HTML and subject in any script', async () => {
    const { mail } = await sendAndRead({
      subject: 'Ein offener Brief – 公開書簡 – رسالة مفتوحة 🕊',
      text: 'Größe\n.\nŽluťoučký kůň\n..two dots\n',
      html: '<p>公開書簡</p>',
    })
    expect(mail.subject).toBe('Ein offener Brief – 公開書簡 – رسالة مفتوحة 🕊')
    expect(mail.text.trim()).toBe('Größe\n.\nŽluťoučký kůň\n..two dots')
    expect(mail.html.trim()).toBe('<p>公開書簡</p>')
  })

  test('attachments with names in any script, byte for byte', async () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))
    const filename = 'Offener Brief an Müller – 公開書簡.pdf'
    const { mail } = await sendAndRead({ attachments: [{ filename, content, contentType: 'application/pdf' }] })
    expect(mail.attachments).toEqual([{ filename, content, contentType: 'application/pdf' }])
  })

  test('the same Message-ID as often as it is sent', async () => {
    const messageId = '<6b1f@roundrobin.example>'
    const { header } = await sendAndRead({ messageId })
    expect(header('message-id')).toBe(messageId)
  })

  test('reply address and headers of a delivery', async () => {
    const { mail, header } = await sendAndRead({
      replyTo: 'organizers@roundrobin.example',
      headers: { 'List-Unsubscribe': '<https://roundrobin.example/stop>' },
      from: { name: 'Workers of Example' },
    })
    expect(mail.replyTo).toBe('organizers@roundrobin.example')
    expect(header('list-unsubscribe')).toBe('<https://roundrobin.example/stop>')
    expect(mail.sender).toEqual({ name: 'Workers of Example', address: 'letters@roundrobin.example' })
    expect(mail.from).toBe('letters@roundrobin.example')
  })
})

describe('a mail with a code reveals nothing', () => {
  const code: Partial<Outgoing> = { kind: 'code', subject: 'Your code', text: '12345 67890' }

  test('a bare sender and no answer from machines', async () => {
    const { mail, header } = await sendAndRead(code)
    expect(mail.sender).toEqual({ name: '', address: 'letters@roundrobin.example' })
    expect(header('auto-submitted')).toBe('auto-generated')
  })

  test('a neutral sender of its own, in the envelope too', async () => {
    const { mail } = await sendAndRead(code, { codeFrom: 'Codes <codes@neutral.example>' })
    expect(mail.sender).toEqual({ name: 'Codes', address: 'codes@neutral.example' })
    expect(mail.from).toBe('codes@neutral.example')
  })

  test('neither the program nor the machine that sent it', async () => {
    const { mail, header } = await sendAndRead(code, { host: 'letters.example:8443' })
    expect(header('message-id')).toMatch(/^<[0-9a-f]{32}@letters\.example>$/)
    const head = mail.raw.toString().split('\r\n\r\n', 1)[0] ?? ''
    expect(head).not.toMatch(/mailer|nodemailer|user-agent/i)
    expect(head).not.toContain(hostname())
    expect(mail.headers.map(({ name }) => name).toSorted()).toEqual([
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ])
  })
})

describe('nothing that was typed can become a header, a recipient or a path', () => {
  const breakouts = [
    '\r\nBcc: spy@evil.example',
    '\nBcc: spy@evil.example',
    '\r\n\r\nAnother body',
    '\u2028Bcc: spy@evil.example',
  ]

  test.for(breakouts)('in subject, sender, headers and file names: %j', async (breakout) => {
    const { mail } = await sendAndRead({
      subject: `A letter${breakout}`,
      from: { name: `Ana${breakout}` },
      headers: { 'List-Id': `letters${breakout}` },
      attachments: [
        { filename: `a${breakout}.pdf`, content: Buffer.from('x'), contentType: `application/pdf${breakout}` },
      ],
    })
    expect(mail.headers.map(({ name }) => name)).not.toContain('bcc')
    expect(mail.subject).toContain('A letter ')
    expect(mail.text.trim()).toBe('Dear board,')
    expect(mail.attachments).toHaveLength(1)
  })

  const recipients = [
    'a@company.example, spy@evil.example',
    'a@company.example\r\nRCPT TO:<spy@evil.example>',
    'a@company.example>\r\nDATA',
    'Ana <a@company.example>',
    'a@company.example;spy@evil.example',
    'group:a@company.example;',
    '"a b"@company.example',
    'a@b@company.example',
    '',
    'nobody',
    `${'a'.repeat(250)}@company.example`,
  ]
  test.for(recipients)('nobody is written to as %j', async (to) => {
    const server = await startMailServer()
    const result = await openTestTransport(server.url).send({ kind: 'code', to, subject: 'Your code', text: '1' })
    expect(result.outcome).toBe('permanent')
    expect(server.mails()).toEqual([])
  })

  test('an invalid header name or reply address is an error of our code', async () => {
    const server = await startMailServer()
    const transport = openTestTransport(server.url)
    const message: Outgoing = { kind: 'delivery', to: 'a@company.example', subject: 'A', text: 'A' }
    await expect(transport.send({ ...message, headers: { 'X: y\r\nBcc': 'spy@evil.example' } })).rejects.toThrow(
      TypeError,
    )
    await expect(transport.send({ ...message, replyTo: 'a@b.example, c@d.example' })).rejects.toThrow(TypeError)
    await expect(transport.send({ ...message, messageId: '<a@b>\r\nBcc: c@d.example' })).rejects.toThrow(TypeError)
    expect(server.mails()).toEqual([])
  })

  test.for([
    ['../../etc/passwd', '..-..-etc-passwd'],
    ['..', 'attachment'],
    ['', 'attachment'],
    ['C:\\letter.pdf', 'C--letter.pdf'],
  ] as const)('the file name %j becomes %j', ([name, safe]) => {
    expect(safeFilename(name)).toBe(safe)
  })
})

describe('DKIM', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const privateKey = pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const dkim = { domain: 'roundrobin.example', selector: 'one', privateKey }
  const unsubscribe = {
    'List-Unsubscribe': '<https://roundrobin.example/stop>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  const letter: Partial<Outgoing> = {
    subject: 'Ein offener Brief – 公開書簡',
    text: 'Größe\n\n.\n  two spaces  \n\n\n',
    html: '<p>公開書簡</p>',
    headers: { ...unsubscribe, 'In-Reply-To': '<a@roundrobin.example>', References: '<a@roundrobin.example>' },
    attachments: [{ filename: '公開書簡.pdf', content: Buffer.alloc(90_000, 7), contentType: 'application/pdf' }],
  }

  test('of a received mail verifies, and covers the headers that receivers use', async () => {
    const { mail, header } = await sendAndRead(letter, { dkim })
    expect(header('dkim-signature')?.replace(/\s+/g, '')).toMatch(/;d=roundrobin\.example;.*;s=one;/)
    const { pass, signed } = dkimVerdict(mail.raw, pair.publicKey)
    expect(pass).toBe(true)
    const covered = ['from', 'to', 'subject', 'date', 'message-id', 'in-reply-to', 'references', 'content-type']
    expect(signed).toEqual(expect.arrayContaining([...covered, 'list-unsubscribe', 'list-unsubscribe-post']))
  })

  test('fails if anything was changed on the way', async () => {
    const { mail } = await sendAndRead(letter, { dkim })
    const raw = mail.raw.toString('latin1')
    for (const [was, is] of [
      ['One-Click', 'Two-Clicks'],
      ['<a@roundrobin.example>', '<b@roundrobin.example>'],
      ['Gr=C3=B6=C3=9Fe', 'Gr=C3=B6=C3=9Fer'],
    ] as const) {
      expect(raw).toContain(was)
      expect(dkimVerdict(Buffer.from(raw.replace(was, is), 'latin1'), pair.publicKey).pass).toBe(false)
    }
  })
})

describe('codes and the rest', () => {
  const settings = (more: Record<string, string>) =>
    mailConfigs(readConfig({ SMTP_URL: 'smtp://one', MAIL_FROM: 'letters@letters.example.org', ...more }))
  const keyFile = () => {
    const path = join(testFolder(), 'dkim.pem')
    writeFileSync(path, 'a key', { mode: 0o600 })
    return path
  }
  const dkim = () => ({ DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'one', DKIM_KEY_FILE: keyFile() })

  test('use one mail server, or two', async () => {
    const [usual, codes] = [await startMailServer(), await startMailServer()]
    const config = readConfig({
      SMTP_URL: usual.url,
      CODE_SMTP_URL: codes.url,
      CODE_MAIL_FROM: 'codes@neutral.example',
    })
    const transport = openTransports(mailConfigs(config)!)
    onTestFinished(() => transport.close())
    for (const kind of ['code', 'delivery', 'update', 'organizer'] as const)
      await transport.send({ kind, to: 'a@company.example', subject: kind, text: kind })
    expect(codes.mails().map(({ subject, from }) => [subject, from])).toEqual([['code', 'codes@neutral.example']])
    expect(usual.mails().map(({ subject }) => subject)).toEqual(['delivery', 'update', 'organizer'])
  })

  test('are signed if the signature has the sender’s own domain', () => {
    expect(settings(dkim())).toMatchObject({ usual: { dkim: { domain: 'example.org' } } })
    expect(settings(dkim())?.codes).toBeUndefined()
    const apart = settings({ ...dkim(), CODE_MAIL_FROM: 'codes@neutral.example' })
    expect(apart?.usual.dkim).toBeDefined()
    expect(apart?.codes).toMatchObject({ url: 'smtp://one', codeFrom: 'codes@neutral.example' })
    expect(apart?.codes?.dkim).toBeUndefined()
  })

  test.for([
    [{ CODE_SMTP_URL: 'mail.example.org' }, /^CODE_SMTP_URL must begin with smtp/],
    [
      { BOUNCE_ADDRESS: 'bounces@elsewhere.example' },
      /^BOUNCE_ADDRESS is at elsewhere\.example, but MAIL_FROM at letters/,
    ],
    [{ BOUNCE_ADDRESS: 'bounces+x@letters.example.org' }, /^BOUNCE_ADDRESS is bounces\+x@.*no \+ before the @/],
    [{ BOUNCE_ADDRESS: 'a-mailbox-of-a-long-name@example.org' }, /at most 20 characters/],
    [
      { MAIL_FROM: 'letters@other.example', dkim: 'yes' },
      /^DKIM_DOMAIN is example\.org, but MAIL_FROM is at other\.example/,
    ],
  ] as const)('with %j the start says what to do', ([{ ...more }, sentence]) => {
    const { dkim: signed, ...rest } = more as Record<string, string>
    expect(() => settings({ ...rest, ...(signed !== undefined && dkim()) })).toThrow(sentence)
  })
})

test('a sender that is no address stops the start', async () => {
  const server = await startMailServer()
  expect(() => openTestTransport(server.url, { from: 'nobody' })).toThrow('MAIL_FROM')
  expect(() => openTestTransport(server.url, { codeFrom: 'a@b.example, c@d.example' })).toThrow('CODE_MAIL_FROM')
})

describe('the catcher’s pages', () => {
  async function pagesWithMail() {
    const server = await startMailServer()
    const app = fastify() as unknown as App
    app.decorateRequest('signedIn', undefined)
    app.decorateRequest('csrf', undefined)
    catcherRoutes(app, server)
    await openTestTransport(server.url).send({
      kind: 'delivery',
      to: 'board@company.example',
      subject: 'A <b>letter</b>',
      text: 'Dear <script>board</script>,',
      html: '<script>alert(1)</script><p>Dear board,</p>',
      attachments: [{ filename: 'Brief – 公開書簡.txt', content: Buffer.from('hello'), contentType: 'text/plain' }],
    })
    const { id } = await server.waitFor(() => true)
    return { app, id }
  }

  test('list mails and show one, without scripts and requests', async () => {
    const { app, id } = await pagesWithMail()
    const list = await app.inject('/dev/mail')
    expect(list.body).toContain(`<a href="/dev/mail/${id}">A &lt;b&gt;letter&lt;/b&gt;</a>`)
    const page = await app.inject(`/dev/mail/${id}`)
    expect(page.body).toContain('Dear &lt;script&gt;board&lt;/script&gt;,')
    const html = await app.inject(`/dev/mail/${id}/html`)
    expect(html.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
    const attachment = await app.inject(`/dev/mail/${id}/attachments/0`)
    expect(attachment.body).toBe('hello')
    expect(attachment.headers['content-disposition']).toMatch(/^attachment;/)
    const json = (await app.inject('/dev/mail.json')).json<{ mails: { to: string; text: string }[] }>()
    expect(json.mails).toMatchObject([{ to: 'board@company.example' }])
  })

  test('answer this machine alone', async () => {
    const { app } = await pagesWithMail()
    for (const url of ['/dev/mail', '/dev/mail.json', '/dev/mail/1/html'])
      expect((await app.inject({ url, remoteAddress: '192.0.2.7' })).statusCode).not.toBe(200)
  })
})
