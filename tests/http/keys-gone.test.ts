import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { describe, expect, test } from 'vitest'
import type { SignaturesJson } from '../../server/dashboard/schemas.ts'
import { testServer } from '../support/app.ts'
import { announced, signedLetter, stagesOf, three } from '../support/deliveries.ts'
import { codeIn } from '../support/mail.ts'
import {
  submit,
  api,
  askForCode,
  organizerPage,
  enterCode,
  keyOf,
  nextBatch,
  openLetter,
  post,
  signAs,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

/**
 * Tests the race between a request and the commit that closes a letter or erases its names: the request read the letter before
 * the commit.
 */

const server = await testServer()
const { keys } = server.parts

function at(letter: AddressedLetter, path: string): string {
  return `/api/v1/letters/${keyOf(letter)}${path}`
}

async function proofOf(letter: AddressedLetter, address: string): Promise<{ challenge: string; code: string }> {
  const { json } = await post(server, at(letter, '/removals'), { address })
  await server.work()
  return { challenge: json['challenge'] as string, code: codeIn(server.inbox.mails().at(-1)!.text) }
}

describe('a signatory during whose signing the letter closes', () => {
  test('learns it when asking for another code and when entering the code', async () => {
    const letter = await openLetter(server)
    const { challenge, code } = await askForCode(server, letter, { address: 'ann@northwind.example' })
    keys.destroy(letter.id, 'claims')
    const again = await post(server, at(letter, `/signings/${challenge}/codes`), {})
    expect(again).toMatchObject({ status: 410, json: { code: 'letter-closed' } })
    const entered = await enterCode(server, letter, challenge, code)
    expect(entered).toMatchObject({ status: 410, json: { code: 'letter-closed' } })
    const page = await submit(server, `/letters/${keyOf(letter)}/signings/codes`, { challenge, visibility: 'public' })
    expect(page.status).toBe(410)
    expect(page.html).toContain(sentence('letter-closed-title'))
  })

  test('learns to use the signing key instead of proving the mailbox', async () => {
    const letter = await openLetter(server)
    const { challenge, code } = await proofOf(letter, 'bea@northwind.example')
    keys.destroy(letter.id, 'claims')
    const gone = { status: 410, json: { code: 'mailbox-way-gone' } }
    expect(await post(server, at(letter, '/removals'), { address: 'bea@northwind.example' })).toMatchObject(gone)
    const path = at(letter, `/removals/${challenge}/confirmation`)
    expect(await post(server, path, { code })).toMatchObject(gone)
  })
})

describe('a request while the names are erased', () => {
  test('can still make a name less visible, or object to its removal', async () => {
    const letter = await openLetter(server)
    const ann = await signAs(server, letter, { name: 'Ann Lee', address: 'ann@northwind.example' })
    const bea = await signAs(server, letter, { name: 'Bea Ngo', address: 'bea@northwind.example' })
    await nextBatch(server, letter)
    const { challenge, code } = await proofOf(letter, 'bea@northwind.example')
    expect((await post(server, at(letter, `/removals/${challenge}/confirmation`), { code })).status).toBe(200)
    keys.destroy(letter.id, 'names')
    const lesser = { signing_key: ann.signingKey, to: 'withheld' }
    const changed = await fetch(`${server.url}${at(letter, '/mine/visibility')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(lesser),
    })
    expect(changed.status).toBe(204)
    const objected = await fetch(`${server.url}${at(letter, '/mine/objection')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signing_key: bea.signingKey }),
    })
    expect(objected.status).toBe(204)
  })

  test('shows the dashboard’s list without names, and no copy that should have names', async () => {
    const campaign = await signedLetter(server, three)
    const { letter, owner } = campaign
    const stage = await announced(server, campaign)
    keys.destroy(letter.id, 'names')
    const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/signatures`)
    const listed = json.signatures as SignaturesJson['signatures']
    expect(listed.flatMap(({ person }) => person ?? [])).toEqual([{ name: 'Ólafur Þórðarson' }])
    const recipient = (await stagesOf(server, campaign)).recipients[0]!.id
    const copy = await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/stages/${stage}/copies/${recipient}`)
    expect(copy).toMatchObject({ status: 410, json: { code: 'names-erased' } })
    expect((await organizerPage(server, owner, `/dashboard/letters/${letter.id}`)).status).toBe(200)
  })
})
