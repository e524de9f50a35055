import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { headerEnd, headerFields } from './header-fields.ts'
import { isKeyForMail, type KeyRecord } from './key-records.ts'
import { fitsItsText } from './structure.ts'
import type { SignatureState } from './mail-file.ts'
import type { Signature } from './signatures.ts'

/** The names under which keys stand, and what the domain name system says of each. */
export type KeyRecords = Readonly<Record<string, KeyRecord>>

/** The library returns more than its types say. */
interface Checked {
  signingDomain?: string
  selector?: string
  status: { result?: string; comment?: string }
  signingHeaders?: { keys: string }
  canonBodyLengthLimited?: boolean
}

/**
 * Checks signatures against their keys. Makes no look-up.
 * @returns one state for each signature, as if its domain were the author's
 */
export async function checkSignatures(
  mail: Buffer,
  signatures: readonly Signature[],
  records: KeyRecords,
  now: Date,
): Promise<SignatureState[]> {
  const states: SignatureState[] = []
  for (const signature of signatures) states.push(await checkSignature(mail, signature, records, now))
  return states
}

async function checkSignature(
  mail: Buffer,
  signature: Signature,
  records: KeyRecords,
  now: Date,
): Promise<SignatureState> {
  const record = records[signature.keyName] ?? 'unreachable'
  const resolver = (name: string): Promise<string[][]> =>
    typeof record === 'object' && name === signature.keyName
      ? Promise.resolve([[record.text]])
      : Promise.reject(Object.assign(new Error('no record'), { code: 'ENOTFOUND' }))
  const { results } = await dkimVerify(withOneSignature(mail, signature), { resolver, curTime: now })
  const [checked, another] = results as Checked[]
  if (!checked || another || checked.signingDomain?.toLowerCase() !== signature.domain) return 'weak'
  return stateOf(checked, record, mail)
}

function stateOf(
  { status, signingHeaders, canonBodyLengthLimited }: Checked,
  record: KeyRecord,
  mail: Buffer,
): SignatureState {
  // The library compares the hash of the text before it asks for the key.
  if (status.comment === 'body hash did not verify' || status.result === 'fail') return 'altered'
  if (typeof record === 'string') return record === 'gone' ? 'key-gone' : 'unreachable'
  const signed = (signingHeaders?.keys ?? '').toLowerCase().split(': ')
  const whole = signed.includes('from') && canonBodyLengthLimited !== true && coversWhatIsRead(mail, signed)
  return status.result === 'pass' && whole && isKeyForMail(record.text) ? 'signed' : 'weak'
}

/** The day and the text are shown as the author's. So the headers that decide them are signed, or fit the signed text. */
function coversWhatIsRead(mail: Buffer, signed: readonly string[]): boolean {
  const fields = headerFields(mail)
  const has = (name: string) => fields.some((field) => field.name === name)
  if (has('date') && !signed.includes('date')) return false
  return signed.includes('content-type') || fitsItsText(mail, fields)
}

/** Other signatures and seals (ARC) are removed: the library would check them too. */
function withOneSignature(mail: Buffer, { raw }: Signature): Buffer {
  let seen = false
  const kept = headerFields(mail).filter((field) => {
    if (field.name.startsWith('arc-')) return false
    if (field.name !== 'dkim-signature') return true
    const own = !seen && field.raw === raw
    seen ||= own
    return own
  })
  const header = kept.map((field) => field.raw).join('')
  return Buffer.concat([Buffer.from(header, 'latin1'), mail.subarray(headerEnd(mail))])
}
