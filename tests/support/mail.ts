import { onTestFinished } from 'vitest'
import {
  startCatcher,
  type Behaviour,
  type Catcher,
  type CatcherOptions,
  type Moment,
} from '../../server/mail/catcher.ts'
import { openTransport, type MailConfig, type Transport } from '../../server/mail/transport.ts'
import { randomNumbers } from './random.ts'

/** A real mail server that accepts everything by default and stops after the test. */
export async function startMailServer(options: CatcherOptions = {}): Promise<Catcher> {
  const catcher = await startCatcher(options)
  onTestFinished(() => catcher.close())
  return catcher
}

export function openTestTransport(url: string, more: Partial<MailConfig> = {}): Transport {
  const transport = openTransport({
    url,
    from: 'Round Robin <letters@roundrobin.example>',
    host: 'roundrobin.example',
    ...more,
  })
  onTestFinished(() => transport.close())
  return transport
}

/** Shows a behaviour at one moment of the SMTP dialogue and is normal at all others. */
export function at(moment: Moment, behaviour: Behaviour): NonNullable<CatcherOptions['behave']> {
  return (now) => (now === moment ? behaviour : undefined)
}

/** Defers a tenth of all commands, the same ones for the same seed. */
export function putsOffATenth(seed: number): NonNullable<CatcherOptions['behave']> {
  const next = randomNumbers(seed)
  return (moment) => (moment !== 'body' && moment !== 'data' && next() < 0.1 ? { answer: 451 } : undefined)
}

/** The code in a mail, as its reader would copy it. */
export function codeIn(text: string): string {
  const code = /\b\d{5} \d{5}\b/.exec(text)?.[0]
  if (code === undefined) throw new Error(`There is no code in: ${text}`)
  return code
}
