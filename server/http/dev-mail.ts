import type { Catcher, CaughtMail } from '../mail/catcher.ts'
import { notFoundRefusal, say } from '../refusal.ts'
import type { App } from './app-types.ts'
import { sendPage } from './pages.ts'

declare module './pages.ts' {
  interface Pages {
    'dev/mail': { mails: MailInList[] }
    'dev/message': MailInFull
  }
}

interface MailInList {
  id: string
  at: string
  to: string
  from: string
  subject: string
}

interface MailInFull extends MailInList {
  text: string
  html: boolean
  attachments: { filename: string; place: number; size: number }[]
  headers: { name: string; value: string }[]
}

/** Registers the pages of the mail catcher, for rehearsals. They show everybody's mail, so only this machine gets an answer. */
export function catcherRoutes(app: App, catcher: Catcher): void {
  void app.register((pages, _options, done) => {
    pages.addHook('onRequest', async (request) => {
      if (!isLoopback(request.socket.remoteAddress ?? '127.0.0.1')) throw notFoundRefusal()
    })
    pages.addHook('onRoute', (route) => {
      route.schema = { ...route.schema, hide: true }
    })

    pages.get('/dev/mail', (_request, reply) =>
      sendPage(reply, 'dev/mail', { mails: newestFirst(catcher) }, { title: say('dev-mail-title') }),
    )
    pages.get('/dev/mail.json', (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ mails: catcher.mails().toReversed().map(inFull) }),
    )
    pages.get<{ Params: { id: string } }>('/dev/mail/:id', (request, reply) => {
      const mail = find(catcher, request.params.id)
      return sendPage(reply, 'dev/message', inFull(mail), { title: mail.subject })
    })
    pages.get<{ Params: { id: string } }>('/dev/mail/:id/html', (request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .header('content-security-policy', mailPolicy)
        .type('text/html; charset=utf-8')
        .send(find(catcher, request.params.id).html),
    )
    pages.get<{ Params: { id: string; place: string } }>('/dev/mail/:id/attachments/:place', (request, reply) => {
      const attachment = find(catcher, request.params.id).attachments[Number(request.params.place)]
      if (!attachment) throw notFoundRefusal('attachment')
      return reply
        .header('cache-control', 'no-store')
        .header('content-security-policy', mailPolicy)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`)
        .type(attachment.contentType)
        .send(attachment.content)
    })
    done()
  })
}

/** A mail is untrusted HTML. The policy blocks its scripts, its requests to other servers and access to our origin. */
const mailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

function find(catcher: Catcher, id: string): CaughtMail {
  const mail = catcher.find(id)
  if (!mail) throw notFoundRefusal('mail')
  return mail
}

function newestFirst(catcher: Catcher): MailInList[] {
  return catcher.mails().toReversed().map(inList)
}

function inList({ id, at, to, sender, from, subject }: CaughtMail): MailInList {
  return { id, at: at.toISOString(), to, from: sender.address || from, subject }
}

function inFull(mail: CaughtMail): MailInFull {
  return {
    ...inList(mail),
    text: mail.text,
    html: mail.html !== '',
    attachments: mail.attachments.map(({ filename, content }, place) => ({ filename, place, size: content.length })),
    headers: mail.headers,
  }
}
