import { generateKeyPairSync } from 'node:crypto'
import type { CredentialsJson } from '../../server/anonymity/schemas.ts'
import { blindSign, issuerId } from '../../server/crypto/blind-rsa.ts'
import { withClient, type Client } from '../support/anonymity-client.ts'
import { openBrowser } from '../support/browser.ts'
import { median, type BenchRow } from './row.ts'

const throttled = 4
const rounds = 5

/** The browser's work for a credential, blinding and finalizing, on a processor throttled to the speed of an old phone. */
export async function browserRow(): Promise<BenchRow> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const n = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url')
  const issuer: Issuer = {
    id: issuerId(n).toString('base64url'),
    class: 'mailbox',
    n: n.toString('base64url'),
    e: 'AQAB',
  }
  const browser = await openBrowser()
  const spent: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      // A new page each time, so that no code is compiled yet.
      const page = await browser.newPage()
      await withClient(page)
      await page.goto('about:blank')
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttled })
      const asked = await page.evaluate(askFor, issuer)
      const answer = blindSign(privateKey, publicKey, n, Buffer.from(asked.message, 'base64url'))
      const made = await page.evaluate(make, { issuer, key: asked.key, answer: answer.toString('base64url') })
      if (!made.good) throw new Error('the browser made no credential')
      spent.push(asked.milliseconds + made.milliseconds)
      await page.close()
    }
  } finally {
    await browser.close()
  }
  const slowest = Math.max(...spent)
  return {
    name: 'browser',
    ours: slowest,
    reference: null,
    unit: 'ms',
    ratio: null,
    note: `slowest of ${rounds}, median ${median(spent).toFixed(0)} ms, processor throttled ${throttled} times`,
  }
}

type Issuer = CredentialsJson['issuers'][number]
declare const client: Client

/** Runs in the page, like the next function, so it cannot use anything from this file. */
function askFor(issuer: Issuer): { key: string; message: string; milliseconds: number } {
  const start = performance.now()
  const key = client.newSigningKey()
  const seed = client.parseSigningKey(key) ?? new Uint8Array()
  const letter = '0b8f3d52-6f0e-4d0e-9a7e-6f8f3c1c2a11'
  const [asked] = client.request({ seed, letter, verification: 'mailbox' }, [issuer])
  return { key, message: asked?.message ?? '', milliseconds: performance.now() - start }
}

function make({ issuer, key, answer }: { issuer: Issuer; key: string; answer: string }) {
  const start = performance.now()
  const seed = client.parseSigningKey(key) ?? new Uint8Array()
  const holder = { seed, letter: '0b8f3d52-6f0e-4d0e-9a7e-6f8f3c1c2a11', verification: 'mailbox' }
  const credential = client.unblind(holder, [issuer], [{ issuer: issuer.id, signature: answer }])
  client.signatureFor(holder, '00'.repeat(32))
  return { good: credential !== null, milliseconds: performance.now() - start }
}
