import { newQuietKey, storedQuietKey } from '../../server/letter/quiet-link.ts'
import { randomUUID } from 'node:crypto'
import { accessToken, csrfToken } from '../../server/http/sessions.ts'
import { createAccount } from '../../server/organizers/accounts/create-account.ts'
import type { LetterDraft } from '../../server/letter/rules.ts'
import { emptyDraft } from '../../server/letter/rules.ts'
import { sealDraft } from '../../server/letter/secrets.ts'
import { insertLetter } from '../../server/letters/write-queries.ts'
import type { Role } from '../../server/organizers/rules.ts'
import { startSession, type StartedSession } from '../../server/organizers/accounts/start-session.ts'
import type { TestServer } from './app.ts'

/** A person with an account. If a test moves the clock past the session's end, a new session begins automatically. */
export interface Organizer {
  id: string
  name: string
  address: string
  /** A test's organizer has always just proved the mailbox. */
  provedAt: Date
  session: StartedSession & { at: Date }
}

let organizers = 0
const always = new Date('9999-01-01')

/** An organizer who is signed in, both on pages and in the API. */
export async function organizer(server: TestServer, name = 'Robin Ashe'): Promise<Organizer> {
  organizers++
  const address = `organizer${String(organizers)}@personal.example`
  const { id } = await createAccount(server.parts, { normal: address, mailTo: address, name }, server.now())
  return { id, name, address, provedAt: always, session: await newSession(server, { id, name }) }
}

/** @param proved false for a session that has not just proved its mailbox */
export async function newSession(server: TestServer, { id, name }: { id: string; name: string }, proved = true) {
  const at = server.now()
  return {
    ...(await startSession(server.parts, { id, name }, 'A test', at, null, proved ? { at: always } : null)),
    at,
  }
}

export async function signedIn(server: TestServer, who: Organizer): Promise<StartedSession['organizer']> {
  if (Math.abs(server.now().getTime() - who.session.at.getTime()) > 86_400_000)
    who.session = await newSession(server, who)
  return who.session.organizer
}

export async function cookieOf(server: TestServer, who: Organizer): Promise<string> {
  return `session=${accessToken(server.app, server.parts, await signedIn(server, who), 'page')}`
}

export async function bearer(server: TestServer, who: Organizer): Promise<string> {
  return `Bearer ${accessToken(server.app, server.parts, await signedIn(server, who), 'api')}`
}

/** A page of the dashboard, as the organizer's browser requests it. */
export async function organizerPage(
  server: TestServer,
  who: Organizer,
  path: string,
): Promise<{ status: number; html: string; location: string | null }> {
  const answer = await fetch(`${server.url}${path}`, {
    headers: { cookie: await cookieOf(server, who) },
    redirect: 'manual',
  })
  const location = answer.headers.get('location')
  // A form that nobody has answered yet gets an address of its own.
  if (answer.status === 303 && location?.endsWith('?new')) return organizerPage(server, who, location)
  return { status: answer.status, html: await answer.text(), location }
}

/** Submits a form of the dashboard, with its CSRF token. An array is a repeated field. */
export async function organizerPost(
  server: TestServer,
  who: Organizer,
  path: string,
  fields: Record<string, string | readonly string[]> = {},
): Promise<{ status: number; html: string; location: string | null }> {
  const { sessionId } = await signedIn(server, who)
  const body = new URLSearchParams({ _csrf: csrfToken(server.parts, sessionId) })
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each)
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { cookie: await cookieOf(server, who) },
    body,
    redirect: 'manual',
  })
  const shown = await followForm(server, answer, await cookieOf(server, who))
  return { status: shown.status, html: await shown.text(), location: shown.headers.get('location') }
}

/** Follows the redirect to the page that shows an answered form, as a browser does. Returns any other answer as it is. */
export async function followForm({ url }: { url: string }, answer: Response, cookie = ''): Promise<Response> {
  const location = answer.headers.get('location') ?? ''
  if (answer.status !== 303 || !/\/(?:form\/[\w-]{16}|done)$/.test(location)) return answer
  await answer.text()
  return fetch(`${url}${location}`, {
    headers: { cookie: [cookie, formCookie(answer, location)].filter(Boolean).join('; ') },
    redirect: 'manual',
  })
}

/** The page without its form's random id, to compare pages. */
export function withoutFormId(html: string): string {
  return html.replace(/(name="form_id" value="|\/form\/)[\w-]{16}/g, '$1')
}

/** The cookie that an answer sets for one address. */
export function formCookie(answer: Response, address: string): string {
  const found = answer.headers.getSetCookie().find((each) => each.includes(`; Path=${address};`))
  return found?.split(';')[0] ?? ''
}

export interface ApiAnswer {
  status: number
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the API answered
  json: any
  headers: Headers
}

/**
 * Sends an API request with the organizer's bearer token, or without one.
 * @param path without /api/v1
 */
export async function api(
  server: TestServer,
  who: Organizer | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const answer = await fetch(`${server.url}/api/v1${path.replace(/^\/api\/v1/, '')}`, {
    method,
    headers: {
      ...(who && { authorization: await bearer(server, who) }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, json: text === '' ? undefined : JSON.parse(text), headers: answer.headers }
}

export interface OpenProposal {
  id: string
  kind: string
  words: string
  facts: string[]
  shown: string | null
  state: string
  yours: boolean
  refusals: { by: string; reason: string }[]
}

/** What waits for a second owner, as this organizer sees it. */
export async function proposalsFor(server: TestServer, who: Organizer, letterId: string): Promise<OpenProposal[]> {
  return (await api(server, who, 'GET', `/dashboard/letters/${letterId}/approvals`)).json as OpenProposal[]
}

/** Looks at the proposal of another owner, and agrees to what the page shows. */
export async function agrees(server: TestServer, who: Organizer, letterId: string, kind?: string): Promise<ApiAnswer> {
  const waiting = await proposalsFor(server, who, letterId)
  const proposal = waiting.find(
    (each) => !each.yours && each.state === 'open' && (kind !== each.kind) === (kind === undefined),
  )
  if (!proposal) throw new Error('nothing waits for this owner')
  return api(server, who, 'POST', `/dashboard/letters/${letterId}/approvals/${proposal.id}/agreement`, {
    shown: proposal.shown ?? '',
  })
}

/** Has another owner agree to what is asked, on a letter that one person runs. Afterwards one person runs it again. */
export async function withConsent<T>(server: TestServer, letterId: string, ask: () => Promise<T>): Promise<T> {
  const second = await organizer(server, 'A Second Owner')
  await join(server, second, letterId, 'owner')
  const asked = await ask()
  const { status } = await agrees(server, second, letterId)
  if (status !== 200) throw new Error('the second owner could not agree')
  await server.parts.db.deleteFrom('membership').where('organizer_id', '=', second.id).execute()
  return asked
}

let drafts = 0

/** A letter in state `draft`, with this organizer as its owner. */
export async function draftOf(server: TestServer, owner: Organizer, draft: Partial<LetterDraft> = {}): Promise<string> {
  drafts++
  const id = randomUUID()
  server.parts.keys.createForDraft(id)
  await insertLetter(server.parts.db, {
    id,
    slug: `draft-${String(drafts)}`,
    ...storedQuietKey(server.parts, id, newQuietKey()),
    draft_sealed: sealDraft(server.parts, id, { ...emptyDraft, title: 'A draft', ...draft }),
    created_on: server.now().toISOString().slice(0, 10),
  })
  await join(server, owner, id, 'owner')
  return id
}

/** Makes an organizer a member of the letter without an invitation. */
export async function join(
  server: TestServer,
  who: Pick<Organizer, 'id'>,
  letterId: string,
  role: Role,
): Promise<void> {
  await server.parts.db.insertInto('membership').values({ letter_id: letterId, organizer_id: who.id, role }).execute()
}
