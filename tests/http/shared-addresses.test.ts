import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import { textOf } from '../support/pdf-text.ts'
import { pictureOf, qrIn, qrWithin } from '../support/qr-codes.ts'
import {
  agrees,
  api,
  cookieOf,
  join,
  nextBatch,
  openLetter,
  organizer,
  organizerPage,
  pageOf,
  signAs,
  submit,
  type Organizer,
} from '../support/stories.ts'
import { subscribe } from '../support/updates.ts'

/** A letter has one address for all: no parameter and no fragment tells an employer by which way somebody came, or through whom. */

const server = await testServer()
const { origin } = server.parts.config

type Letter = Awaited<ReturnType<typeof openLetter>>

/** Every address of a page of a letter that stands in a text, whole or as a path. */
function addressesIn(text: string): string[] {
  const found = text
    .replaceAll('&amp;', '&')
    .replaceAll(/&quot;|\\"/g, '"')
    .matchAll(/(?:https?:\/\/[\w.:-]+)?\/letters\/[^\s"'<>)\]]+/g)
  return [...found].map(([address]) => address.replace(/[.,;:]+$/, ''))
}

/** Those that somebody passes on: not those of organizers, of the API, and of pages to which the letter's page leads. */
function passedOn(text: string, letter: Letter): Set<string> {
  const own = addressesIn(text).filter((address) => address.includes(`/letters/${letter.key}`))
  const whole = own.map((address) => (address.startsWith('/') ? origin + address : address))
  const link = `${origin}/letters/${letter.key}`
  const subpage = /^\/[a-z][a-z./-]*$/
  return new Set(whole.filter((address) => !address.startsWith(link) || !subpage.test(address.slice(link.length))))
}

function linksOfWords(text: string): Set<string> {
  const lines = text.split('\n').filter((line) => /^[a-z]+( [a-z]+){4}$/.test(line))
  return new Set(lines.map((words) => `${origin}/letters/${words.replaceAll(' ', '-')}`))
}

/** What one organizer passes on. */
async function sharedBy(who: Organizer, letter: Letter): Promise<Record<string, Set<string>>> {
  const path = `/dashboard/letters/${letter.id}/share`
  const { html } = await organizerPage(server, who, path)
  const { json } = await api(server, who, 'GET', path)
  const shared = json as { link: string; words: string | null; texts: Record<string, string> }
  const { chat, spoken, print } = shared.texts
  // People hear the words of a quiet link instead of the link.
  const heard = shared.words === null ? passedOn(spoken!, letter) : linksOfWords(spoken!)
  return {
    page: passedOn(html, letter),
    'QR code': new Set([qrIn(html)]),
    link: new Set([shared.link]),
    chat: passedOn(chat!, letter),
    spoken: heard,
    print: passedOn(print!, letter),
  }
}

/** What a poster says: in print, and to cameras. */
async function poster(who: Organizer, letter: Letter, format: string, places: Parameters<typeof qrWithin>[1][]) {
  const path = `/dashboard/letters/${letter.id}/share/poster-${format}.pdf`
  const answer = await fetch(server.url + path, { headers: { cookie: await cookieOf(server, who) } })
  const pdf = Buffer.from(await answer.arrayBuffer())
  const picture = await pictureOf(pdf)
  const text = (await textOf(pdf)).replaceAll(/\s/g, '')
  const start = text.indexOf(`${origin}/letters/`)
  return {
    // Nothing may follow the address, unless it is the address again.
    [`${format}, in print`]: new Set(
      [
        text
          .slice(start)
          .split(origin)[1]!
          .replace(/(?<=\d)[A-Z].*$/, ''),
      ].map((rest) => origin + rest),
    ),
    [`${format}, to cameras`]: new Set(places.map((place) => qrWithin(picture, place))),
  }
}

/** The last page of somebody who signs with a name. */
async function lastPage(letter: Letter, address: string): Promise<string> {
  const path = `/letters/${letter.key}`
  const before = server.inbox.mails().length
  const asked = await submit(server, `${path}/signings`, { visibility: 'public', name: 'Ann Lee', address })
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
  await server.work()
  const code = codeIn(server.inbox.mails()[before]!.text)
  return (await submit(server, `${path}/signings/confirmation`, { challenge, code })).html
}

async function publishUpdate(owners: readonly Organizer[], letter: Letter): Promise<void> {
  const draft = `/dashboard/letters/${letter.id}/updates/draft`
  const { json } = await api(server, owners[0]!, 'PUT', draft, { version: 0, text: 'They **answered**.' })
  const { version } = json as { version: number }
  await api(server, owners[0]!, 'POST', `${draft}/publication`, { version })
  await agrees(server, owners[1]!, letter.id)
}

const later = () => server.at(new Date(server.now().getTime() + 36_000_000))

test.each(['open', 'quiet'] as const)('all addresses of the %s letter are identical in every share', async (state) => {
  const letter = await openLetter(server, { state, visibilities: ['anonymous', 'withheld', 'public'] })
  const link = `${origin}/letters/${letter.key}`
  const owners = [await organizer(server), await organizer(server)]
  const viewer = await organizer(server)
  for (const owner of owners) await join(server, owner, letter.id, 'owner')
  await join(server, viewer, letter.id, 'viewer')
  const shares: Record<string, Set<string>> = {}
  const add = (who: string, more: Record<string, Set<string>>) => {
    for (const [what, addresses] of Object.entries(more)) shares[`${what}, ${who}`] = addresses
  }

  add('first owner', await sharedBy(owners[0]!, letter))
  await signAs(server, letter, { name: 'Bea Ngo', address: 'bea@northwind.example' })
  await nextBatch(server, letter)
  later()
  add('second owner, later', await sharedBy(owners[1]!, letter))
  add('viewer', await sharedBy(viewer, letter))

  const last = await lastPage(letter, 'ann@northwind.example')
  const anonymous = (await pageOf(server, `/letters/${letter.key}/anonymous`)).html
  const credential = (await pageOf(server, `/letters/${letter.key}/credential`)).html
  for (const [who, html] of Object.entries({ signatory: last, anonymous, credential }))
    add(who, { page: passedOn(html, letter), 'QR code': new Set([qrIn(html)]) })

  await subscribe(server, letter, 'gus@personal.example')
  server.inbox.clear()
  await publishUpdate(owners, letter)
  await server.work()
  const mail = server.inbox.mails().find(({ to }) => to === 'gus@personal.example')!
  add('update', { mail: passedOn(mail.text, letter), 'HTML of the mail': passedOn(mail.html, letter) })

  if (state === 'open') {
    add('all', { 'letter and its card': passedOn((await pageOf(server, `/letters/${letter.key}`)).html, letter) })
    add('all', { press: passedOn((await pageOf(server, `/letters/${letter.key}/press`)).html, letter) })
    add('all', { home: passedOn((await pageOf(server, '/')).html, letter) })
    add('first owner', await poster(owners[0]!, letter, 'a4', [{ left: 0, top: 0, right: 1, bottom: 1 }]))
    add('viewer', await poster(viewer, letter, 'strips-a4', [{ left: 0, top: 0.74, right: 0.125, bottom: 1 }]))
  }
  const json = JSON.stringify((await api(server, viewer, 'GET', `/letters/${letter.key}`)).json)
  add('all', { JSON: new Set([...passedOn(json, letter), link]) })
  const wrong = Object.entries(shares).filter(([, addresses]) => addresses.size !== 1 || !addresses.has(link))
  expect(wrong).toEqual([])
  expect(Object.keys(shares).length).toBeGreaterThan(20)
})
