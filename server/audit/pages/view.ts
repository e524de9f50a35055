import type { Shell } from '../../http/pages.ts'
import { qrCodeOf, type QrCode } from '../../letter/qr-code.ts'
import { say, type Sentence } from '../../refusal.ts'
import { bucketBits } from '../buckets.ts'
import type { AuditFacts } from './show-audit.ts'

/** The page that explains how to check a count. */
export interface AuditPage {
  path: string
  title: string
  /** Null until the letter has shown a count. */
  checkpoint: { note: string; at: Date; size: Sentence; qr: QrCode } | null
  /** False while the letter shows no count. Then there is no file to check. */
  shown: boolean
  fromBefore: boolean
  /** True if names wait for each other, or did. */
  waits: boolean
  key: string
}

/** The page on which somebody finds the own leaf. */
export interface OwnLeafPage {
  path: string
  /** UUID. The slip's secrets depend on it. */
  letter: string
  /** The key of the checkpoint. Null while there is none. */
  key: string | null
  /** How many first bits of an id the page tells the server. */
  bits: number
  /** The classes of credentials that the page looks for, separated by spaces. */
  credentials: string
  /** Which commitments fix names that wait. Null if none do. Then nobody needs to type a name. */
  round: number | null
}

declare module '../../http/pages.ts' {
  interface Pages {
    'audit/audit': AuditPage
    'audit/mine': OwnLeafPage
  }
}

export function auditPage({ letter, revision, checkpoint, key, fromBefore, waits }: AuditFacts): AuditPage {
  return {
    path: `/letters/${letter.key}`,
    title: revision.title,
    checkpoint: checkpoint && {
      note: checkpoint.note,
      at: checkpoint.at,
      size: say('audit-size', { size: checkpoint.size }),
      qr: qrCodeOf(checkpoint.note),
    },
    shown: checkpoint !== null && !letter.collecting,
    fromBefore,
    waits,
    key,
  }
}

export function auditShell({ letter, revision }: AuditFacts, origin: string): Shell {
  if (!letter.public) return { title: say('letter-quiet-title'), robots: 'noindex, nofollow, noarchive' }
  return {
    title: say('audit-page-title', { title: revision.title }),
    robots: 'noindex',
    canonical: `${origin}/letters/${letter.slug}/audit`,
  }
}

export function ownLeafPage({ letter, checkpoint, key, credentials, round }: AuditFacts): OwnLeafPage {
  return {
    path: `/letters/${letter.key}`,
    letter: letter.id,
    key: checkpoint && key,
    bits: bucketBits(checkpoint?.ids ?? 0),
    credentials: credentials.join(' '),
    round,
  }
}

export const ownLeafShell: Shell = {
  title: say('audit-mine-page-title'),
  robots: 'noindex, nofollow, noarchive',
  scripts: ['own-leaf'],
  styles: ['anonymous'],
}
