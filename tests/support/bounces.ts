import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Mails in the shapes of real mail systems, written by hand, and what each means. */
export const ownBounces = new URL('bounces/', import.meta.url)

/** A folder with mails and `expected.json`, as the fixtures have it. */
export function bouncesIn(folder: string): URL {
  return pathToFileURL(`${folder}/`)
}

export interface ExpectedBounce {
  name: string
  mail: () => Buffer
  /** False for mails that report no failure. */
  bounce: boolean
  /** True if the mail says that an address does not exist. */
  gone: boolean
  status: string
  reply: string
}

type Expected = Record<string, { status: string; reply: string; reason: string; hard: boolean }[]>

/** Reasons of mails that report no failure. */
const none = ['feedback', 'vacation', 'delivered']

export function expectedBounces(folder: URL): ExpectedBounce[] {
  const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected
  return Object.entries(expected).map(([name, recipients]) => ({
    name,
    mail: () => readFileSync(new URL(name, folder)),
    bounce: !recipients.every(({ reason }) => none.includes(reason)),
    gone: recipients.some(({ hard }) => hard),
    status: recipients[0]?.status ?? '',
    reply: recipients[0]?.reply ?? '',
  }))
}
