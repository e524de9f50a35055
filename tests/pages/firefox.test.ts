import { afterAll, describe, expect, test } from 'vitest'
import { openFirefox } from '../support/firefox.ts'

const firefox = await openFirefox()
process.stdout.write(
  firefox.browser
    ? `Walking the anonymous path in Firefox ${firefox.browser.version()} (${firefox.path}).\n`
    : `The anonymous path is NOT walked in Firefox: ${firefox.why}. It is only looked up, in tests/pages/compat.test.ts.\n`,
)
afterAll(() => firefox.browser?.close())

test('either a Firefox is driven, or it is said why none is', () => {
  expect(firefox.browser ? firefox.browser.isConnected() : firefox.why).toBeTruthy()
})

if (firefox.browser) {
  const { walk } = await import('../support/firefox-walk.ts')
  describe('in Firefox', () => walk(firefox))
}
