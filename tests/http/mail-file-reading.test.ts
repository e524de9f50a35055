import { afterAll, describe, expect, test } from 'vitest'
import { readMailFile, stopMailFiles } from '../../server/mail/mail-file/read-mail-file.ts'
import type { Refusal } from '../../server/refusal.ts'
import { altered, mailFile, mailKey, namesOfTests, replies, type MailKey } from '../support/mail-files.ts'
import { monday } from '../support/app.ts'

const names = namesOfTests()
const board = mailKey('board.example')
names.add(board)
afterAll(() => stopMailFiles())

const pdf = Buffer.from('%PDF-1.7\nan answer\n%%EOF\n')
const read = (file: Buffer | 'too-large' | null, resolve = names.resolve) =>
  readMailFile(resolve, file, 5_000_000, monday)
const signatureOf = async (file: Buffer, resolve = names.resolve) => (await read(file, resolve)).signature

/** The id of the sentence that says why a file is refused. */
async function refused(file: Buffer | 'too-large' | null): Promise<string> {
  return read(file).then(
    () => 'read',
    (error: unknown) => (error as Refusal).message,
  )
}

describe('the text of a reply', () => {
  test.each(Object.entries(replies))('without what it quotes: %s', async (_program, { text, html }) => {
    const mail = await read(
      await mailFile({ ...(text !== undefined && { text }), ...(html !== undefined && { html }) }),
    )
    expect(mail.text).toBe('Words of the answer.')
    expect(mail.quoted).toBe(true)
  })

  test('keeps what is written between quoted lines, and a text that quotes nothing', async () => {
    const between = await read(await mailFile({ text: '> Will you meet us?\nYes.\n\n> When?\n\nOn Monday.' }))
    expect(between.text).toBe('Yes.\n\nOn Monday.')
    const plain = await read(await mailFile({ text: 'We answer: no.\n\nFrom: nobody\nAda' }))
    expect(plain).toMatchObject({ text: 'We answer: no.\n\nFrom: nobody\nAda', quoted: false })
    const all = await read(await mailFile({ text: '> Only quoted words.' }))
    expect(all).toMatchObject({ text: '> Only quoted words.', quoted: false })
  })

  test.each([
    ['quoted-printable in UTF-8', 'utf-8', 'Für =E2=82=AC 5: =\r\nzu Ende', 'F\u00fcr € 5: zu Ende'],
    ['windows-1252', 'windows-1252', 'na=EFve =80', 'naïve €'],
    ['koi8-r', 'koi8-r', '=F0=D2=C9=D7=C5=D4', 'Привет'],
    ['iso-2022-jp', 'iso-2022-jp', '\x1b$B$3$s$K$A$O\x1b(B', 'こんにちは'],
    ['shift_jis', 'shift_jis', '=82=B1=82=F1', 'こん'],
  ])('in %s', async (_name, charset, body, expected) => {
    const file = `From: ada@board.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${body}\r\n`
    expect((await read(Buffer.from(file, 'utf8'))).text).toBe(expected)
  })

  test('names of letters in HTML, and no script or style', async () => {
    const html =
      '<style>p{}</style><p>Caf&eacute; &amp; &ldquo;tea&rdquo; &lt;3</p><script>alert(1)</script><p>Second</p>'
    expect((await read(await mailFile({ html }))).text).toBe('Café & “tea” <3\n\nSecond')
  })
})

describe('what comes with a mail', () => {
  test('its day, the ids that it answers, and its PDF, byte for byte', async () => {
    const file = await mailFile({
      text: 'See the PDF.',
      inReplyTo: '<second@letter.example>',
      references: ['<first@letter.example>', '<second@letter.example>'],
      attachments: [
        { filename: 'logo.png', content: Buffer.from('not kept') },
        { filename: 'answer.pdf', content: pdf, contentType: 'application/octet-stream' },
        { filename: 'another.pdf', content: Buffer.from('%PDF-1.4 another') },
      ],
    })
    const mail = await read(file)
    expect(mail).toMatchObject({
      day: '2026-03-05',
      answers: ['second@letter.example', 'first@letter.example'],
      left: { files: 2, largePdf: false, winmail: false, invitation: false },
    })
    expect(mail.pdf?.equals(pdf)).toBe(true)
  })

  test('not winmail.dat, an invitation, a mail inside the mail or a PDF over the limit', async () => {
    const mail = await read(
      await mailFile({
        text: 'Please come.',
        icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' },
        attachments: [
          { filename: 'winmail.dat', content: Buffer.from('78 9f'), contentType: 'application/ms-tnef' },
          { contentType: 'message/rfc822', content: 'From: x@y.example\r\n\r\nHidden words' },
        ],
      }),
    )
    expect(mail.left).toMatchObject({ winmail: true, invitation: true })
    expect(mail.text).toBe('Please come.')
    const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5_000_000, 'a')])
    const other = await read(await mailFile({ text: 'x', attachments: [{ filename: 'a.pdf', content: large }] }))
    expect(other).toMatchObject({ pdf: null, left: { largePdf: true, files: 0 } })
  })

  test('a file of one mail from a mailbox, with a mark of UTF-8 or line ends of Unix', async () => {
    const file = await mailFile({ text: 'Words.' }, board)
    const unix = Buffer.from(file.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
    for (const each of [
      Buffer.concat([Buffer.from('From ada@board.example Thu Mar  5 10:00:00 2026\n'), unix]),
      Buffer.concat([Buffer.from('efbbbf', 'hex'), file]),
      unix,
    ])
      expect(await read(each)).toMatchObject({ text: 'Words.', signature: { state: 'signed' } })
  })
})

describe('the signature of a mail server', () => {
  const text = 'Thank you for your letter.\nWe will meet you.'
  const signed = (key: MailKey = board, from = 'ada.hartley@board.example') => mailFile({ from, text }, key)

  test('is of the sender’s domain, and needs one look-up', async () => {
    names.asked.length = 0
    expect(await signatureOf(await signed())).toEqual({ state: 'signed', domain: 'board.example' })
    expect(names.asked).toEqual(['spring._domainkey.board.example'])
  })

  test.each([
    ['its text', /We will meet you/, 'We will sue you'],
    ['its sender', /ada\.hartley@board/, 'bob.hartley@board'],
    ['its subject', /A letter to you/, 'Another letter'],
    ['its end', /$/, '\r\nP.S. We refuse.\r\n'],
  ])('does not fit a mail of which somebody changed %s', async (_what, from, to) => {
    expect(await signatureOf(altered(await signed(), from, to))).toEqual({ state: 'altered', domain: 'board.example' })
  })

  test('does not fit if somebody else made it', async () => {
    const forger = { ...mailKey('board.example'), domain: 'board.example' }
    expect(await signatureOf(await signed(forger))).toEqual({ state: 'altered', domain: 'board.example' })
  })

  test('of another domain says so: a domain below or beside the sender’s, and a public suffix', async () => {
    for (const domain of ['mail.board.example', 'elsewhere.example']) {
      const key = mailKey(domain)
      names.add(key)
      expect(await signatureOf(await signed(key))).toEqual({ state: 'other-domain', domain })
    }
    const suffix = mailKey('co.uk')
    names.add(suffix)
    expect(await signatureOf(await signed(suffix, 'ada@board.co.uk'))).toEqual({
      state: 'other-domain',
      domain: 'co.uk',
    })
    const above = await signed(board, 'ada@office.board.example')
    expect(await signatureOf(above)).toEqual({ state: 'signed', domain: 'board.example' })
  })

  test('is missing', async () => {
    names.asked.length = 0
    expect(await signatureOf(await mailFile({ text }))).toEqual({ state: 'unsigned', domain: null })
    expect(names.asked).toEqual([])
  })

  test('has a key that is gone, was revoked, or cannot be looked up at the moment', async () => {
    const file = await signed()
    const other = namesOfTests()
    const state = async (answer: Parameters<typeof other.set>[1]) => {
      other.set(board.name, answer)
      return (await signatureOf(file, other.resolve)).state
    }
    expect(await state('gone')).toBe('key-gone')
    expect(await state([['v=DKIM1; p=']])).toBe('key-gone')
    expect(await state([['v=spf1 -all']])).toBe('key-gone')
    expect(await state('broken')).toBe('unreachable')
    expect(await state([[board.record]])).toBe('signed')
    // Altered mail is not excused by a key that is gone.
    other.set(board.name, 'gone')
    expect((await signatureOf(altered(file, /will meet/, 'never meet'), other.resolve)).state).toBe('altered')
  })

  test('is not waited for without end', { timeout: 30_000 }, async () => {
    const other = namesOfTests()
    other.set(board.name, 'silent')
    expect(await signatureOf(await signed(), other.resolve)).toEqual({ state: 'unreachable', domain: 'board.example' })
  })

  test('proves too little with a short key, a key that is tested, or one that is not for mail', async () => {
    const short = mailKey('board.example', { bits: 512, selector: 'short' })
    names.add(short)
    expect((await signatureOf(await signed(short))).state).toBe('weak')
    for (const flag of ['t=y', 's=calls', 'h=sha1']) {
      const other = namesOfTests()
      other.set(board.name, [[`${board.record}; ${flag}`]])
      expect({ flag, ...(await signatureOf(await signed(), other.resolve)) }).toMatchObject({ flag, state: 'weak' })
    }
  })

  test.each([
    ['covers the beginning of the text alone', / bh=/, ' l=10; bh='],
    ['does not cover the sender', /h=from:/i, 'h='],
    ['has ended', / bh=/, ' t=1000; x=1772000000; bh='],
    ['is from the future', / bh=/, ' t=1900000000; bh='],
    ['names a tag twice', / d=/, ' d=other.example; d='],
    ['uses SHA-1', /a=rsa-sha256/, 'a=rsa-sha1'],
    ['has no version', /v=1;/, ''],
    ['is for somebody elsewhere', / d=/, ' i=@elsewhere.example; d='],
  ])('proves too little if it %s', async (_what, from, to) => {
    names.asked.length = 0
    const { state } = await signatureOf(altered(await signed(), from, to))
    expect({ state, asked: names.asked }).toEqual({ state: 'weak', asked: [] })
  })

  test('proves nothing for a mail with two senders, in one field or in two', async () => {
    const file = await signed()
    const second = altered(file, /^/, 'From: Eve <eve@elsewhere.example>\r\n')
    expect((await signatureOf(second)).state).toBe('weak')
    const both = await signed(board, 'ada@board.example, eve@elsewhere.example')
    expect((await signatureOf(both)).state).toBe('weak')
    expect((await read(both)).from).toBeNull()
    const types = altered(file, /^/, 'Content-Type: text/html\r\n')
    expect((await signatureOf(types)).state).toBe('weak')
  })

  /** As Google's mail servers sign. */
  const asGoogle = 'from:to:subject:date:message-id:mime-version'

  test.each<[string, Parameters<typeof mailFile>[0]]>([
    ['a plain text', { text }],
    ['a text and HTML', { text, html: '<p>Thank you.</p>' }],
    ['HTML', { html: '<p>Thank you.</p>' }],
    ['a text with files', { text, attachments: [{ filename: 'a.pdf', content: pdf }] }],
    ['another script', { text: 'Спасибо за письмо, мы ответим.' }],
  ])('may leave out the kind of text if the text shows it: %s', async (_what, mail) => {
    expect((await signatureOf(await mailFile(mail, board, asGoogle))).state).toBe('signed')
  })

  test('proves too little if somebody could have changed which part is the text, or the day', async () => {
    const trap = [
      'Our letter says:',
      '--xyz',
      'Content-Type: text/plain',
      '',
      'I agree to everything.',
      '--xyz--',
    ].join('\n')
    const file = await mailFile({ text: `No.\n\n${trap}` }, board, asGoogle)
    const forged = altered(file, /Content-Type: text\/plain[^\r]*/, 'Content-Type: multipart/mixed; boundary=xyz')
    const read = await readMailFile(names.resolve, forged, 5_000_000, monday)
    expect(read).toMatchObject({ text: 'I agree to everything.', signature: { state: 'weak' } })
    const parts = await mailFile({ text: `No.\n\n${trap}`, html: '<p>No.</p>' }, board, asGoogle)
    for (const [from, to] of [
      [/boundary="[^"]+"/, 'boundary="xyz"'],
      [/multipart\/alternative;\r\n boundary="[^"]+"/, 'text/plain'],
      [/multipart\/alternative;\r\n boundary="[^"]+"/, 'text/html'],
    ] as const)
      expect((await signatureOf(altered(parts, from, to))).state).toBe('weak')
    const [, divider = ''] = /boundary="([^"]+)"/.exec(parts.toString('latin1')) ?? []
    // Two programs read these differently: one takes the true divider, the other the false one.
    for (const type of [
      `multipart/mixed; y="; boundary=${divider}"; boundary=xyz`,
      `multipart/mixed (;boundary=${divider} ); boundary=xyz`,
      `multipart/mixed; boundary*0=xyz; x=1; boundary="${divider}"`,
      `(x) multipart/mixed; boundary=xyz`,
      `"multipart/mixed"; boundary=xyz`,
    ]) {
      const changed = altered(parts, /multipart\/alternative;\r\n boundary="[^"]+"/, type)
      expect([type, (await signatureOf(changed)).state]).toEqual([type, 'weak'])
    }
    const garbled = altered(file, /Content-Transfer-Encoding: [^\r]*/, 'Content-Transfer-Encoding: base64')
    expect((await signatureOf(garbled)).state).toBe('weak')
    const undated = await mailFile({ text }, board, 'from:to:subject:content-type')
    expect((await signatureOf(undated)).state).toBe('weak')
  })

  test('of the sender’s domain counts beside others, and few of many are looked up', async () => {
    const file = await signed()
    const noise = Array.from(
      { length: 40 },
      (_, at) => `DKIM-Signature: v=1; a=rsa-sha256; d=n${String(at)}.example; s=x; h=from; bh=AAAA; b=AAAA\r\n`,
    ).join('')
    names.asked.length = 0
    const many = Buffer.concat([Buffer.from(noise), file])
    expect(await signatureOf(many)).toEqual({ state: 'signed', domain: 'board.example' })
    expect(names.asked).toHaveLength(3)
    expect(names.asked[0]).toBe(board.name)
  })

  test('is not mixed up with a seal of a mail server on the way', async () => {
    const seal = [
      'ARC-Seal: i=1; a=rsa-sha256; cv=none; d=seal.example; s=arc; b=AAAA',
      'ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=seal.example; s=arc; h=from; bh=AAAA; b=AAAA',
      'ARC-Authentication-Results: i=1; seal.example; dkim=pass',
      '',
    ].join('\r\n')
    names.asked.length = 0
    const sealed = Buffer.concat([Buffer.from(seal), await signed()])
    expect(await signatureOf(sealed)).toEqual({ state: 'signed', domain: 'board.example' })
    expect(names.asked).toEqual([board.name])
  })
})

describe('a hostile file', () => {
  test.each<[string, Buffer | 'too-large' | null, string]>([
    ['is missing', null, 'mail-files-missing'],
    ['is too large for the form', 'too-large', 'mail-files-too-large'],
    [
      'is too large',
      Buffer.concat([Buffer.from('From: a@b.example\n\n'), Buffer.alloc(10_000_000, 'a')]),
      'mail-files-too-large',
    ],
    ['is empty', Buffer.alloc(0), 'mail-files-missing'],
    ['is a PDF', pdf, 'mail-files-no-mail'],
    ['is a page', Buffer.from('<!doctype html><p>From: a@b.example'), 'mail-files-no-mail'],
    ['has no sender', Buffer.from('Subject: x\n\nwords'), 'mail-files-no-mail'],
    ['is of Outlook', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'mail-files-outlook'],
    ['has a million lines', Buffer.from(`From: a@b.example\n\n${'\n'.repeat(1_000_000)}`), 'mail-files-too-complex'],
    [
      'has very many lines of a file',
      Buffer.from(`From: a@b.example\n\n${`${'a'.repeat(52)}\n`.repeat(175_000)}`),
      'mail-files-too-complex',
    ],
    [
      'has thousands of header fields',
      Buffer.from(`From: a@b.example\n${'X: y\n'.repeat(3000)}\nwords`),
      'mail-files-too-complex',
    ],
    ['has one endless header', Buffer.from(`From: a@b.example\nX: ${'y'.repeat(300_000)}`), 'mail-files-too-complex'],
    [
      'has thousands of parts',
      Buffer.from(`From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n${'--x\n\n'.repeat(5000)}`),
      'mail-files-too-complex',
    ],
    [
      'is nested a hundred times',
      Buffer.from(
        `From: a@b.example\n${Array.from({ length: 100 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${String(at)}\n\n--b${String(at)}\n`).join('')}`,
      ),
      'mail-files-unreadable',
    ],
  ])('that %s is refused', async (_what, file, id) => {
    expect(await refused(file)).toContain(id)
  })

  test('is read within the limits if it is just below them', { timeout: 60_000 }, async () => {
    const quoted = `${'> x\n'.repeat(9000)}${'a: 1:2\n'.repeat(9000)}`
    const html = '<div>'.repeat(150_000) + '<blockquote'.repeat(20_000)
    for (const [type, body] of [
      ['text/plain', quoted],
      ['text/html', html],
      ['text/plain', 'x'.repeat(9_000_000)],
      ['text/plain', `${'>'.repeat(49)}\n`.repeat(19_000)],
    ] as const)
      expect(await refused(Buffer.from(`From: a@b.example\nContent-Type: ${type}\n\n${body}`))).toBe('read')
  })
})
