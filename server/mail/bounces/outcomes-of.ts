import type { MailParts } from './mail-parts.ts'
import { blocksOf, repliesIn } from './notice.ts'
import { notificationRecipients } from './notification.ts'
import { outcome } from './outcome.ts'
import type { Group } from './report-fields.ts'
import type { Outcome, Returned } from './returned-mail.ts'
import { stillTrying } from './shapes.ts'

/** The most recipients to judge. A mail of ours has one, and an alias has few. Each costs time, and the mail may be hostile. */
const mostRecipients = 20

export const unknownOutcome: Outcome = {
  verdict: 'failed',
  status: '',
  reply: '',
  said: '',
  reason: 'other',
  gone: false,
}

/** The outcome for each recipient. If a report names too many, one unknown outcome stands for the rest. */
export function outcomesOf(parts: MailParts, groups: readonly Group[], notice: string): Returned['recipients'] {
  const all = recipientsIn(parts, groups, notice)
  const judged = all.slice(0, mostRecipients).map((judge) => judge())
  return all.length > mostRecipients ? [...judged, { address: '', ...unknownOutcome }] : judged
}

type Recipient = Returned['recipients'][number]

/** The recipients that a report names, each to be judged. */
function recipientsIn(parts: MailParts, groups: readonly Group[], notice: string): (() => Recipient)[] {
  const system = [parts.type, ...parts.fields].join('\n').slice(0, 5000)
  const listed = groups.filter(({ verdict }) => verdict === 'failed' || verdict === 'delayed')
  if (listed.length > 0) {
    const blocks = blocksOf(notice)
    return listed.map(({ address, verdict, status, said, comment }) => () => {
      const own = blocks.find((block) => block.address.toLowerCase() === address.toLowerCase())?.text
      const words =
        said === '' || /^\d{1,3}$/.test(said)
          ? `${said} ${repliesIn(listed.length === 1 ? notice : (own ?? ''))}`.trim()
          : said
      return {
        address,
        ...outcome(verdict === 'failed' ? 'failed' : 'delayed', {
          said: words,
          status,
          notice: `${said === '' ? comment : ''}\n${listed.length === 1 ? notice : (own ?? '')}`,
          system,
        }),
      }
    })
  }
  const json = notificationRecipients(parts.notification)
  if (json.length > 0) return json
  const verdict = stillTrying.some((pattern) => pattern.test(parts.subject) || pattern.test(notice))
    ? 'delayed'
    : 'failed'
  const blocks = blocksOf(notice)
  const all = blocks.length > 1 ? blocks : [{ address: blocks[0]?.address ?? '', text: notice }]
  const intro = blocks.length > 1 ? '' : parts.subject
  return all.map(({ address, text }) => () => ({
    address,
    ...outcome(verdict, { said: repliesIn(text), status: '', notice: `${intro}\n${text}`, system }),
  }))
}
