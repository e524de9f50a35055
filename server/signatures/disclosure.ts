import type { Visibility } from '../letter/rules.ts'
import { say, type Sentence } from '../refusal.ts'

/**
 * The audience. Owners and moderators are `organizer`. Editors and viewers see what everyone sees. `nobody` is everyone, while the
 * organizers hide all public names.
 */
export type Viewer = 'nobody' | 'everyone' | 'recipient' | 'organizer'

/** The public of a letter, for `maySeeName`. */
export function publicOf(letter: { names_hidden: boolean }): 'nobody' | 'everyone' {
  return letter.names_hidden ? 'nobody' : 'everyone'
}

/** The properties of a signature that decide who sees its name. */
export interface NameState {
  visibility: Visibility
  pending_visibility: Visibility | null
  pending_withdrawal: boolean
  name_hidden: boolean
  counted: boolean
  invalid_reason: string | null
}

/** The current visibility. A less visible choice holds at once, even while the counts still show the old one. */
export function currentVisibility({ visibility, pending_visibility }: NameState): Visibility {
  return pending_visibility ?? visibility
}

/**
 * Decides who may see a signatory's name. Every output must ask this function: page, JSON, feed, PDF, mail, dashboard. The check
 * for a withdrawal is a second safeguard, because a withdrawal erases the name at once.
 */
export function maySeeName(viewer: Viewer, signature: NameState): boolean {
  if (viewer === 'nobody' || signature.pending_withdrawal) return false
  const visibility = currentVisibility(signature)
  if (visibility === 'anonymous' || visibility === 'together') return false
  if (viewer === 'organizer') return true
  if (signature.name_hidden || signature.invalid_reason !== null || !signature.counted) return false
  return visibility === 'public' || (visibility === 'recipients' && viewer === 'recipient')
}

/**
 * The signature as this viewer sees it. While the viewer sees the name, a change holds at once. Otherwise the signature stays as
 * the last batch left it: a label that changed at once would reveal when its signatory acted.
 */
export function asSeen<Signature extends NameState>(
  signature: Signature,
  viewer: Viewer,
  seesName: boolean,
): Signature {
  if (seesName) return signature
  const asCounted = { ...signature, pending_visibility: null, pending_withdrawal: false }
  // Organizers hide names themselves and see the effect at once.
  return viewer === 'organizer' ? asCounted : { ...asCounted, name_hidden: false }
}

/** The label in place of a name. */
export type Mark = 'anonymous' | 'withheld' | 'recipients' | 'held'

export function markOf(signature: NameState): Mark {
  if (signature.pending_withdrawal || signature.name_hidden) return 'withheld'
  const visibility = currentVisibility(signature)
  if (visibility === 'anonymous') return 'anonymous'
  if (visibility === 'together') return 'held'
  return visibility === 'recipients' ? 'recipients' : 'withheld'
}

/** The label for a number of signatures. It stands after the number. */
export function marksInWords(mark: Mark, count: number): Sentence {
  return say(markMessages[mark], { count })
}

const markMessages = {
  anonymous: 'mark-anonymous',
  withheld: 'mark-withheld',
  recipients: 'mark-recipients',
  held: 'mark-held',
} as const satisfies Record<Mark, string>
