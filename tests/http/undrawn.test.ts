import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { planned, signedLetter, stagesOf } from '../support/deliveries.ts'
import { api, draftOf, organizer, organizerPage } from '../support/stories.ts'

const server = await testServer()

test('a text with a character that no font draws can open, and its organizers learn of it before', async () => {
  const owner = await organizer(server)
  const opening = async (text: string) => {
    const id = await draftOf(server, owner, { title: 'Stop', text })
    return (await organizerPage(server, owner, `/dashboard/letters/${id}/text/opening`)).html.replace(
      /[\u2068\u2069]/g,
      '',
    )
  }
  expect(await opening('𬼂 and 🔥')).toContain('We have no font with this character: 𬼂 (U+2CF02).')
  expect(await opening('𬼂 and 𒀀')).toContain('We have no font with 2 characters')
  expect(await opening('𠮷野 🔥 བསྟན་འཛིན་')).not.toContain('We have no font')
})

test('a name with such a character is accepted, and shown before its delivery', async () => {
  const campaign = await signedLetter(server, [
    { name: '王𬼂', address: 'wang@northwind.example', visibility: 'public' },
    { name: '𠮷野 家', address: 'yoshi@northwind.example', visibility: 'recipients' },
    { name: 'ସୁଭାଷ ଦାସ', address: 'subhas@northwind.example', visibility: 'public' },
  ])
  const stage = await planned(server, campaign)
  const recipient = (await stagesOf(server, campaign)).recipients[0]!.id
  const dashboard = `/dashboard/letters/${campaign.letter.id}`
  const json = (await api(server, campaign.owner, 'GET', `${dashboard}/stages/${stage}/copies/${recipient}`)).json
  expect(json.undrawn).toEqual(['𬼂'])
  const page = await organizerPage(server, campaign.owner, `${dashboard}/delivery/${stage}/copies/${recipient}`)
  expect(page.html.replace(/[\u2068\u2069]/g, '')).toContain('We have no font with this character: 𬼂 (U+2CF02).')
  expect(page.html).toContain('<bdi>王𬼂</bdi>')
})
