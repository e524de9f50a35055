import { qrCodeOf, type QrCode } from '../letter/qr-code.ts'

/** A slip as a page shows it. */
export interface SlipCard {
  words: string[]
  qr: QrCode | null
}

/** A card that a script fills with the slip that the browser makes. */
export const emptySlipCard: SlipCard = { words: [], qr: null }

/** @param signingKey a slip or an earlier key. Undefined for an empty one, when the signatory has another key. */
export function slipCard(signingKey: string): SlipCard | undefined {
  return signingKey === '' ? undefined : { words: signingKey.split(' '), qr: qrCodeOf(signingKey) }
}
