import type { TestServer } from './app.ts'
import { confirmed, signedLetter, three, tokensOf, type Campaign } from './deliveries.ts'
import { codeIn } from './mail.ts'
import { api, post } from './stories.ts'

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

/** A person who answers for Ada Hartley. */
export const kim = { name: 'Kim Day, chief of staff', address: 'kim.day@assistants.example' }

/**
 * Lets somebody answer for the recipient of this page.
 * @returns the token of that person's link, from the mail
 */
export async function delegatedBy(server: TestServer, token: string, to = kim): Promise<string> {
  const { status, json } = await actOn(server, token, 'delegation', to)
  if (status !== 201) throw new Error(JSON.stringify(json))
  await server.work()
  const link = /\/r\/([A-Za-z0-9_-]{22})/
  const mail = server.inbox.mails().findLast((each) => each.to === to.address && link.test(each.text))
  return link.exec(mail!.text)![1]!
}

/** A letter that has been delivered to Ada Hartley, who lets Kim Day answer. */
export async function delegated(server: TestServer): Promise<{ campaign: Campaign; token: string; link: string }> {
  const { campaign, token } = await deliveredToAda(server)
  return { campaign, token, link: await delegatedBy(server, token) }
}

/** The answers to a letter, as its owner gets them. */
export async function answersOf(server: TestServer, { letter, owner }: Campaign) {
  const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/answers`)
  return json.answers as { id: string; text: string; by: string | null; way: string; name: string }[]
}
