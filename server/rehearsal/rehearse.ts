import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { catcherRoutes } from '../http/dev-mail.ts'
import { startCatcher, type Catcher } from '../mail/catcher.ts'
import { run, type Running } from '../run.ts'
import { recipientsMailServer, type RecipientsMailServer } from './reply-by-mail.ts'
import { answeringDomain } from './text.ts'

export interface Rehearsal {
  server: Running
  /** Keeps every mail that the server sends, and shows them at /dev/mail. */
  catcher: Catcher
  /** The mail server of the recipient who answers by mail. */
  answering: RecipientsMailServer
  /** Stops the server and the mail catcher. */
  stop(): Promise<void>
}

export interface RehearsalOptions {
  port: number
  /** Holds the data and the keys in separate subfolders. */
  folder: string
  /** Lengths in seconds of a letter's minute, hour and day, and of a day without an answer. */
  units: { minute: number; hour: number; day: number; silence: number }
}

/**
 * Runs the whole server in this process with rehearsal settings: short units, no limits, and a mail server that keeps every mail.
 * It listens on loopback only, because the mail page shows every code.
 */
export async function rehearse({ port, folder, units }: RehearsalOptions): Promise<Rehearsal> {
  const catcher = await startCatcher({ keep: 5000 })
  const answering = recipientsMailServer(answeringDomain)
  const config = readConfig({
    PUBLIC_URL: `http://localhost:${port}`,
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    KEYS_DIR: join(folder, 'keys'),
    SMTP_URL: catcher.url,
    MAIL_FROM: 'Round Robin <letters@roundrobin.example>',
    LIMITS: 'off',
    UNIT_MINUTE_SECONDS: String(units.minute),
    UNIT_HOUR_SECONDS: String(units.hour),
    UNIT_DAY_SECONDS: String(units.day),
    UNIT_SILENCE_SECONDS: String(units.silence),
  })
  try {
    const server = await run(config, [(app) => catcherRoutes(app, catcher)], [], answering.resolveTexts)
    const stop = async () => {
      await server.stop()
      await catcher.close()
    }
    return { server, catcher, answering, stop }
  } catch (error) {
    await catcher.close()
    throw error
  }
}

/** Returns the wished port if it is free, or else any free port. Links need the number before the server listens. */
export async function freePort(wish: number): Promise<number> {
  const probe = createServer()
  const taken = once(probe, 'error').then(() => true)
  probe.listen(wish, '127.0.0.1')
  if (await Promise.race([taken, once(probe, 'listening').then(() => false)])) return freePort(0)
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
