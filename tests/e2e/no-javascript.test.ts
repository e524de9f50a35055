import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { onlyFormCookies } from '../support/browser.ts'
import { confirmed, executives, signedLetter, three } from '../support/deliveries.ts'
import { api, keyOf, letterAsJson, namesOf, nextBatch, openLetter } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'
import * as steps from './steps.ts'
import { atNorthwind, type World } from './steps.ts'

const server = await testServer()
// The pages are the same as with JavaScript. The main job has already examined them closely.
const world: World = { server, browser: await testBrowser(), options: { javaScript: false, closely: false } }

test('an organizer drafts, adds and removes rows, and opens', { timeout: 60_000 }, async () => {
  const who = await steps.somebody(world)
  await steps.becomesFirstOrganizer(world, who, { name: 'Robin Ashe', address: 'robin@personal.example' })
  const id = await steps.writesLetter(who, atNorthwind)
  await steps.previewsLetter(who, atNorthwind)
  await who.goTo(`/dashboard/letters/${id}/text/opening`)
  await who.ticks('To the public')
  await who.presses('Open the letter')
  await who.sees('Your letter is open')
  const letter = await steps.findsLetter(who, atNorthwind.title)
  const answer = await fetch(`${server.url}/api/v1${letter}`)
  expect(await answer.json()).toMatchObject({
    demands: atNorthwind.demands,
    recipients: [{ name: 'Ada Hartley', office: 'Chief executive' }],
    employers: [{ name: 'Northwind', domains: ['northwind.example', '*.northwind.example'] }],
  })
  who.nothingWasWrong()
})

test('a worker signs, looks at the signature and withdraws it', { timeout: 60_000 }, async () => {
  const letter = await openLetter(server)
  const path = `/letters/${keyOf(letter)}`
  const who = await steps.somebody(world)
  const signer = { name: 'Ann Lee', address: 'ann@northwind.example', visibility: 'public' } as const
  const key = await steps.signs(world, who, path, signer)
  await nextBatch(server, letter)
  expect(await namesOf(server, letter)).toEqual(['Ann Lee'])
  await who.goTo(`${path}/mine`)
  await who.types(sentence('slip-field-label'), key)
  await who.presses(sentence('my-signature-key-show'))
  await who.presses(sentence('my-signature-withdrawal-button'))
  await who.reads(sentence('my-signature-withdrawn'))
  await nextBatch(server, letter)
  expect(await namesOf(server, letter)).toEqual([])
  await onlyFormCookies(who.page.context())
  who.nothingWasWrong()
})

test('a recipient confirms receipt and answers', { timeout: 60_000 }, async () => {
  const campaign = await signedLetter(server, three)
  const [ada] = executives
  await confirmed(server, campaign, { to: [ada!.name] })
  await server.work()
  const who = await steps.somebody(world)
  const { title } = await titleOf(campaign.letter)
  await steps.receivesAndAnswers(world, who, { ...atNorthwind, title, recipient: ada! }, 'We have read it.')
  const { json } = await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/answers`)
  expect(json.answers).toMatchObject([{ name: ada!.name, text: 'We have read it.' }])
  await onlyFormCookies(who.page.context())
  who.nothingWasWrong()
})

async function titleOf(letter: Parameters<typeof letterAsJson>[1]): Promise<{ title: string }> {
  return (await letterAsJson(server, letter)) as unknown as { title: string }
}
