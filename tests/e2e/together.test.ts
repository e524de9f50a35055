import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { agrees, join, keyOf, nextBatch, organizer, organizerPost } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'
import { hold, namesTo, revealTime, waitingLetter, waitingOf } from '../support/together.ts'
import { sentence } from '../support/words.ts'
import * as steps from './steps.ts'
import type { World } from './steps.ts'

const server = await testServer()
const world: World = { server, browser: await testBrowser(), options: { screen: 'phone' } }

test(
  'on a phone, a worker lets the name wait for two others, and it appears with theirs',
  { timeout: 90_000 },
  async () => {
    const letter = await waitingLetter(server, 3)
    const owners = [await organizer(server), await organizer(server, 'Second Owner')] as const
    for (const owner of owners) await join(server, owner, letter.id, 'owner')
    const path = `/letters/${keyOf(letter)}`
    const who = await steps.somebody(world)
    const signer = { name: 'Ann Lee', address: 'ann@northwind.example', visibility: 'together' } as const
    const key = await steps.signs(world, who, path, signer)
    await who.reads(sentence('together-done-held', { needed: 3 }))
    await nextBatch(server, letter)
    const looksUp = async () => {
      await who.goTo(`${path}/mine`)
      await who.types(sentence('slip-field-label'), key)
      await who.presses(sentence('my-signature-key-show'))
    }
    await looksUp()
    await who.reads(sentence('together-mine-waiting'))

    await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    const { reveals_at: at } = await waitingOf(server, letter)
    await who.goTo(path)
    await who.reads(sentence('together-shown-reached-not-agreed', { count: 3, at: at! }))
    await looksUp()
    await who.reads(sentence('together-mine-reached', { at: at! }))

    await organizerPost(server, owners[0], `/dashboard/letters/${letter.id}/together/reveal`)
    await agrees(server, owners[1], letter.id, 'reveal-together')
    await revealTime(server, letter)
    await who.goTo(path)
    await who.reads(sentence('together-shown-revealed', { count: 3, on: at! }))
    expect(await who.page.locator('main').innerText()).toContain('Ann Lee')
    await looksUp()
    await who.reads(sentence('together-mine-revealed', { on: at! }))
    who.nothingWasWrong()
  },
)
