import type { Core } from '../core.ts'
import { keyedHash, sameBytes } from '../crypto/keyed-hash.ts'

export type Mailed = 'delivery' | 'subscriber'

const idBytes = 16
const macBytes = 10
/** Digits in base 36 for 26 bytes. Lower-case letters and digits survive mail servers that change the case of the local part. */
const tokenLength = 41

/**
 * Returns the envelope sender of one mail, so that returned mail identifies the mail that it belongs to. A MAC prevents forgery.
 * @returns undefined if BOUNCE_ADDRESS is not set
 */
export function bounceAddress(core: Pick<Core, 'keys' | 'config'>, of: Mailed, id: Buffer): string | undefined {
  const mailbox = core.config.values.BOUNCE_ADDRESS
  if (mailbox === undefined) return undefined
  const bytes = Buffer.concat([id, mac(core, of, id)])
  const token = BigInt(`0x${bytes.toString('hex')}`)
    .toString(36)
    .padStart(tokenLength, '0')
  return mailbox.replace('@', `+${token}@`)
}

/**
 * Identifies the mail that was returned to this address.
 * @returns null if the address is not one of ours
 */
export function mailedFrom(core: Pick<Core, 'keys' | 'config'>, address: string): { of: Mailed; id: Buffer } | null {
  const [local = '', domain = ''] = (core.config.values.BOUNCE_ADDRESS ?? '').toLowerCase().split('@')
  const typed = address.trim().toLowerCase()
  if (local === '' || !typed.startsWith(`${local}+`) || !typed.endsWith(`@${domain}`)) return null
  const bytes = bytesOf(typed.slice(local.length + 1, -domain.length - 1))
  if (!bytes) return null
  const id = bytes.subarray(0, idBytes)
  const of = (['delivery', 'subscriber'] as const).find((each) =>
    sameBytes(mac(core, each, id), bytes.subarray(idBytes)),
  )
  return of === undefined ? null : { of, id }
}

export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

export function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function mac({ keys }: Pick<Core, 'keys'>, of: Mailed, id: Buffer): Buffer {
  return keyedHash(keys.server('bounce address'), of, id).subarray(0, macBytes)
}

function bytesOf(token: string): Buffer | null {
  if (!/^[0-9a-z]{41}$/.test(token)) return null
  const number = Array.from(token).reduce((sum, sign) => sum * 36n + BigInt(parseInt(sign, 36)), 0n)
  const hex = number.toString(16).padStart((idBytes + macBytes) * 2, '0')
  return hex.length === (idBytes + macBytes) * 2 ? Buffer.from(hex, 'hex') : null
}
