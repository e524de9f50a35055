import type { Visibility } from '../letter/rules.ts'

/** Who is looking. Owners and moderators are `organizer`; editors and viewers see what everyone sees. */
export type Viewer = 'everyone' | 'recipient' | 'organizer'

/** What of a signature decides about its name. */
export interface NameState {
  visibility: Visibility
  pending_visibility: Visibility | null
  pending_withdrawal: boolean
  name_hidden: boolean
  counted: boolean
  invalid_reason: string | null
}

/** The visibility that holds at this moment: a less visible choice holds at once, whatever the counts still say. */
export function holdsNow({ visibility, pending_visibility }: NameState): Visibility {
  return pending_visibility ?? visibility
}

/**
 * The one place that decides who may see a signatory's name. Every way out asks here: page, JSON, feed, PDF, mail, dashboard.
 * Names of withdrawn signatures are erased at once, so nobody may see them; the line is a second net.
 */
export function maySeeName(viewer: Viewer, signature: NameState): boolean {
  if (signature.pending_withdrawal) return false
  const visibility = holdsNow(signature)
  if (visibility === 'anonymous' || visibility === 'together') return false
  if (viewer === 'organizer') return true
  if (signature.name_hidden || signature.invalid_reason !== null || !signature.counted) return false
  return visibility === 'public' || (visibility === 'recipients' && viewer === 'recipient')
}

/**
 * A signature as this viewer sees it. While the viewer sees the name, a change holds at once. A signature without a name to this
 * viewer stays as the last batch left it: a mark that changed at once would say when its signatory did something.
 */
export function asSeen<Signature extends NameState>(
  signature: Signature,
  viewer: Viewer,
  seesName: boolean,
): Signature {
  if (seesName) return signature
  const asCounted = { ...signature, pending_visibility: null, pending_withdrawal: false }
  // Organizers hide names themselves, and see at once which.
  return viewer === 'organizer' ? asCounted : { ...asCounted, name_hidden: false }
}

/** What stands in a name's place. */
export type Mark = 'anonymous' | 'withheld' | 'recipients' | 'held'

export function markOf(signature: NameState): Mark {
  if (signature.pending_withdrawal || signature.name_hidden) return 'withheld'
  const visibility = holdsNow(signature)
  if (visibility === 'anonymous') return 'anonymous'
  if (visibility === 'together') return 'held'
  return visibility === 'recipients' ? 'recipients' : 'withheld'
}

/** What so many of them are called. */
export function marksInWords(mark: Mark, count: number): string {
  return count === 1 ? markWords[mark] : markWords[mark].replace(/^name /, 'names ')
}

export const markWords: Record<Mark, string> = {
  anonymous: 'verified, anonymous',
  withheld: 'name withheld',
  recipients: 'name given to the recipients',
  held: 'held until enough stand together',
}
