import { say, type Sentence } from '../refusal.ts'

/** What organizers did with the people of a letter, in words. Undefined for every other act. */
export function peopleActivityInWords(what: string, detail: unknown): Sentence | undefined {
  const { role = '', from = '', to = '' } = (detail ?? {}) as { role?: string; from?: string; to?: string }
  if (what === 'invited') return say('organizers-activity-invited', { role })
  if (what === 'joined') return say('organizers-activity-joined', { role })
  if (what === 'left') return say('organizers-activity-left')
  if (what === 'role-changed') return say('organizers-activity-role-changed', { from, to })
  return what === 'person-removed' ? say('organizers-activity-person-removed', { role }) : undefined
}
