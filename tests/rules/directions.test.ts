import { expect, test } from 'vitest'
import { letterHtml } from '../../server/text/letter-html.ts'

test('code and addresses in a letter from right to left keep the order of their characters', () => {
  const html = letterHtml(
    'ما از `code()` استفاده می‌کنیم: <https://x.example/a/> و [منبع](https://y.example).\n\n```\nf() = 1\n```',
    { language: 'fa' },
  )
  expect(html).toContain('<code dir="ltr">code()</code>')
  expect(html).toMatch(/<pre dir="ltr"><code dir="ltr">f\(\) = 1/)
  expect(html).toMatch(/<a href="https:\/\/x\.example\/a\/"[^>]* dir="ltr"[^>]*>https/)
  expect(html).not.toMatch(/dir="ltr"[^>]*>منبع/)
})
