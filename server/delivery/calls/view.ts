import { say, type Sentence } from '../../refusal.ts'
import type { CallFacts } from './calls-out.ts'
import type { CallJson } from './schemas.ts'
import type { Written } from '../stage.ts'
import { addressInWords } from '../../mailbox/domain-in-words.ts'

export interface WritePage {
  path: string
  title: string
  said: boolean
  calls: {
    id: string
    open: boolean
    stopped: boolean
    body: string
    subject: string
    /** Language of the prepared text (BCP 47). It is the letter's. */
    language: string
    count: Sentence
    links: { people: { name: string; office: string }[]; address: string; href: string }[]
  }[]
}

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/calls/write': WritePage
  }
}

export function callsJson(calls: readonly CallFacts[]): CallJson[] {
  return calls.map(({ stage, subject, text, recipients, written }) => ({
    id: stage.id,
    open: stage.state === 'sending',
    stopped: stage.state === 'stopped',
    subject,
    text,
    recipients: stage.state === 'sending' ? recipients : [],
    say_written: written.least,
  }))
}

export function writePage(path: string, calls: readonly CallFacts[], said: boolean): WritePage {
  return {
    path,
    title: calls[0]?.subject ?? '',
    said,
    calls: calls.map((facts) => {
      const [call] = callsJson([facts])
      const { id = '', open = false, stopped = false, subject = '', text = '', recipients = [] } = call ?? {}
      return {
        id,
        open,
        stopped,
        subject,
        language: facts.language,
        body: text,
        count: countInWords(facts.written),
        links: recipients.map(({ name, office, address }) => ({
          people: [{ name, office }],
          address: addressInWords(address),
          href: mailTo(address, subject, text),
        })),
      }
    }),
  }
}

/** The number is rounded, so that it does not reveal a single person. */
export function countInWords({ least, from }: Written): Sentence {
  return least === 0 ? say('calls-written-few', { least: from }) : say('calls-written', { least })
}

/** A mailto URL (RFC 6068). It opens the reader's own mail program; the server sends nothing. */
function mailTo(address: string, subject: string, text: string): string {
  const to = encodeURIComponent(address).replace('%40', '@')
  const body = encodeURIComponent(text.replace(/\r?\n/g, '\r\n'))
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${body}`
}
