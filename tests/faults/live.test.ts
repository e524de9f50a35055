import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { startLetter } from '../../server/letters/drafting/start-letter.ts'
import { readConfig } from '../../server/config.ts'
import { createAccount } from '../../server/organizers/accounts/create-account.ts'
import { startSession } from '../../server/organizers/accounts/start-session.ts'
import { letterById } from '../../server/letter/queries.ts'
import { emptyDraft } from '../../server/letter/rules.ts'
import { openDraft } from '../../server/letter/secrets.ts'
import { startMailServer } from '../support/mail.ts'
import { endServer, ownPlace, postmasterOf, relaxed, startServer, withDatabase } from '../support/process.ts'
import { Typist } from '../support/typist.ts'

/** How often the processes are killed. `npm run soak` does it more often. */
const kills = Number(process.env['DRAFT_KILLS'] ?? 2)
const people = 5

test(
  'a server that is killed while five people type has everything it acknowledged, and they go on',
  { timeout: 60_000 + kills * 30_000 },
  async () => {
    const inbox = await startMailServer()
    const place = { ...ownPlace(), SMTP_URL: inbox.url, LIMITS: 'off', PUBLIC_URL: 'http://localhost:3000' }
    let server = await startServer(relaxed, place)
    const { id, refreshToken } = await withDatabase(place, async (db, keys) => {
      const core = { db, keys, config: readConfig({}) }
      const now = new Date()
      const address = 'ada@personal.example'
      const account = await createAccount(core, { normal: address, mailTo: address, name: 'Ada' }, now)
      const text = Array.from({ length: people }, () => 'Begin:').join('\n\n')
      const letter = await startLetter(core, account.id, { draft: { ...emptyDraft, title: 'Killed', text } }, now)
      return { id: letter.id, refreshToken: (await startSession(core, account, 'A test', now)).refreshToken }
    })
    const answer = await fetch(`${server.url}/dashboard/letters/${id}/text/live`, {
      headers: { cookie: `renewal=${refreshToken}` },
    })
    const cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0] ?? '')
      .join('; ')
    const typists = Array.from(
      { length: people },
      () => new Typist(server.url, id, { cookie, origin: place.PUBLIC_URL }),
    )
    for (const typist of typists) await typist.start()
    const acknowledged = typists.map(() => '')
    let typing = true
    const all = typists.map(async (typist, index) => {
      for (let key = 0; typing; key++) {
        const sign = String.fromCodePoint(97 + (key % 26))
        typist.type(sign, { paragraph: index })
        await wait(20)
        // What the server has confirmed must be there, whatever happens.
        if (typist.stored) acknowledged[index] = typist.paragraph(index)
      }
    })
    for (let kill = 0; kill < kills; kill++) {
      await vi.waitFor(() => expect(typists.every((typist) => typist.ready)).toBe(true), 30_000)
      await wait(700)
      const postmaster = postmasterOf(place)
      const killed = endServer(server, 'SIGKILL')
      if (kill % 2 === 1) process.kill(postmaster, 'SIGKILL')
      await killed
      const sure = [...acknowledged]
      server = await startServer(relaxed, place)
      const text = await withDatabase(place, async (db, keys) => {
        const letter = await letterById(db, id)
        return letter ? openDraft({ keys }, letter).text.split('\n\n') : []
      })
      for (const [index, words] of sure.entries()) expect(text[index]?.startsWith(words)).toBe(true)
      for (const typist of typists) await typist.moveTo(server.url)
    }
    typing = false
    await Promise.all(all)
    const whole = () => typists.every((typist) => typist.stored && typist.text === typists[0]!.text)
    await typists[0]!.until(whole, 20_000)
    await endServer(server, 'SIGTERM')
  },
)
