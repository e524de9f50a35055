import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { atDesk, atPhone, axeFindsNothing, fitsTheScreen, inDark, inLight, pictured } from '../support/browser.ts'
import { pastes } from '../support/pastes.ts'
import { api, cookieOf, organizer, organizerPost, type Organizer } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'

const server = await testServer()
const browser = await testBrowser()
const ada = await organizer(server, 'Ada Fenwick')

async function signedIn(who: Organizer, options: { javaScriptEnabled?: boolean } = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  const [name = '', value = ''] = (await cookieOf(server, who)).split('=')
  await context.addCookies([{ name, value, url: server.url }])
  return context
}

async function started(text = ''): Promise<string> {
  const { location } = await organizerPost(server, ada, '/dashboard/letters', { title: 'Close the night dock' })
  const id = /letters\/([^/]+)\/text/.exec(location ?? '')?.[1] ?? ''
  if (text !== '') await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, text })
  return id
}

/** The editor's own HTML is not ours to validate. */
async function looksRight(page: Page, name: string): Promise<void> {
  await fitsTheScreen(page)
  await axeFindsNothing(page)
  await pictured(page, name)
}

async function opened(id: string): Promise<Page> {
  const context = await signedIn(ada)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    // A browser notes each style that it does not apply in the inert page of a clipboard, and each refused save.
    const expected = /Applying inline style|status of 422/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !expected) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('close', () => expect(problems).toEqual([]))
  await page.goto(`${server.url}/dashboard/letters/${id}/text`)
  await page.locator('.ProseMirror').waitFor()
  return page
}

const text = (page: Page) => page.locator('textarea[name="text"]').inputValue()
const draft = async (id: string) =>
  (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json as {
    text: string
    demands: string[]
    version: number
    path: string
  }
const button = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true })
const pressed = (page: Page, name: string) => button(page, name).getAttribute('aria-pressed')

/** Fills the clipboard and pastes, as the keys do. A page may read the real clipboard only with a permission. */
async function paste(page: Page, contents: Record<string, string>, file = false): Promise<void> {
  await page.locator('.ProseMirror').evaluate(
    (element, { contents: given, file: hasFile }) => {
      const data = new DataTransfer()
      for (const [type, value] of Object.entries(given)) data.setData(type, value)
      if (hasFile) data.items.add(new File(['x'], 'photo.png', { type: 'image/png' }))
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    },
    { contents, file },
  )
}

test('an organizer types, formats and saves a letter, by mouse and by keys', async () => {
  const id = await started()
  const page = await opened(id)
  await page.getByText('The letter', { exact: true }).click()
  await page.keyboard.type('We load the lorries at ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('night')
  expect(await pressed(page, 'Bold')).toBe('true')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('.')
  await button(page, 'Source').click()
  await page.keyboard.type('The report')
  await page.keyboard.press('Escape')
  await page.keyboard.type(' It is dark.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- lamps')
  await page.keyboard.press('Enter')
  await page.keyboard.type('people')
  expect(await pressed(page, '• List')).toBe('true')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await button(page, 'Heading').click()
  await page.keyboard.type('Why')
  await page.keyboard.press('Enter')
  await page.keyboard.type('They say so')
  await page.keyboard.press('Shift+Home')
  await button(page, 'Link').click()
  await page.getByLabel('Address of the link').fill('nowhere')
  await page.keyboard.press('Enter')
  expect(await page.locator('[data-link-error]').isVisible()).toBe(true)
  await page.getByLabel('Address of the link').fill('paper.example/a')
  await page.keyboard.press('Enter')
  const markdown =
    'We load the lorries at **night**.[^1] It is dark.\n\n- lamps\n- people\n\n## Why\n\n[They say so](https://paper.example/a)\n\n[^1]: The report'
  expect(await text(page)).toBe(markdown)
  await expect.poll(() => page.locator('[data-words]').textContent()).toBe('17')
  // Saves by itself.
  await expect.poll(async () => (await draft(id)).text).toBe(markdown)
  await page.reload()
  await page.locator('.ProseMirror').waitFor()
  expect(await page.locator('.ProseMirror').innerText()).toContain('We load the lorries at night')
  await page.getByRole('button', { name: 'Save', exact: true }).last().click()
  await page.getByText('Saved.').first().waitFor()

  // The letter opens with what the editor wrote.
  const { version } = await draft(id)
  const employers = [{ name: 'Northwind', domains: ['northwind.example'] }]
  const recipients = [{ name: 'Ines Halvorsen', office: 'Head of Operations', address: '' }]
  const ready = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version, employers, recipients })
  const opening = { to: 'open', version: Number(ready.json.version) }
  const published = await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, opening)
  expect(published.status).toBe(200)
  await page.goto(`${server.url}${(await draft(id)).path}`)
  const body = page.locator('.letter-body').first()
  expect(await body.locator('strong').innerText()).toBe('night')
  expect(await body.locator('h2').first().innerText()).toBe('Why')
  expect(await body.locator('a', { hasText: 'They say so' }).getAttribute('href')).toBe('https://paper.example/a')
  expect(await page.locator('.footnotes').innerText()).toContain('The report')
  await page.context().close()
})

test('the buttons are one stop of Tab, and the arrow keys lead from one to the next', async () => {
  const page = await opened(await started('Text'))
  await page.getByLabel('Title').focus()
  await page.keyboard.press('Tab')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-tool'))
  expect(await focused()).toBe('strong')
  await page.keyboard.press('ArrowRight')
  expect(await focused()).toBe('em')
  await page.keyboard.press('End')
  expect(await focused()).toBe('redo')
  await page.keyboard.press('ArrowRight')
  expect(await focused()).toBe('strong')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-text')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('.editor') === null)).toBe(true)
  await page.context().close()
})

test('a paste of more than a paragraph keeps the draft from before as a version, once', async () => {
  const id = await started('Typed by hand.')
  const page = await opened(id)
  const kept = async () =>
    ((await api(server, ada, 'GET', `/dashboard/letters/${id}/versions`)).json as { versions: unknown[] }).versions
      .length
  const saved = () => page.waitForResponse((answer) => answer.url().endsWith('/autosave') && answer.ok())
  await page.locator('.ProseMirror').click()
  for (const [html, versions] of [
    ['<p>one</p>', 0],
    ['<p>two</p><p>blocks</p>', 1],
  ] as const) {
    await Promise.all([saved(), paste(page, { 'text/html': html })])
    expect(await kept()).toBe(versions)
  }
  await Promise.all([saved(), page.locator('.ProseMirror').pressSequentially('!')])
  expect(await kept()).toBe(1)
  await page.close()
})

test('a pasted letter keeps its structure, its parts move to their places, and one undo puts everything back', async () => {
  const id = await started()
  const page = await opened(id)
  await page.locator('.ProseMirror').click()
  await paste(page, { 'text/html': pastes['Word for Windows']!.html, 'text/plain': 'plain' })
  const pasted =
    '## Close the night dock\n\nWe load **at *night***.[^1] Ask [us](https://union.example/a_b).\n\n## What we ask\n\n1. Close it.\n2. Pay us.\n\n[^1]: The report'
  expect(await text(page)).toContain('## Close the night dock')
  // A list whose items have lists of their own is no list of demands.
  await page.keyboard.press('Control+z')
  expect(await text(page)).toBe('')
  await paste(page, { 'text/html': '', 'text/plain': pasted })
  const panel = page.locator('[data-places]')
  await panel.waitFor()
  expect(await panel.innerText()).toMatch(/Title:.*Close the night dock[\s\S]*Demands, for their own page:\s*2/)
  await page.getByLabel('Title').fill('Old title')
  await page.getByRole('button', { name: 'Move them to their places' }).click()
  expect(await text(page)).toBe('We load **at *night***.[^1] Ask [us](https://union.example/a_b).\n\n[^1]: The report')
  expect(await page.getByLabel('Title').inputValue()).toBe('Close the night dock')
  await expect.poll(async () => (await draft(id)).demands).toEqual(['Close it.', 'Pay us.'])

  await button(page, 'Undo').click()
  expect(await text(page)).toBe(pasted)
  expect(await page.getByLabel('Title').inputValue()).toBe('Old title')
  await expect.poll(async () => (await draft(id)).demands).toEqual([])
  await button(page, 'Redo').click()
  await expect.poll(async () => (await draft(id)).demands).toEqual(['Close it.', 'Pay us.'])
  await page.context().close()
})

test('pictures, files, scripts and too much are refused with a sentence, and the text stays', async () => {
  const page = await opened(await started('Before'))
  await page.locator('.ProseMirror').click()
  const said = page.locator('[data-said]')
  await paste(page, {}, true)
  expect(await said.innerText()).toContain('Files cannot be put into a letter')
  await paste(page, { 'text/html': `<p>${'word '.repeat(20_000)}</p>`, 'text/plain': 'word '.repeat(20_000) })
  expect(await said.innerText()).toContain('more than a letter can hold')
  await paste(page, {
    'text/html': `<table>${'<tr><td>a cell</td><td>b</td></tr>'.repeat(10_000)}</table>`,
    'text/plain': 'a\tb\n'.repeat(20_000),
  })
  expect(await said.innerText()).toContain('more than a letter can hold')
  // A file that is dropped, instead of opened in place of the page.
  const kept = await page.locator('.ProseMirror').evaluate((element) => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'photo.png', { type: 'image/png' }))
    return element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  expect(kept).toBe(false)
  expect(await said.innerText()).toContain('Files cannot be put into a letter')
  // Unclosed elements would keep the browser's parser busy for half a minute.
  await paste(page, { 'text/html': `${'<div>'.repeat(50_000)}deep`, 'text/plain': 'word '.repeat(20_000) })
  expect(await said.innerText()).toContain('more than a letter can hold')
  expect(await text(page)).toBe('Before')
  await page.keyboard.press('Control+End')
  await paste(page, {
    'text/html': `<script>document.title = 'attacked'</script><p>After<img src="${server.url}/seen.png" onerror="document.title='attacked'" width=9></p>`,
  })
  expect(await said.innerText()).toContain('Pictures were left out')
  expect(await text(page)).toBe('BeforeAfter')
  expect(await page.title()).not.toContain('attacked')
  await page.context().close()
})

test('an old draft is saved as it was if nobody changes it, and what the editor does not know stays as it was typed', async () => {
  const typed = 'Title\n=====\n\nSome *old*   text\nin two lines.\n\n| a | b |\n|---|---|\n| 1 | 2 |'
  const id = await started(typed)
  const page = await opened(id)
  expect(await text(page)).toBe(typed)
  expect(await page.locator('.kept').innerText()).toContain('| 1 | 2 |')
  await page.locator('.ProseMirror p').click()
  await page.keyboard.press('End')
  await page.keyboard.type('!')
  expect(await text(page)).toBe('## Title\n\nSome *old*   text in two lines.!\n\n| a | b |\n|---|---|\n| 1 | 2 |')
  await page.context().close()
})

test('a refused text stays in the editor, with the sentence beside it', async () => {
  const id = await started()
  const page = await opened(id)
  await page.locator('.ProseMirror').click()
  await page.keyboard.insertText(`Ann Z${'\u0301'.repeat(40)}`)
  const beside = page.locator('.field .error').last()
  await beside.waitFor()
  expect(await page.locator('.ProseMirror').getAttribute('aria-invalid')).toBe('true')
  await page.getByRole('button', { name: 'Save', exact: true }).last().click()
  await page.getByRole('alert').waitFor()
  await page.getByRole('alert').getByRole('link').click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-text')
  expect(await text(page)).toContain('Ann Z')
  await page.context().close()
})

test('the editor looks right on a phone and on a desk, and the page works without JavaScript', async () => {
  const id = await started(
    'We *load* the **lorries**.[^1]\n\n## Why\n\n### Because\n\n> They said so.\n\n- one\n- two\n  1. three\n\nSee [us](https://us.example).\n\n`code`\n\n[^1]: The report.',
  )
  const page = await opened(id)
  for (const [size, name] of [
    [atPhone, '360'],
    [atDesk, '1280'],
  ] as const)
    for (const [theme, shade] of [
      [inLight, 'light'],
      [inDark, 'dark'],
    ] as const) {
      await size(page)
      await theme(page)
      await looksRight(page, `editor-${name}-${shade}`)
    }
  await paste(page, { 'text/html': '<h1>Title</h1><p>Text:</p><ul><li>a</li><li>b</li></ul><img src="x">' })
  await button(page, 'Link').click()
  await looksRight(page, 'editor-panels')
  await page.context().close()

  const plain = await signedIn(ada, { javaScriptEnabled: false })
  const bare = await plain.newPage()
  await bare.goto(`${server.url}/dashboard/letters/${id}/text`)
  expect(await bare.locator('.editor').isVisible()).toBe(false)
  await bare.locator('#f-text').fill('Typed')
  await bare.getByRole('button', { name: 'Save', exact: true }).last().click()
  expect((await draft(id)).text).toBe('Typed')
  await plain.close()
})
