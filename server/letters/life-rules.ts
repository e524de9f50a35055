import { namesErasedAfterDays, type LetterDraft, type LetterState } from '../letter/rules.ts'

export type Missing = { part: 'text' | 'demands' | 'employers' | 'names'; sentence: string }

/** What a draft still needs before people can sign it. */
export function missingToOpen(draft: LetterDraft): Missing[] {
  const missing: Missing[] = []
  if (draft.title === '') missing.push({ part: 'text', sentence: 'Give the letter a title.' })
  if (draft.text === '') missing.push({ part: 'text', sentence: 'Write the letter.' })
  if (draft.recipients.length === 0) missing.push({ part: 'demands', sentence: 'Say to whom it is addressed.' })
  if (draft.employers.length === 0)
    missing.push({ part: 'employers', sentence: 'Name the employer whose workers may sign.' })
  for (const { name, domains } of draft.employers)
    if (domains.length === 0) missing.push({ part: 'employers', sentence: `Give a mail domain of ${name}.` })
  return missing
}

/** Who may take the step to which state. A letter that was open to the public does not become quiet again. */
export function mayOpen(state: LetterState, to: 'quiet' | 'open'): 'yes' | 'already' | 'ended' {
  if (state === 'closed' || state === 'purged') return 'ended'
  return state === 'draft' || (state === 'quiet' && to === 'open') ? 'yes' : 'already'
}

export function takesSignatures(state: LetterState): boolean {
  return state === 'quiet' || state === 'open'
}

/**
 * When a letter's sealed names are erased: thirty days after its last delivery. A delivery before closing gives the organizers
 * the same thirty days from closing on, for the last one. Null while it is open, or nothing has been delivered: then at purge.
 */
export function namesDue(closedAt: Date | null, lastDelivery: Date | null, day: number): Date | null {
  if (!closedAt || !lastDelivery) return null
  return new Date(Math.max(closedAt.getTime(), lastDelivery.getTime()) + namesErasedAfterDays * day)
}

/** In one sentence, what happens next to a letter; what its organizers see in their list. */
export function nextStep(letter: { state: LetterState; paused: boolean }, missing: number): string {
  if (letter.state === 'draft') return missing === 0 ? 'Everything is there. It can be opened.' : 'It is being written.'
  if (letter.state === 'closed') return 'It takes no more signatures. It can still be delivered and answered.'
  if (letter.state === 'purged') return 'Names and drafts are gone. Text and counts stay.'
  if (letter.paused) return 'Signing is paused.'
  return letter.state === 'quiet' ? 'It is signed by its quiet link.' : 'It is signed in public.'
}
