import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { readCode, writeCode } from '../../server/crypto/one-time-code.ts'
import { newSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { credentialOf, holderOf, pathOf, redeemAs, rowsOf, seedOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { allowChecks, blindedChecks, checkCodes, checkShown, handOver } from '../support/in-person.ts'
import {
  agrees,
  api,
  cookieOf,
  join,
  letterAsJson,
  letterNow,
  nextBatch,
  openLetter,
  organizer,
  organizerPage,
  withConsent,
  post,
  signAs,
  type Organizer,
} from '../support/stories.ts'
import { drawCodes } from '../support/vouching.ts'

const server = await testServer()
const { db } = server.parts

async function site(each: number, options: Parameters<typeof openLetter>[1] = {}) {
  const letter = await openLetter(server, options)
  await allowChecks(server, letter, each)
  const moderator = await organizer(server)
  await join(server, moderator, letter.id, 'moderator')
  return { letter, moderator }
}

/** Making a letter's keys takes a second or two, so most tests share one letter. */
const shared = await site(100, { visibilities: ['anonymous', 'withheld', 'public'] })

const spend = (letter: AddressedLetter, vouch: string, more: object = {}) =>
  post(server, pathOf(letter, 'vouched/signings'), { vouch, visibility: 'public', name: 'Ann Lee', ...more })

async function countOf(letter: AddressedLetter, verification: string): Promise<number> {
  const { tally } = await letterAsJson(server, letter)
  return tally.classes.find((each) => each.class === verification)?.count ?? 0
}

const key = newSigningKey()
const verifierOf = ({ id }: AddressedLetter) => signatoryKeys(seedOf(key), id).publicKey.toString('base64url')

describe('a code is spent twice', () => {
  test('by eight people at once: it makes one signature, which is counted as checked in person', async () => {
    const { letter, moderator } = await site(5)
    const [code = '', other = ''] = await checkCodes(server, moderator, letter, 2)
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']
    const all = await Promise.all(names.map((name) => spend(letter, code, { name: `Ann Lee ${name}` })))
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...names.slice(1).map(() => 409)])
    expect(all.find(({ status }) => status === 409)?.json['code']).toBe('vouch-used')
    await spend(letter, other, { name: 'Bea Ngo' })
    await nextBatch(server, letter)
    const { tally } = await letterAsJson(server, letter)
    expect(tally.classes).toMatchObject([{ class: 'reviewed', count: 2 }])
  })

  test('on a name and on a credential at once, and on two credentials: it makes one of them', async () => {
    const { letter, moderator } = shared
    const before = await countOf(letter, 'reviewed')
    const [code = '', second = ''] = await checkCodes(server, moderator, letter, 2)
    const blindedFor = async (key: string) => {
      const credential = await credentialOf(server, letter, key, 'reviewed')
      const blinded = credential.blinded.map(({ issuer, message }) => ({
        issuer,
        message: message.toString('base64url'),
      }))
      return { credential, blinded }
    }
    const [one, two] = [newSigningKey(), newSigningKey()]
    const [mine, theirs] = [await blindedFor(one), await blindedFor(two)]
    const credentials = pathOf(letter, 'vouched/credentials')
    const issue = (vouch: string, { blinded }: typeof mine) => post(server, credentials, { vouch, blinded })
    const raced = await Promise.all([issue(code, mine), issue(code, theirs), spend(letter, code)])
    expect(raced.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const held = await Promise.all([issue(second, mine), issue(second, theirs)])
    expect(held.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = held[0].status === 200 ? { key: one, asked: mine } : { key: two, asked: theirs }
    const issued = held.find(({ status }) => status === 200)!
    const { redemption } = await holderOf(server, letter, winner.key, winner.asked.credential, issued)
    for (let again = 0; again < 3; again++) await redeemAs(server, letter, redemption)
    await nextBatch(server, letter)
    const named = raced[2].status === 200 ? 1 : 0
    expect((await countOf(letter, 'reviewed')) - before).toBe(1 + named)
  })
})

describe('a code is used where it is not good', () => {
  test('on another letter, as a code to vouch with, and the other way round', async () => {
    const { letter, moderator } = shared
    const other = await site(3)
    const [check = ''] = await checkCodes(server, moderator, letter, 1)
    await checkCodes(server, other.moderator, other.letter, 1)
    expect((await spend(other.letter, check)).json['code']).toBe('vouch-not-valid')
    const address = 'voucher@northwind.example'
    await signAs(server, letter, { address, visibility: 'withheld' })
    const [vouch = ''] = await drawCodes(server, letter, address, 1)
    const swapped = [
      writeCode({ verification: 'vouched', base64url: readCode(check)!.base64url }),
      writeCode({ verification: 'reviewed', base64url: readCode(vouch)!.base64url }),
    ]
    for (const each of swapped) expect((await spend(letter, each)).json['code']).toBe('vouch-not-valid')
    // The credential of one class is not issued for the code of another one.
    const credential = await credentialOf(server, letter, newSigningKey(), 'vouched')
    const blinded = credential.blinded.map(({ issuer, message }) => ({
      issuer,
      message: message.toString('base64url'),
    }))
    const mixed = await post(server, pathOf(letter, 'vouched/credentials'), { vouch: check, blinded })
    expect(mixed.json['code']).toBe('blinded-malformed')
    // None of this has used the code up.
    expect((await spend(letter, check)).status).toBe(200)
  })

  test('forged, damaged, guessed, or signed with the letter’s other keys', async () => {
    const { letter, moderator } = shared
    const claims = await rowsOf(server, letter, 'claim')
    const [code = ''] = await checkCodes(server, moderator, letter, 1)
    const { base64url } = readCode(code)!
    const flipped = (at: number) => {
      const bytes = Buffer.from(base64url, 'base64url')
      bytes[at] = bytes[at]! ^ 1
      return writeCode({ verification: 'reviewed', base64url: bytes.toString('base64url') })
    }
    const wrong = [
      flipped(0),
      flipped(31),
      flipped(32),
      flipped(415),
      code.slice(0, -1),
      'C1-',
      writeCode({ verification: 'reviewed', base64url: randomBytes(416).toString('base64url') }),
      writeCode({ verification: 'reviewed', base64url: Buffer.alloc(416).toString('base64url') }),
    ]
    for (const each of wrong) expect((await spend(letter, each)).json['code'], each.slice(0, 9)).toBe('vouch-not-valid')
    expect(await rowsOf(server, letter, 'claim')).toBe(claims)
  })
})

describe('somebody makes codes who may not', () => {
  test('a stranger, a viewer, an editor and a moderator of another letter', async () => {
    const { letter, moderator } = shared
    const codes = await blindedChecks(server, moderator, letter, 1)
    const before = await rowsOf(server, letter, 'handed_over')
    const elsewhere = (await site(5)).moderator
    const roles: [Organizer | null, number][] = [
      [null, 401],
      [elsewhere, 404],
    ]
    for (const role of ['viewer', 'editor'] as const) {
      const person = await organizer(server)
      await join(server, person, letter.id, role)
      roles.push([person, 403])
    }
    for (const [person, status] of roles) {
      const path = `/dashboard/letters/${letter.id}/in-person`
      const body = { blinded: codes.map(({ blinded }) => blinded) }
      for (const [act, sent] of [
        ['/codes', body],
        ['/beginning', undefined],
      ] as const)
        expect((await api(server, person, 'POST', path + act, sent)).status, act).toBe(status)
      if (person) expect((await organizerPage(server, person, path)).status).toBe(status)
    }
    expect(await rowsOf(server, letter, 'handed_over')).toBe(before)
  })

  test('a page of another origin, without the token of the session', async () => {
    const { letter, moderator } = shared
    const answer = await fetch(`${server.url}/dashboard/letters/${letter.id}/in-person/codes`, {
      method: 'POST',
      headers: { cookie: await cookieOf(server, moderator), 'content-type': 'application/json' },
      body: JSON.stringify({ blinded: [] }),
    })
    expect(answer.status).toBe(403)
  })
})

describe('an organizer makes more codes than the letter allows', () => {
  test('in parallel requests: as many are signed as are allowed', async () => {
    const { letter, moderator } = await site(7)
    const asked = await Promise.all(Array.from({ length: 10 }, () => blindedChecks(server, moderator, letter, 2)))
    const answers = await Promise.all(asked.map((codes) => handOver(server, moderator, letter, codes)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.find(({ status }) => status !== 200)?.json['code']).toBe('codes-handed-over')
    expect((await checkShown(server, moderator, letter)).json['left']).toBe(1)
    const [last = ''] = await checkCodes(server, moderator, letter, 1)
    expect((await spend(letter, last)).status).toBe(200)
    const more = await handOver(server, moderator, letter, await blindedChecks(server, moderator, letter, 1))
    expect(more.json['code']).toBe('codes-handed-over')
  })

  test('by leaving and coming back: the number stays with the account', async () => {
    const { letter, moderator } = await site(3)
    await checkCodes(server, moderator, letter, 3)
    await db.deleteFrom('membership').where('organizer_id', '=', moderator.id).execute()
    await join(server, moderator, letter.id, 'owner')
    expect((await checkShown(server, moderator, letter)).json['left']).toBe(0)
    const more = await handOver(server, moderator, letter, await blindedChecks(server, moderator, letter, 1))
    expect(more.json['code']).toBe('codes-handed-over')
  })

  test('by adding moderators: all together make ten times the number', async () => {
    const { letter } = await site(1)
    const many: Organizer[] = []
    for (let index = 0; index < 13; index++) {
      const person = await organizer(server)
      await join(server, person, letter.id, 'moderator')
      many.push(person)
    }
    const [first] = many
    await blindedChecks(server, first!, letter, 1)
    const answers = await Promise.all(
      many.map(async (person) => handOver(server, person, letter, await blindedChecks(server, person, letter, 1))),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10)
    expect(answers.find(({ status }) => status !== 200)?.json['code']).toBe('codes-of-letter-handed-over')
    // A refused request is not counted for its organizer either.
    const { rows } = await sql<{ sum: number }>`
      select sum(count)::int as sum from handed_over where letter_id = ${letter.id}`.execute(db)
    expect(rows[0]?.sum).toBe(10)
  })

  test('by repeating a request: it gets the same answer, is counted once, and is answered ten times an hour', async () => {
    const { letter, moderator } = await site(5)
    const codes = await blindedChecks(server, moderator, letter, 2)
    const first = await handOver(server, moderator, letter, codes)
    expect(first.status).toBe(200)
    const again = await Promise.all(Array.from({ length: 9 }, () => handOver(server, moderator, letter, codes)))
    for (const { status, json } of again) expect({ status, json }).toEqual({ status: 200, json: first.json })
    expect((await handOver(server, moderator, letter, codes)).json['code']).toBe('code-answered')
    expect((await checkShown(server, moderator, letter)).json['left']).toBe(3)
  })

  test('with numbers that blind nothing', async () => {
    const { letter, moderator } = shared
    const before = (await checkShown(server, moderator, letter)).json['left']
    for (const blinded of [[], ['AAAA'], [Buffer.alloc(384).toString('base64url')]])
      expect(
        (
          await handOver(
            server,
            moderator,
            letter,
            blinded.map((each) => ({ blinded: each })),
          )
        ).json['code'],
      ).toBe('blinded-malformed')
    expect((await checkShown(server, moderator, letter)).json['left']).toBe(before)
  })
})

describe('codes that are good no more', () => {
  test('after the letter was paused, and after it has closed: none is made or spent, and the numbers are gone', async () => {
    const { letter, moderator } = await site(5, { visibilities: ['withheld', 'public'] })
    const [code = ''] = await checkCodes(server, moderator, letter, 1)
    const codes = await blindedChecks(server, moderator, letter, 1)
    await db.updateTable('letter').set({ paused: true }).where('id', '=', letter.id).execute()
    expect((await handOver(server, moderator, letter, codes)).json['code']).toBe('letter-paused')
    expect((await spend(letter, code)).json['code']).toBe('letter-paused')
    await db.updateTable('letter').set({ paused: false }).where('id', '=', letter.id).execute()
    await closeWhere(server.parts, letter.id, server.now(), () => true)
    expect((await handOver(server, moderator, letter, codes)).json['code']).toBe('letter-closed')
    expect(await spend(letter, code)).toMatchObject({ status: 410, json: { code: 'letter-closed' } })
    expect(await rowsOf(server, letter, 'handed_over')).toBe(0)
    const { status, html } = await organizerPage(server, moderator, `/dashboard/letters/${letter.id}/in-person`)
    expect({ status, making: html.includes('data-in-person') }).toEqual({ status: 200, making: false })
  })

  test('after the moderator was removed: none is made, and those that people have stay good, because nobody can tell whose they are', async () => {
    const { letter, moderator } = await site(5)
    const [code = ''] = await checkCodes(server, moderator, letter, 1)
    const codes = await blindedChecks(server, moderator, letter, 1)
    await db.deleteFrom('membership').where('organizer_id', '=', moderator.id).execute()
    expect((await handOver(server, moderator, letter, codes)).status).toBe(404)
    expect((await spend(letter, code)).status).toBe(200)
  })

  test('after the check was switched off: unspent codes end, and who has signed still gets the same answer', async () => {
    const { letter, moderator } = await site(5, { visibilities: ['anonymous', 'withheld', 'public'] })
    const owner = await organizer(server)
    await join(server, owner, letter.id, 'owner')
    const [named = '', anonymous = '', unspent = ''] = await checkCodes(server, moderator, letter, 3)
    expect((await spend(letter, named, { verifier: verifierOf(letter) })).status).toBe(200)
    const credential = await credentialOf(server, letter, key, 'reviewed')
    const blinded = credential.blinded.map(({ issuer, message }) => ({
      issuer,
      message: message.toString('base64url'),
    }))
    const issue = (vouch: string) => post(server, pathOf(letter, 'vouched/credentials'), { vouch, blinded })
    const issued = await issue(anonymous)
    await withConsent(server, letter.id, () => settings(owner, letter, 0))
    expect((await letterNow(server, letter.id)).checks_each).toBe(0)
    const ended = { status: 409, json: { code: 'code-ended' } }
    expect(await spend(letter, unspent)).toMatchObject(ended)
    expect(await issue(unspent)).toMatchObject(ended)
    // A lost answer is given again. With another name or key, a spent code is like an unspent one.
    expect((await spend(letter, named, { verifier: verifierOf(letter) })).status).toBe(200)
    expect(await issue(anonymous)).toEqual(issued)
    expect(await spend(letter, named)).toMatchObject(ended)
    expect((await handOver(server, moderator, letter, [])).json['code']).toBe('in-person-check-off')
    // Switched on again, the letter has another key.
    await withConsent(server, letter.id, () => settings(owner, letter, 5))
    expect(await spend(letter, unspent)).toMatchObject(ended)
    const [fresh = ''] = await checkCodes(server, moderator, await letterNow(server, letter.id), 1)
    expect((await spend(letter, fresh)).status).toBe(200)
  })
})

async function settings(by: Organizer, letter: AddressedLetter, checks_each: number) {
  const path = `/dashboard/letters/${letter.id}/draft`
  const { json } = await api(server, by, 'GET', path)
  return api(server, by, 'PATCH', path, { version: json['version'] as number, checks_each })
}

test('a second owner has to agree to switch the check on, to change its number, and to switch it off', async () => {
  const letter = await openLetter(server)
  const [one, two] = [await organizer(server), await organizer(server)]
  for (const owner of [one, two]) await join(server, owner, letter.id, 'owner')
  for (const [wanted, held] of [
    [20, 0],
    [30, 20],
    [0, 30],
  ] as const) {
    expect((await settings(one, letter, wanted)).json['outcome']).toBe('waits')
    expect((await letterNow(server, letter.id)).checks_each).toBe(held)
    expect((await agrees(server, two, letter.id)).status).toBe(200)
    expect((await letterNow(server, letter.id)).checks_each).toBe(wanted)
  }
})
