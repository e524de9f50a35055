import { describe, expect, test } from 'vitest'
import { addComment } from '../../server/letters/comments/add-comment.ts'
import { decideSuggestion } from '../../server/letters/comments/decide-suggestion.ts'
import { replyToComment } from '../../server/letters/comments/reply-to-comment.ts'
import { resolveComment } from '../../server/letters/comments/resolve-comment.ts'
import { saveDraft } from '../../server/letters/drafting/save-draft.ts'
import { letterById } from '../../server/letter/queries.ts'
import { commentAsReviewer } from '../../server/letters/reviews/comment-as-reviewer.ts'
import { openDraft } from '../../server/letter/secrets.ts'
import { readThreads } from '../../server/letters/threads/read-threads.ts'
import { testServer } from '../support/app.ts'
import { ReviewBrowser, reviewLink } from '../support/reviews.ts'
import { api, draftOf, organizer, organizerPage, organizerPost, type Organizer } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const { parts } = server
const text = 'We ask for an answer.\n\nWe ask you to stop **selling** it to the police. We wait.\n\n- one\n- two'

async function withReview(name = 'Heron') {
  const owner = await organizer(server, 'Mara Ottoline')
  const recipients = [{ name: 'Ada Hartley', office: 'Chair', address: 'ada.hartley@board.example' }]
  const letter = await draftOf(server, owner, { title: 'Stop it', text, demands: ['End the contract.'], recipients })
  const link = await reviewLink(server, owner, letter)
  const browser = new ReviewBrowser(server)
  await browser.begin(link.path, name)
  return { owner, letter, link, browser }
}

const comment = (browser: ReviewBrowser, path: string, fields: Record<string, string>) =>
  browser.post(`${path}/comments`, { quote: '', kind: 'comment', replacement: '', words: '', ...fields })

const threadsOf = (letter: string) => readThreads(parts, parts.db, letter)

async function save(owner: Organizer, letter: string, changed: string) {
  const row = await letterById(parts.db, letter)
  const saving = { version: row!.draft_version, draft: { text: changed } }
  expect((await saveDraft(parts, owner, letter, saving, server.now())).outcome).toBe('saved')
}

const textNow = async (letter: string) => openDraft(parts, (await letterById(parts.db, letter))!).text

describe('a reviewer', () => {
  test('reads the version that was chosen, and neither later text nor other parts of the draft', async () => {
    const { owner, letter, link, browser } = await withReview()
    await save(owner, letter, `${text}\n\nA later paragraph.`)
    const first = await browser.get(link.path)
    expect(first.html).toContain('<strong>selling</strong>')
    expect(first.html).toContain('End the contract.')
    for (const hidden of ['A later paragraph', 'Ada Hartley', 'ada.hartley', 'Mara Ottoline', 'night shift', letter])
      expect(first.html).not.toContain(hidden)

    const newer = await reviewLink(server, owner, letter, { label: 'newer' })
    const older = await reviewLink(server, owner, letter, { label: 'older', version: 1 })
    const shown = async (path: string) => {
      const other = new ReviewBrowser(server)
      return (await other.begin(path)).html
    }
    expect(await shown(newer.path)).toContain('A later paragraph.')
    expect(await shown(older.path)).not.toContain('A later paragraph.')
    const { html } = await organizerPage(server, owner, `/dashboard/letters/${letter}/reviews`)
    expect(html.replaceAll(/[\u2068\u2069]/g, '')).toContain('<option value="2">Version 2, 2 March 2026</option>')
    const unknown = await organizerPost(server, owner, `/dashboard/letters/${letter}/reviews`, {
      label: 'x',
      version: '9',
    })
    expect([unknown.status, unknown.html]).toEqual([422, expect.stringContaining(sentence('reviews-no-version'))])
  })

  test('comments on a passage, on the whole text, and suggests; organizers see the chosen name, marked', async () => {
    const { owner, letter, link, browser } = await withReview()
    await save(owner, letter, `A new beginning.\n\n${text.replace('We wait.', 'We do wait.')}`)
    await comment(browser, link.path, { quote: 'selling it to the police', words: 'Name the product.' })
    await comment(browser, link.path, { words: 'Good.' })
    await comment(browser, link.path, { quote: 'an answer', kind: 'replace', replacement: 'an answer by May' })
    await comment(browser, link.path, { quote: 'We wait.', kind: 'leave-out', words: 'Weak.' })
    const threads = await threadsOf(letter)
    expect(threads.map(({ anchor, comments: [first] }) => [anchor?.quote ?? null, first?.words])).toEqual([
      ['selling it to the police', 'Name the product.'],
      [null, 'Good.'],
      ['an answer', ''],
      ['We wait.', 'Weak.'],
    ])
    expect(threads.map(({ replacement }) => replacement)).toEqual([null, null, 'an answer by May', ''])
    for (const { comments } of threads)
      expect(comments).toMatchObject([{ author: { name: 'Heron', reviewer: true }, day: '2026-03-02' }])
    const organizersPage = await organizerPage(server, owner, `/dashboard/letters/${letter}/text/comments`)
    expect(organizersPage.html).toContain(
      sentence('comments-by-reviewer', { name: 'Heron', on: new Date('2026-03-02') }),
    )
    const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter}/comments`)
    expect(json.threads[0].comments[0]).toMatchObject({ by: 'Heron', reviewer: true, yours: false })
    // The passage stands where the words are in the present text.
    const [on] = threads
    const visible = (await textNow(letter)).replaceAll('**', '').replaceAll('\n\n', '\n')
    expect(visible.slice(on!.anchor!.passage!.start, on!.anchor!.passage!.end)).toBe('selling it to the police')
    await decideSuggestion(parts, owner, letter, 3, { accepted: true, word: '' }, server.now())
    expect(await textNow(letter)).toContain('We ask for an answer by May.')
    const { html } = await browser.get(link.path)
    expect(html).toContain(sentence('reviews-closed-accepted'))
    expect(html).not.toContain('Mara')
  })

  test('gets faults beside the fields, with what was typed', async () => {
    const { letter, link, browser } = await withReview()
    for (const [fields, id] of [
      [{ quote: 'words that nobody wrote', words: 'x' }, 'comments-passage-not-found'],
      [{ quote: 'We', words: 'x' }, 'comments-passage-several'],
      [{ quote: 'We wait.' }, 'comments-words-missing'],
      [{ kind: 'replace', replacement: 'x' }, 'comments-suggestion-without-passage'],
    ] as const) {
      const shown = await comment(browser, link.path, fields)
      expect([shown.status, shown.html]).toEqual([422, expect.stringContaining(sentence(id))])
      if ('quote' in fields) expect(shown.html).toContain(fields.quote)
    }
    expect(await threadsOf(letter)).toEqual([])
  })

  test('changes and deletes own comments until an organizer answers, and sees answers without a name or a time', async () => {
    const { owner, letter, link, browser } = await withReview()
    for (const words of ['First.', 'Second.', 'Third.']) await comment(browser, link.path, { words })
    const at = (number: number) => `${link.path}/comments/${String(number)}`
    expect((await browser.post(at(1), { words: 'First, better.' })).html).toContain('First, better.')
    const empty = await browser.post(at(1), { words: ' ' })
    expect([empty.status, empty.html]).toEqual([422, expect.stringContaining(sentence('comments-words-missing'))])
    for (const _ of [1, 2]) expect((await browser.post(`${at(2)}/removal`, {})).status).toBe(200)
    await replyToComment(parts, owner.id, letter, 3, 'We will think about it.', server.now())
    await resolveComment(parts, owner.id, letter, { number: 1, resolved: true }, server.now())
    for (const number of [1, 3]) {
      expect((await browser.post(at(number), { words: 'Changed.' })).status).toBe(409)
      expect((await browser.post(`${at(number)}/removal`, {})).status).toBe(409)
    }
    const { html } = await browser.get(link.path)
    expect(html).toContain('We will think about it.')
    expect(html).toContain(sentence('reviews-answer', { on: new Date('2026-03-02') }))
    expect(html).not.toMatch(/Mara|Ottoline|09:30|T09/)
    expect((await threadsOf(letter)).map(({ comments: [first] }) => first?.words)).toEqual(['First, better.', 'Third.'])
  })

  test('sees no comment of another reviewer or of organizers, and changes none', async () => {
    const { owner, letter, link, browser } = await withReview()
    const second = await reviewLink(server, owner, letter, { label: 'early shift' })
    const other = new ReviewBrowser(server)
    // Even with the same name.
    await other.begin(second.path, 'Heron')
    await comment(browser, link.path, { words: 'By the first reviewer.' })
    await addComment(parts, owner.id, letter, { words: 'By an organizer.', quote: '' }, server.now())
    const shown = await other.get(second.path)
    for (const words of ['By the first reviewer.', 'By an organizer.']) expect(shown.html).not.toContain(words)
    for (const number of [1, 2, 3]) {
      const at = `${second.path}/comments/${String(number)}`
      expect((await other.post(at, { words: 'Mine now.' })).status).toBe(404)
      await other.post(`${at}/removal`, {})
    }
    for (const wrong of ['0', '-1', '1e3', '99999999999'])
      expect((await other.post(`${second.path}/comments/${wrong}`, { words: 'x' })).status).toBe(400)
    // The cookie of the second link does nothing at the address of the first one.
    const thief = new ReviewBrowser(server, other.cookie)
    expect((await comment(thief, link.path, { words: 'Stolen.' })).status).toBe(403)
    expect((await thief.post(`${link.path}/comments/1/removal`, {})).status).toBe(403)
    expect((await threadsOf(letter)).map(({ comments: [first] }) => first?.words)).toEqual([
      'By the first reviewer.',
      'By an organizer.',
    ])
  })

  test('whose link ended writes no more; the comments stay', async () => {
    const { owner, letter, link, browser } = await withReview()
    await comment(browser, link.path, { words: 'Before.' })
    await api(server, owner, 'DELETE', `/dashboard/letters/${letter}/review-links/${link.id}`)
    expect((await comment(browser, link.path, { words: 'After.' })).status).toBe(404)
    const words = (await threadsOf(letter)).flatMap(({ comments }) => comments)
    expect(words).toMatchObject([{ words: 'Before.', author: { name: 'Heron', reviewer: true } }])
    const [row] = await parts.db.selectFrom('review_link').selectAll().where('letter_id', '=', letter).execute()
    expect(row).toMatchObject({ token_hash: null, browser_hash: null, text_sealed: null })
  })

  test('who presses twice comments once, and comments no more often than one link allows', async () => {
    const { letter, link, browser } = await withReview()
    const form = { words: 'Once.', form_id: 'BBBBBBBBBBBBBBBB' }
    await Promise.all([1, 2, 3].map(() => comment(browser, link.path, form)))
    expect(await threadsOf(letter)).toHaveLength(1)
    const keys = { token: link.path.slice('/review/'.length), browser: browser.cookie.slice('review='.length) }
    for (let count = 1; count < 99; count++)
      await commentAsReviewer(parts, keys, { words: 'x', quote: '' }, server.now())
    const last = await Promise.all([1, 2, 3].map(() => comment(browser, link.path, { words: 'One of the last.' })))
    expect(last.map(({ status }) => status).toSorted()).toEqual([200, 422, 422])
    expect(await threadsOf(letter)).toHaveLength(100)
  })
})
