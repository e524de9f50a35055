import type { MailParts } from './mail-parts.ts'

/** The fields of a report about one recipient. */
export interface Group {
  address: string
  verdict: 'failed' | 'delayed' | 'arrived' | 'unknown'
  status: string
  said: string
  /** The words beside the status, such as "(mailbox full)". */
  comment: string
}

/** Fields in a mail whose parts are not marked as such. */
export function fieldsInText({ text }: MailParts): string[] {
  const start = /^(?:Reporting-MTA|Final-Recipient|Original-Recipient|Action): ?\S/im.exec(text)?.index
  return start === undefined ? [] : [text.slice(start, start + 5000)]
}

export function groupsOf(text: string): Group[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .slice(0, 100)
    .map(fieldsOf)
    .filter((fields) => fields['action'] !== undefined || fields['status'] !== undefined || 'diagnostic-code' in fields)
    .map((fields) => {
      const { action = '', status = '', 'diagnostic-code': diagnosis = '' } = fields
      const recipient = fields['original-recipient'] ?? fields['final-recipient'] ?? ''
      const said = diagnosis.replace(/^[\w-]{1,40};/, '').trim()
      const code = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(status)?.[0] ?? ''
      return {
        address: recipient
          .replace(/^[\w-]{1,40};/, '')
          .trim()
          .replace(/^<|>$/g, ''),
        verdict: verdictOf(action, code, said),
        status: code,
        said,
        comment: /\(([^()]*)\)/.exec(status)?.[1] ?? '',
      }
    })
}

const arrived = ['delivered', 'deliverable', 'relayed', 'expanded']

function verdictOf(action: string, status: string, said: string): Group['verdict'] {
  const word = /^\W*([a-z]+)/i.exec(action)?.[1]?.toLowerCase() ?? ''
  if (arrived.includes(word)) return 'arrived'
  if (word.startsWith('delay')) return 'delayed'
  if (word !== '')
    return word.startsWith('fail') || word.startsWith('expire') || word.startsWith('undeliver') ? 'failed' : 'unknown'
  if (/^[45]/.test(status)) return status.startsWith('5') ? 'failed' : 'delayed'
  return /^\s*5\d\d\b/.test(said) ? 'failed' : 'unknown'
}

/** Parses header fields. Names become lower case, and folded lines are joined. */
function fieldsOf(group: string): Record<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n')
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^\s*([\w-]{1,60}) ?:\s?(.*)$/.exec(line.slice(0, 5000)) ?? []
      return name === undefined ? [] : [[name.toLowerCase(), (value ?? '').trim()] as const]
    }),
  )
}
