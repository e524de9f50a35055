import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { keyOf, openLetter } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'

const server = await testServer()
const browser = await testBrowser()

test('while somebody types, the reason why a text would be refused stands beside its field, and nothing is sent', async () => {
  const letter = await openLetter(server)
  const page = await browser.newPage()
  await page.goto(`${server.url}/letters/${keyOf(letter)}/remove`)
  const sent: string[] = []
  // The error's font may load.
  page.on('request', (request) => {
    if (!request.url().includes('/assets/')) sent.push(request.url())
  })
  const field = page.locator('input[name="name"], textarea').first()
  const beside = page.locator('.field', { has: field }).locator('.error')
  await field.fill(`Ann Z${'\u0301'.repeat(40)}`)
  await beside.waitFor()
  expect(await beside.textContent()).toMatch(/more than 16 accents .*“Ann Z”/)
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await field.fill('Ann Lee')
  await beside.waitFor({ state: 'detached' })
  expect(await field.getAttribute('aria-invalid')).toBeNull()
  expect(sent).toEqual([])
  await page.close()
})
