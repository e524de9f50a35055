import { sql } from 'kysely'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { openPageToken } from '../../server/delivery/secrets.ts'
import type { TestServer } from './app.ts'
import { api, join, organizer, type Organizer } from './organizers.ts'
import { letterNow, nextBatch, openLetter, signAs, type LetterOptions, type Person } from './stories.ts'

/** Helpers for tests about deliveries. */

export const executives = [
  { name: 'Ada Hartley', office: 'Chief executive', address: 'ada.hartley@board.example' },
  { name: 'Þórunn Ægisdóttir', office: 'Directrice générale', address: 'thorunn@board.example' },
  { name: '李小龍', office: '董事長', address: 'li@board.example' },
]

export interface DeliveryJson {
  id: string
  name: string
  state: string
  tries: number
  last_answer: string
  next_try_at: string
  version: number
  content_hash: string
  names: number
}

export interface StageJson {
  id: string
  state: string
  version: number
  deliveries: DeliveryJson[]
}

export interface Campaign {
  letter: AddressedLetter
  owner: Organizer
}

/** A letter with counted signatures, and its owner. */
export async function signedLetter(
  server: TestServer,
  people: readonly Person[],
  options: LetterOptions = {},
): Promise<Campaign> {
  const letter = await openLetter(server, { draft: { recipients: executives }, ...options })
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  for (const person of people) await signAs(server, letter, person)
  await nextBatch(server, letter)
  return { letter: await letterNow(server, letter.id), owner }
}

export const three: Person[] = [
  { name: 'Ólafur Þórðarson', address: 'olafur@northwind.example', visibility: 'public' },
  { name: 'Bea Ngo', address: 'bea@northwind.example', visibility: 'recipients' },
  { name: 'Cem Öz', address: 'cem@northwind.example', visibility: 'withheld' },
]

export async function stagesOf(
  server: TestServer,
  { letter, owner }: Campaign,
): Promise<{ recipients: { id: string; name: string }[]; stages: StageJson[] }> {
  const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/stages`)
  return json as Awaited<ReturnType<typeof stagesOf>>
}

export async function newestStage(server: TestServer, campaign: Campaign): Promise<StageJson> {
  return (await stagesOf(server, campaign)).stages.at(-1)!
}

export interface StageChoice {
  kind?: 'mail' | 'by-hand' | 'public' | 'call'
  disclosure?: 'count' | 'employers' | 'names'
  note?: string
  to?: readonly string[]
  press?: string
  answerDays?: number
  conditions?: {
    date?: { local: string; zone: string }
    count?: { class: string; least: number }
    silence?: { after: string; days: number }
    together?: boolean
  }
}

/**
 * Adds a stage at the end of the plan.
 * @returns the stage's id
 */
export async function planned(server: TestServer, campaign: Campaign, more: StageChoice = {}): Promise<string> {
  const { letter, owner } = campaign
  const { recipients } = await stagesOf(server, campaign)
  const chosen = recipients.filter(({ name }) => !more.to || more.to.includes(name))
  const { status, json } = await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/stages`, {
    ...(more.kind && { kind: more.kind }),
    ...(more.conditions && { conditions: more.conditions }),
    ...(more.press !== undefined && { press: more.press }),
    ...(more.answerDays !== undefined && { answer_days: more.answerDays }),
    recipients: more.kind === 'public' ? [] : chosen.map(({ id }) => id),
    disclosure: more.disclosure ?? 'names',
    note: more.note ?? '',
  })
  if (status !== 200) throw new Error(JSON.stringify(json))
  return json.id as string
}

/**
 * Plans and announces a stage.
 * @returns the stage's id
 */
export async function announced(server: TestServer, campaign: Campaign, more: StageChoice = {}): Promise<string> {
  const { letter, owner } = campaign
  const stage = await planned(server, campaign, more)
  const { version } = await newestStage(server, campaign)
  const path = `/dashboard/letters/${letter.id}/stages/${stage}/announcement`
  const said = await api(server, owner, 'POST', path, { version })
  if (said.status !== 200) throw new Error(JSON.stringify(said.json))
  return stage
}

/**
 * Moves what an owner has decided about a stage back by a day, because a sole owner waits a day after it. A notice that signatories
 * have of names or of small counts stays as it is.
 */
export async function asIfADayAgo({ parts }: TestServer, stage: string): Promise<void> {
  await sql`
    update stage set approved_at = approved_at - interval '1 day',
      notice_until = case when kind = 'call' or disclosure = 'count' and kind <> 'public' then announced_at else notice_until end
    where id = ${stage}`.execute(parts.db)
}

export function afterNotice(server: TestServer): void {
  server.at(new Date(server.now().getTime() + 48 * 3_600_000))
}

/** Announces a stage, waits for its notice and confirms it. Nothing is sent before the queue runs. */
export async function confirmed(server: TestServer, campaign: Campaign, more: StageChoice = {}): Promise<string> {
  const stage = await announced(server, campaign, more)
  afterNotice(server)
  const path = `/dashboard/letters/${campaign.letter.id}/stages/${stage}/confirmation`
  const { status, json } = await api(server, campaign.owner, 'POST', path)
  if (status !== 200 || json.outcome !== 'sending') throw new Error(JSON.stringify(json))
  return stage
}

export async function statesOf(server: TestServer, campaign: Campaign): Promise<Record<string, string>> {
  const { deliveries } = await newestStage(server, campaign)
  return Object.fromEntries(deliveries.map(({ name, state }) => [name, state]))
}

/** The tokens of the private pages of the newest stage, by recipient's name. */
export async function tokensOf(server: TestServer, letterId: string): Promise<Record<string, string>> {
  const rows = await server.parts.db
    .selectFrom('recipient_page as p')
    .innerJoin('delivery as d', 'd.id', 'p.delivery_id')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .select(['d.id', 'r.name', 'p.token_sealed'])
    .where('r.letter_id', '=', letterId)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.name, openPageToken(server.parts, row.id, row.token_sealed)]))
}
