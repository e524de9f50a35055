import { generateKeyPairSync } from 'node:crypto'
import nodemailer from 'nodemailer'
import type { CaughtMail } from '../mail/catcher.ts'
import { lookUpTexts } from '../mail/mail-file/look-up-texts.ts'
import type { ResolveTexts } from '../mail/mail-file/read-mail-file.ts'

/** The mail server of a recipient. It signs what it sends, and everybody can look up its key without a network. */
export interface RecipientsMailServer {
  resolveTexts: ResolveTexts
  /** A reply to a mail as its reader's program saves it, with the mail below. */
  reply(to: CaughtMail, text: string): Promise<Buffer>
}

const keySelector = 'demo'

export function recipientsMailServer(domainName: string): RecipientsMailServer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    dkim: { domainName, keySelector, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
  })
  return {
    resolveTexts: (name) =>
      name === `${keySelector}._domainkey.${domainName}` ? Promise.resolve([[record]]) : lookUpTexts(name),
    reply: async (mail, text) => {
      const id = mail.headers.find(({ name }) => name === 'message-id')?.value ?? ''
      const quoted = mail.text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')
      const { message } = await transport.sendMail({
        from: mail.to,
        to: mail.replyTo === '' ? mail.sender.address : mail.replyTo,
        subject: `Re: ${mail.subject}`,
        inReplyTo: id,
        references: id,
        text: `${text}\n\nOn ${mail.at.toISOString().slice(0, 10)}, ${mail.sender.address} wrote:\n\n${quoted}`,
      })
      return message as Buffer
    },
  }
}
