import { say, type Sentence } from '../refusal.ts'

interface Detail {
  role?: string
  from?: string
  to?: string
  count?: number
  reason?: string
}

/** The acts of organizers on a letter, each with its line in the activity log. Rows store the key. */
const words = {
  invited: ({ role = '' }) => say('activity-invited', { role }),
  joined: ({ role = '' }) => say('activity-joined', { role }),
  left: () => say('activity-left'),
  'role-changed': ({ from = '', to = '' }) => say('activity-role-changed', { from, to }),
  'person-removed': ({ role = '' }) => say('activity-person-removed', { role }),
  'proposal-refused': () => say('activity-proposal-refused'),
  'proposal-withdrawn': () => say('activity-proposal-withdrawn'),
  'address-changed': () => say('activity-address-changed'),
  'address-change-waits': () => say('activity-address-change-waits'),
  'address-kept': () => say('activity-address-kept'),
  'address-change-dropped': () => say('activity-address-change-dropped'),
  'recovery-codes-made': () => say('activity-recovery-codes-made'),
  'recovery-code-used': () => say('activity-recovery-code-used'),
  'passkey-added': () => say('activity-passkey-added'),
  'passkey-removed': () => say('activity-passkey-removed'),
  'operator-link-made': () => say('activity-operator-link-made'),
  'operator-link-used': () => say('activity-operator-link-used'),
  'letter-started': () => say('activity-letter-started'),
  'letter-duplicated': () => say('activity-letter-duplicated'),
  'draft-discarded': () => say('activity-draft-discarded'),
  'draft-restored': () => say('activity-draft-restored'),
  'way-removed': () => say('activity-way-removed'),
  'in-person-check-changed': () => say('activity-in-person-check-changed'),
  'letter-opened': () => say('activity-letter-opened'),
  'letter-opened-quietly': () => say('activity-letter-opened-quietly'),
  'link-replaced': () => say('activity-link-replaced'),
  'correction-published': () => say('activity-correction-published'),
  'substance-changed': () => say('activity-substance-changed'),
  'signing-paused': () => say('activity-signing-paused'),
  'signing-resumed': () => say('activity-signing-resumed'),
  'all-names-hidden': () => say('activity-all-names-hidden'),
  'all-names-shown': () => say('activity-all-names-shown'),
  'sessions-ended': () => say('activity-sessions-ended'),
  'review-link-made': () => say('activity-review-link-made'),
  'review-link-used': () => say('activity-review-link-used'),
  'review-browser-refused': () => say('activity-review-browser-refused'),
  'review-left': () => say('activity-review-left'),
  'review-link-ended': () => say('activity-review-link-ended'),
  'review-links-ended': () => say('activity-review-links-ended'),
  'letter-extended': () => say('activity-letter-extended'),
  'drafting-kept': () => say('activity-drafting-kept'),
  'drafting-not-kept': () => say('activity-drafting-not-kept'),
  'campaign-started': () => say('activity-campaign-started'),
  'campaign-joined': () => say('activity-campaign-joined'),
  'campaign-left': () => say('activity-campaign-left'),
  'campaign-invited': () => say('activity-campaign-invited'),
  'campaign-letter-removed': () => say('activity-campaign-letter-removed'),
  'together-raised': ({ count = 0 }) => say('activity-together-raised', { count }),
  'together-agreed': () => say('activity-together-agreed'),
  'together-ended': () => say('activity-together-ended'),
  'letter-closed': () => say('activity-letter-closed'),
  'headcount-changed': () => say('activity-headcount-changed'),
  'name-hidden': () => say('activity-name-hidden'),
  'name-shown-again': () => say('activity-name-shown-again'),
  'name-claim-declined': () => say('activity-name-claim-declined'),
  invalidated: ({ count = 0, reason = '' }) => say('activity-invalidated', { count, reason }),
  reinstated: ({ count = 0 }) => say('activity-reinstated', { count }),
  'names-exported': () => say('activity-names-exported'),
  'export-proposed': () => say('activity-export-proposed'),
  'export-agreed': () => say('activity-export-agreed'),
  'statement-published': () => say('activity-statement-published'),
  'statement-declined': () => say('activity-statement-declined'),
  'update-written': () => say('activity-update-written'),
  'update-published': () => say('activity-update-published'),
  'stage-planned': () => say('activity-stage-planned'),
  'stage-changed': () => say('activity-stage-changed'),
  'stage-moved': () => say('activity-stage-moved'),
  'stage-removed': () => say('activity-stage-removed'),
  'stage-approved': () => say('activity-stage-approved'),
  'stage-stopped': () => say('activity-stage-stopped'),
  'stop-taken-back': () => say('activity-stop-taken-back'),
  'change-dropped': () => say('activity-change-dropped'),
  'delivery-announced': () => say('activity-delivery-announced'),
  'delivery-cancelled': () => say('activity-delivery-cancelled'),
  'delivery-confirmed': () => say('activity-delivery-confirmed'),
  'delivered-by-hand': () => say('activity-delivered-by-hand'),
  'copy-sent-again': () => say('activity-copy-sent-again'),
  'call-ended': () => say('activity-call-ended'),
  'private-page-ended': () => say('activity-private-page-ended'),
  'returned-mail-removed': () => say('activity-returned-mail-removed'),
  'copy-arrived': () => say('activity-copy-arrived'),
  'demand-state-said': () => say('activity-demand-state-said'),
  'answer-recorded': () => say('activity-answer-recorded'),
  'answer-counts': () => say('activity-answer-counts'),
  'answer-does-not-count': () => say('activity-answer-does-not-count'),
  'answer-published': () => say('activity-answer-published'),
  'answer-pdf-fetched': () => say('activity-answer-pdf-fetched'),
  'answer-pdf-published': () => say('activity-answer-pdf-published'),
  /** Only older releases stored this. */
  'delivery-prepared': () => say('activity-delivery-prepared'),
} as const satisfies Record<string, (detail: Detail) => Sentence>

export type ActivityKind = keyof typeof words

export const activityKinds = Object.keys(words) as ActivityKind[]

/** Kinds as older releases stored them. Rows keep them. */
const earlier: Readonly<Record<string, ActivityKind>> = {
  'refused a proposal': 'proposal-refused',
  'withdrew a proposal': 'proposal-withdrawn',
  'left the letter': 'left',
  'started the letter': 'letter-started',
  'stopped offering a way to sign': 'way-removed',
  'opened the letter to the public': 'letter-opened',
  'opened the letter quietly': 'letter-opened-quietly',
  'replaced the quiet link': 'link-replaced',
  'published a correction': 'correction-published',
  'published a change of substance': 'substance-changed',
  'paused signing': 'signing-paused',
  'resumed signing': 'signing-resumed',
  'closed the letter': 'letter-closed',
  'change of a stage dropped': 'change-dropped',
  'handed over': 'delivered-by-hand',
  'answer’s PDF fetched': 'answer-pdf-fetched',
  'answer’s PDF published': 'answer-pdf-published',
}

/** Kinds of older releases that contain a role. */
const earlierWithRoles: readonly [form: RegExp, read: (role: string, to: string) => Activity][] = [
  [/^joined as (\w+)$/, (role) => ({ kind: 'joined', detail: { role } })],
  [/^made an invitation for another (\w+)$/, (role) => ({ kind: 'invited', detail: { role } })],
  [/^took one (\w+) off the letter$/, (role) => ({ kind: 'person-removed', detail: { role } })],
  [/^changed a role from (\w+) to (\w+)$/, (from, to) => ({ kind: 'role-changed', detail: { from, to } })],
]

interface Activity {
  kind: ActivityKind
  detail: Detail
}

/** Reads a stored act, also one of an older release. Undefined if this release does not know its kind. */
export function activityFrom(what: string, detail: unknown): Activity | undefined {
  for (const [form, read] of earlierWithRoles) {
    const [found, role = '', to = ''] = form.exec(what) ?? []
    if (found !== undefined) return read(role, to)
  }
  const kind = Object.hasOwn(earlier, what) ? earlier[what] : what.replaceAll(' ', '-')
  return isKind(kind) ? { kind, detail: detail ?? {} } : undefined
}

function isKind(kind: string | undefined): kind is ActivityKind {
  return kind !== undefined && Object.hasOwn(words, kind)
}

/** One line of the activity log. A kind that this release does not know is shown as it is stored. */
export function activityInWords(what: string, detail: unknown): Sentence {
  const activity = activityFrom(what, detail)
  const told: ((detail: Detail) => Sentence) | undefined = activity && words[activity.kind]
  return told && activity ? told(activity.detail) : what.replaceAll('-', ' ')
}

/** Acts of people who have no account. They are stored with a day, and without a time. */
const byReviewers = ['review-link-used', 'review-browser-refused', 'review-left'] as const
export type ReviewerAct = (typeof byReviewers)[number]

export function isByReviewer(what: string): boolean {
  return (byReviewers as readonly string[]).includes(what)
}
