import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import type { TestServer } from './app.ts'
import { codeIn } from './mail.ts'
import { keyOf, post, requestCode, submit, withoutFormId } from './stories.ts'

/** Helpers for tests about people who ask for updates. */

/** Asks for a code through the API, lets the server mail it, and reads it. */
export async function askForCode(
  server: TestServer,
  letter: AddressedLetter,
  address: string,
): Promise<{ challenge: string; code: string }> {
  const path = `/api/v1/letters/${keyOf(letter)}/subscriptions`
  const { status, json, challenge, code } = await requestCode(server, path, { address })
  if (status !== 202) throw new Error(JSON.stringify(json))
  return { challenge, code }
}

export async function subscribe(server: TestServer, letter: AddressedLetter, address: string): Promise<void> {
  const { challenge, code } = await askForCode(server, letter, address)
  const path = `/api/v1/letters/${keyOf(letter)}/subscriptions/${challenge}/confirmation`
  const { status, json } = await post(server, path, { code })
  if (status !== 200) throw new Error(JSON.stringify(json))
}

/** The same on the pages. */
export async function subscribeOnPages(
  server: TestServer,
  letter: AddressedLetter,
  address: string,
): Promise<string[]> {
  const before = server.inbox.mails().length
  const asked = await submit(server, `/letters/${keyOf(letter)}/updates`, { address })
  await server.work()
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
  const code = codeIn(server.inbox.mails()[before]!.text)
  const done = await submit(server, `/letters/${keyOf(letter)}/updates/confirmation`, { challenge, code, address })
  return [withoutFormId(asked.html).replaceAll(challenge, 'CHALLENGE'), done.html]
}

export async function onTheList(server: TestServer, letter: AddressedLetter): Promise<number> {
  const rows = await server.parts.db.selectFrom('subscriber').select('id').where('letter_id', '=', letter.id).execute()
  return rows.length
}
