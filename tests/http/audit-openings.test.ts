import { expect, test } from 'vitest'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { makeAuditFile } from '../../server/audit/pages/make-audit-file.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { testServer } from '../support/app.ts'
import { letterNow, nextBatch } from '../support/stories.ts'
import { hold, revealedLetter, waitingLetter } from '../support/together.ts'

/** `audit.json` of a letter whose names waited and were shown. */
const server = await testServer()
const { db } = server.parts
const people = ['Zoë Lind', 'Tom Hall', 'Lea Roth']

interface File {
  names: string[][]
  openings: string[][]
}

const revealed = async () => {
  const { letter, people: signed } = await revealedLetter(server, people)
  return { letter: await letterNow(server, letter.id), slip: (name: string) => signed.get(name)!.signingKey }
}

type Letter = Awaited<ReturnType<typeof revealed>>['letter']

/** Reads the file up to the openings, lets something happen, and reads the rest. */
async function read(
  letter: Letter,
  before = '"openings"',
  act: () => Promise<unknown> = () => Promise.resolve(),
): Promise<string> {
  const file = (await makeAuditFile(server.parts, letter))[Symbol.asyncIterator]()
  let text = ''
  while (!text.includes(before)) text += (await file.next()).value as string
  await act()
  for (let next = await file.next(); !next.done; next = await file.next()) text += next.value
  return text
}

/** The names that are opened. The check finds no error. */
async function opened(text: string): Promise<string[]> {
  const { errors } = await checkAudit(Buffer.from(text), { signatures: nodeSignatures() })
  expect(errors).toEqual([])
  const { openings } = JSON.parse(text) as File
  return openings.flatMap(([, , name]) => name ?? []).toSorted()
}

const hideAll = (letter: Letter, hidden: boolean) =>
  db.updateTable('letter').set({ names_hidden: hidden }).where('id', '=', letter.id).execute()

test('it has no opening before the names are shown', async () => {
  const letter = await waitingLetter(server, 3)
  await hold(server, letter, people)
  await nextBatch(server, letter)
  const text = await read(await letterNow(server, letter.id))
  expect(await opened(text)).toEqual([])
  expect((JSON.parse(text) as File).openings).toEqual([])
  expect(people.filter((name) => text.includes(name))).toEqual([])
})

test('it opens each name that was shown, and the order tells nothing', async () => {
  const { letter } = await revealed()
  const text = await read(letter)
  expect(await opened(text)).toEqual(people.toSorted())
  const { openings } = JSON.parse(text) as File
  expect(openings.map(([commitment]) => commitment)).toEqual(openings.map(([commitment]) => commitment).toSorted())
})

test('it opens no name that was taken back, before the next batch and after it', async () => {
  const { letter, slip } = await revealed()
  await withdraw(server.parts, letter, slip('Tom Hall'), server.now())
  for (let batch = 0; batch < 2; batch++) {
    const text = await read(await letterNow(server, letter.id))
    expect(await opened(text)).toEqual(['Lea Roth', 'Zoë Lind'])
    expect((JSON.parse(text) as File).openings.length).toBe(3)
    expect(text.includes('Tom Hall')).toBe(false)
    await nextBatch(server, letter)
  }
})

test('it opens no name while all names are hidden', async () => {
  const { letter } = await revealed()
  await hideAll(letter, true)
  const text = await read(await letterNow(server, letter.id))
  expect(await opened(text)).toEqual([])
  expect(people.filter((name) => text.includes(name))).toEqual([])
})

test('what changes while it is read slowly makes no file that contradicts itself', async () => {
  const { letter, slip } = await revealed()
  const withdrawn = () => withdraw(server.parts, letter, slip('Lea Roth'), server.now())
  expect(await opened(await read(letter, '"openings"', withdrawn))).toEqual(['Tom Hall', 'Zoë Lind'])
  await hideAll(letter, true)
  const hidden = await letterNow(server, letter.id)
  const shown = () => hideAll(letter, false)
  expect(await opened(await read(hidden, '"openings"', shown))).toEqual([])
  await expect(
    read(await letterNow(server, letter.id), '"openings"', () => nextBatch(server, letter)),
  ).rejects.toMatchObject({ code: 'count-changes' })
})
