import { execFile, execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopPdf } from '../../server/delivery/pdf/render-pdf.ts'
import { startCatcher } from '../../server/mail/catcher.ts'
import type { Outgoing } from '../../server/mail/mail.ts'
import { openTransport } from '../../server/mail/transport.ts'
import { usualMails } from './mail-kinds.ts'
import type { BenchRow } from './row.ts'

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
    const { points } = await judge(program, Buffer.from(certainSpam), home)
    if (points < 100) throw new Error('spamassassin has no rules: it does not find a test for spam')
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

/** Every spam filter counts this text, which was made for tests (GTUBE), as spam. */
const certainSpam = 'Subject: test\n\nXJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\n'

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
    for (const [kind, mail] of Object.entries(await usualMails(now))) {
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
