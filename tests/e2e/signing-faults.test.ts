import { afterAll, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { startEmbedded } from '../../server/db/embedded/cluster.ts'
import { migrate } from '../../server/db/migrate.ts'
import type { App } from '../../server/http/app-types.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { act } from '../support/anonymous-page.ts'
import { testServer } from '../support/app.ts'
import { forgetful } from '../support/cluster.ts'
import { testFolder, testKeys } from '../support/database.ts'
import { codeIn } from '../support/mail.ts'
import { Robot, stepsOf, type Step, type Way } from '../support/robot-signatory.ts'
import { drawCode, walkAnonymous, walkNamed, walkVouched } from '../support/signing-walk.ts'
import { keyOf, nextBatch, openLetter, verifiedCount } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

// A commit that was answered must survive the kill, so it waits for the file, although the file need not reach the disk.
const settings = { ...forgetful, synchronous_commit: 'on' }
const postgres = await startEmbedded({ dataDir: testFolder(), settings })
afterAll(() => postgres.stop())
await migrate(postgres.url)
const server = await testServer({ over: { databaseUrl: postgres.url, keysDir: testKeys().dir } })
const browser = await testBrowser()

let running = server.app
afterAll(() => running.close())

async function killServer(): Promise<void> {
  running.server.closeAllConnections()
  await running.close()
}

async function startAnew(): Promise<App> {
  const app = await buildApp(server.parts)
  await app.listen({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
  return app
}

async function codeFor(address: string): Promise<string> {
  await server.work()
  return codeIn(server.inbox.mails().findLast(({ to }) => to === address)!.text)
}

let people = 0

async function robotFor(way: Way, letter: AddressedLetter): Promise<Robot> {
  const context = await browser.newContext({ viewport: { width: 390, height: 780 } })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const address = `faults${String(++people)}@northwind.example`
  const url = `${server.url}/letters/${keyOf(letter)}`
  const robot = new Robot(context, page, { way, address, letter: url, code: () => codeFor(address) })
  await page.goto(url)
  return robot
}

interface Fault {
  name: string
  /** Happens at a step. The person then goes on from whatever the page shows. */
  happens: (robot: Robot, letter: AddressedLetter, step: Step) => Promise<void>
  /** The step and the slip are the same after it, and the browser has sent nothing. */
  harmless?: (way: Way, step: Step) => boolean
  /** The steps before which it leaves nobody counted. Default: everybody is counted once. */
  ends?: readonly Step[]
}

const faults: Fault[] = [
  {
    name: 'the tab closed',
    happens: async (robot, _letter, step) => {
      // Nothing depends on the clock of the browser, which is a year late here.
      await robot.context.addInitScript('const now = Date.now; Date.now = () => now() - 365 * 86400e3')
      // A name stays signed. Without a name, somebody can sign again with the slip and another code, and counts once.
      if (step !== 'done' || robot.way === 'anonymous') await robot.startsOver()
    },
  },
  {
    name: 'Back, and forward again',
    happens: async ({ page, way }, _letter, step) => {
      await page.goBack()
      await page.waitForLoadState()
      // The page for the code still has the challenge.
      if (way === 'named' && step === 'code') {
        expect(await page.inputValue('#f-name')).toBe('Ann Lee')
        expect(await page.inputValue('#f-address')).toMatch(/^faults/)
        expect(await page.locator('input[value=public]').isChecked()).toBe(true)
      }
      await page.goForward()
      await page.waitForLoadState()
    },
    harmless: () => true,
  },
  {
    name: 'a reload',
    happens: async ({ page }) => {
      await page.reload()
    },
    // The browser keeps nothing of an anonymous signature. The slip brings it back.
    harmless: (way, step) => way === 'named' || step === 'choice',
  },
  {
    name: 'a second tab with the same address',
    happens: async (robot, letter, step) => {
      if (step === 'done') return
      const second = await robot.inSecondTab()
      await second.page.goto(`${server.url}/letters/${keyOf(letter)}`)
      await second.reaches('code')
      seconds.set(robot, [...(seconds.get(robot) ?? []), second])
    },
    harmless: (_way, step) => step === 'done',
  },
  {
    name: 'the network lost at the button',
    happens: async (robot, _letter, step) => {
      if (step === 'done') return
      await robot.context.setOffline(true)
      await robot.acts(step)
      await robot.noticesNoAnswer()
      await robot.context.setOffline(false)
      await robot.settles(step)
    },
  },
  {
    name: 'the server killed at the button',
    happens: async (robot, _letter, step) => {
      if (step === 'done') return
      await killServer()
      await robot.acts(step)
      await robot.noticesNoAnswer()
      running = await startAnew()
      await robot.settles(step)
    },
  },
  {
    name: 'PostgreSQL killed',
    happens: async () => {
      await server.work()
      const killed = postgres.pid()!
      process.kill(killed, 'SIGKILL')
      await expect.poll(() => postgres.pid(), { timeout: 20_000, interval: 20 }).not.toBe(killed)
      await expect
        .poll(() => fetch(`${server.url}/healthz`).then(({ status }) => status), { timeout: 20_000, interval: 50 })
        .toBe(200)
    },
  },
  {
    name: 'the letter closed meanwhile',
    happens: async (_robot, letter) => {
      // A code that was asked for before arrives before.
      await server.work()
      await closeWhere(server.parts, letter.id, server.now(), () => true)
    },
    ends: ['choice', 'code'],
  },
]
/** The second tabs of a person. */
const seconds = new WeakMap<Robot, Robot[]>()

/** `npm run soak` has each fault at each step alone. In `npm test`, a fault comes at every step of one walk, unless it ends the walk. */
const alone = process.env['EACH_STEP'] === '1'
const ways: Way[] = ['named', 'anonymous']
const cells = faults.flatMap((fault) =>
  ways.flatMap((way) => {
    const steps = stepsOf[way]
    const walks = alone || fault.ends ? steps.map((step) => [step]) : [steps]
    return walks.map((at) => ({ fault, way, at, named: `${fault.name}: ${way}, at ${at.join(', ')}` }))
  }),
)

test.each(cells)('$named', { timeout: 120_000 }, async ({ fault, way, at }) => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
  const robot = await robotFor(way, letter)
  for (const step of at) {
    await robot.reaches(step)
    const before = { step, slip: await robot.shownSlip(), sent: robot.sent.length }
    await fault.happens(robot, letter, step)
    if (fault.harmless?.(way, step) !== true) continue
    await robot.arrives((place) => place === step)
    expect({ step, slip: await robot.shownSlip(), sent: robot.sent.length }).toEqual(before)
  }
  const counted = !at.some((step) => fault.ends?.includes(step))
  if (counted) await robot.reaches('done')
  else expect(await robot.isRefused()).toMatch(/letter is closed|Signing ended/)
  await isCounted(robot, letter, counted ? 1 : 0)
  await robot.context.close()
})

/** Nobody counts twice, and what somebody has after signing shows the signature. */
async function isCounted(robot: Robot, letter: AddressedLetter, times: number): Promise<void> {
  for (const second of seconds.get(robot) ?? []) expect(await second.isRefused()).toContain('already been used')
  // After a crash, the page sends the signature again.
  if (times > 0 && robot.way === 'anonymous') {
    await act(robot.page, 'ask-again')
    // The page says that it asks. Once it is counted, it says nothing more, because it shows another step.
    await robot.page.locator('[data-el=status]:not(:empty), [data-step="counted"]:not([hidden])').first().waitFor()
    const kept = async () => (await waiting(letter)) + (await verifiedCount(server, letter))
    await expect.poll(kept, { timeout: 20_000 }).toBe(1)
  }
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(times)
  if (times === 0) return
  await robot.page.goto(`${server.url}/letters/${keyOf(letter)}${robot.way === 'named' ? '' : '/anonymous'}/mine`)
  await robot.page.fill('#f-signing_key', robot.slip)
  await robot.page.locator('button.main-act:visible').click()
  await robot.page.getByRole('heading', { name: sentence('my-signature-counted-heading') }).waitFor()
}

/** The anonymous signatures of a letter that wait to be counted. */
async function waiting({ id }: AddressedLetter): Promise<number> {
  const rows = await server.parts.db.selectFrom('pending').select('id').where('letter_id', '=', id).execute()
  return rows.length
}

/** `npm run bench -- walk` measures the same walks on a slow phone. */
test('a name takes three pages after the letter, no name four screens, and a code from a colleague three', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
  const walked = { url: `${server.url}/letters/${keyOf(letter)}`, codeFor }
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
