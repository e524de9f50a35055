import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { planned, signedLetter, stagesOf, three, type Campaign } from '../support/deliveries.ts'
import { api, cookieOf, join, organizer, organizerPage, organizerPost, proposalsFor } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

const details = ({ letter }: Campaign) => `/dashboard/letters/${letter.id}/text/details`

/** Sends the form of the details, as it is on the page, with another paper. */
async function choose(campaign: Campaign, paper: string) {
  const { html } = await organizerPage(server, campaign.owner, details(campaign))
  const version = /name="version" value="([^"]*)"/.exec(html)?.[1] ?? ''
  return organizerPost(server, campaign.owner, details(campaign), {
    ...{ version, goal: '', press_contact: 'Robin', language: 'en' },
    paper,
  })
}

const chosenOn = (html: string) => /name="paper" value="(\w+)" checked/.exec(html)?.[1]

/** The size of the first page of a copy's PDF, in points. */
async function sizeOf(campaign: Campaign, stage: string): Promise<number[]> {
  const { recipients } = await stagesOf(server, campaign)
  const path = `/dashboard/letters/${campaign.letter.id}/delivery/${stage}/copies/${recipients[0]!.id}/letter.pdf`
  const answer = await fetch(server.url + path, { headers: { cookie: await cookieOf(server, campaign.owner) } })
  expect(answer.status).toBe(200)
  const file = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()), verbosity: 0 }).promise
  return (await file.getPage(1)).view.slice(2).map(Math.round)
}

test('the paper of a letter’s PDF is A4 until the organizers choose the other one, and one of two owners can do so', async () => {
  const campaign = await signedLetter(server, three)
  await join(server, await organizer(server, 'Mara'), campaign.letter.id, 'owner')
  const stage = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
  expect(chosenOn((await organizerPage(server, campaign.owner, details(campaign))).html)).toBe('a4')
  expect(await sizeOf(campaign, stage)).toEqual([595, 842])

  expect((await choose(campaign, 'letter')).status).toBe(303)
  expect(chosenOn((await organizerPage(server, campaign.owner, details(campaign))).html)).toBe('letter')
  expect(await proposalsFor(server, campaign.owner, campaign.letter.id)).toEqual([])
  expect(await sizeOf(campaign, stage)).toEqual([612, 792])

  const path = `/dashboard/letters/${campaign.letter.id}/draft`
  const { json } = await api(server, campaign.owner, 'GET', path)
  expect(json.paper).toBe('letter')
  const back = await api(server, campaign.owner, 'PATCH', path, { version: json.version as number, paper: 'a4' })
  expect(back.status).toBe(200)
  expect(await sizeOf(campaign, stage)).toEqual([595, 842])
})

test('another paper is refused, and what was typed stays', async () => {
  const campaign = await signedLetter(server, three)
  const refused = await choose(campaign, 'tabloid')
  expect(refused.status).toBe(422)
  expect(refused.html.includes(sentence('drafting-paper-unknown'))).toBe(true)
  expect(refused.html.includes('value="Robin"')).toBe(true)
  const { json } = await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/draft`)
  expect(json.paper).toBe('a4')
})
