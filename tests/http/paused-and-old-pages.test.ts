import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { expect, test } from 'vitest'
import { codeMinutes } from '../../server/mailbox/mail-code.ts'
import { testServer } from '../support/app.ts'
import { askForCode, keyOf, openLetter, pageOf, post, requestCode, submit } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const address = 'ann@northwind.example'

async function pause(letter: AddressedLetter): Promise<void> {
  await server.parts.db.updateTable('letter').set({ paused: true }).where('id', '=', letter.id).execute()
}

/** Challenges of every purpose that a pause concerns, by the path of the purpose. */
async function challengesOf(letter: AddressedLetter): Promise<[path: string, challenge: string][]> {
  const at = `/api/v1/letters/${keyOf(letter)}`
  const credential = await requestCode(server, `${at}/credentials/challenges`, { address })
  const vouching = await requestCode(server, `${at}/vouching/challenges`, { address })
  const { challenge } = await askForCode(server, letter, { address })
  return [
    [`${at}/signings/${challenge}`, challenge],
    [`${at}/credentials/challenges/${credential.challenge}`, credential.challenge],
    [`${at}/vouching/challenges/${vouching.challenge}`, vouching.challenge],
  ]
}

async function mailsOf(act: () => Promise<unknown>): Promise<number> {
  const before = server.inbox.mails().length
  await act()
  await server.work()
  return server.inbox.mails().length - before
}

const everyWay = { visibilities: ['anonymous' as const, 'withheld' as const, 'public' as const] }

test('while a letter is paused, another code is mailed for no purpose but the removal of a name', async () => {
  const letter = await openLetter(server, everyWay)
  const asked = await challengesOf(letter)
  const at = `/api/v1/letters/${keyOf(letter)}`
  const removal = await requestCode(server, `${at}/removals`, { address })
  await pause(letter)
  const mailed = await mailsOf(async () => {
    for (const [path] of asked)
      expect(await post(server, `${path}/codes`, {})).toMatchObject({ status: 409, json: { code: 'letter-paused' } })
    // Another purpose's path does not lead around the pause.
    for (const [, challenge] of asked)
      expect((await post(server, `${at}/removals/${challenge}/codes`, {})).status).toBe(202)
  })
  expect(mailed).toBe(0)
  const fields = { challenge: asked[0]![1], visibility: 'public', name: 'Ann Lee', address }
  const page = await submit(server, `/letters/${keyOf(letter)}/signings/codes`, fields)
  expect(page.status).toBe(422)
  expect(page.html).toContain(sentence('refusal-signing-paused'))
  expect(await mailsOf(() => post(server, `${at}/removals/${removal.challenge}/codes`, {}))).toBe(1)
})

test.each(['anonymous', 'vouched', 'vouching'])(
  'the page /%s of a paused letter says so, also without scripts',
  async (page) => {
    const letter = await openLetter(server, everyWay)
    const shown = async () => (await pageOf(server, `/letters/${keyOf(letter)}/${page}`)).html
    expect(await shown()).not.toContain(sentence('letter-paused-title'))
    await pause(letter)
    expect(await shown()).toContain(sentence('letter-paused-words'))
  },
)

test('another code on an old page is refused for every purpose and every address alike, and the page takes the address again', async () => {
  const letter = await openLetter(server, everyWay)
  const at = `/letters/${keyOf(letter)}`
  const asked = await challengesOf(letter)
  const { challenge: removal } = await requestCode(server, `/api/v1${at}/removals`, { address })
  const before = server.now()
  server.at(new Date(before.getTime() + codeMinutes * 60_000))
  const mailed = await mailsOf(async () => {
    for (const [path] of [...asked, [`/api/v1${at}/removals/${removal}`]])
      expect(await post(server, `${path!}/codes`, {})).toMatchObject({ status: 410, json: { code: 'page-expired' } })
    const signing = { challenge: asked[0]![1], visibility: 'public', name: 'Ann Lee', address }
    for (const [path, fields] of [
      ['signings', signing],
      ['removals', { challenge: removal, address }],
    ] as const) {
      const page = await submit(server, `${at}/${path}/codes`, fields)
      expect(page.status).toBe(410)
      expect(page.html).toContain(sentence('refusal-code-page-expired'))
      expect(page.html).toContain(`value="${address}"`)
    }
  })
  expect(mailed).toBe(0)
  server.at(before)
})
