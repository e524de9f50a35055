import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import {
  changeAs,
  credentialOf,
  obtainCredential,
  signAnonymously,
  withdrawalOf,
  type Holder,
} from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { followForm, keyOf, nextBatch, openLetter, signAs } from '../support/stories.ts'
import { statementsOf } from '../support/statements.ts'
import { drawCodes } from '../support/vouching.ts'

const server = await testServer({ settings: { UNIT_MINUTE_SECONDS: '1' } })

/** Everything that an outsider learns from a request (status, headers, bytes), and the statements that it costs the database. */
interface Trace {
  seen: string
  statements: string[]
}

async function trace(letter: AddressedLetter, path: string, fields: object, json = false): Promise<Trace> {
  let seen = ''
  const statements = await statementsOf(server.pool, async () => {
    const answer = await fetch(`${server.url}${json ? '/api/v1' : ''}/letters/${keyOf(letter)}${path}`, {
      method: 'POST',
      redirect: 'manual',
      ...(json
        ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }
        : { body: new URLSearchParams(fields as Record<string, string>) }),
    })
    // A key's check symbol can be “=”, which HTML encodes with four more characters. The length is compared as part of the body
    // instead.
    const headers = [...answer.headers].filter(([name]) => name !== 'date' && name !== 'content-length')
    // The page that asks for the code repeats the typed values.
    const { address = 'ADDRESS', name = 'NAME' } = fields as { address?: string; name?: string }
    const shown = await followForm(server, answer)
    const text = (await shown.text()).replaceAll(`value="${address}"`, 'ADDRESS').replaceAll(`value="${name}"`, 'NAME')
    seen = masked(JSON.stringify([answer.status, headers, shown.status, [...shown.headers.keys()], text]))
  })
  return { seen, statements }
}

/** Masks random values in answers: ids of challenges and forms, slips, and codes to vouch with, which a form repeats. */
function masked(text: string): string {
  return (
    text
      // The state of a form's page is sealed. Its length must not differ either: it is padded to blocks, which hides the length of the
      // slip's random words. This comes first, because random bytes can look like one of the values below.
      .replace(/"form=([\w-]*);/g, (_all, sealed: string) => `"form=${String(sealed.length)};`)
      .replace(/(<li>[a-z]{3,8}<\/li>(\\n)?){12}/g, 'SLIP')
      .replace(/(signing_key\\?"(?: value=|:)\\?")[a-z]{3,8}( [a-z]{3,8}){11}/g, '$1SLIP')
      .replace(/<svg viewBox[^>]*><path d=\\?"[Mhvz\d -]+/g, 'QR')
      .replace(/(challenge\\?"(?: value=|:)\\?")[A-Za-z0-9_-]{32}/g, '$1ID')
      .replace(/V1-[\w-]+/g, 'CODE')
      .replace(/(form_id\\?" value=\\?"|\/form\/)[\w-]{16}/g, '$1ID')
  )
}

/** A letter on which four addresses have signed, each in a different way. */
async function letterSignedBy(): Promise<AddressedLetter> {
  // Sends mail from earlier tests first.
  await server.work()
  const letter = await openLetter(server)
  await signAs(server, letter, { address: 'aaa@northwind.example', name: 'Ann Lee', visibility: 'public' })
  await signAs(server, letter, { address: 'bbb@northwind.example', name: 'Bea Ngo', visibility: 'recipients' })
  await signAs(server, letter, { address: 'ccc@northwind.example', name: 'Cem Öz', visibility: 'withheld' })
  await nextBatch(server, letter)
  await signAs(server, letter, { address: 'ddd@northwind.example', name: 'Dee Fox', visibility: 'public' })
  server.at(new Date(server.now().getTime() + 2 * 3_600_000))
  return letter
}
const addresses = ['aaa', 'bbb', 'ccc', 'ddd', 'zzz'].map((local) => `${local}@northwind.example`)

function expectAllTheSame(traces: readonly Trace[]): void {
  const [first, ...others] = traces
  expect(first!.statements.length).toBeGreaterThan(0)
  for (const other of others) {
    expect(other.seen).toBe(first!.seen)
    expect(other.statements).toEqual(first!.statements)
  }
}

const onPageAndInApi = test.each([
  ['on the page', false],
  ['in the API', true],
])

describe('a person who asks about an address learns nothing about it', () => {
  onPageAndInApi('when asking for a code to sign, %s', async (_where, json) => {
    const letter = await letterSignedBy()
    const traces = []
    for (const address of addresses)
      traces.push(await trace(letter, '/signings', { visibility: 'public', name: 'Ann Lee', address }, json))
    expectAllTheSame(traces)
  })

  test('nor by the name that is typed', async () => {
    const letter = await letterSignedBy()
    const traces = []
    for (const name of ['Ann Lee', 'Cem Öz', 'Zoë Qin'])
      traces.push(await trace(letter, '/signings', { visibility: 'public', name, address: addresses[4]! }))
    expectAllTheSame(traces)
  })

  test('when asking for another code', async () => {
    const letter = await letterSignedBy()
    const traces = []
    for (const address of addresses) {
      const challenge = await challengeFor(letter, '/signings', address)
      traces.push(await trace(letter, '/signings/codes', { challenge }))
    }
    expectAllTheSame(traces)
  })

  onPageAndInApi('when asking to take a name away, %s', async (_where, json) => {
    const letter = await letterSignedBy()
    const traces = []
    for (const address of addresses) traces.push(await trace(letter, '/removals', { address }, json))
    expectAllTheSame(traces)
  })

  test('when typing a wrong code', async () => {
    const letter = await letterSignedBy()
    for (const kind of ['/signings', '/removals'] as const) {
      const traces = []
      for (const address of addresses) {
        const challenge = await challengeFor(letter, kind, address)
        traces.push(await trace(letter, `${kind}/confirmation`, { challenge, code: '00000 00000' }))
      }
      expectAllTheSame(traces)
    }
  })

  test('when trying a signing key that is of another letter, or of none', async () => {
    const letter = await letterSignedBy()
    const other = await openLetter(server)
    await server.work()
    const { signingKey } = await signAs(server, other, { address: addresses[0]! })
    for (const path of ['/mine', '/mine/withdrawal', '/mine/objection']) {
      const keys = [signingKey, newSigningKey(), newSigningKey()]
      const traces = []
      for (const key of keys) {
        const each = await trace(letter, path, { signing_key: key }, true)
        traces.push(each)
      }
      expectAllTheSame(traces)
    }
  })

  test('when saying that a name is theirs', async () => {
    const letter = await letterSignedBy()
    const traces = []
    for (const name of ['Ann Lee', 'Cem Öz', 'Nobody Here'])
      traces.push(await trace(letter, '/name-claims', { name, message: '' }))
    expectAllTheSame(traces)
  })

  test('and the mails are of one form', async () => {
    const letter = await letterSignedBy()
    await server.work()
    const before = server.inbox.mails().length
    for (const address of addresses) {
      await challengeFor(letter, '/signings', address)
      await challengeFor(letter, '/removals', address)
    }
    await server.work()
    const mails = server.inbox.mails().slice(before)
    expect(mails.length).toBe(10)
    const forms = mails.map(({ subject, text }) => `${subject}\n${text.replace(/\d{5} \d{5}/, 'CODE')}`)
    expect(new Set(forms).size).toBe(1)
  })

  test('this test would see a difference', async () => {
    const letter = await letterSignedBy()
    const used = await trace(letter, '/removals', { address: addresses[0]! })
    const outside = await trace(letter, '/removals', { address: 'aaa@elsewhere.example' })
    expect(() => expectAllTheSame([used, outside])).toThrow()
  })
})

/** For anonymous and vouched signatures: outsiders must see no difference between counted, waiting and withdrawn ones. */
describe('a person without a credential or code learns nothing about those of others', () => {
  let letter: AddressedLetter
  let counted: Holder
  let leaving: Holder
  let waiting: Holder

  beforeAll(async () => {
    // Sends mail from earlier tests first.
    await server.work()
    letter = await openLetter(server, { visibilities: ['anonymous', 'withheld'] })
    counted = await signAnonymously(server, letter, 'counted@northwind.example')
    leaving = await signAnonymously(server, letter, 'leaving@northwind.example')
    await nextBatch(server, letter)
    waiting = await signAnonymously(server, letter, 'waiting@northwind.example')
    await changeAs(server, letter, withdrawalOf(letter, leaving))
  })

  test('when sending a credential that no issuer signed, whatever has been redeemed under its key', async () => {
    const unknown = await obtainCredential(server, letter, 'saved@northwind.example')
    const traces = []
    for (const { redemption } of [counted, leaving, waiting, unknown]) {
      const signatures = redemption.signatures.map((each) => ({ ...each, signature: flipped(each.signature) }))
      traces.push(await trace(letter, '/redemptions', { ...redemption, signatures }, true))
    }
    expectAllTheSame(traces)
  })

  test('when sending again what is published, though its withdrawal awaits a batch', async () => {
    const traces: Trace[] = []
    for (const { redemption } of [counted, leaving])
      traces.push(await trace(letter, '/redemptions', { ...redemption }, true))
    expectAllTheSame(traces)
    // Shows that this test would detect an answer that reveals the state at once.
    await nextBatch(server, letter)
    const after = await trace(letter, '/redemptions', { ...leaving.redemption }, true)
    expect(() => expectAllTheSame([traces[0]!, after])).toThrow()
  })

  test('when changing a signature that is published, with another key than its own', async () => {
    const traces = []
    for (const { verifier } of [counted, leaving])
      traces.push(await trace(letter, '/redemptions/changes', { ...withdrawalOf(letter, waiting), verifier }, true))
    expectAllTheSame(traces)
  })

  test('when sending a code to vouch that nobody signed, whether or not its beginning has been spent', async () => {
    const own = await openLetter(server, { visibilities: ['anonymous', 'withheld'] })
    const [named = '', credential = '', unspent = ''] = await codesOf(own, 'voucher@northwind.example')
    const unknown = `V1-${randomBytes(416).toString('base64url')}`
    const { blinded } = await credentialOf(server, own, newSigningKey(), 'vouched')
    const request = blinded.map(({ issuer, message }) => ({ issuer, message: message.toString('base64url') }))
    await trace(own, '/vouched/signings', { vouch: named, visibility: 'withheld', name: '' }, true)
    await trace(own, '/vouched/credentials', { vouch: credential, blinded: request }, true)
    for (const [path, more, json] of [
      ['/vouched/signings', { visibility: 'withheld', name: '' }, true],
      ['/vouched/credentials', { blinded: request }, true],
      ['/vouched/details', { visibility: 'withheld' }, false],
    ] as const) {
      const forged = []
      for (const vouch of [named, credential, unspent, unknown])
        forged.push(await trace(own, path, { ...more, vouch: `V1-${flipped(vouch.slice(3))}` }, json))
      expectAllTheSame(forged)
    }
    // The page before spending a valid code does not say either whether the code was spent.
    const good = []
    for (const vouch of [named, credential, unspent])
      good.push(await trace(own, '/vouched/details', { visibility: 'withheld', vouch }))
    expectAllTheSame(good)
    const spent = { visibility: 'withheld', name: '' }
    const [used, fresh] = [
      await trace(own, '/vouched/signings', { ...spent, vouch: named }, true),
      await trace(own, '/vouched/signings', { ...spent, vouch: unspent }, true),
    ]
    expect(() => expectAllTheSame([used, fresh])).toThrow()
  })

  async function codesOf(own: AddressedLetter, address: string): Promise<string[]> {
    await signAs(server, own, { address, visibility: 'withheld' })
    return drawCodes(server, own, address, 3)
  }
})

/** Changes the last byte but one. */
function flipped(base64url: string): string {
  const bytes = Buffer.from(base64url, 'base64url')
  bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) ^ 1
  return bytes.toString('base64url')
}

async function challengeFor(letter: AddressedLetter, path: string, address: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/v1/letters/${keyOf(letter)}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(path === '/signings' ? { visibility: 'withheld', address } : { address }),
  })
  return ((await answer.json()) as { challenge: string }).challenge
}
