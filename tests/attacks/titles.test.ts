import { expect, test } from 'vitest'
import { hideName } from '../../server/signatures/moderation/hide-name.ts'
import { showNameAgain } from '../../server/signatures/moderation/show-name-again.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { openName } from '../../server/signatures/stored-name.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { testServer } from '../support/app.ts'
import { confirmed, signedLetter } from '../support/deliveries.ts'
import { textOf } from '../support/pdf-text.ts'
import {
  join,
  keyOf,
  letterNow,
  nextBatch,
  openLetter,
  organizer,
  pageOf,
  peopleOf,
  post,
  requestCode,
  signAs,
} from '../support/stories.ts'

/** A title may show who somebody is, and stands beside a public name only. It must not outlive the name's publicity anywhere. */

const server = await testServer()
const core = server.parts
const title = 'Steward of the night dock'
let people = 0

async function signedWithTitle(): Promise<{ letter: AddressedLetter; signingKey: string; address: string }> {
  const letter = await openLetter(server)
  const address = `person${String(people++)}@northwind.example`
  const { signingKey } = await signAs(server, letter, { name: 'Ann Lee', title, address, visibility: 'public' })
  return { letter, signingKey, address }
}

/** The stored name and title, decrypted with the server's keys. */
async function stored(letter: AddressedLetter): Promise<unknown> {
  const counted = await core.db
    .selectFrom('signature')
    .selectAll()
    .where('letter_id', '=', letter.id)
    .executeTakeFirst()
  if (counted) return openName(core, counted)
  const waiting = await core.db
    .selectFrom('waiting_signature')
    .selectAll()
    .where('letter_id', '=', letter.id)
    .executeTakeFirstOrThrow()
  return openName(core, { name: null, title: null, ...waiting })
}

const counted = async ({ letter }: { letter: AddressedLetter }) => nextBatch(server, letter)
const lessen = async ({ letter, signingKey }: { letter: AddressedLetter; signingKey: string }) =>
  reduceVisibility(core, await letterNow(server, letter.id), { signingKey, to: 'recipients' }, server.now())

test('a title is shown beside a public name, and is erased at once when the name becomes less visible', async () => {
  const mine = await signedWithTitle()
  await counted(mine)
  expect(await peopleOf(server, mine.letter)).toEqual([{ name: 'Ann Lee', title }])
  expect((await pageOf(server, `/letters/${keyOf(mine.letter)}`)).html).toContain(title)
  await lessen(mine)
  expect(await stored(mine.letter)).toEqual({ name: 'Ann Lee' })
  expect((await pageOf(server, `/letters/${keyOf(mine.letter)}`)).html).not.toContain(title)
  await counted(mine)
  expect(await stored(mine.letter)).toEqual({ name: 'Ann Lee' })
})

test('so is one that waits for its batch', async () => {
  const mine = await signedWithTitle()
  expect(await stored(mine.letter)).toEqual({ name: 'Ann Lee', title })
  await lessen(mine)
  expect(await stored(mine.letter)).toEqual({ name: 'Ann Lee' })
})

test('a moderator hides it with the name, and shows it again with the name', async () => {
  const mine = await signedWithTitle()
  await counted(mine)
  const moderator = await organizer(server, 'Mo')
  await join(server, moderator, mine.letter.id, 'moderator')
  const { id } = await core.db
    .selectFrom('signature')
    .select('id')
    .where('letter_id', '=', mine.letter.id)
    .executeTakeFirstOrThrow()
  const by = { letterId: mine.letter.id, organizerId: moderator.id, signatureId: id.toString('base64url') }
  await hideName(core, by, server.now())
  expect((await pageOf(server, `/letters/${keyOf(mine.letter)}`)).html).not.toContain(title)
  await showNameAgain(core, by, server.now())
  expect(await peopleOf(server, mine.letter)).toEqual([{ name: 'Ann Lee', title }])
  await hideName(core, by, server.now())
  await lessen(mine)
  expect(await stored(mine.letter)).toEqual({ name: 'Ann Lee' })
})

test('taking the name away by a proof of the mailbox erases the title too', async () => {
  const mine = await signedWithTitle()
  await counted(mine)
  const removals = `/api/v1/letters/${keyOf(mine.letter)}/removals`
  const { challenge, code } = await requestCode(server, removals, { address: mine.address })
  expect((await post(server, `${removals}/${challenge}/confirmation`, { code })).status).toBe(200)
  expect(await stored(mine.letter)).toEqual({ name: 'Ann Lee' })
})

test('a delivery that was frozen before takes the name without it, once the name is for the recipients alone', async () => {
  const campaign = await signedLetter(server, [
    { name: 'Ann Lee', title, address: 'ann@northwind.example', visibility: 'public' },
  ])
  const { letter } = campaign
  const { signingKey } = await signAs(server, letter, {
    name: 'Bea Ngo',
    title: `Second ${title}`,
    address: 'bea@northwind.example',
    visibility: 'public',
  })
  await nextBatch(server, letter)
  await confirmed(server, campaign)
  await lessen({ letter, signingKey })
  await server.work()
  const [mail] = server.inbox.mails().filter(({ subject }) => subject.startsWith('Open letter'))
  const pdf = (await textOf(mail!.attachments[0]!.content)).replace(/\s+/g, ' ')
  for (const name of ['Ann Lee', 'Bea Ngo']) expect(pdf).toContain(name)
  expect(pdf).toContain(`(${title})`)
  expect(pdf).not.toContain('Second')
})

test('a withdrawal leaves nothing of it', async () => {
  const mine = await signedWithTitle()
  await counted(mine)
  await withdraw(core, await letterNow(server, mine.letter.id), mine.signingKey, server.now())
  await counted(mine)
  expect(await stored(mine.letter)).toBeNull()
})

test.each(['recipients', 'withheld', 'together'] as const)(
  'a name that is %s has no title, and a request that sends one is told so',
  async (visibility) => {
    const letter = await openLetter(server, {
      draft: {},
      visibilities: ['public', 'recipients', 'withheld', 'together'],
    })
    const { status, json } = await post(server, `/api/v1/letters/${keyOf(letter)}/signings`, {
      visibility,
      name: 'Ann Lee',
      title,
      address: 'ann@northwind.example',
    })
    expect([status, (json['errors'] as { field: string }[] | undefined)?.[0]?.field]).toEqual([422, 'title'])
  },
)

test.each([
  ['x'.repeat(51), 'longer'],
  ['👷', 'emoji'],
  ['www.evil.com', 'web address'],
  ['123', 'no letters'],
  ['a\u202eb', 'cannot be seen'],
])('a title that is no title is refused with a sentence: %s', async (typed, words) => {
  const letter = await openLetter(server)
  const { status, json } = await post(server, `/api/v1/letters/${keyOf(letter)}/signings`, {
    visibility: 'public',
    name: 'Ann Lee',
    title: typed,
    address: 'ann@northwind.example',
  })
  expect(status).toBe(422)
  expect(JSON.stringify(json)).toContain(words)
})
