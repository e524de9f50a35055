import { constants, sign, type KeyObject } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import type { SignatureVerifier } from '../../server/audit/check/signatures.ts'
import { checkerHtml } from '../../server/audit/checker-view.ts'
import type { CredentialProof } from '../../server/audit/proof-text.ts'
import { credentialMessage } from '../../server/crypto/credential.ts'
import { addOf, AuditLog, newTestIssuer } from '../support/audit-log.ts'
import { openBrowser } from '../support/browser.ts'
import { testFolder } from '../support/database.ts'
import { alternate, rateRow, type BenchRow } from './row.ts'

/** One signature to verify, as the bare loop gets it. */
interface Signed {
  key: Uint8Array
  message: Uint8Array
  signature: Uint8Array
}

interface LargeLog {
  json: Buffer
  modulus: Buffer
  /** The issuer's signatures of credentials. */
  issued: Signed[]
  /** What the credentials' keys signed. */
  stated: Signed[]
}

const signOnThreads = promisify(sign) as (
  hash: string,
  message: Uint8Array,
  key: { key: KeyObject; padding: number; saltLength: number },
) => Promise<Buffer>

/** A log of so many leaves. Half of the signatures have no name. */
async function largeLog(size: number): Promise<LargeLog> {
  const issuer = newTestIssuer('mailbox')
  const log = new AuditLog(1, [issuer])
  const [issued, stated]: [Signed[], Signed[]] = [[], []]
  const pss = { key: issuer.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  while (log.leaves.length < size - 1) {
    const made = await Promise.all(
      Array.from({ length: Math.min(200, Math.ceil((size - 1 - log.leaves.length) / 2)) }, async () => {
        const { proof, holder } = log.credential('mailbox', 1, [])
        const { verification, publicKey, prefix } = proof
        const message = Buffer.concat([prefix, credentialMessage({ letterId: log.letter, verification, publicKey })])
        return { proof, holder, message, signature: await signOnThreads('sha384', message, pss) }
      }),
    )
    for (const { proof, holder, message, signature } of made) {
      const whole: CredentialProof = { ...proof, signatures: [signature] }
      log.pushProved(addOf(holder), whole)
      issued.push({ key: issuer.modulus, message, signature })
      const statement = log.statement(proof.revisionHash, proof.commitment)
      stated.push({ key: proof.publicKey, message: statement, signature: proof.signature })
      if (log.leaves.length < size - 1) log.addNamed(log.leaves.length % 4 === 0 ? 'public' : 'hidden')
    }
  }
  log.pushNames()
  return { json: log.json(), modulus: issuer.modulus, issued, stated }
}

const rounds = 3

/** Verifies the same signatures and does nothing else. */
async function bare(by: SignatureVerifier, { issued, stated }: LargeLog): Promise<void> {
  for (let from = 0; from < issued.length; from += 200) {
    const good = await Promise.all([
      ...issued.slice(from, from + 200).map(async (each) => by.rsa(each.key, each.message, each.signature)),
      ...stated.slice(from, from + 200).map(async (each) => by.ed25519(each.key, each.message, each.signature)),
    ])
    if (!good.every(Boolean)) throw new Error('a signature is wrong')
  }
}

/** The offline check of a log against bare verification of its signatures, in Node and in a browser. Leaves a second. */
export async function auditCheckRows(size: number): Promise<BenchRow[]> {
  const log = await largeLog(size)
  const note = `${log.issued.length} credentials with two signatures each, ${(log.json.length / 1e6).toFixed(0)} MB`
  const row = (name: string, measured: { ours: number[]; reference: number[] }) =>
    rateRow(`${name}/${size}`, '/s', measured, note)
  return [row('audit-check/node', await inNode(size, log)), row('audit-check/browser', await inBrowser(size, log))]
}

async function rateOf(size: number, act: () => Promise<void>, clock = () => performance.now()): Promise<number> {
  const began = clock()
  await act()
  return (size * 1000) / (clock() - began)
}

/** Node does all of it on one thread, so its processor time is what it takes on a machine that does nothing else. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function inNode(size: number, log: LargeLog) {
  const signatures = nodeSignatures()
  const check = async () => {
    const { ok } = await checkAudit(log.json, { signatures })
    if (!ok) throw new Error('the check found an error')
  }
  return alternate(
    rounds,
    () => rateOf(size, check, processorTime),
    () => rateOf(size, () => bare(signatures, log), processorTime),
  )
}

async function inBrowser(size: number, log: LargeLog) {
  const folder = testFolder()
  const [audit, checker] = [join(folder, 'audit.json'), join(folder, 'check-count.html')]
  writeFileSync(audit, log.json)
  writeFileSync(checker, checkerHtml())
  const browser = await openBrowser()
  try {
    const page = await (await browser.newContext({ offline: true })).newPage()
    await page.goto(pathToFileURL(checker).href)
    const inText = ({ key, message, signature }: Signed) =>
      [key, message, signature].map((each) => Buffer.from(each).toString('base64'))
    const signed = { issued: log.issued.map(inText), stated: log.stated.map(inText) }
    const check = async () => {
      await page.click('button')
      await page.waitForSelector('#result:not([hidden])', { timeout: 600_000 })
      if (await page.locator('#verdict.bad').count()) throw new Error('the check found an error')
    }
    return await alternate(
      rounds,
      async () => {
        await page.setInputFiles('#audit', audit)
        return rateOf(size, check)
      },
      async () => (size * 1000) / (await page.evaluate(bareInBrowser, signed)),
    )
  } finally {
    await browser.close()
  }
}

/** Runs in the page, so it cannot use anything from this file, and has no named function inside. */
async function bareInBrowser({ issued, stated }: { issued: string[][]; stated: string[][] }): Promise<number> {
  const urlSafe = (issued[0]?.[0] ?? '').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  const jwk = { kty: 'RSA', n: urlSafe, e: 'AQAB' }
  const issuer = await crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, false, ['verify'])
  const [credentials = [], statements = []] = [issued, stated].map((list) =>
    list.map((each) => each.map((text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)))),
  )
  const began = performance.now()
  for (let from = 0; from < credentials.length; from += 200) {
    const good = await Promise.all([
      ...credentials
        .slice(from, from + 200)
        .map(([, message, signature]) =>
          crypto.subtle.verify({ name: 'RSA-PSS', saltLength: 48 }, issuer, signature!, message!),
        ),
      ...statements.slice(from, from + 200).map(async ([key, message, signature]) => {
        const own = await crypto.subtle.importKey('raw', key!, 'Ed25519', false, ['verify'])
        return crypto.subtle.verify('Ed25519', own, signature!, message!)
      }),
    ])
    if (!good.every(Boolean)) throw new Error('a signature is wrong')
  }
  return performance.now() - began
}
