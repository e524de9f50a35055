import { beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../server/refusal.ts'
import { addComment } from '../../server/letters/comments/add-comment.ts'
import { changeComment } from '../../server/letters/comments/change-comment.ts'
import { decideSuggestion } from '../../server/letters/comments/decide-suggestion.ts'
import { eraseDiscarded } from '../../server/letters/drafting/erase-discarded.ts'
import { openSavers } from '../../server/letter/secrets.ts'
import { replyToComment } from '../../server/letters/comments/reply-to-comment.ts'
import { resolveComment } from '../../server/letters/comments/resolve-comment.ts'
import { setDraftingName } from '../../server/letters/comments/set-drafting-name.ts'
import { eraseDueThreads } from '../../server/letters/threads/erase-due-threads.ts'
import { readThreads } from '../../server/letters/threads/read-threads.ts'
import { testServer } from '../support/app.ts'
import {
  api,
  draftOf,
  join,
  northwind,
  organizer,
  organizerPage,
  signedIn,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const core = server.parts
const text = 'The board **decided alone**. We ask the board to talk.\n\nWe ask for an answer.'
let ada: Organizer
let bea: Organizer
let id: string

beforeEach(async () => {
  ada = await organizer(server, 'Ada Fenwick')
  bea = await organizer(server, 'Bea Ngo')
  id = await draftOf(server, ada, { ...northwind, text })
  await join(server, bea, id, 'editor')
})

const now = () => server.now()
const threads = () => readThreads(core, core.db, id)
const comment = (who: Organizer, quote: string, more: object = {}) =>
  addComment(core, who.id, id, { words: 'Why?', quote, ...more }, now())
const codeOf = (error: unknown) => (error instanceof Refusal ? error.code : String(error))
const refusal = (act: Promise<unknown>) => act.then(() => 'done', codeOf)

async function draftNow() {
  const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
  return json as { text: string; version: number }
}
async function saves(who: Organizer, changed: string) {
  const { version } = await draftNow()
  const saved = await api(server, who, 'PATCH', `/dashboard/letters/${id}/draft`, { version, text: changed })
  expect(saved.status).toBe(200)
}

async function opens() {
  const { version } = await draftNow()
  const opening = await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version })
  expect(opening.status).toBe(200)
}

describe('a comment', () => {
  test('stays on its words through the saves of others, and says which words are gone', async () => {
    const number = await comment(bea, 'the board to talk')
    await saves(ada, `An opening.\n\n${text.replace('alone', 'without us')}`)
    const [thread] = await threads()
    expect(thread).toMatchObject({ number, anchor: { quote: 'the board to talk' }, comments: [{ words: 'Why?' }] })
    const { start, end } = thread!.anchor!.passage!
    expect(`An opening.\nThe board decided without us. We ask the board to talk.`.slice(start, end)).toBe(
      'the board to talk',
    )
    await saves(ada, 'We ask for an answer.')
    expect((await threads())[0]!.anchor).toEqual({ quote: 'the board to talk', passage: null })
    expect((await organizerPage(server, ada, `/dashboard/letters/${id}`)).html).toContain(`/${id}/text/comments`)
  })

  test('has replies, is changed by its author alone, and is resolved and reopened', async () => {
    const viewer = await organizer(server, 'Vic')
    await join(server, viewer, id, 'viewer')
    const number = await comment(viewer, '')
    await replyToComment(core, bea.id, id, number, 'Because.', now())
    const [first, second] = (await threads())[0]!.comments
    expect([first!.author!.name, second!.author!.name]).toEqual(['Vic', 'Bea Ngo'])
    const place = { number, id: second!.id }
    expect(await refusal(changeComment(core, viewer.id, id, place, 'Mine'))).toBe('not-your-comment')
    await changeComment(core, bea.id, id, place, 'Therefore.')
    await resolveComment(core, viewer.id, id, { number, resolved: true }, now())
    expect((await threads())[0]!.closed).toMatchObject({ how: 'resolved', by: { name: 'Vic' } })
    expect(await refusal(replyToComment(core, ada.id, id, number, 'Late', now()))).toBe('comment-closed')
    await resolveComment(core, ada.id, id, { number, resolved: false }, now())
    await changeComment(core, viewer.id, id, { number, id: first!.id }, null)
    expect((await threads())[0]!.comments).toMatchObject([{ author: null, words: '' }, { words: 'Therefore.' }])
    await changeComment(core, bea.id, id, place, null)
    expect(await threads()).toEqual([])
  })
})

describe('the words that a comment is about', () => {
  const tried = async (body: object) => {
    const { status, json } = await api(server, bea, 'POST', `/dashboard/letters/${id}/comments`, body)
    return [status, (json['errors'] as { field: string }[] | undefined)?.map(({ field }) => field)]
  }
  test('have to stand in the text, in one place or where they were seen', async () => {
    expect(await tried({ words: 'Why?', quote: 'the owners' })).toEqual([422, ['quote']])
    expect(await tried({ words: 'Why?', quote: 'We ask' })).toEqual([422, ['quote']])
    expect(await tried({ words: 'Why?', quote: 'We ask', near: 60 })).toEqual([422, ['quote']])
    const second = 'The board decided alone. We ask the board to talk.\n'.length
    expect(await tried({ words: 'Why?', quote: 'We ask', near: second })).toEqual([201, undefined])
    expect((await threads())[0]!.anchor!.passage).toEqual({ start: second, end: second + 6 })
  })
  test('are needed for a suggestion, which has to change them', async () => {
    expect(await tried({ replacement: 'We demand' })).toEqual([422, ['replacement']])
    expect(await tried({ quote: 'decided', replacement: 'decided' })).toEqual([422, ['replacement']])
    expect(await tried({ quote: 'decided alone' })).toEqual([422, ['words']])
    expect(await tried({ quote: 'decided alone', replacement: '' })).toEqual([201, undefined])
  })
})

test('a letter has 1,000 comments at most, replies included', async () => {
  const number = await comment(bea, '')
  await server.pool.query('update draft_thread set comments = 1000 where letter_id = $1', [id])
  expect(await refusal(comment(bea, ''))).toBe('too-many-comments')
  expect(await refusal(replyToComment(core, ada.id, id, number, 'Yes.', now()))).toBe('too-many-comments')
})

test('a discarded draft takes its comments along, and its restoration brings them back', async () => {
  await comment(bea, 'decided alone')
  const before = await threads()
  await api(server, ada, 'POST', `/dashboard/letters/${id}/discard`)
  expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/comments`)).status).toBe(404)
  await api(server, ada, 'POST', `/dashboard/letters/${id}/restoration`)
  expect(await threads()).toEqual(before)
  await api(server, ada, 'POST', `/dashboard/letters/${id}/discard`)
  await eraseDiscarded(core, new Date(now().getTime() + 3 * 86_400_000))
  const { rowCount } = await server.pool.query('select from draft_thread where letter_id = $1', [id])
  expect(rowCount).toBe(0)
})

describe('a suggested change', () => {
  test('is put into the text by an editor, around what others marked', async () => {
    const number = await comment(bea, 'decided alone', { replacement: 'decided in secret', words: '' })
    await decideSuggestion(core, await signedIn(server, ada), id, number, { accepted: true, word: '' }, now())
    expect((await draftNow()).text).toBe(text.replace('alone', 'in secret'))
    expect((await threads())[0]!.closed).toMatchObject({ how: 'accepted', by: { name: 'Ada Fenwick' } })
  })

  test('changes nothing after its passage has changed', async () => {
    const number = await comment(bea, 'decided alone', { replacement: 'decided in secret' })
    await saves(ada, text.replace('decided', 'chose'))
    const accepting = decideSuggestion(
      core,
      await signedIn(server, ada),
      id,
      number,
      { accepted: true, word: '' },
      now(),
    )
    expect(await refusal(accepting)).toBe('passage-changed')
    expect((await draftNow()).text).toBe(text.replace('decided', 'chose'))
    expect((await threads())[0]!.closed).toBeNull()
  })

  test('is accepted once if two accept it at the same moment', async () => {
    const number = await comment(bea, 'answer', { replacement: 'answer answer' })
    const [one, other] = [await signedIn(server, ada), await signedIn(server, bea)]
    const both = [one, other].map((who) =>
      refusal(decideSuggestion(core, who, id, number, { accepted: true, word: '' }, now())),
    )
    expect((await Promise.all(both)).toSorted()).toEqual(['comment-closed', 'done'])
    expect((await draftNow()).text).toBe(text.replace('answer', 'answer answer'))
  })
})

test('an organizer has a name in the draft, beside earlier comments too', async () => {
  await comment(bea, '')
  await saves(bea, `${text} Now.`)
  await setDraftingName(core, bea.id, id, 'Heron')
  await replyToComment(core, bea.id, id, 1, 'Me.', now())
  expect((await threads())[0]!.comments.map(({ author }) => author!.name)).toEqual(['Heron', 'Heron'])
  expect(await refusal(setDraftingName(core, ada.id, id, 'heron'))).toBe('invalid-fields')
  const savers = await core.db.selectFrom('letter').select(['id', 'savers_sealed']).where('id', '=', id).execute()
  expect(savers.flatMap((letter) => openSavers(core, letter)).map(({ name }) => name)).toEqual(['Heron'])
})

test('comments are erased seven days after the opening', async () => {
  await comment(bea, '')
  await opens()
  expect(await refusal(comment(bea, ''))).toBe('letter-was-opened')
  const day = 86_400_000
  await eraseDueThreads(core, new Date(now().getTime() + 7 * day - 1))
  expect(await threads()).toHaveLength(1)
  await eraseDueThreads(core, new Date(now().getTime() + 7 * day))
  const left = await server.pool.query(
    `select from draft_thread where letter_id = $1 union all select from drafting_name where letter_id = $1`,
    [id],
  )
  expect(left.rowCount).toBe(0)
})

test('a deleted suggestion’s number names no other one, so that nobody accepts what they did not see', async () => {
  const seen = await comment(bea, 'decided alone', { replacement: 'decided' })
  const [first] = (await threads())[0]?.comments ?? []
  await changeComment(core, bea.id, id, { number: seen, id: first?.id ?? '' }, null)
  const other = await comment(bea, 'decided alone', { replacement: 'was right' })
  expect(other).not.toBe(seen)
  expect(await refusal(decideSuggestion(core, ada, id, seen, { accepted: true, word: '' }, now()))).toBe('not-found')
  expect((await draftNow()).text).toBe(text)
})

test('a page with many comments shows the first ones, and folds the rest', async () => {
  for (let number = 1; number <= 33; number++) await comment(ada, '', { words: `Remark ${String(number)}` })
  const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text/comments`)
  const [shown = '', folded = ''] = html.split(`<summary>${sentence('comments-more', { count: 3 })}</summary>`)
  const remarks = (part: string) => part.match(/Remark \d+/g)?.length
  expect([remarks(shown), remarks(folded)]).toEqual([30, 3])
})
