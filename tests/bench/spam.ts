import { execFile, execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkFor } from '../../server/delivery/check-code.ts'
import { newCode } from '../../server/delivery/secrets.ts'
import { codeMail } from '../../server/mailbox/code-mail.ts'
import { pdfDocument, type Copy } from '../../server/delivery/copies/pdf-document.ts'
import { deliveryMail } from '../../server/delivery/copies/mail.ts'
import { delegationMail } from '../../server/delivery/private-page/mail.ts'
import { renderPdf, stopPdf } from '../../server/delivery/pdf/render-pdf.ts'
import { startCatcher } from '../../server/mail/catcher.ts'
import type { Outgoing } from '../../server/mail/mail.ts'
import { openTransport } from '../../server/mail/transport.ts'
import { answerNoticeMail } from '../../server/organizers/people/mail.ts'
import { invitationMail } from '../../server/organizers/people/mail.ts'
import { inventPeople } from '../../server/rehearsal/people.ts'
import { announcementMail, updateMail, type About } from '../../server/updates/mail.ts'
import type { Message } from '../../server/updates/tell.ts'
import { benchDraft } from './letter.ts'
import type { BenchRow } from './row.ts'
import '../support/standing-values.ts'

const origin = 'https://letters.example.org'
const now = new Date()

/**
 * SpamAssassin's score for each kind of mail, with Debian's rules and without the network. `SPAMASSASSIN` names the program if
 * it is not on the path; `apt-get install spamassassin` installs it. Without the program, the row says so.
 */
export async function spamRows(): Promise<BenchRow[]> {
  const program = process.env['SPAMASSASSIN'] ?? 'spamassassin'
  if (!runs(program)) {
    const note = 'NOT MEASURED: no spamassassin here (apt-get install spamassassin, or SPAMASSASSIN=/path/to/it)'
    return [{ name: 'spam', ours: NaN, reference: null, unit: 'points', ratio: null, note }]
  }
  const home = mkdtempSync(join(tmpdir(), 'spam-'))
  try {
    const rows: BenchRow[] = []
    for (const [kind, raw] of Object.entries(await received())) {
      const { points, rules } = await judge(program, raw, home)
      rows.push({ name: `spam/${kind}`, ours: points, reference: null, unit: 'points', ratio: null, note: rules })
    }
    return rows
  } finally {
    rmSync(home, { recursive: true })
  }
}

function runs(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Each kind of mail as its receiver's server stores it: signed, and with the header line that this server adds. */
async function received(): Promise<Record<string, Buffer>> {
  const catcher = await startCatcher()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const transport = openTransport({
    url: catcher.url,
    from: 'Round Robin <letters@letters.example.org>',
    codeFrom: 'codes@letters.example.org',
    host: 'letters.example.org',
    dkim: {
      domain: 'letters.example.org',
      selector: 'one',
      privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    },
  })
  const arrived: Record<string, Buffer> = {}
  try {
    for (const [kind, mail] of Object.entries(await mails())) {
      catcher.clear()
      await transport.send(mail)
      const { raw } = await catcher.waitFor(() => true)
      arrived[kind] = Buffer.concat([Buffer.from(tracedFrom(mail)), raw])
    }
    return arrived
  } finally {
    transport.close()
    await catcher.close()
    await stopPdf()
  }
}

/** The sender's IP address is a public one, because addresses that are reserved for examples get penalty points. */
function tracedFrom({ to, bounceTo = 'letters@letters.example.org' }: Outgoing): string {
  return [
    `Return-Path: <${bounceTo}>`,
    'Received: from letters.example.org (letters.example.org [93.184.216.34])',
    '\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))',
    `\tby mx.board.example (Postfix) with ESMTPS id 4XhK2p1fQzz9 for <${to}>;`,
    `\t${now.toUTCString().replace('GMT', '+0000')}`,
    '',
  ].join('\r\n')
}

async function mails(): Promise<Record<string, Outgoing>> {
  const to = 'ines.halvorsen@board.example'
  const code = '4821093765'
  const copy = exampleCopy()
  const check = checkFor({ origin, host: new URL(origin).host }, newCode())
  const pdf = await renderPdf(pdfDocument(copy, check), { memory: 1e9, time: 6e4 })
  const about: About = {
    letter: { public: true, key: 'show-us-what-is-measured' },
    title: benchDraft.title,
    language: 'en',
    origin,
  }
  const stage = {
    kind: 'mail',
    disclosure: 'names',
    notice_until: new Date(now.getTime() + 48 * 3_600_000),
    recipients: benchDraft.recipients,
  } as const
  const news =
    'The works council has **answered**: it puts the letter on the agenda of its meeting in June.\n\nWe tell you what comes of it.'
  return {
    code: codeMail(to, code),
    delegation: delegationMail({
      to,
      link: `${origin}/r/k7Qw2mZr9TbXf4LsVn8hYc`,
      messageId: '6b1f6b1f-6b1f-4b1f-8b1f-6b1f6b1f6b1f@letters.example.org',
      recipient: { name: 'Inés Halvorsen', office: 'Chief executive' },
    }),
    delivery: deliveryMail(copy, {
      to,
      link: `${origin}/r/k7Qw2mZr9TbXf4LsVn8hYc`,
      messageId: `${'6b1f'.repeat(8)}@letters.example.org`,
      pressContact: 'press@measured.example.org',
      contentHash: createHash('sha256').update('copy').digest(),
      pdf,
      check,
      largestAttachment: 7_000_000,
      bounceTo: `bounces+${'2k9x'.repeat(10)}a@letters.example.org`,
    }),
    announcement: asSent(announcementMail(about, stage, now)),
    update: asSent(updateMail(about, news)),
    invitation: invitationMail(
      { address: to, link: `${origin}/organizers/welcome/${'a1B2'.repeat(10)}xyz` },
      'letter',
      now,
    ),
    'answer-notice': answerNoticeMail(to, origin),
  }
}

function asSent(message: (stopLink: string) => Message): Outgoing {
  const stopLink = `${origin}/updates/${'Xy7k'.repeat(10)}9Qz`
  return {
    kind: 'update',
    to: 'nina.sole@personal.example',
    ...message(stopLink),
    headers: { 'List-Unsubscribe': `<${stopLink}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}

function exampleCopy(): Copy {
  const { title, text, demands, recipients, employers, language } = benchDraft
  const hash = createHash('sha256').update(text).digest()
  const published_on = now.toISOString().slice(0, 10)
  return {
    recipient: { name: 'Ines Halvorsen', office: 'Head of Operations' },
    revision: {
      letter_id: '',
      number: 1,
      kind: 'first',
      title,
      text,
      demands,
      recipients,
      employers,
      language,
      hash,
      published_on,
    },
    note: 'We ask for an answer within two weeks.',
    disclosure: 'names',
    asOf: now,
    tally: { total: 450, classes: [{ class: 'mailbox', count: 450 }], anonymous: 0, held: 0 },
    names: inventPeople(60, ['lantern.example', 'systems.lantern.example']).map(({ name }) => ({ name })),
    answerBy: '2026-12-04',
    place: 'Lantern Staff Union, +44 20 7946 0991',
    paper: 'a4',
  }
}

async function judge(program: string, raw: Buffer, home: string): Promise<{ points: number; rules: string }> {
  const report = await new Promise<string>((resolve, reject) => {
    const child = execFile(
      program,
      ['--local', '--test-mode'],
      { env: { ...process.env, HOME: home } },
      (error, out) => {
        if (error) reject(new Error(`spamassassin: ${error.message}`))
        else resolve(out)
      },
    )
    child.stdin?.end(raw)
  })
  const points = /^Content analysis details: +\((-?[\d.]+) points/m.exec(report)?.[1]
  if (points === undefined) throw new Error('spamassassin gave no score')
  const rules = [...report.matchAll(/^ *(-?\d+\.\d) ([A-Z][A-Z0-9_]+) /gm)]
  const told = rules.filter(([, score]) => Number(score) !== 0).map(([, score, rule]) => `${score ?? ''} ${rule ?? ''}`)
  return { points: Number(points), rules: told.join(', ') }
}
