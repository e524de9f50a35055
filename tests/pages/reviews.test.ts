import { expect, test } from 'vitest'
import { decideSuggestion } from '../../server/letters/comments/decide-suggestion.ts'
import { replyToComment } from '../../server/letters/comments/reply-to-comment.ts'
import { readThreads } from '../../server/letters/threads/read-threads.ts'
import { testServer } from '../support/app.ts'
import { fitsTheScreen, pictured } from '../support/browser.ts'
import { reviewLink, ReviewBrowser } from '../support/reviews.ts'
import { cookieOf, draftOf, northwind, organizer } from '../support/stories.ts'
import { deskInLight, looksRight, phoneInDark, testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const browser = await testBrowser()
const owner = await organizer(server, 'Mara Ottoline')
const letter = await draftOf(server, owner, northwind)

test('a reviewer begins, selects words on a phone, comments on them and reads the answer', async () => {
  const link = await reviewLink(server, owner, letter)
  const page = await browser.newPage()
  page.setDefaultTimeout(20_000)
  const looks = async (name: string) => {
    await deskInLight(page)
    await looksRight(page, `${name}-desk`)
    await phoneInDark(page)
    await looksRight(page, `${name}-phone`)
  }
  await phoneInDark(page)
  await page.goto(server.url + link.path)
  await looks('review-begin')
  await page.fill('#f-name', 'Heron')

  // Nothing that is selected before the script arrives may be lost on a slow line.
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  await page.route(/review[^/]*\.js/, async (route) => {
    await arrived
    await route.continue()
  })
  await page.click('main button[type=submit]', { noWaitAfter: true })
  await page.waitForSelector('.letter-body p')
  const words = await page.evaluate(() => {
    const node = document.querySelector('.letter-body p')?.firstChild
    if (!node) throw new Error('no text')
    const range = document.createRange()
    range.setStart(node, 0)
    range.setEnd(node, 20)
    document.getSelection()?.addRange(range)
    return range.toString()
  })
  arrive()
  await page.click('[data-review-use]')
  expect(await page.inputValue('#f-quote')).toBe(words.trim())
  expect(await page.locator('[data-review-bar]').isVisible()).toBe(false)
  await page.keyboard.type('Say it more briefly.')
  await page.click('label[for=f-kind-replace]')
  await page.fill('#f-replacement', 'We are')
  await page.click(`button:text("${sentence('reviews-send')}")`)
  await page.waitForSelector('#comment-1')

  const [thread] = await readThreads(server.parts, server.parts.db, letter)
  expect([thread?.anchor?.quote, thread?.replacement]).toEqual([words.trim(), 'We are'])
  await replyToComment(server.parts, owner.id, letter, 1, 'Which words would you keep?', server.now())
  await decideSuggestion(server.parts, owner, letter, 1, { accepted: false, word: 'It has to name us.' }, server.now())
  await new ReviewBrowser(server).post(`${link.path}/comments`, { words: 'Nobody may.' })
  await page.fill('#f-words', 'A second comment, on the whole text.')
  await page.click(`button:text("${sentence('reviews-send')}")`)
  await page.waitForSelector('#comment-2 details')
  for (const shown of ['Which words would you keep?', 'It has to name us.', sentence('reviews-closed-refused')])
    expect(await page.innerText('#comment-1')).toContain(shown)
  expect(await page.innerText('body')).not.toContain('Mara')
  await looks('review')
  await page.click('#comment-2 summary')
  await fitsTheScreen(page)
  await pictured(page, 'review-change')

  await page.click(`button:text("${sentence('reviews-leave')}")`)
  await looks('review-ended')
  expect(await page.context().cookies()).toEqual([])
  await page.context().close()
})

test('organizers see their links in each state', async () => {
  const states = [await reviewLink(server, owner, letter, { label: 'early shift' })]
  for (const name of ['Heron', 'Stork']) {
    states.push(await reviewLink(server, owner, letter, { label: `for ${name}` }))
    await new ReviewBrowser(server).begin(states.at(-1)!.path, name)
  }
  await new ReviewBrowser(server).begin(states[2]!.path, 'Eve')
  const page = await browser.newPage()
  const [name = '', value = ''] = (await cookieOf(server, owner)).split(/=(.*)/s)
  await page.context().addCookies([{ name, value, url: server.url }])
  await page.goto(`${server.url}/dashboard/letters/${letter}/people`)
  await phoneInDark(page)
  await fitsTheScreen(page)
  await pictured(page, 'reviews-people-phone')
  await page.click(`a:text("${sentence('reviews-people-link')}")`)
  await looksRight(page, 'reviews-phone')
  await deskInLight(page)
  await looksRight(page, 'reviews-desk')
  await page.fill('#f-label', 'night shift')
  await page.click(`button:text("${sentence('reviews-make')}")`)
  await page.waitForURL(/\/reviews\/link/)
  await looksRight(page, 'review-link-phone')
  await page.context().close()
})
