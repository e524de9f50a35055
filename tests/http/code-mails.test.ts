import { expect, test } from 'vitest'
import type { Row } from '../../server/db/schema.ts'
import { openMailedCode, type CodePurpose } from '../../server/mailbox/mailed-code-secrets.ts'
import type { CaughtMail } from '../../server/mail/catcher.ts'
import { accessToken } from '../../server/http/sessions.ts'
import { startSession } from '../../server/organizers/accounts/start-session.ts'
import { makeRecoveryLink } from '../../server/organizers/recovery/make-recovery-link.ts'
import { testServer } from '../support/app.ts'
import { confirmed, signedLetter, three } from '../support/deliveries.ts'
import { codeIn } from '../support/mail.ts'
import { keyOf, openLetter, organizer, post } from '../support/stories.ts'

const server = await testServer({ settings: { ORGANIZERS: 'open' } })

/** Every purpose of a code. The type checker demands a request for a purpose that is added. */
type Purpose = CodePurpose | Row<'challenge'>['purpose']

type Request = [path: string, body: Record<string, string>, headers?: Record<string, string>]

async function requests(): Promise<Record<Purpose, Request>> {
  // This moves the clock, and a bearer token is valid for minutes.
  const recipient = await recipientToken()
  const gus = await organizer(server)
  const made = await makeRecoveryLink(server.parts, { address: gus.address }, server.now())
  await server.work()
  const link = made.outcome === 'made' ? made.link.split('/').at(-1)! : ''
  const session = await startSession(server.parts, gus, '', server.now())
  const token = accessToken(server.app, server.parts, session.organizer, 'api')
  const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
  await server.parts.db.updateTable('letter').set({ vouches_each: 3 }).where('id', '=', letter.id).execute()
  const base = `/api/v1/letters/${keyOf(letter)}`
  return {
    sign: [`${base}/signings`, { address: 'ann@northwind.example', visibility: 'withheld' }],
    remove: [`${base}/removals`, { address: 'bea@northwind.example' }],
    issue: [`${base}/credentials/challenges`, { address: 'cem@northwind.example' }],
    vouch: [`${base}/vouching/challenges`, { address: 'dee@northwind.example' }],
    updates: [`${base}/subscriptions`, { address: 'eva@personal.example' }],
    'sign-in': ['/api/v1/organizers/codes', { address: 'fay@personal.example' }],
    account: ['/api/v1/organizers/account/recovery-codes/challenges', {}, { authorization: `Bearer ${token}` }],
    'new-address': ['/api/v1/organizers/recovery-links/challenges', { link, address: 'hal@personal.example' }],
    answer: [`/api/v1/recipients/${recipient}/answers/codes`, { text: 'We have read it.', by: 'Kim Day' }],
  }
}

async function recipientToken(): Promise<string> {
  const campaign = await signedLetter(server, three)
  await confirmed(server, campaign, { to: ['Ada Hartley'] })
  await server.work()
  const mail = server.inbox.mails().findLast(({ to }) => to.includes('ada.hartley'))
  return /\/r\/([\w-]{22})/.exec(mail?.text ?? '')?.[1] ?? ''
}

/** The bytes of a mail without its code, its address, Message-ID and Date. */
function likeOthers({ raw, to, text }: CaughtMail): string {
  return raw
    .toString('latin1')
    .replaceAll(to, 'address')
    .replaceAll(codeIn(text), 'code')
    .replace(/^(message-id|date): .*$/gim, '$1')
}

/** Returns true if the mail that waits is sealed under a letter's claims key, which closing destroys, instead of the server's. */
async function sealedUnderClaims(): Promise<boolean> {
  const [row, ...more] = await server.parts.db
    .selectFrom('mailed_code')
    .select(['id', 'claims_of', 'mail_sealed'])
    .where('mail_sealed', 'is not', null)
    .execute()
  if (!row?.mail_sealed || more.length > 0) throw new Error('not one mail waits')
  const { id, claims_of, mail_sealed } = row
  expect(openMailedCode(server.parts, claims_of, id, mail_sealed).code).toMatch(/^\d{10}$/)
  if (claims_of !== null) expect(() => openMailedCode(server.parts, null, id, mail_sealed)).toThrow()
  return claims_of !== null
}

test('a mail does not tell what its code is for: it has the same bytes for every purpose. Only the key that seals it differs', async () => {
  const mails = new Map<string, string>()
  const ofClaims: string[] = []
  for (const [purpose, [path, body, headers]] of Object.entries(await requests())) {
    const before = server.inbox.mails().length
    expect([purpose, (await post(server, path, body, headers)).status]).toEqual([purpose, 202])
    if (await sealedUnderClaims()) ofClaims.push(purpose)
    await server.work()
    const [mail, ...more] = server.inbox.mails().slice(before) as [CaughtMail, ...CaughtMail[]]
    expect([purpose, more.length]).toEqual([purpose, 0])
    mails.set(purpose, `from ${mail.from}\n${likeOthers(mail)}`)
  }
  expect(ofClaims).toEqual(['sign', 'remove', 'issue', 'vouch'])
  const signing = mails.get('sign')
  expect(signing).toMatch(/^subject: /im)
  expect(signing).toMatch(/^message-id$/im)
  expect(Object.fromEntries(mails)).toEqual(Object.fromEntries([...mails.keys()].map((purpose) => [purpose, signing])))
})
