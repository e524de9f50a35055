import type { TestServer } from './app.ts'
import { confirmed, signedLetter, three, tokensOf, type Campaign } from './deliveries.ts'
import { codeIn } from './mail.ts'
import { post } from './stories.ts'

/** A letter that has been delivered to Ada Hartley, and the token of her private page. No mail is left in the inbox. */
export async function deliveredToAda(server: TestServer): Promise<{ campaign: Campaign; token: string }> {
  const campaign = await signedLetter(server, three)
  await confirmed(server, campaign, { to: ['Ada Hartley'] })
  await server.work()
  server.inbox.clear()
  return { campaign, token: (await tokensOf(server, campaign.letter.id))['Ada Hartley']! }
}

export interface AskedCode {
  challenge: string
  code: string
  /** The address to which the code went. */
  to: string
}

/**
 * Asks for the code of an act on a private page, through the API.
 * @param act `answers`, `time` or `delegation`
 */
export async function codeForAct(server: TestServer, token: string, act: string, typed: object): Promise<AskedCode> {
  server.inbox.clear()
  const asked = await post(server, `/api/v1/recipients/${token}/${act}/codes`, typed)
  if (asked.status !== 202) throw new Error(JSON.stringify(asked.json))
  await server.work()
  const mail = server.inbox.mails().find(({ subject }) => subject === 'Your code')!
  return { challenge: asked.json['challenge'] as string, code: codeIn(mail.text), to: mail.to }
}

/** Carries an act out with its code, through the API. */
export async function actOn(server: TestServer, token: string, act: string, typed: object) {
  const { challenge, code } = await codeForAct(server, token, act, typed)
  return post(server, `/api/v1/recipients/${token}/${act}`, { ...typed, challenge, code })
}
