/**
 * Receipts of signatures without a name. The server signs a receipt when it accepts such a signature, and a batch counts the signature
 * later. So a receipt convicts a server that drops what it accepted.
 */
import { fromBase64url } from '../../crypto/base64.ts'
import { receiptText } from '../../crypto/credential.ts'
import { isSignedBy, type NoteKey } from '../../crypto/signed-note.ts'
import type { Context } from './context.ts'
import type { ReceiptState } from './result.ts'
import { textBytes } from './text-bytes.ts'

const form =
  /^roundrobin receipt v1\nletter (\S+)\ncredential ([0-9a-f]{64})\naccepted (\d{4}-\d\d-\d\d)\nsignature (\S+)\n$/

/** The states of receipts, as the page saves them, once all leaves were read. */
export function statesOfReceipts(context: Context, key: NoteKey | null, receipts: readonly string[]): ReceiptState[] {
  const { file, ledger, closed } = context
  return receipts.map((receipt) => {
    const [, letter, credential = '', day = '', signature = ''] = form.exec(receipt) ?? []
    const text = textBytes(receiptText(file.letter, credential, day))
    const isGood = key !== null && isSignedBy(key.publicKey, text, fromBase64url(signature) ?? new Uint8Array())
    if (letter !== file.letter || !isGood) return 'wrong'
    const entry = ledger.entry(credential)
    if (entry && entry.state !== 'reserved') return 'counted'
    return closed ? 'missing' : 'waiting'
  })
}
