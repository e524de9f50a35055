import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { emptyDraft } from '../../server/letter/rules.ts'
import { addComment } from '../../server/letters/comments/add-comment.ts'
import { startLetter } from '../../server/letters/drafting/start-letter.ts'
import { most } from '../../server/letters/drafting/draft.ts'
import { mostComments } from '../../server/letters/threads/rules.ts'
import { createAccount } from '../../server/organizers/accounts/create-account.ts'
import { startSession } from '../../server/organizers/accounts/start-session.ts'
import { fragmentOf } from '../../server/text/live/document-of.ts'
import { Typist } from '../support/typist.ts'
import { sessionCookie } from './dashboard.ts'
import { median, type BenchRow } from './row.ts'
import type { Stage } from './stage.ts'

/** The address that the bench's servers have in their settings. */
const origin = 'http://localhost:3000'
const people = 5
let accounts = 0

interface Draft {
  id: string
  typist: () => Promise<Typist>
  /** Reads the page on which the text is written. */
  page: () => Promise<void>
  /** Comments on these words. */
  comment: (quote: string) => Promise<number>
}

async function draftWith(stage: Stage, text: string): Promise<Draft> {
  const { app, core } = await stage.beside()
  const now = new Date()
  const address = `drafting${String(accounts++)}@personal.example`
  const account = await createAccount(core, { normal: address, mailTo: address, name: 'Bench' }, now)
  const { refreshToken } = await startSession(core, account, 'bench', now)
  const { id } = await startLetter(core, account.id, { draft: { ...emptyDraft, title: 'Bench', text } }, now)
  const cookie = await sessionCookie(app.url, `/dashboard/letters/${id}`, refreshToken)
  return {
    id,
    typist: async () => new Typist(app.url, id, { cookie, origin }).start(),
    page: async () => {
      const answer = await fetch(`${app.url}/dashboard/letters/${id}/text`, { headers: { cookie } })
      if (!answer.ok || !(await answer.text()).includes('data-editor')) throw new Error('the page is not there')
    },
    comment: (quote) => addComment(core, account.id, id, { words: 'Why?', quote }, now),
  }
}

/** Five people type ten characters a second each. Milliseconds from a key until another person has it. */
export async function draftSyncRow(stage: Stage): Promise<BenchRow> {
  const seconds = 20
  const draft = await draftWith(stage, Array.from({ length: people }, () => 'Begin:').join('\n\n'))
  const typists = await Promise.all(Array.from({ length: people }, draft.typist))
  const typed = new Map<string, number>()
  const times: number[] = []
  const seen = typists.map(() => new Set<string>())
  for (const [index, typist] of typists.entries())
    typist.heard = () => {
      const now = performance.now()
      const text = fragmentOf(typist.shared).toJSON()
      for (const [sign, at] of typed) {
        if (seen[index]?.has(sign) || !text.includes(sign)) continue
        seen[index]?.add(sign)
        times.push(now - at)
      }
    }
  let count = 0
  await Promise.all(
    typists.map(async (typist, index) => {
      const start = performance.now() + index * 17
      for (let key = 0; key < seconds * 10; key++) {
        await wait(Math.max(0, start + key * 100 - performance.now()))
        // Signs of Han, each once, because every one is a key that can be found again.
        const sign = String.fromCodePoint(0x4e00 + count++)
        seen[index]?.add(sign)
        typed.set(sign, performance.now())
        typist.type(sign, { paragraph: index })
      }
    }),
  )
  const whole = () => typists.every((typist) => typist.stored && typist.text === typists[0]?.text)
  await typists[0]?.until(whole, 30_000)
  const lost = [...typed.keys()].filter((sign) => typists.some(({ text }) => !text.includes(sign)))
  if (lost.length > 0) throw new Error(`${String(lost.length)} keys are lost`)
  for (const typist of typists) typist.cut()
  times.sort((a, b) => a - b)
  const late = times[Math.floor(times.length * 0.95)] ?? NaN
  const note = `${String(count)} keys, none lost; 95 % within ${late.toFixed(0)} ms`
  return { name: 'draft-sync', ours: median(times), reference: null, unit: 'ms', ratio: null, note }
}

/** Random edits of five people at the same places, while connections are cut. Counts the edits after which the texts differ. */
export async function draftMergeRow(stage: Stage): Promise<BenchRow> {
  const edits = 10_000
  const draft = await draftWith(stage, 'One.\n\nTwo.\n\nThree.')
  const typists = await Promise.all(Array.from({ length: people }, draft.typist))
  let cuts = 0
  const began = performance.now()
  await Promise.all(
    typists.map(async (typist) => {
      for (let edit = 0; edit < edits / people; edit++) {
        const [kind = 0, paragraph = 0, place = 0, sign = 0] = randomBytes(4)
        if (kind < 200) typist.type(String.fromCodePoint(97 + (sign % 26)), { paragraph: paragraph % 3, at: place })
        else if (kind < 252) typist.erase({ paragraph: paragraph % 3, at: place })
        else {
          cuts++
          typist.cut()
          await wait(20)
          void typist.connect()
        }
        if (edit % 10 === 0) await wait(10)
      }
    }),
  )
  for (const typist of typists) if (!typist.ready) await typist.start()
  const same = () => typists.every((typist) => typist.stored && typist.text === typists[0]?.text)
  await typists[0]?.until(same, 60_000)
  const other = await draft.typist()
  const differ = [...typists, other].filter(({ text }) => text !== typists[0]?.text).length
  for (const typist of [...typists, other]) typist.cut()
  const note = `texts that differ after ${String(edits)} edits and ${String(cuts)} cuts, in ${((performance.now() - began) / 1000).toFixed(0)} s`
  return { name: 'draft-merge', ours: differ, reference: null, unit: '', ratio: null, note }
}

/**
 * Milliseconds until the page of a long draft with as many comments as it can have is there, and then its text over the connection. The
 * first time makes the shared document.
 */
export async function draftOpenRow(stage: Stage): Promise<BenchRow> {
  const size = Math.min(200_000, most.text)
  const sentence = (number: number) => `Sentence ${String(number).padStart(4, '0')}: we **ask** for lamps.`
  const each = sentence(0).length + 1
  const sentences = Array.from({ length: Math.floor(size / each) - 50 }, (_, number) => sentence(number))
  const paragraphs = Array.from({ length: Math.ceil(sentences.length / 8) }, (_, at) =>
    sentences.slice(at * 8, at * 8 + 8).join(' '),
  )
  const text = paragraphs.join('\n\n')
  const draft = await draftWith(stage, text)
  for (let number = 0; number < mostComments; number++)
    await draft.comment(`Sentence ${String(number).padStart(4, '0')}`)
  const times: number[] = []
  for (let count = 0; count < 5; count++) {
    const began = performance.now()
    await draft.page()
    const typist = await draft.typist()
    times.push(performance.now() - began)
    typist.cut()
  }
  const note = `${String(text.length)} characters, ${String(mostComments)} comments; the first time ${times[0]?.toFixed(0) ?? ''} ms`
  return { name: 'draft-open/200000', ours: Math.max(...times), reference: null, unit: 'ms', ratio: null, note }
}
