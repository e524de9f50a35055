import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import type { Visibility } from '../../server/letter/rules.ts'
import { endTogether } from '../../server/together/end-together.ts'
import { togetherOf, type TogetherRow } from '../../server/together/queries.ts'
import type { TestServer } from './app.ts'
import { expectLogAgrees } from './log.ts'
import { nextBatch, openLetter, signAs, type LetterOptions, type SignedPerson } from './stories.ts'

/** Letters whose names wait until enough people stand together. */

export const offered: Visibility[] = ['anonymous', 'withheld', 'together', 'recipients', 'public']

export function waitingLetter(
  server: TestServer,
  needed: number,
  options: LetterOptions = {},
): Promise<AddressedLetter> {
  return openLetter(server, { visibilities: offered, needed, ...options })
}

/** People who wait for each other, by their names. */
export async function hold(
  server: TestServer,
  letter: AddressedLetter,
  names: readonly string[],
): Promise<Map<string, SignedPerson>> {
  const people = new Map<string, SignedPerson>()
  for (const name of names)
    people.set(name, await signAs(server, letter, { name, address: addressOf(name), visibility: 'together' }))
  return people
}

export function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.').slice(0, 20)}@northwind.example`
}

export function namesTo(count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, at) => `Person${String.fromCharCode(65 + ((at + first) % 26))}${(at + first).toString(36).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '')}`) // prettier-ignore
}

export async function waitingOf({ parts }: TestServer, { id }: { id: string }): Promise<TogetherRow> {
  const row = await togetherOf(parts.db, id)
  if (!row) throw new Error('the letter offers no names that wait')
  return row
}

/** As if two owners had agreed. */
export async function agreed({ parts }: TestServer, { id }: { id: string }): Promise<void> {
  await parts.db.updateTable('together').set({ agreed: true }).where('letter_id', '=', id).execute()
}

/** Goes to the time of the reveal, and looks whether it is due. */
export async function revealTime(server: TestServer, letter: AddressedLetter): Promise<void> {
  const { reveals_at } = await waitingOf(server, letter)
  if (reveals_at && reveals_at > server.now()) server.at(reveals_at)
  await endTogether(server.parts, letter.id, server.now())
  await expectLogAgrees(server.parts, letter.id)
}

/** So many people wait, the number is reached, and the names are shown. */
export async function revealedLetter(server: TestServer, names: readonly string[], options: LetterOptions = {}) {
  const letter = await waitingLetter(server, names.length, options)
  const people = await hold(server, letter, names)
  await nextBatch(server, letter)
  await agreed(server, letter)
  await revealTime(server, letter)
  return { letter, people }
}

/** The kinds of the leaves about the waiting, in their order. */
export async function movesOf({ parts }: TestServer, { id }: { id: string }): Promise<string[]> {
  const rows = await parts.db
    .selectFrom('log_leaf')
    .select('leaf')
    .where('letter_id', '=', id)
    .orderBy('number')
    .execute()
  const kinds = rows.map(({ leaf }) => leaf.split('\n')[1] ?? '')
  return kinds.filter((kind) => ['threshold', 'back', 'reveal', 'lapse', 'close'].includes(kind))
}
