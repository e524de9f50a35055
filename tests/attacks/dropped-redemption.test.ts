import { expect, test } from 'vitest'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { receiptIn } from '../../server/audit/check/checkpoint-in.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { obtainCredential, redeemAs } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { keyOf, letterNow, nextBatch, openLetter, signAs } from '../support/stories.ts'

/** The operator accepts a signature without a name, and drops it before its batch. Who signed has the receipt that the page saved. */

const server = await testServer()
const { db } = server.parts

/** Signs without a name, and keeps the receipt. */
async function accepted(letter: AddressedLetter, address: string) {
  const { credentialId, redemption } = await obtainCredential(server, letter, address)
  const { json } = await redeemAs(server, letter, redemption)
  const { text, signature } = json['receipt'] as { text: string; signature: string }
  return { id: credentialId, receipt: `${text}signature ${signature}\n` }
}

async function checked(letter: AddressedLetter, receipts: readonly string[]) {
  const file = await (await fetch(`${server.url}/letters/${keyOf(letter)}/audit.json`)).arrayBuffer()
  const kept = receipts.map((receipt) => receiptIn(Buffer.from(receipt.replaceAll('\n', '\r\n'))))
  const result = await checkAudit(new Uint8Array(file), { signatures: nodeSignatures(), receipts: kept })
  return { receipts: result.receipts, errors: result.errors.map(({ code }) => code) }
}

test('a receipt convicts an operator who drops what was accepted, once the letter is closed; the log alone shows nothing', async () => {
  const letter = await openLetter(server, { firstThreshold: 1, visibilities: ['anonymous', 'withheld', 'public'] })
  await signAs(server, letter, { name: 'Ann Lee', address: 'ann@northwind.example' })
  const [bea, cyd] = [await accepted(letter, 'bea@northwind.example'), await accepted(letter, 'cyd@northwind.example')]
  await db.deleteFrom('pending').where('id', '=', Buffer.from(cyd.id)).execute()
  await nextBatch(server, letter)
  const receipts = [bea.receipt, cyd.receipt]
  expect(await checked(letter, receipts)).toEqual({ receipts: ['counted', 'waiting'], errors: [] })

  await closeWhere(server.parts, letter.id, server.now(), () => true)
  await nextBatch(server, letter)
  const closed = await letterNow(server, letter.id)
  expect(await checked(closed, receipts)).toEqual({ receipts: ['counted', 'missing'], errors: ['receipt-missing'] })
  expect(await checked(closed, [])).toEqual({ receipts: undefined, errors: [] })
  const altered = cyd.receipt.replace(Buffer.from(cyd.id).toString('hex'), Buffer.from(bea.id).toString('hex'))
  expect(await checked(closed, [altered])).toEqual({ receipts: ['wrong'], errors: ['receipt'] })
})
