import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import { drawCode, walkAnonymous, walkNamed, walkVouched } from '../support/signing-walk.ts'
import { keyOf, openLetter } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'

const server = await testServer()
const browser = await testBrowser()
const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
const walked = {
  url: `${server.url}/letters/${keyOf(letter)}`,
  codeFor: async (address: string) => {
    await server.work()
    return codeIn(server.inbox.mails().findLast(({ to }) => to === address)!.text)
  },
}

/** `npm run bench -- walk` measures the same walks on a slow phone. */
test('a name takes three pages after the letter, no name four screens, and a code from a colleague three', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 780 } })
  const page = await context.newPage()
  const named = await walkNamed(page, walked, 'ann@northwind.example')
  expect(named.screens.map(({ name }) => name)).toEqual(['choice', 'code', 'done'])
  const anonymous = await walkAnonymous(page, walked, 'bea@northwind.example')
  expect(anonymous.screens.map(({ name }) => name)).toEqual(['choice', 'code', 'when', 'done'])
  const vouched = await walkVouched(page, walked, await drawCode(page, walked, 'ann@northwind.example'))
  expect(vouched.screens.map(({ name }) => name)).toEqual(['code', 'details', 'done'])
  // More on one screen than this would only be another way to have more screens.
  const longest = [named, anonymous, vouched].flatMap(({ screens }) => screens.filter(({ words }) => words > 400))
  expect(longest.map(({ name, words }) => `${name}: ${String(words)} words`)).toEqual([])
  await context.close()
}, 60_000)
