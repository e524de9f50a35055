import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { closes, kinds, message, mostMessage, typedMessage } from '../../server/text/live/messages.ts'
import { fragmentOf } from '../../server/text/live/document-of.ts'
import { mostOfDocument } from '../../server/text/live/is-too-large.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { api, cookieOf, join, organizer, organizerPost, type Organizer } from '../support/stories.ts'
import { Typist } from '../support/typist.ts'

const server = await testServer()
const second = await testServer({ over: { databaseUrl: server.databaseUrl, keysDir: server.keysDir } })
const ada = await organizer(server, 'Ada Fenwick')
const ben = await organizer(server, 'Ben Okafor')
const vic = await organizer(server, 'Vic Viewer')
const eve = await organizer(server, 'Eve Elsewhere')
const { origin } = server.parts.config

async function started(text = 'We ask.'): Promise<string> {
  const { location } = await organizerPost(server, ada, '/dashboard/letters', { title: 'Close the night dock' })
  const id = /letters\/([^/]+)\/text/.exec(location ?? '')?.[1] ?? ''
  await join(server, ben, id, 'editor')
  await join(server, vic, id, 'viewer')
  await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, text })
  return id
}

const headersOf = async (who: Organizer) => ({ cookie: await cookieOf(server, who), origin })
const typist = async (id: string, who: Organizer, at: TestServer = server) =>
  new Typist(at.url, id, await headersOf(who)).start()
const draft = async (id: string) =>
  (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json as { text: string; version: number }

test('viewers, other letters’ organizers, people without a session and other origins get no socket, and change nothing', async () => {
  const id = await started()
  const before = await draft(id)
  const own = await headersOf(ada)
  const refused: [Record<string, string>, number][] = [
    [await headersOf(vic), 403],
    [await headersOf(eve), 404],
    [{ origin }, 303],
    [{ origin, cookie: 'session=forged' }, 303],
    [{ ...own, origin: 'https://employer.example' }, 403],
    [{ ...own, origin: 'null' }, 403],
    [{ ...own, origin: `${origin}.employer.example` }, 403],
    [{ cookie: own.cookie }, 403],
  ]
  for (const [headers, status] of refused)
    expect([headers, await new Typist(server.url, id, headers).connect()]).toEqual([headers, status])
  expect(await new Typist(server.url, '00000000-0000-4000-8000-000000000000', own).connect()).toBe(404)
  expect(await draft(id)).toEqual(before)
  const { rows } = await server.pool.query('select from draft_live where letter_id = $1', [id])
  expect(rows).toEqual([])
})

test('a request for another protocol elsewhere is answered as usual', async () => {
  const typistElsewhere = new Typist(server.url, '../..', await headersOf(ada))
  expect(await typistElsewhere.connect()).toBe(404)
  expect((await fetch(`${server.url}/livez`)).status).toBe(200)
})

test('garbage, forged changes, a huge message and a flood close the connection, and the others go on', async () => {
  const id = await started()
  const ok = await typist(id, ada)
  const attacks: [string, (bad: Typist) => void][] = [
    ['an unknown kind', (bad) => bad.send(new Uint8Array([99, 1, 2]))],
    ['no bytes', (bad) => bad.send(new Uint8Array())],
    ['garbage', (bad) => bad.send(typedMessage(1, new Uint8Array([255, 254, 253, 7, 7, 7, 200, 200])))],
    [
      'a garbled state',
      (bad) => bad.send(message(kinds.has, new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255]))),
    ],
    ['a cursor that is no JSON', (bad) => bad.send(message(kinds.cursor, '{'))],
    [
      'a large cursor',
      (bad) => bad.send(message(kinds.cursor, JSON.stringify({ anchor: ['x'.repeat(5000)], head: {} }))),
    ],
    ['text', (bad) => bad.send('hello')],
    ['a change of something that nobody has', (bad) => bad.send(typedMessage(1, dangling()))],
    ['a huge message', (bad) => bad.send(new Uint8Array(mostMessage + 1))],
    [
      'a flood',
      (bad) => {
        for (let count = 0; count < 500; count++) bad.send(message(kinds.cursor, 'null'))
      },
    ],
  ]
  for (const [name, attack] of attacks) {
    const bad = await typist(id, ben)
    attack(bad)
    await bad.until(() => bad.closed !== null, 5000).catch(() => expect(name).toBe('closed'))
  }
  ok.type(' Still here.')
  await ok.until(() => ok.stored)
  expect((await draft(id)).text).toBe('We ask. Still here.')
  expect(ok.closed).toBeNull()
  ok.cut()
})

test('a forged document is rebuilt through the schema: scripts, unknown nodes and links are dropped', async () => {
  const id = await started()
  const [bad, ok] = [await typist(id, ben), await typist(id, ada)]
  const script = new Y.XmlElement('script')
  const iframe = new Y.XmlElement('iframe')
  const paragraph = new Y.XmlElement('paragraph')
  const linked = new Y.XmlText()
  linked.insert(0, 'click', { link: { href: 'javascript:alert(1)' }, style: { color: 'red' } })
  const heading = new Y.XmlElement('heading')
  heading.setAttribute('level', '"><script>')
  heading.insert(0, [new Y.XmlText('Head')])
  script.insert(0, [new Y.XmlText('alert(1)')])
  paragraph.insert(0, [linked, iframe])
  fragmentOf(bad.shared).insert(1, [script, paragraph, heading])
  await bad.until(() => bad.stored)
  await ok.until(() => ok.text.includes('Head'))
  const { text } = await draft(id)
  expect(text).toBe('We ask.\n\nclick\n\n## Head')
  bad.cut()
  ok.cut()
})

const { characters, pieces, sources } = mostOfDocument
const many = <Made>(count: number, make: (at: number) => Made) => Array.from({ length: count }, (_, at) => make(at))
test.each<[string, () => Y.XmlElement[]]>([
  [
    'sources with one label',
    () => [
      element(
        'sources',
        many(sources + 1, () => source('a')),
      ),
    ],
  ],
  [
    'line breaks',
    () => [
      element(
        'paragraph',
        many(pieces + 1, () => new Y.XmlElement('hard_break')),
      ),
    ],
  ],
  ['paragraphs', () => many(pieces + 1, () => new Y.XmlElement('paragraph'))],
  ['letters with other marks', () => [element('paragraph', [patchwork(pieces + 1)])]],
  ['characters', () => [element('paragraph', [new Y.XmlText('['.repeat(characters + 1))])]],
])('a forged document of many %s is refused, and holds nobody up', async (_what, make) => {
  const id = await started()
  const [bad, ok] = [await typist(id, ben), await typist(id, ada)]
  fragmentOf(bad.shared).insert(1, make())
  await bad.until(() => bad.closed === closes.refused)
  ok.type(' Still here.')
  await ok.until(() => ok.stored)
  expect((await draft(id)).text).toBe('We ask. Still here.')
  ok.cut()
})

test('one session opens no more than twenty connections to a text', async () => {
  const id = await started()
  const headers = await headersOf(ada)
  const tabs: Typist[] = []
  while (tabs.length < 20) tabs.push(await new Typist(server.url, id, headers).start())
  const more = new Typist(server.url, id, headers)
  await more.connect()
  await more.until(() => more.closed === closes.refused)
  for (const tab of tabs) tab.cut()
})

test('a name cannot be forged: the server writes it', async () => {
  const id = await started()
  const [bad, ok] = [await typist(id, ben), await typist(id, ada)]
  bad.send(message(kinds.cursor, JSON.stringify({ anchor: {}, head: {}, name: 'Ada Fenwick', id: ok.present[0]?.id })))
  await ok.until(() => ok.present.some(({ cursor }) => cursor !== null))
  expect(ok.present.map(({ name }) => name).sort()).toEqual(['Ada Fenwick', 'Ben Okafor'])
  bad.cut()
  ok.cut()
})

test('a change of role and a sign-out close the connections of every process within three seconds, and nothing is stored from then on', async () => {
  const id = await started()
  const [here, there, out] = [await typist(id, ben), await typist(id, ben, second), await typist(id, ada, second)]
  await server.pool.query("update membership set role = 'viewer' where organizer_id = $1 and letter_id = $2", [
    ben.id,
    id,
  ])
  // Typed before the server looks: the change is refused when it is stored.
  here.type(' Too late.')
  await Promise.all([here, there].map((each) => each.until(() => each.closed === 4001, 3000)))
  expect((await draft(id)).text).toBe('We ask.')
  out.type(' In time.')
  await out.until(() => out.stored)
  await server.pool.query('delete from organizer_session where organizer_id = $1', [ada.id])
  await out.until(() => out.closed === 4001, 3000)
  await wait(50)
  const again = await headersOf(ben)
  expect(await new Typist(server.url, id, again).connect()).toBe(403)
})

function element(name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}

function source(label: string): Y.XmlElement {
  const made = element('source', [element('paragraph', [new Y.XmlText('x')])])
  made.setAttribute('label', label)
  return made
}

function patchwork(count: number): Y.XmlText {
  const made = new Y.XmlText()
  made.applyDelta(many(count, (at) => ({ insert: 'a', attributes: at % 2 === 0 ? { strong: true } : { em: true } })))
  return made
}

/** A change that continues another one, which was never sent. */
function dangling(): Uint8Array {
  const shared = new Y.Doc()
  const text = shared.getText('text')
  text.insert(0, 'a')
  const known = Y.encodeStateVector(shared)
  text.insert(1, 'b')
  return Y.encodeStateAsUpdate(shared, known)
}
