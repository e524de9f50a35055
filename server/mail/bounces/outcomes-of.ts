import type { MailParts } from './mail-parts.ts'
import { blocksOf, repliesIn } from './notice.ts'
import { notificationRecipients } from './notification.ts'
import { outcome } from './outcome.ts'
import type { Group } from './report-fields.ts'
import type { Returned } from './returned-mail.ts'
import { stillTrying } from './shapes.ts'

export function outcomesOf(parts: MailParts, groups: readonly Group[], notice: string): Returned['recipients'] {
  const system = [parts.type, ...parts.fields].join('\n').slice(0, 5000)
  const listed = groups.filter(({ verdict }) => verdict === 'failed' || verdict === 'delayed')
  if (listed.length > 0) {
    const blocks = blocksOf(notice)
    return listed.map(({ address, verdict, status, said, comment }) => {
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
          fields: true,
        }),
      }
    })
  }
  const json = notificationRecipients(parts.text)
  if (json.length > 0) return json
  const verdict = stillTrying.some((pattern) => pattern.test(parts.subject) || pattern.test(notice))
    ? 'delayed'
    : 'failed'
  const blocks = blocksOf(notice)
  const all = blocks.length > 1 ? blocks : [{ address: blocks[0]?.address ?? '', text: notice }]
  const intro = blocks.length > 1 ? '' : parts.subject
  return all.map(({ address, text }) => ({
    address,
    ...outcome(verdict, { said: repliesIn(text), status: '', notice: `${intro}\n${text}`, system, fields: false }),
  }))
}
