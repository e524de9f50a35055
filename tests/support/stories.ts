import { expectLogAgrees } from './log.ts'
import { addressed, type AddressedLetter } from '../../server/letter/letter-address.ts'
import { newQuietKey, storedQuietKey } from '../../server/letter/quiet-link.ts'
import { randomUUID } from 'node:crypto'
import { prepareIssuers } from '../../server/anonymity/prepare-issuers.ts'
import {
  emptyDraft,
  revisionHash,
  type DraftParts,
  type LetterDraft,
  type Visibility,
} from '../../server/letter/rules.ts'
import { sealDraft } from '../../server/letter/secrets.ts'
import { startCollecting } from '../../server/letters/lifecycle/publish.ts'
import { insertLetter } from '../../server/letters/write-queries.ts'
import { letterById, lockLetter } from '../../server/letter/queries.ts'
import type { NamesJson } from '../../server/letters/page/schemas.ts'
import type { PersonName } from '../../server/signatures/person-name.ts'
import { closeBatch } from '../../server/signatures/batch/close-batch.ts'
import type { TestServer } from './app.ts'
import { keepSharedIssuers } from './issuers.ts'
import { codeIn } from './mail.ts'
import { followForm } from './organizers.ts'

/** Helpers with which tests tell what people do. */

const { plan: noPlan, ...emptyParts } = emptyDraft

/** The parts of a draft that forms and the API take. */
export const northwind: DraftParts = {
  ...emptyParts,
  title: 'Stop selling face recognition',
  text: 'We build these systems.[^1] We ask to be heard.\n\n[^1]: A report of 2018.',
  demands: ['Stop selling face recognition to the police.', 'Let workers oversee what they build.'],
  recipients: [{ name: 'Ada Hartley', office: 'Chief executive', address: 'ada.hartley@board.example' }],
  employers: [{ name: 'Northwind', domains: ['northwind.example', '*.northwind.example'] }],
}

export interface LetterOptions {
  draft?: Partial<LetterDraft>
  visibilities?: Visibility[]
  batchSize?: number
  firstThreshold?: number
  byEmployer?: boolean
  state?: 'quiet' | 'open'
  /** How many `together` waits for, and the last day of waiting. */
  needed?: number
  until?: string
  /** Gives the letter its own issuer keys, as a real letter has. */
  ownIssuers?: boolean
}

let letters = 0

/** A letter that takes signatures, made through an organizer's verbs, without an organizer. */
export async function openLetter(server: TestServer, options: LetterOptions = {}): Promise<AddressedLetter> {
  const { db, keys } = server.parts
  const draft = { ...northwind, plan: noPlan, ...options.draft }
  letters++
  const id = randomUUID()
  keys.createForDraft(id)
  const letter = await insertLetter(db, {
    id,
    slug: `letter-${String(letters)}`,
    ...storedQuietKey(server.parts, id, newQuietKey()),
    draft_sealed: sealDraft(server.parts, id, draft),
    visibilities: options.visibilities ?? ['withheld', 'recipients', 'public'],
    batch_size: options.batchSize ?? 1,
    first_threshold: options.firstThreshold ?? 0,
    names_by_employer: options.byEmployer ?? false,
    together_needed: options.needed ?? null,
    together_until: options.until ?? null,
    created_on: server.now().toISOString().slice(0, 10),
  })
  keys.createForLetter(letter.id)
  if (letter.visibilities.includes('together')) keys.createForTogether(letter.id)
  await (options.ownIssuers
    ? prepareIssuers(server.parts, letter)
    : keepSharedIssuers(server, addressed(server.parts, letter)))
  return db.transaction().execute(async (trx) => {
    const locked = await lockLetter(trx, letter.id)
    if (!locked) throw new Error('the letter is gone')
    const state = options.state ?? 'open'
    return addressed(server.parts, await startCollecting(server.parts, trx, locked, draft, state, server.now()))
  })
}

export interface Person extends Partial<PersonName> {
  address: string
  visibility?: Visibility
}

export interface SignedPerson {
  challenge: string
  signingKey: string
  code: string
}

export async function post(
  server: TestServer,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

/** Submits a form as a browser without JavaScript does, and returns the page that it then shows. */
export async function submit(
  server: TestServer,
  path: string,
  fields: Record<string, string>,
): Promise<{ status: number; html: string }> {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  const shown = await followForm(server, answer)
  return { status: shown.status, html: await shown.text() }
}

/**
 * Sends a request that makes the server mail a code, and reads the code from the mailbox. The code is empty if no mail came.
 */
export async function requestCode(server: TestServer, path: string, body: unknown) {
  const before = server.inbox.mails().length
  const { status, json } = await post(server, path, body)
  await server.work()
  const mail = server.inbox.mails()[before]
  return { status, json, challenge: json['challenge'] as string, code: mail ? codeIn(mail.text) : '' }
}

/** Asks for a code, lets the server mail it, and reads it from the mailbox. */
export async function askForCode(server: TestServer, letter: AddressedLetter, person: Person): Promise<SignedPerson> {
  const path = `/api/v1/letters/${keyOf(letter)}/signings`
  const { status, json, challenge, code } = await requestCode(server, path, {
    visibility: 'public',
    name: 'Ann Lee',
    ...person,
  })
  if (status !== 202) throw new Error(`asked for a code, answered ${String(status)}: ${JSON.stringify(json)}`)
  return { challenge, signingKey: json['signing_key'] as string, code }
}

export async function enterCode(server: TestServer, letter: AddressedLetter, challenge: string, code: string) {
  return post(server, `/api/v1/letters/${keyOf(letter)}/signings/${challenge}/confirmation`, { code })
}

/** Goes from the form to the accepted code. The signature waits for its batch. */
export async function signAs(server: TestServer, letter: AddressedLetter, person: Person): Promise<SignedPerson> {
  const asked = await askForCode(server, letter, person)
  const { status, json } = await enterCode(server, letter, asked.challenge, asked.code)
  if (status !== 200) throw new Error(`entered the code, answered ${String(status)}: ${JSON.stringify(json)}`)
  return asked
}

/**
 * Makes the letter's second revision, with one more paragraph than the first.
 * @returns its hash
 */
export async function secondRevision(
  server: TestServer,
  letter: AddressedLetter,
  kind: 'correction' | 'substance',
): Promise<Buffer> {
  const { db } = server.parts
  const first = await db.selectFrom('revision').selectAll().where('letter_id', '=', letter.id).executeTakeFirstOrThrow()
  const [demands, recipients, employers] = [first.demands, first.recipients, first.employers].map((each) =>
    JSON.stringify(each),
  ) as [string, string, string]
  const text = `${first.text}\n\nOne more paragraph.`
  const hash = revisionHash({ ...first, text })
  await db
    .insertInto('revision')
    .values({ ...first, text, demands, recipients, employers, number: 2, kind, hash })
    .execute()
  const current = kind === 'substance' ? { revision: 2, substance_revision: 2 } : { revision: 2 }
  await db.updateTable('letter').set(current).where('id', '=', letter.id).execute()
  return hash
}

/** Sets the letter's state to closed, and does nothing else that closing does. */
export async function setClosed(server: TestServer, { id }: AddressedLetter): Promise<void> {
  const closed = { state: 'closed', closed_at: server.now(), next_batch_at: null } as const
  await server.parts.db.updateTable('letter').set(closed).where('id', '=', id).execute()
}

/**
 * Moves the clock to the time of the letter's next batch. The batch closes if enough signatures wait.
 * @param log `falsified` where a defence is switched off, so that the check of the log finds what the attack did
 */
export async function nextBatch(
  server: TestServer,
  letter: AddressedLetter,
  log: 'agrees' | 'falsified' = 'agrees',
): Promise<void> {
  const { next_batch_at } = await server.parts.db
    .selectFrom('letter')
    .select('next_batch_at')
    .where('id', '=', letter.id)
    .executeTakeFirstOrThrow()
  if (next_batch_at && next_batch_at > server.now()) server.at(next_batch_at)
  await closeBatch(server.parts, letter.id, server.now())
  if (log === 'agrees') await expectLogAgrees(server.parts, letter.id)
}

export async function letterAsJson(server: TestServer, letter: AddressedLetter) {
  const answer = await fetch(`${server.url}/api/v1/letters/${keyOf(letter)}`)
  return (await answer.json()) as {
    tally: { collecting: boolean; classes: { class: string; count: number }[]; as_of: string | null }
  }
}

/** The people whom everyone sees under the letter. */
export async function peopleOf(server: TestServer, letter: AddressedLetter): Promise<PersonName[]> {
  const answer = await fetch(`${server.url}/api/v1/letters/${keyOf(letter)}/signatures`)
  return ((await answer.json()) as NamesJson).names
}

export async function namesOf(server: TestServer, letter: AddressedLetter): Promise<string[]> {
  return (await peopleOf(server, letter)).map(({ name }) => name)
}

export async function verifiedCount(server: TestServer, letter: AddressedLetter): Promise<number> {
  const { tally } = await letterAsJson(server, letter)
  return tally.classes.find((each) => each.class === 'mailbox')?.count ?? 0
}

export async function pageOf(server: TestServer, path: string): Promise<{ status: number; html: string }> {
  const answer = await fetch(`${server.url}${path}`, { redirect: 'manual' })
  const begun = answer.headers.get('location')
  // A form that nobody has answered yet gets an address of its own.
  if (answer.status === 303 && begun?.endsWith('?new')) return pageOf(server, begun)
  return { status: answer.status, html: await answer.text() }
}

/** The letter as it is stored now. */
export async function letterNow(server: TestServer, id: string): Promise<AddressedLetter> {
  const letter = await letterById(server.parts.db, id)
  if (!letter) throw new Error('the letter is gone')
  return addressed(server.parts, letter)
}

export function keyOf({ key }: Pick<AddressedLetter, 'key'>): string {
  return key
}

export * from './organizers.ts'
