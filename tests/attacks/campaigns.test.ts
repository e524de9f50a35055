import { beforeEach, expect, test } from 'vitest'
import { mostLettersInCampaign } from '../../server/letters/campaigns/rules.ts'
import { testServer } from '../support/app.ts'
import {
  agrees,
  api,
  join,
  openLetter,
  organizer,
  pageOf,
  proposalsFor,
  withConsent,
  type LetterOptions,
  type Organizer,
} from '../support/stories.ts'

const server = await testServer()

interface Side {
  id: string
  owner: Organizer
}

async function sideOf(title: string, options: LetterOptions = {}): Promise<Side> {
  const { id } = await openLetter(server, { ...options, draft: { title } })
  const owner = await organizer(server)
  await join(server, owner, id, 'owner')
  return { id, owner }
}

const asks = ({ owner, id }: Side, path = '', body?: object, who = owner) =>
  api(server, who, 'POST', `/dashboard/letters/${id}/campaign${path}`, body)

let campaigns = 0
let halden: Side
let meridian: Side
let slug: string

beforeEach(async () => {
  campaigns++
  slug = `campaign-number-${String(campaigns)}`
  halden = await sideOf('Halden, stop it')
  meridian = await sideOf('Meridian, stop it')
  await withConsent(server, halden.id, () => asks(halden, '', { title: `Campaign number ${String(campaigns)}` }))
})

async function invitation(): Promise<string> {
  return (await asks(halden, '/invitation')).json.invitation as string
}
async function titles(): Promise<string[]> {
  const { json } = await api(server, null, 'GET', `/campaigns/${slug}`)
  return (json.letters as { title: string }[]).map((each) => each.title)
}
const campaignId = async () =>
  (await server.parts.db.selectFrom('campaign').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id

test('one owner cannot let a letter join: neither by asking again nor by agreeing alone', async () => {
  await join(server, await organizer(server, 'Bea'), meridian.id, 'owner')
  const body = { invitation: await invitation() }
  for (let times = 0; times < 3; times++)
    expect((await asks(meridian, '/membership', body)).json).toEqual({ outcome: 'waits' })
  const [own] = await proposalsFor(server, meridian.owner, meridian.id)
  const agreement = await api(
    server,
    meridian.owner,
    'POST',
    `/dashboard/letters/${meridian.id}/approvals/${own!.id}/agreement`,
    { shown: own!.shown ?? '' },
  )
  expect(agreement.status).toBe(403)
  expect(await titles()).toEqual(['Halden, stop it'])
})

test('nobody but an owner starts, joins, invites, leaves or takes off', async () => {
  const body = { invitation: await invitation() }
  for (const role of ['editor', 'moderator', 'viewer'] as const) {
    const person = await organizer(server)
    for (const { id } of [halden, meridian]) await join(server, person, id, role)
    const tried = [
      await asks(meridian, '', { title: 'Mine' }, person),
      await asks(meridian, '/membership', body, person),
      await asks(halden, '/invitation', undefined, person),
      await api(server, person, 'DELETE', `/dashboard/letters/${halden.id}/campaign/membership`),
      await api(server, person, 'DELETE', `/dashboard/letters/${halden.id}/campaign/letters/x`),
    ]
    expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    // Nor does anybody else read the invitation.
    const { json } = await api(server, person, 'GET', `/dashboard/letters/${halden.id}/campaign`)
    expect(json.invitation).toBeNull()
  }
  const stranger = await organizer(server)
  expect((await api(server, stranger, 'GET', `/dashboard/letters/${halden.id}/campaign`)).status).toBe(404)
  expect((await asks(halden, '/invitation', undefined, stranger)).status).toBe(404)
  expect(await titles()).toEqual(['Halden, stop it'])
})

test('an invitation works once, and not after it was replaced, also for what waits for a second owner', async () => {
  const replaced = await invitation()
  const bea = await organizer(server, 'Bea')
  await join(server, bea, meridian.id, 'owner')
  await asks(meridian, '/membership', { invitation: replaced })
  const current = await invitation()
  expect((await agrees(server, bea, meridian.id)).status).toBe(409)
  const others = [await sideOf('Orrin, stop it'), await sideOf('Pell, stop it')] as const
  expect((await asks(others[0], '/membership', { invitation: replaced })).status).toBe(422)
  await withConsent(server, others[0].id, () => asks(others[0], '/membership', { invitation: current }))
  expect((await asks(others[1], '/membership', { invitation: current })).status).toBe(422)
  expect((await titles()).toSorted()).toEqual(['Halden, stop it', 'Orrin, stop it'])
})

test('of two letters that join with one invitation at the same moment, one joins', async () => {
  const body = { invitation: await invitation() }
  const others = [await sideOf('Orrin, stop it'), await sideOf('Pell, stop it')]
  const seconds = await Promise.all(
    others.map(async (side) => {
      const second = await organizer(server)
      await join(server, second, side.id, 'owner')
      await asks(side, '/membership', body)
      return second
    }),
  )
  const statuses = await Promise.all(
    others.map(async (side, index) => (await agrees(server, seconds[index]!, side.id)).status),
  )
  expect(statuses.filter((status) => status === 200).length).toBe(1)
  expect((await titles()).length).toBe(2)
})

test('the title of a letter that is not public never gets out', async () => {
  const secret = 'A secret plan'
  const quiet = await sideOf(secret, { state: 'quiet' })
  expect((await asks(quiet, '', { title: 'Mine' })).json.code).toBe('campaign-not-public')
  expect((await asks(quiet, '/membership', { invitation: await invitation() })).json.code).toBe('campaign-not-public')
  // Even if it stood in the table, for example after a mistake of a later release.
  const { db } = server.parts
  await db
    .insertInto('campaign_letter')
    .values({ campaign_id: await campaignId(), letter_id: quiet.id })
    .execute()
  server.parts.pageCache.dropAll()
  const page = await pageOf(server, `/campaigns/${slug}`)
  expect([page.status, page.html.includes(secret)]).toEqual([200, false])
  expect(await titles()).toEqual(['Halden, stop it'])
  const own = await api(server, halden.owner, 'GET', `/dashboard/letters/${halden.id}/campaign`)
  expect(JSON.stringify(own.json).includes(secret)).toBe(false)
  await asks(meridian, '/membership', { invitation: await invitation() })
  const proposals = await proposalsFor(server, meridian.owner, meridian.id)
  expect(JSON.stringify(proposals).includes(secret)).toBe(false)
  // A page of such letters alone is no page.
  await db.updateTable('letter').set({ state: 'quiet', public: false }).where('id', '=', halden.id).execute()
  server.parts.pageCache.dropAll()
  expect((await pageOf(server, `/campaigns/${slug}`)).status).toBe(404)
})

test('a campaign has a limited number of letters, because each is read for its page', async () => {
  const id = await campaignId()
  const last = await invitation()
  for (let count = 1; count < mostLettersInCampaign; count++) {
    const { id: letter } = await openLetter(server)
    await server.parts.db.insertInto('campaign_letter').values({ campaign_id: id, letter_id: letter }).execute()
  }
  const tried = await asks(meridian, '/membership', { invitation: last })
  expect([tried.status, tried.json.code]).toEqual([409, 'campaign-full'])
  expect((await asks(halden, '/invitation')).json.code).toBe('campaign-full')
})

test('the database holds no invitation that somebody could use', async () => {
  const current = await invitation()
  const rows = await server.parts.db.selectFrom('campaign').selectAll().execute()
  const stored = rows.flatMap((row) => [row.invitation_hash, row.invitation_sealed]).filter((each) => each !== null)
  expect(stored.length).toBeGreaterThan(0)
  for (const bytes of stored) {
    expect(bytes.includes(current)).toBe(false)
    expect(bytes.includes(Buffer.from(current, 'base64url'))).toBe(false)
  }
})

test('joining tells the organizers of one letter nothing of those of the other', async () => {
  const body = { invitation: await invitation() }
  await withConsent(server, meridian.id, () => asks(meridian, '/membership', body))
  for (const [side, other] of [
    [halden, meridian],
    [meridian, halden],
  ] as const) {
    const answers = await Promise.all(
      ['campaign', 'activity', 'approvals', 'people'].map((part) =>
        api(server, side.owner, 'GET', `/dashboard/letters/${side.id}/${part}`),
      ),
    )
    const all = JSON.stringify(answers.map(({ json }) => json as unknown))
    expect([all.includes(other.owner.id), all.includes(other.owner.address)]).toEqual([false, false])
  }
})
