import { say, type Sentence } from '../refusal.ts'

interface Detail {
  role?: string
  from?: string
  to?: string
  count?: number
  reason?: string
}

/** What organizers do with a letter, and how a line of the activity log says it. Rows store the kind. */
const words = {
  invited: ({ role = '' }) => say('organizers-activity-invited', { role }),
  joined: ({ role = '' }) => say('organizers-activity-joined', { role }),
  left: () => say('organizers-activity-left'),
  'role-changed': ({ from = '', to = '' }) => say('organizers-activity-role-changed', { from, to }),
  'person-removed': ({ role = '' }) => say('organizers-activity-person-removed', { role }),
  'proposal-refused': () => say('dashboard-activity-proposal-refused'),
  'proposal-withdrawn': () => say('dashboard-activity-proposal-withdrawn'),
  'letter-started': () => say('dashboard-activity-started'),
  'way-removed': () => say('dashboard-activity-way-removed'),
  'letter-opened': () => say('dashboard-activity-opened'),
  'letter-opened-quietly': () => say('dashboard-activity-opened-quietly'),
  'link-replaced': () => say('dashboard-activity-link-replaced'),
  'correction-published': () => say('dashboard-activity-corrected'),
  'substance-changed': () => say('dashboard-activity-changed-substance'),
  'signing-paused': () => say('dashboard-activity-paused'),
  'signing-resumed': () => say('dashboard-activity-resumed'),
  'letter-closed': () => say('dashboard-activity-closed'),
  'name-hidden': () => say('dashboard-activity-name-hidden'),
  'name-shown-again': () => say('dashboard-activity-name-shown-again'),
  'name-claim-declined': () => say('dashboard-activity-name-claim-declined'),
  invalidated: ({ count = 0, reason = '' }) => say('dashboard-activity-invalidated', { count, reason }),
  reinstated: ({ count = 0 }) => say('dashboard-activity-reinstated', { count }),
  'names-exported': () => say('dashboard-activity-names-exported'),
  'export-proposed': () => say('dashboard-activity-export-proposed'),
  'statement-published': () => say('dashboard-activity-statement-published'),
  'statement-declined': () => say('dashboard-activity-statement-declined'),
  'update-written': () => say('dashboard-activity-update-written'),
  'update-published': () => say('dashboard-activity-update-published'),
  'stage-planned': () => say('dashboard-activity-stage-planned'),
  'stage-changed': () => say('dashboard-activity-stage-changed'),
  'stage-moved': () => say('dashboard-activity-stage-moved'),
  'stage-removed': () => say('dashboard-activity-stage-removed'),
  'stage-approved': () => say('dashboard-activity-stage-approved'),
  'stage-stopped': () => say('dashboard-activity-stage-stopped'),
  'stop-taken-back': () => say('dashboard-activity-stop-taken-back'),
  'change-dropped': () => say('dashboard-activity-change-dropped'),
  'delivery-announced': () => say('dashboard-activity-delivery-announced'),
  'delivery-cancelled': () => say('dashboard-activity-delivery-cancelled'),
  'delivery-confirmed': () => say('dashboard-activity-delivery-confirmed'),
  'delivered-by-hand': () => say('dashboard-activity-delivered-by-hand'),
  'copy-sent-again': () => say('dashboard-activity-copy-sent-again'),
  'call-ended': () => say('dashboard-activity-call-ended'),
  'private-page-ended': () => say('dashboard-activity-private-page-ended'),
  'answer-recorded': () => say('dashboard-activity-answer-recorded'),
  'answer-counts': () => say('dashboard-activity-answer-counts'),
  'answer-does-not-count': () => say('dashboard-activity-answer-does-not-count'),
  'answer-published': () => say('dashboard-activity-answer-published'),
  'answer-pdf-fetched': () => say('dashboard-activity-answer-pdf-fetched'),
  'answer-pdf-published': () => say('dashboard-activity-answer-pdf-published'),
  /** Only older releases stored this. */
  'delivery-prepared': () => say('dashboard-activity-delivery-prepared'),
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
