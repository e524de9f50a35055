import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { atPhone, fitsTheScreen, onlyFormCookies } from '../support/browser.ts'
import { codeIn } from '../support/mail.ts'
import { keyOf, nextBatch, openLetter } from '../support/stories.ts'
import { deskInLight, looksRight, phoneInDark, tabTo, testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const browser = await testBrowser()

describe('from the letter to the counted name and back', () => {
  test.each([
    ['phone', phoneInDark],
    ['desktop', deskInLight],
  ] as const)(
    'with a keyboard alone, at a %s',
    async (name, setLook) => {
      const letter = await openLetter(server, { visibilities: ['withheld', 'recipients', 'public'] })
      const context = await browser.newContext()
      const page = await context.newPage()
      await setLook(page)
      await page.goto(`${server.url}/letters/${keyOf(letter)}`)
      await tabTo(page, 'a.button.sign')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/sign/form/*')
      expect(await page.locator('input[type=radio]:checked').count()).toBe(0)
      await looksRight(page, `signing-${name}-choice`)
      await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))
      await fitsTheScreen(page)
      await page.evaluate(() => void (document.documentElement.style.fontSize = ''))

      await tabTo(page, 'button.main-act')
      await page.keyboard.press('Enter')
      await page.locator('.error-summary').waitFor()
      await looksRight(page, `signing-${name}-choice-missing`)
      await tabTo(page, 'input[type=radio]')
      await page.keyboard.press('ArrowUp')

      await tabTo(page, '#f-name')
      await page.keyboard.type('Ólafur Þórðarson')
      await tabTo(page, '#f-address')
      await page.keyboard.type('olafur@northwind.example')
      const before = server.inbox.mails().length
      await page.keyboard.press('Enter')
      await page.locator('#f-code').waitFor()
      await looksRight(page, `signing-${name}-code`)
      const signingKey = (await page.locator('[data-slip-words] li').allTextContents()).join(' ')
      await server.work()
      await tabTo(page, '#f-code')
      await page.keyboard.type(codeIn(server.inbox.mails()[before]!.text))
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: sentence('signing-done-heading') }).waitFor()
      await looksRight(page, `signing-${name}-done`)
      await onlyFormCookies(context)

      await nextBatch(server, letter)
      await page.goto(`${server.url}/letters/${keyOf(letter)}/mine`)
      await looksRight(page, `signing-${name}-key`)
      await tabTo(page, '#f-signing_key')
      await page.keyboard.type(signingKey)
      await tabTo(page, 'button.main-act')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: sentence('my-signature-counted-heading') }).waitFor()
      await looksRight(page, `signing-${name}-mine`)
      await tabTo(page, 'button.final')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: sentence('my-signature-withdrawn-heading') }).waitFor()
      expect(await page.locator('main').innerText()).not.toContain(sentence('signing-visibility-column-who'))
      await looksRight(page, `signing-${name}-withdrawn`)
      await page.goto(`${server.url}/letters/${keyOf(letter)}/remove`)
      await looksRight(page, `signing-${name}-remove`)
      await context.close()
    },
    90_000,
  )

  test('the pages that explain', async () => {
    await openLetter(server)
    const context = await browser.newContext({ javaScriptEnabled: true })
    const page = await context.newPage()
    for (const path of ['/', '/how-it-works', '/privacy', '/if-you-are-questioned', '/nothing-here']) {
      await atPhone(page)
      await page.goto(`${server.url}${path}`)
      await looksRight(page, `signing-home-${path.slice(1) || 'home'}`)
    }
    await context.close()
    expect(await (await fetch(`${server.url}/robots.txt`)).text()).toContain('Disallow: /dashboard')
  }, 60_000)
})
