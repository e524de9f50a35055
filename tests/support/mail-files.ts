import { generateKeyPairSync } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type Mail from 'nodemailer/lib/mailer/index.js'
import type { ResolveTexts } from '../../server/mail/mail-file/read-mail-file.ts'

/** A mail server's key, and the record by which everybody finds it. */
export interface MailKey {
  domain: string
  selector: string
  privateKey: string
  name: string
  record: string
}

export function mailKey(domain: string, { bits = 2048, selector = 'spring' } = {}): MailKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  return {
    domain,
    selector,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    name: `${selector}._domainkey.${domain}`,
    record: `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  }
}

/**
 * Makes the file of a mail, as mail programs save it. `key`: signs it like the mail server of that domain.
 * @param signed the headers that are signed, separated by colons. Default: those that the library chooses
 */
export async function mailFile(mail: Mail.Options, key?: MailKey, signed?: string): Promise<Buffer> {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    ...(key && {
      dkim: {
        domainName: key.domain,
        keySelector: key.selector,
        privateKey: key.privateKey,
        ...(signed !== undefined && { headerFieldNames: signed }),
      },
    }),
  })
  const { message } = await transport.sendMail({
    from: 'Ada Hartley <ada.hartley@board.example>',
    to: 'press@letter.example',
    subject: 'Re: A letter to you',
    date: new Date('2026-03-05T10:00:00Z'),
    ...mail,
  })
  return message as Buffer
}

export interface Names {
  resolve: ResolveTexts
  /** Every name that was asked for. */
  asked: string[]
  add(...keys: MailKey[]): void
  set(name: string, answer: string[][] | 'gone' | 'broken' | 'silent'): void
}

/** A domain name system for tests. It knows what they put in, and makes no network call. */
export function namesOfTests(): Names {
  const known = new Map<string, string[][] | 'gone' | 'broken' | 'silent'>()
  const asked: string[] = []
  const fails = (code: string) => Promise.reject(Object.assign(new Error(code), { code }))
  return {
    asked,
    add: (...keys) => {
      for (const { name, record } of keys) known.set(name, [[record.slice(0, 200), record.slice(200)]])
    },
    set: (name, answer) => void known.set(name, answer),
    resolve: (name) => {
      asked.push(name)
      const answer = known.get(name) ?? 'gone'
      if (answer === 'silent') return new Promise(() => undefined)
      if (answer === 'gone') return fails('ENOTFOUND')
      return answer === 'broken' ? fails('ESERVFAIL') : Promise.resolve(answer)
    },
  }
}

/** Changes bytes of a mail file. Fails if there is nothing to change. */
export function altered(mail: Buffer, from: string | RegExp, to: string): Buffer {
  const text = mail.toString('latin1')
  const changed = text.replace(from, to)
  if (changed === text) throw new Error('nothing was changed')
  return Buffer.from(changed, 'latin1')
}

const ours = [
  'Dear Ada Hartley,',
  '390 signatures stand under this letter. Your page: https://letters.example/r/AbCdEfGhIjKlMnOpQrStUv',
]

/** The reply that programs write, each with the mail that it answers below or above. `Words of the answer.` must be left. */
export const replies: Record<string, { text?: string; html?: string; parts?: string }> = {
  'plain, quoted below': {
    text: [
      'Words of the answer.',
      '',
      'On 2 March 2026 at 10:00, The letter <press@letter.example>',
      'wrote:',
      '',
      ...ours.map((line) => `> ${line}`),
    ].join('\n'),
  },
  'plain, written below the quote': {
    text: [
      'On Mon, 2 Mar 2026, 10:00 The letter <press@letter.example> wrote:',
      ...ours.map((line) => `> ${line}`),
      '',
      'Words of the answer.',
    ].join('\n'),
  },
  'Outlook, in German': {
    text: [
      'Words of the answer.',
      '',
      '-----Ursprüngliche Nachricht-----',
      'Von: The letter <press@letter.example>',
      'Gesendet: Montag, 2. März 2026 10:00',
      'An: Ada Hartley',
      'Betreff: A letter to you',
      '',
      ...ours,
    ].join('\r\n'),
  },
  'Outlook, with a line and a header': {
    text: [
      'Words of the answer.',
      '',
      '________________________________',
      'From: The letter <press@letter.example>',
      'Sent: Monday, March 2, 2026 10:00 AM',
      'To: Ada Hartley <ada.hartley@board.example>',
      'Subject: A letter to you',
      '',
      ...ours,
    ].join('\r\n'),
  },
  'Outlook on the web, HTML only': {
    html: `<html><head><style>p{margin:0}</style></head><body><div>Words of the&nbsp;answer.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> The letter</div><div>${ours.join('<br>')}</div></body></html>`,
  },
  'Outlook for Windows, HTML only': {
    html: `<body><div class=WordSection1><p class=MsoNormal>Words of the answer.<o:p></o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>From:</b> The letter &lt;press@letter.example&gt; <br><b>Sent:</b> Monday, March 2, 2026 10:00 AM<br><b>To:</b> Ada Hartley<br><b>Subject:</b> A letter to you</p></div><p>${ours.join('</p><p>')}</p></div></body>`,
  },
  'Gmail, HTML only': {
    html: `<div dir="ltr">Words of the answer.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Mar 2, 2026 at 10:00 AM The letter &lt;<a href="mailto:press@letter.example">press@letter.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0"><div>${ours.join('</div><div>')}</div></blockquote></div>`,
  },
  'Apple Mail, HTML only': {
    html: `<body>Words of the answer.<div><br><blockquote type="cite"><div>On 2. Mar 2026, at 10:00, The letter wrote:</div><div>${ours.join('</div><div>')}</div></blockquote></div></body>`,
  },
  'Thunderbird, HTML only': {
    html: `<p>Words of the answer.</p><div class="moz-cite-prefix">Am 02.03.26 um 10:00 schrieb The letter:<br></div><blockquote type="cite" cite="mid:1"><p>${ours.join('</p><p>')}</p></blockquote>`,
  },
}
