import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { keyOfLog } from '../../server/audit/signed-tree.ts'
import { parseEntryBundle } from '../../server/crypto/log-tiles.ts'
import { append, emptyEdge, leafHash, rootOfEdge } from '../../server/crypto/merkle-tree.ts'
import { parseVerifierKey, verifyCheckpoint } from '../../server/crypto/signed-note.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { renewConsent } from '../../server/signatures/my-signature/renew-consent.ts'
import { changeAs, signAnonymously, withdrawalOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { confirmed, signedLetter, three } from '../support/deliveries.ts'
import { textOf } from '../support/pdf-text.ts'
import { pictureOf, qrWithin } from '../support/qr-codes.ts'
import { sentence } from '../support/words.ts'
import {
  keyOf,
  letterAsJson,
  letterNow,
  nextBatch,
  openLetter,
  pageOf,
  secondRevision,
  signAs,
  type SignedPerson,
} from '../support/stories.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'

const server = await testServer()

async function auditFile(letter: AddressedLetter): Promise<Response> {
  return fetch(`${server.url}/letters/${keyOf(letter)}/audit.json`)
}

async function check(letter: AddressedLetter, older: readonly string[] = []) {
  return checkAudit(new Uint8Array(await (await auditFile(letter)).arrayBuffer()), {
    signatures: nodeSignatures(),
    older,
  })
}

async function checkpoint(letter: AddressedLetter): Promise<string> {
  return (await fetch(`${server.url}/letters/${keyOf(letter)}/log/checkpoint`)).text()
}

async function signed(letter: AddressedLetter, visibility: 'withheld' | 'recipients' | 'public', names: string[]) {
  const people: SignedPerson[] = []
  for (const name of names)
    people.push(await signAs(server, letter, { name, address: `${name.toLowerCase()}@northwind.example`, visibility }))
  return people
}

const summary = (result: Awaited<ReturnType<typeof check>>) =>
  Object.fromEntries(
    result.tally.filter(({ standing }) => standing > 0).map((row) => [`${row.group} ${row.revision}`, row.standing]),
  )

describe('the log of a letter', () => {
  test('has what every batch added, changed and took away, and its checkpoints follow each other', async () => {
    const letter = await openLetter(server, {
      batchSize: 2,
      firstThreshold: 1,
      visibilities: ['anonymous', 'withheld', 'recipients', 'public'],
    })
    const [ann, bea, cyd] = await signed(letter, 'public', ['Ann', 'Bea', 'Cyd'])
    const hidden = await signed(letter, 'recipients', ['Dee', 'Eve'])
    const holders = [
      await signAnonymously(server, letter, 'fay@northwind.example'),
      await signAnonymously(server, letter, 'gus@northwind.example'),
    ]
    await nextBatch(server, letter)
    const first = await check(letter)
    expect([first.ok, first.errors]).toEqual([true, []])
    expect(summary(first)).toEqual({ 'anonymous 1': 2, 'hidden 1': 2, 'public 1': 3 })
    expect(first.adds).toMatchObject({ credential: 2, 'mailed-code': 5 })
    expect(first.names).toEqual({ entries: 3, opened: 3, unopened: 0 })
    const before = await checkpoint(letter)

    await withdraw(server.parts, letter, ann!.signingKey, server.now())
    await reduceVisibility(server.parts, letter, { signingKey: bea!.signingKey, to: 'withheld' }, server.now())
    for (const holder of holders) await changeAs(server, letter, withdrawalOf(letter, holder))
    // A hidden name is not opened, and keeps its place in the list until its batch.
    const between = await check(letter)
    expect([between.ok, between.names]).toEqual([true, { entries: 3, opened: 1, unopened: 2 }])
    await nextBatch(server, letter)
    const second = await check(letter, [before])
    expect([second.ok, second.errors, second.older]).toEqual([true, [], [{ size: first.size, good: true }]])
    expect(summary(second)).toEqual({ 'hidden 1': 3, 'public 1': 1 })
    expect(second.names).toEqual({ entries: 1, opened: 1, unopened: 0 })

    await secondRevision(server, letter, 'substance')
    for (const { signingKey } of [cyd!, ...hidden]) await renewConsent(server.parts, letter, signingKey, server.now())
    await nextBatch(server, letter)
    const third = await check(letter, [before])
    expect([third.ok, third.errors]).toEqual([true, []])
    expect(summary(third)).toEqual({ 'hidden 1': 1, 'hidden 2': 2, 'public 2': 1 })
    expect(third.revisions.map(({ revision }) => revision)).toEqual([1, 2])
  })

  test('can be read as tiles, under the key that the page names', async () => {
    const letter = await openLetter(server, { firstThreshold: 1 })
    await signed(letter, 'public', ['Ann', 'Bea', 'Cyd'])
    await nextBatch(server, letter)
    const { html } = await pageOf(server, `/letters/${keyOf(letter)}/audit`)
    const [, key = ''] = /<p><code dir="ltr">([^<]*)</.exec(html) ?? []
    const note = await checkpoint(letter)
    const signedTree = verifyCheckpoint(note, parseVerifierKey(key.replaceAll('&#x3D;', '='))!)!
    const tile = (path: string) => fetch(`${server.url}/letters/${keyOf(letter)}/log/tile/${path}`)
    const bundle = await tile(`entries/000.p/${signedTree.size}`)
    expect([bundle.status, bundle.headers.get('cache-control')]).toEqual([200, 'public, no-cache'])
    const entries = parseEntryBundle(new Uint8Array(await bundle.arrayBuffer()))!
    const hashes = entries.map((entry) => leafHash(entry))
    expect(Buffer.from(rootOfEdge(append(emptyEdge, hashes)))).toEqual(Buffer.from(signedTree.root))
    const level = new Uint8Array(await (await tile(`0/000.p/${signedTree.size}`)).arrayBuffer())
    expect(Buffer.from(level)).toEqual(Buffer.concat(hashes))
    for (const path of [
      `entries/000.p/${signedTree.size + 1}`,
      'entries/000',
      '0/000',
      '1/000.p/1',
      'entries/0',
      '0/x000',
    ])
      expect([path, (await tile(path)).status]).toEqual([path, 404])
  })

  test('is not published before the count is shown', async () => {
    const letter = await openLetter(server, { firstThreshold: 10 })
    await signed(letter, 'public', ['Ann', 'Bea', 'Cyd'])
    await nextBatch(server, letter)
    const { html } = await pageOf(server, `/letters/${keyOf(letter)}/audit`)
    expect(html.includes(sentence('audit-collecting'))).toBe(true)
    for (const file of ['audit.json', 'log/checkpoint', 'log/tile/entries/000.p/1', 'log/tile/0/000.p/1'])
      expect([file, (await fetch(`${server.url}/letters/${keyOf(letter)}/${file}`)).status]).toEqual([file, 404])
  })

  test('stays as it was while signatures are collected again for a changed text', async () => {
    const letter = await openLetter(server, { firstThreshold: 2 })
    await signed(letter, 'public', ['Ann', 'Bea', 'Cyd'])
    await nextBatch(server, letter)
    const before = await checkpoint(letter)
    await secondRevision(server, letter, 'substance')
    await server.parts.db.updateTable('letter').set({ collecting: true }).where('id', '=', letter.id).execute()
    await signed(await letterNow(server, letter.id), 'public', ['Dee'])
    await nextBatch(server, letter)
    expect(await checkpoint(letter)).toBe(before)
    expect((await auditFile(letter)).status).toBe(404)
    await signed(await letterNow(server, letter.id), 'public', ['Eve'])
    await nextBatch(server, letter)
    const after = await check(letter, [before])
    expect([after.ok, after.errors]).toEqual([true, []])
    expect(summary(after)).toEqual({ 'public 1': 3, 'public 2': 2 })
  })
})

/** The QR codes in the lower halves and in the upper halves of a PDF's pages. */
async function codesIn(pdf: Buffer): Promise<string[]> {
  const { numPages } = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const found: string[] = []
  for (let number = 1; number <= numPages; number++) {
    const picture = await pictureOf(pdf, 3, number)
    for (const [top, bottom] of [
      [0, 1],
      [0, 0.55],
      [0.45, 1],
    ] as const)
      try {
        found.push(qrWithin(picture, { left: 0, top, right: 1, bottom }))
      } catch {
        // No code there.
      }
  }
  return found
}

describe('the counts of a letter', () => {
  test('say which checkpoint they are of: on pages, as data, in a frame, in mails and in a PDF, where a camera reads it', async () => {
    const campaign = await signedLetter(server, three)
    const path = `/letters/${keyOf(campaign.letter)}`
    const note = await checkpoint(campaign.letter)
    const [, size = '', root = ''] = note.split('\n')
    for (const shown of [path, `${path}/embed`, `${path}/press`, `${path}/signatures/print`])
      expect([shown, (await pageOf(server, shown)).html.includes(`Checkpoint ${size}.`)]).toEqual([shown, true])
    expect((await letterAsJson(server, campaign.letter)).tally).toMatchObject({
      checkpoint: { size: Number(size), note },
    })

    await confirmed(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
    await server.work()
    const mail = server.inbox.mails().find(({ to }) => to === 'ada.hartley@board.example')!
    for (const body of [mail.text, mail.html])
      expect([body.includes(`Counts of checkpoint ${size} `), body.includes(`${path}/audit`)]).toEqual([true, true])
    const pdf = mail.attachments.find(({ contentType }) => contentType === 'application/pdf')!
    const text = (await textOf(pdf.content)).replace(/\s+/g, '')
    // The lines of the note, and the key, which are broken in the PDF.
    for (const line of [...note.split('\n'), keyOfLog(server.parts, campaign.letter.id)])
      expect([line, text.includes(line.replace(/\s+/g, ''))]).toEqual([line, true])
    expect(root.length).toBe(44)
    expect(await codesIn(pdf.content)).toContain(note)

    // A copy keeps the checkpoint of its counts, also if it is made later.
    await signAs(server, campaign.letter, { name: 'New Lee', address: 'new@northwind.example' })
    await nextBatch(server, campaign.letter)
    const { checkpoint: kept } = await server.parts.db
      .selectFrom('snapshot')
      .innerJoin('stage', 'stage.id', 'snapshot.stage_id')
      .select('snapshot.checkpoint')
      .where('stage.letter_id', '=', campaign.letter.id)
      .executeTakeFirstOrThrow()
    expect([kept, (await checkpoint(campaign.letter)) === note]).toEqual([note, false])
  })

  test('name none while they are not shown', async () => {
    const letter = await openLetter(server, { firstThreshold: 10 })
    await signed(letter, 'public', ['Ann', 'Bea'])
    await nextBatch(server, letter)
    expect((await letterAsJson(server, letter)).tally).toMatchObject({ collecting: true, checkpoint: null })
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).html.includes('Checkpoint ')).toBe(false)
  })
})
