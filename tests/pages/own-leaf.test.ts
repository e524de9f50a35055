import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { bucketBits, bucketBounds, bucketOf } from '../../server/audit/buckets.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { signAnonymously } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { fitsTheScreen } from '../support/browser.ts'
import { keyOf, nextBatch, openLetter, signAs } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'
import { agreed, hold, revealTime, waitingLetter } from '../support/together.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const browser = await testBrowser()

interface Look {
  words: string
  /** What the page asked the network for, after it was loaded. */
  asked: string[]
}

const wordsOf = (page: Page) => page.locator('[data-step="found"]').innerText()

async function look(path: string, slip: string, name = ''): Promise<Look> {
  const page = await browser.newPage()
  try {
    await page.goto(`${server.url}${path}/audit/mine`)
    const asked: string[] = []
    page.on('request', (request) => asked.push([request.url(), request.postData() ?? ''].join(' ').trim()))
    await page.fill('#f-signing_key', slip)
    if (name !== '') await page.fill('#f-held_name', name)
    await page.click('button[type="submit"]')
    await page.waitForSelector('[data-step="found"]:not([hidden])')
    expect(await page.inputValue('#f-signing_key')).toBe('')
    if (name !== '') expect(await page.inputValue('#f-held_name')).toBe('')
    return { words: await wordsOf(page), asked }
  } finally {
    await page.close()
  }
}

describe('somebody finds the own leaf with the slip', () => {
  test('and tells the network only which part of the log it is in', async () => {
    const letter = await openLetter(server, { firstThreshold: 1, visibilities: ['anonymous', 'withheld', 'public'] })
    const ann = await signAs(server, letter, { name: 'Ann Lee', address: 'ann@northwind.example' })
    const bea = await signAs(server, letter, {
      name: 'Bea Ngo',
      address: 'bea@northwind.example',
      visibility: 'withheld',
    })
    const cyd = await signAnonymously(server, letter, 'cyd@northwind.example')
    await nextBatch(server, letter)
    await withdraw(server.parts, letter, bea.signingKey, server.now())
    await nextBatch(server, letter)
    const path = `/letters/${keyOf(letter)}`

    const looks = [await look(path, ann.signingKey), await look(path, bea.signingKey), await look(path, cyd.signingKey)]
    const [own, left, anonymous] = looks as [Look, Look, Look]
    expect(own.words.includes(sentence('audit-mine-standing-heading'))).toBe(true)
    expect(own.words.includes('signed text 1, name public, work address verified')).toBe(true)
    expect(left.words.includes(sentence('audit-mine-ended-heading'))).toBe(true)
    expect(/signed text 1, name not public[^]*: withdrawn/.test(left.words)).toBe(true)
    expect(anonymous.words.includes('signed text 1, without a name, work address verified')).toBe(true)
    // A small log has one part, so all ask for the same.
    expect(left.asked).toEqual(own.asked)
    expect(anonymous.asked).toEqual(own.asked)
    // One for a name, and one for each class of credentials that the letter has.
    expect(own.asked).toHaveLength(5)
    expect([...new Set(own.asked)]).toEqual([
      `${server.url}${path}/log/checkpoint`,
      `${server.url}${path}/log/leaves/0/0`,
    ])
  })

  test('or learns that no leaf belongs to it, on a phone too', async () => {
    const letter = await openLetter(server, { firstThreshold: 1 })
    await signAs(server, letter, { name: 'Ann Lee', address: 'ann@northwind.example' })
    await nextBatch(server, letter)
    const waiting = await signAs(server, letter, { name: 'Bea Ngo', address: 'bea@northwind.example' })
    const { words, asked } = await look(`/letters/${keyOf(letter)}`, waiting.signingKey)
    expect(words.includes(sentence('audit-mine-unknown-heading'))).toBe(true)
    // Nobody has a credential of this letter.
    expect(asked).toHaveLength(2)
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    await page.goto(`${server.url}/letters/${keyOf(letter)}/audit/mine`)
    await fitsTheScreen(page)
    await page.close()
  })

  test('and not in a tree that the letter did not sign', async () => {
    const letter = await openLetter(server, { firstThreshold: 1 })
    const { signingKey } = await signAs(server, letter, { name: 'Ann Lee', address: 'ann@northwind.example' })
    await nextBatch(server, letter)
    // The operator shows her the leaf that she expects, and keeps it out of the tree that everybody else checks.
    await server.parts.db
      .updateTable('log_tile')
      .set({ hashes: Buffer.alloc(32 * 4, 1) })
      .where('letter_id', '=', letter.id)
      .execute()
    await server.parts.db
      .updateTable('log')
      .set({ edge: Buffer.alloc(32, 1) })
      .where('letter_id', '=', letter.id)
      .execute()
    await server.parts.db
      .updateTable('log_leaf')
      .set({ leaf: sql<string>`replace(leaf, 'public', 'hidden')` })
      .where('letter_id', '=', letter.id)
      .execute()
    const page = await browser.newPage()
    await page.goto(`${server.url}/letters/${keyOf(letter)}/audit/mine`)
    await page.fill('#f-signing_key', signingKey)
    await page.click('button[type="submit"]')
    await page.waitForSelector('[data-el="errors"]:not([hidden])')
    const errors = await page.locator('[data-el="errors"]').innerText()
    expect(errors.includes(sentence('audit-mine-not-in-tree'))).toBe(true)
    expect(await page.locator('[data-step="found"]').isVisible()).toBe(false)
    await page.close()
  })
})

describe('somebody whose name waits for others sees that it is fixed', () => {
  const fixed = sentence('audit-mine-name-fixed', { number: '' }).split('  ').at(-1)!
  const notFixed = sentence('audit-mine-name-not-fixed')
  const notTyped = sentence('audit-mine-name-not-typed')
  const said = ({ words }: Look) => [fixed, notFixed, notTyped].filter((each) => words.includes(each))

  test('from the time at which it is fixed, and after it was shown too, and tells the network nothing of it', async () => {
    const letter = await waitingLetter(server, 2)
    const path = `/letters/${keyOf(letter)}`
    const zoe = (await hold(server, letter, ['Zoë Lind'])).get('Zoë Lind')!
    await nextBatch(server, letter)
    const before = await look(path, zoe.signingKey)
    expect(before.words.includes(sentence('audit-group-together'))).toBe(true)
    expect(said(before)).toEqual([])
    const tom = (await hold(server, letter, ['Tom Hall'])).get('Tom Hall')!
    const ann = await signAs(server, letter, { name: 'Ann Lee', address: 'ann@northwind.example' })
    await nextBatch(server, letter)

    const found = await look(path, zoe.signingKey, ' Zoe\u0308  Lind ')
    expect(said(found)).toEqual([fixed])
    expect(said(await look(path, tom.signingKey, 'Zoë Lind'))).toEqual([notFixed])
    const silent = await look(path, tom.signingKey)
    expect(said(silent)).toEqual([notTyped])
    const other = await look(path, ann.signingKey)
    expect(said(other)).toEqual([])
    // Somebody with a public name asks for as much as somebody with a name that waits, and nobody for more than whole parts.
    expect([found.asked, other.asked]).toEqual([silent.asked, silent.asked])
    expect([...new Set(found.asked)]).toEqual([
      `${server.url}${path}/log/checkpoint`,
      `${server.url}${path}/log/leaves/0/0`,
    ])

    await agreed(server, letter)
    await revealTime(server, letter)
    expect(said(await look(path, zoe.signingKey, 'Zoë Lind'))).toEqual([fixed])
  })

  test('and learns it if another name is fixed, on a phone too', async () => {
    const letter = await waitingLetter(server, 2)
    const path = `/letters/${keyOf(letter)}`
    const people = await hold(server, letter, ['Mia Berg', 'Lea Roth'])
    await nextBatch(server, letter)
    // The server committed to another name than the one that she gave.
    const { signingKey } = people.get('Mia Berg')!
    expect(said(await look(path, signingKey, 'Mia Berger'))).toEqual([notFixed])
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    await page.goto(`${server.url}${path}/audit/mine`)
    await fitsTheScreen(page)
    await page.close()
  })
})

describe('a part of the log', () => {
  test('has a thousand leaves or more, and lies within the parts of a shorter log', () => {
    expect([1, 1249, 2499, 2500, 5000, 1_000_000].map(bucketBits)).toEqual([0, 0, 0, 1, 2, 9])
    const id = Uint8Array.from({ length: 32 }, (_, at) => (at * 37 + 11) & 0xff)
    for (const bits of [0, 1, 5, 8, 9, 13]) {
      const { first, last } = bucketBounds(bits, bucketOf(id, bits))
      const finer = bucketBounds(bits + 1, bucketOf(id, bits + 1))
      const inOrder = [first, finer.first, id, finer.last, last].map((bytes) => Buffer.from(bytes).toString('hex'))
      expect(inOrder).toEqual(inOrder.toSorted())
      expect([bucketOf(first, bits), bucketOf(last, bits)]).toEqual([bucketOf(id, bits), bucketOf(id, bits)])
    }
  })
})
