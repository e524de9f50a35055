import { beforeEach } from 'vitest'
import type { CatcherOptions } from '../../server/mail/catcher.ts'
import { testServer, type ServerOptions, type TestServer } from './app.ts'

type Behave = NonNullable<CatcherOptions['behave']>

export interface FaultyMail extends TestServer {
  /** Gives the mail server this fault, or none. */
  mailBehaves(fault?: Behave): void
}

/** A server whose mail server has the fault that the running test chooses. Each test begins without a fault and without mails. */
export async function serverWithFaultyMail({ inbox, ...options }: ServerOptions = {}): Promise<FaultyMail> {
  const faultless: Behave = () => undefined
  let behave = faultless
  const server = await testServer({
    ...options,
    inbox: { ...inbox, behave: (moment, address) => behave(moment, address) },
  })
  const mailBehaves = (fault = faultless) => void (behave = fault)
  beforeEach(() => {
    mailBehaves()
    server.inbox.clear()
  })
  return { ...server, mailBehaves }
}
