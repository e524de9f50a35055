import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { credentialMessage, NO_COMMITMENT, signatureStatement } from '../../server/crypto/credential.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { forgetLog, rewriteTables } from '../../server/db/rewrite-tables.ts'
import { enqueue } from '../../server/jobs/queue.ts'
import type * as batches from '../../server/signatures/batch/close-batch.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import {
  askCredential,
  changeAs,
  credentialOf,
  obtainCredential,
  pathOf,
  redeemAs,
  rowsOf,
  sendBlinded,
  shown,
  signAnonymously,
  withdrawalOf,
  type Holder,
  type Redemption,
} from '../support/anonymous.ts'
import { copyOfDatabase } from '../support/files.ts'
import { boundOfChance, byAge, byArrival } from '../support/linking.ts'
import { codeIn } from '../support/mail.ts'
import { serverWithSwitches, type Defence } from '../support/switched-off.ts'
import { enterCode, keyOf, nextBatch, openLetter, pageOf, post, submit, verifiedCount } from '../support/stories.ts'

const closing = 'server/signatures/batch/close-batch.ts'
const addresses = 'server/mailbox/addresses.ts'
/** Runs each attack on the same bytes with every defence, and without the one defence that stops it. */
const defences: Defence[] = [
  { name: 'numbers', file: 'server/crypto/blind-rsa.ts', from: 'm > 1n && m < integer(n) - 1n', to: 'true' },
  { name: 'issuer', file: 'server/anonymity/read-redemption.ts', from: '!all', to: 'false' },
  {
    name: 'holder',
    file: 'server/anonymity/withdraw-credential.ts',
    from: '!signatureIsBy(row.public_key, statement, bytes)',
    to: 'false',
  },
  { name: 'spelling', file: addresses, from: '`${mailbox.local}@${mailbox.domain}`', to: 'typed' },
  { name: 'whose address', file: addresses, from: 'unseen.test(trimmed)', to: 'false' },
  {
    name: 'whose address',
    file: addresses,
    from: "verdict === 'role' || (verdict === 'unclear' && !mineAlone)",
    to: 'false',
  },
  {
    name: 'whose address',
    file: addresses,
    from: '!localIsPlain(parts.local) || !localIsPlain(folded)',
    to: 'false',
  },
  {
    name: 'whose address',
    file: addresses,
    from: 'addressParts(text)',
    to: "{ local: text.slice(0, text.lastIndexOf('@')), domain: text.slice(text.lastIndexOf('@') + 1) }",
  },
  {
    name: 'whose address',
    file: 'server/signatures/signing/sign.ts',
    from: 'matchEmployer(address.domain, employers)',
    to: 'employers[0]',
  },
  {
    name: 'tries',
    routine: 'try_code',
    from: 'set attempts_left = attempts_left - 1',
    to: 'set attempts_left = attempts_left',
  },
  { name: 'expiry', routine: 'try_code', from: 'and c.expires_at > at and', to: 'and' },
  { name: 'expiry', routine: 'try_mailed_code', from: 'and c.expires_at > at and', to: 'and' },
  {
    name: 'whose code',
    routine: 'try_mailed_code',
    from: 'c.tag = of_tag and c.code_mac = of_mac and c.expires_at',
    to: 'c.code_mac = of_mac and c.expires_at',
  },
  { name: 'k', file: 'server/signatures/batch/rules.ts', from: 'total(beside) + total(parts) >= k', to: 'true' },
  {
    name: 'withdrawals with their batch',
    file: 'server/anonymity/queries.ts',
    from: 'case when s.withdrawn is distinct from false then c.withdrawal end',
    to: 'c.withdrawal',
    sql: true,
  },
  {
    name: 'order of changes',
    file: 'server/signatures/batch/jobs.ts',
    from: 'settleClaims(core.db)',
    to: 'undefined',
  },
  { name: 'order of changes', file: closing, from: 'rewriteAnonymous(trx, letterId, rows)', to: 'undefined' },
  { name: 'script', file: 'server/signatures/signing/view.ts', from: "value === 'anonymous'", to: 'false' },
  {
    name: 'script',
    file: 'server/signatures/signing/routes.ts',
    from: "choice.visibility === 'anonymous'",
    to: 'false',
  },
  { name: 'script', file: 'server/signatures/signatory.ts', from: "visibility === 'anonymous'", to: 'false' },
]

const { server, without, module } = await serverWithSwitches(defences, { settings: { UNIT_MINUTE_SECONDS: '1' } })
const { db } = server.parts
const { closeBatch } = (await module('signatures/batch/close-batch.ts')) as typeof batches
const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })

let people = 0
const newAddress = () => `p${String(++people)}@northwind.example`

/** Compares the attack's result with every defence on, and with this one off. */
async function expectOf<T>(defence: string, attack: () => Promise<T>, { on, off }: { on: T; off: T }): Promise<void> {
  expect(await attack(), `with “${defence}”`).toEqual(on)
  expect(await without(defence, attack), `without “${defence}”`).toEqual(off)
}

async function succeeded<T>(
  tried: readonly T[],
  attempt: (each: T, index: number) => Promise<boolean>,
): Promise<number> {
  let count = 0
  for (const [index, each] of tried.entries()) if (await attempt(each, index)) count++
  return count
}

test('of five numbers that blind nothing none is signed, and none costs an address its claim; unchecked three are, and five do', async () => {
  const [issuer] = (await shown(server, letter)).issuers.filter((each) => each.class === 'mailbox')
  const n = BigInt(`0x${Buffer.from(issuer?.n ?? '', 'base64url').toString('hex')}`)
  const attack = async () => {
    const before = await rowsOf(server, letter, 'claim')
    const signed = await succeeded([0n, 1n, n - 1n, n, n + 5n], async (value) => {
      const message = Buffer.from(value.toString(16).padStart(768, '0'), 'hex')
      const asked = await askCredential(server, letter, newAddress())
      const { status, json } = await sendBlinded(server, letter, asked, [{ issuer: issuer?.id ?? '', message }])
      const [answer] = (json['signatures'] as { signature: string }[] | undefined) ?? []
      // Each of these numbers is its own signature.
      return status === 200 && Buffer.from(answer?.signature ?? '', 'base64url').equals(message)
    })
    return { signed, spent: (await rowsOf(server, letter, 'claim')) - before }
  }
  await expectOf('numbers', attack, { on: { signed: 0, spent: 0 }, off: { signed: 3, spent: 5 } })
})

describe('forged', () => {
  test('of three credentials that no issuer signed none is taken; unchecked all are', async () => {
    const own = await openLetter(server, { visibilities: ['anonymous'] })
    const { redemption } = await obtainCredential(server, own, newAddress())
    const attack = () =>
      succeeded([1, 2, 3], async () => {
        const { message, prefix, keys } = await credentialOf(server, own, newSigningKey())
        const signature = randomBytes(384)
        signature[0] = 0
        const forged = {
          ...redemption,
          message: message.toString('base64url'),
          prefix: prefix.toString('base64url'),
          signatures: redemption.signatures.map((each) => ({ ...each, signature: signature.toString('base64url') })),
          proof: keys.sign(statementOf(own, redemption)).toString('base64url'),
        }
        return (await redeemAs(server, own, forged)).status === 202
      })
    await expectOf('issuer', attack, { on: 0, off: 3 })
  })

  test('of three signatures none is withdrawn by the key of another; unchecked all are', async () => {
    const own = await openLetter(server, { visibilities: ['anonymous'] })
    const mallory = await signAnonymously(server, own, newAddress())
    const others = [mallory, mallory, mallory]
    for (const index of others.keys()) others[index] = await signAnonymously(server, own, newAddress())
    await nextBatch(server, own)
    const { proof } = withdrawalOf(own, mallory)
    const attack = () =>
      succeeded(
        others,
        async (other) => (await changeAs(server, own, { ...withdrawalOf(own, other), proof })).status === 200,
      )
    await expectOf('holder', attack, { on: 0, off: 3 })
    await nextBatch(server, own, 'falsified')
    expect(await verifiedCount(server, own)).toBe(1)
  })

  function statementOf(own: AddressedLetter, { revision_hash }: Redemption): Buffer {
    const revisionHash = Buffer.from(revision_hash, 'base64url')
    const parts = { letterId: own.id, revisionHash, visibility: 'anonymous', commitment: NO_COMMITMENT }
    return Buffer.from(signatureStatement(parts))
  }
})

describe('addresses', () => {
  test('written in four other ways one gets no second credential; unless their one form is left out', async () => {
    const attack = async () => {
      const own = await openLetter(server, { visibilities: ['anonymous'] })
      await obtainCredential(server, own, 'ana.lee@northwind.example')
      const variants = [
        'ANA.LEE@NORTHWIND.EXAMPLE',
        'ana.lee+a@northwind.example',
        'ａna.lee@northwind.example',
        ' ana.lee@northwind.example',
      ]
      return succeeded(variants, async (variant) => {
        const { blinded } = await credentialOf(server, own, newSigningKey())
        return (await sendBlinded(server, own, await askCredential(server, own, variant), blinded)).status === 200
      })
    }
    await expectOf('spelling', attack, { on: 0, off: 4 })
  })

  test('that are not one worker’s get no code; unchecked all five do', async () => {
    const tried = [
      'ana.lee@nоrthwind.example',
      'info@northwind.example',
      'ana.lee@northwind.example, ben@northwind.example',
      'ana.lee@other.example',
      'ana.lee@northwind.example\nbcc: ben@northwind.example',
    ]
    const attack = () =>
      succeeded(tried, async (address) => {
        const { status } = await post(server, pathOf(letter, 'credentials/challenges'), { address })
        return status === 202
      })
    const mailed = async () => {
      const before = server.inbox.mails().length
      const taken = await attack()
      await server.work()
      return { taken, mailed: server.inbox.mails().length - before }
    }
    // Sending the mail refuses two addresses in one a second time.
    await expectOf('whose address', mailed, { on: { taken: 0, mailed: 0 }, off: { taken: 5, mailed: 3 } })
  })
})

describe('codes', () => {
  const asking = async () => ({
    asked: await askCredential(server, letter, newAddress()),
    blinded: (await credentialOf(server, letter, newSigningKey())).blinded,
  })

  test('an attacker who knows that each code is one of twelve opens none of three challenges, but each of them if tries are not counted', async () => {
    const attack = () =>
      succeeded([1, 2, 3], async () => {
        const { asked, blinded } = await asking()
        const right = Number(asked.code.replace(' ', ''))
        const guesses = Array.from({ length: 12 }, (_, index) => String((right + index + 93) % 1e10).padStart(10, '0'))
        guesses[7] = asked.code
        const answers = []
        for (const code of guesses) answers.push(await sendBlinded(server, letter, { ...asked, code }, blinded))
        return answers.some(({ status }) => status === 200)
      })
    await expectOf('tries', attack, { on: 0, off: 3 })
  })

  test('of three that have expired none is good, unless they never expire', async () => {
    const attack = () =>
      succeeded([1, 2, 3], async () => {
        const { asked, blinded } = await asking()
        server.at(new Date(server.now().getTime() + 16 * 60_000))
        return (await sendBlinded(server, letter, asked, blinded)).status === 200
      })
    await expectOf('expiry', attack, { on: 0, off: 3 })
  })

  test('one’s own proves none of three addresses of others; where any code fits, all of them', async () => {
    const attack = () =>
      succeeded([1, 2, 3], async () => {
        const { asked, blinded } = await asking()
        const mine = await askCredential(server, letter, newAddress())
        return (await sendBlinded(server, letter, { ...asked, code: mine.code }, blinded)).status === 200
      })
    await expectOf('whose code', attack, { on: 0, off: 3 })
  })
})

test('if three wait and a batch needs five, none is counted. If it needs one, all are', async () => {
  const attack = async () => {
    const own = await openLetter(server, { visibilities: ['anonymous'], batchSize: 5 })
    for (let index = 0; index < 3; index++) await signAnonymously(server, own, newAddress())
    await closeBatchOf(own)
    const published = await fetch(server.url + pathOf(own, 'credentials/published'))
    const { signatures } = (await published.json()) as { signatures: unknown[] }
    return [await verifiedCount(server, own), signatures.length, await rowsOf(server, own, 'signature')]
  }
  await expectOf('k', attack, { on: [0, 0, 0], off: [3, 3, 3] })
})

/** Moves the copy's clock to the letter's next batch and closes it. */
async function closeBatchOf({ id }: AddressedLetter): Promise<void> {
  const { next_batch_at } = await db
    .selectFrom('letter')
    .select('next_batch_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (next_batch_at) server.at(next_batch_at)
  await closeBatch(server.parts, id, server.now())
}

test('an attacker who repeats what is published finds neither of two withdrawals before their batch, but both if they are confirmed at once', async () => {
  const own = await openLetter(server, { visibilities: ['anonymous'], batchSize: 3 })
  const holders: Holder[] = []
  for (let index = 0; index < 4; index++) holders.push(await signAnonymously(server, own, newAddress()))
  await nextBatch(server, own)
  const gone = async () => {
    const { signatures } = (await (await fetch(server.url + pathOf(own, 'credentials/published'))).json()) as {
      signatures: PublishedSignature[]
    }
    expect(signatures).toHaveLength(4)
    return succeeded(signatures, async (each) => (await redeemAs(server, own, redemptionOf(own, each))).status === 410)
  }
  expect(await gone()).toBe(0)
  for (const holder of holders.slice(0, 2)) await changeAs(server, own, withdrawalOf(own, holder))
  await expectOf('withdrawals with their batch', gone, { on: 0, off: 2 })
  await changeAs(server, own, withdrawalOf(own, holders[2]!))
  await nextBatch(server, own)
  expect(await gone()).toBe(3)
})

interface PublishedSignature extends Omit<Redemption, 'message'> {
  class: string
  public_key: string
}

/** Anybody can make this request from published data alone. */
function redemptionOf(
  own: AddressedLetter,
  { class: verification, public_key, ...each }: PublishedSignature,
): Redemption {
  const publicKey = Buffer.from(public_key, 'base64url')
  const message = Buffer.from(credentialMessage({ letterId: own.id, verification, publicKey })).toString('base64url')
  const { prefix, signatures, revision_hash, visibility, commitment, proof } = each
  return { message, prefix, signatures, revision_hash, visibility, commitment, proof }
}

test('after a batch of changes alone, no file says who came when: neither for a credential nor to withdraw', async () => {
  const attack = async () => {
    const own = await openLetter(server, { visibilities: ['anonymous'], batchSize: 5 })
    const holders: Holder[] = []
    for (let index = 0; index < 10; index++) holders.push(await signAnonymously(server, own, newAddress()))
    await closeBatchOf(own)
    const came: Buffer[] = []
    for (const holder of holders) {
      const address = newAddress()
      await obtainCredential(server, own, address)
      came.push(addressTag(server.parts, own.id, address))
      await changeAs(server, own, withdrawalOf(own, holder))
    }
    await closeBatchOf(own)
    await anHourLater()
    const files = await copyOfDatabase(server.pool)
    const withdrawn = holders.map(({ credentialId }) => credentialId.subarray(0, 16))
    const found = [came, withdrawn].map((group) => [...byArrival(files, [group]), ...byAge(files, [group])])
    const bound = boundOfChance(1, 0.001 / found.flat().length)
    // Named, so that a failure says which file told it.
    return found.map((outcomes) => outcomes.filter(({ right }) => right > bound).map((each) => each.attack))
  }
  expect(await attack(), 'more than chance: who drew, who withdrew').toEqual([[], []])
  const broken = await without('order of changes', attack)
  expect(broken.map((attacks) => attacks.length > 0)).toEqual([true, true])
}, 120_000)

/**
 * By now the codes, whose table shows when each was mailed, have been deleted. The hourly jobs have rewritten the changed tables.
 */
async function anHourLater(): Promise<void> {
  server.at(new Date(server.now().getTime() + 2 * 3_600_000))
  await enqueue(db, 'sweep-codes', {})
  await server.work()
  await rewriteTables(db, ['signature', 'credential', 'challenge', 'mailed_code'])
  await forgetLog(db)
}

test('of three whose browser runs no script none sends an anonymous signature with an address; unless the form offers and takes it', async () => {
  const own = await openLetter(server, { visibilities: ['anonymous', 'public'] })
  const attack = async () => {
    const { html } = await pageOf(server, `/letters/${keyOf(own)}/sign`)
    const offered = [...html.matchAll(/<div class="visibility-row"( data-scripted hidden)?>[^]*?value="(\w+)"/g)]
    const ways = offered.filter(([, hidden]) => !hidden).map(([, , value]) => value)
    const sent = await succeeded([1, 2, 3], async () => {
      const address = newAddress()
      const { status, html: page } = await submit(server, `/letters/${keyOf(own)}/signings`, {
        visibility: 'anonymous',
        name: '',
        address,
      })
      const challenge = /name="challenge" value="([^"]+)"/.exec(page)?.[1]
      if (status !== 200 || challenge === undefined) return false
      await server.work()
      const code = codeIn(server.inbox.mails().at(-1)!.text)
      return (await enterCode(server, own, challenge, code)).status === 200
    })
    // The attacker's knowledge: one transaction wrote both rows.
    const { rows } = await sql<{ known: number }>`
      select count(*)::int as known from waiting_signature w join claim c on c.xmin::text = w.xmin::text
      where w.letter_id = ${own.id} and w.visibility = 'anonymous'`.execute(db)
    return { ways, sent, known: rows[0]?.known }
  }
  // The database would refuse it too, so the test drops the constraint.
  await sql`alter table waiting_signature drop constraint waiting_signature_visibility_check`.execute(db)
  expect(await attack()).toEqual({ ways: ['public'], sent: 0, known: 0 })
  expect(await without('script', attack)).toEqual({ ways: ['anonymous', 'public'], sent: 3, known: 3 })
})
