import { expect, test } from 'vitest'
import type { SignaturesJson } from '../../server/dashboard/schemas.ts'
import { testServer } from '../support/app.ts'
import { planned, signedLetter, stagesOf } from '../support/deliveries.ts'
import { withConsent } from '../support/organizers.ts'
import { personWith, wholePerson } from '../support/person.ts'
import { api, keyOf, organizerPage, organizerPost, pageOf, peopleOf } from '../support/stories.ts'

const server = await testServer()

const parts = Object.entries(wholePerson)
/** Only a public name has a title. */
const nameOf = (word: string) => ({ name: personWith(word).name })

test('each part of a name is in every output that shows the name, and in no other', async () => {
  const campaign = await signedLetter(server, [
    { ...personWith('Open'), address: 'open@northwind.example', visibility: 'public' },
    { ...nameOf('Lent'), address: 'lent@northwind.example', visibility: 'recipients' },
    { ...nameOf('Kept'), address: 'kept@northwind.example', visibility: 'withheld' },
  ])
  const { letter, owner } = campaign
  const dashboard = `/dashboard/letters/${letter.id}`
  expect(await peopleOf(server, letter)).toEqual([personWith('Open')])
  const list = (await api(server, owner, 'GET', `${dashboard}/signatures`)).json as SignaturesJson
  expect(list.signatures.map(({ person }) => person)).toEqual(
    expect.arrayContaining([personWith('Open'), nameOf('Lent'), nameOf('Kept')]),
  )
  const copy = `${dashboard}/stages/${await planned(server, campaign)}/copies/${(await stagesOf(server, campaign)).recipients[0]!.id}`
  const preview = (await api(server, owner, 'GET', copy)).json
  expect(preview.names).toEqual(expect.arrayContaining([personWith('Open'), nameOf('Lent')]))

  const page = async (path: string) => (await pageOf(server, path)).html
  const organizers = async (path: string) => (await organizerPage(server, owner, path)).html
  const exports = () => organizerPost(server, owner, `${dashboard}/exports`)
  await withConsent(server, letter.id, exports)
  const outputs: [name: string, text: string, shown: string[]][] = [
    ['the letter', await page(`/letters/${keyOf(letter)}`), ['Open']],
    ['its names', await page(`/letters/${keyOf(letter)}/signatures`), ['Open']],
    ['its JSON', JSON.stringify(await peopleOf(server, letter)), ['Open']],
    ['the copy', await organizers(copy.replace('stages', 'delivery')), ['Open', 'Lent']],
    ['its JSON', JSON.stringify(preview), ['Open', 'Lent']],
    ['the list', await organizers(`${dashboard}/signatures`), ['Open', 'Lent', 'Kept']],
    ['its JSON', JSON.stringify(list), ['Open', 'Lent', 'Kept']],
    [
      'one by one',
      (await Promise.all(list.signatures.map(({ id }) => organizers(`${dashboard}/signatures/${id}`)))).join(''),
      ['Open', 'Lent', 'Kept'],
    ],
    ['the export', (await exports()).html, ['Open', 'Lent', 'Kept']],
  ]
  for (const [name, text, shown] of outputs)
    for (const word of ['Open', 'Lent', 'Kept'])
      for (const [part, whole] of parts) {
        const isShown = shown.includes(word) && (part === 'name' || word === 'Open')
        expect([name, word, part, text.includes(`${word} ${whole}`)]).toEqual([name, word, part, isShown])
      }
})
