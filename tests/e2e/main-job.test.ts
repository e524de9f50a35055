import { describe, expect, test } from 'vitest'
import { letterNow } from '../support/stories.ts'
import { testServer } from '../support/app.ts'
import { onlyFormCookies } from '../support/browser.ts'
import { testBrowser } from '../support/test-browser.ts'
import * as steps from './steps.ts'
import { atNorthwind, type Signer, type World } from './steps.ts'
import { sentence } from '../support/words.ts'

const browser = await testBrowser()

const signers: Signer[] = [
  { name: 'Ólafur Þórðarson', address: 'olafur@northwind.example', visibility: 'public' },
  { name: '王思雨', address: 'staff7@eu.northwind.example', visibility: 'recipients' },
  { name: 'Bea Ngo', address: 'bea@northwind.example', visibility: 'recipients' },
  { name: '', address: 'cem@northwind.example', visibility: 'withheld' },
]
const answer = 'Thank you for writing.\n\nWe have stopped the sale.'
const robin = { name: 'Robin Ashe', address: 'robin@personal.example' }
const sam = { name: 'Sam Oduya', address: 'sam@personal.example' }
const { title } = atNorthwind

// The layouts have the same HTML in the same order, so each step is walked on one of them. tests/pages/html.test.ts examines every page
// on both.
describe('the main job, with the first owner at a desktop and everybody else on a phone', () => {
  test('from a first draft to a published answer, and to the end', { timeout: 180_000 }, async () => {
    const server = await testServer()
    const world: World = {
      server,
      browser,
      options: { screen: 'phone', closely: 'not-elsewhere', looked: new Set() },
    }
    const first = await steps.somebody(world, { screen: 'desktop' })
    const second = await steps.somebody(world)
    const reader = await steps.somebody(world)
    const executive = await steps.somebody(world)
    const owners = [first, second] as const

    await steps.becomesFirstOrganizer(world, first, robin)
    const id = await steps.writesLetter(first, atNorthwind)
    await steps.previewsLetter(first, atNorthwind)
    await steps.becomesOwner(world, second, await steps.invitesOwner(first, id), sam)
    await steps.bothOpen(owners, { id, title })

    const letter = await steps.findsLetter(reader, title)
    await reader.reads(/neither count nor names|collecting|stand together/i)
    for (const signer of signers) {
      const worker = await steps.somebody(world)
      await steps.signs(world, worker, letter, signer)
      worker.nothingWasWrong()
      await onlyFormCookies(worker.page.context())
      await worker.leaves()
    }
    await reader.goTo(letter)
    expect(await reader.text()).not.toContain('Ólafur')

    await steps.batchCloses(world, await letterNow(server, id))
    // The signature without a name waits for others until the end.
    await reader.finds(letter, '3 verified work addresses')
    await reader.sees(title, 'the letter, with names')
    await reader.reads('Ólafur Þórðarson')
    const shown = await reader.text()
    for (const name of ['王思雨', 'Bea Ngo']) expect(shown).not.toContain(name)
    expect(await reader.page.getByRole('img', { name: /sign|circle|stand/i }).count()).toBe(1)

    await first.goTo(`/dashboard/letters/${id}`)
    await first.sees(title, 'the dashboard')
    await first.reads(/3 verified work addresses/)
    await steps.announcesDelivery(first, id, atNorthwind, ['Ólafur Þórðarson', '王思雨', 'Bea Ngo'])
    await reader.finds(letter, 'Announced: the letter goes to')
    await reader.sees(title, 'the letter, announced')
    steps.noticeEnds(world)
    for (const [who, { address }] of [[first, robin] as const, [second, sam] as const])
      await steps.provesAgain(world, who, address)
    await steps.bothSend(world, owners, id)
    await reader.finds(letter, 'accepted by the company’s mail server')
    await steps.receivesAndAnswers(world, executive, atNorthwind, answer)
    await steps.publishesAnswer(first, id, answer)
    await reader.finds(letter, 'We have stopped the sale.')
    await reader.sees(title, 'the letter, answered')
    expect(await reader.text()).not.toContain('without an answer')

    await steps.bothEnd(owners, id, 'Close')
    await reader.finds(letter, sentence('letter-closed-title'))
    await reader.sees(title, 'the letter, closed')
    await steps.bothEnd(owners, id, 'Purge')
    await reader.finds(letter, 'have been erased')
    await reader.sees(title, 'the letter, purged')
    const after = await reader.text()
    expect(after).toContain('4 verified work addresses')
    expect(after).toContain('We have stopped the sale.')
    expect(after).not.toContain('Ólafur')

    for (const who of [first, second, reader, executive]) who.nothingWasWrong()
    expect(reader.cookiesSet).toEqual([])
    await onlyFormCookies(executive.page.context())
  })
})
