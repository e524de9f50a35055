import { visibilities, type Visibility } from '../letter/rules.ts'
import { endOfWaiting, usualNeeded } from '../together/rules.ts'

/** The signature of a dry run. It is only in the organizer's browser, which sends it with each form. */
export interface DrySignature {
  visibility: Visibility
  /** '' without a name. */
  name: string
}

/** In characters. The state of a page must fit into its cookie, because a longer one would be stored by the server. */
const longestName = 200

export function writeDry({ visibility, name }: DrySignature): string {
  return JSON.stringify([visibility, Array.from(name).slice(0, longestName).join('')])
}

/** Reads what a form of a dry run carries. Falls back to a signature without a name. */
export function readDry(text: string): DrySignature {
  let read: unknown
  try {
    read = JSON.parse(text.slice(0, 2000))
  } catch {
    read = []
  }
  const [typed, name] = Array.isArray(read) ? (read as unknown[]) : []
  const visibility = visibilities.find((each) => each === typed) ?? 'withheld'
  return { visibility, name: typeof name === 'string' ? Array.from(name).slice(0, longestName).join('') : '' }
}

/** The visibility after a signatory has chosen a less visible one. `nameless` erases the name. */
export function lessened(dry: DrySignature, to: string): DrySignature {
  if (to === 'nameless') return { visibility: 'withheld', name: '' }
  return to === 'withheld' || to === 'recipients' ? { ...dry, visibility: to } : dry
}

/** The waiting of the draft's names for enough people, as it begins when the letter opens. */
export function dryWaiting(
  letter: { together_needed: number | null; together_until: string | null; closes_at: Date | null },
  now: Date,
) {
  return {
    state: 'waiting' as const,
    needed: letter.together_needed ?? usualNeeded,
    standing: 0,
    until: endOfWaiting(letter.together_until, letter.closes_at ?? now),
    reveals_at: null,
    agreed: false,
    ended_at: null,
  }
}
export type DryWaiting = ReturnType<typeof dryWaiting>
