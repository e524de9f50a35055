import { most } from '../../server/letters/drafting/draft.ts'
import { longestNote } from '../../server/delivery/rules.ts'
import { emptyDraft } from '../../server/letter/rules.ts'
import { longestUpdate } from '../../server/updates/rules.ts'
import type { Typed } from './every-mail.ts'

const sentence =
  'We load the lorries at *night*, and since the **reorganization** of the distribution centre ***nobody*** has told us who is responsible. '
/** Each repeats until a text has as many characters as it may have. */
const pieces: Record<string, (at: number) => string> = {
  prose: (at) =>
    [
      `## Week ${at}`,
      sentence.repeat(3).trim(),
      `- ${sentence}\n- See [the report](https://reports.example/week/${at}).[^${at}]`,
      '| Day | Accidents |\n|--|--|\n| Monday | 14 |',
      `[^${at}]: ${sentence}`,
    ].join('\n\n'),
  footnotes: (at) => `Said${at % 480}.[^${at % 480}]${at < 480 ? `\n\n[^${at}]: Source ${at}, page 7.` : ''}`,
  'one paragraph': () => sentence.trim().replaceAll('\n', ' ') + ' ',
  'Chinese without spaces': () => '我们请求你们停止这样做。'.repeat(3),
  'a table': () => '| a | b |\n',
  'a list': (at) => `- ${at}\n`,
  ampersands: () => '&&&& '.repeat(20),
  emphasis: () => '*a* '.repeat(5),
  'Arabic in quotes': () => '> نحن نطلب منكم أن تتوقفوا عن ذلك\n\n',
}
export const longestKinds = Object.keys(pieces)

/** The longest texts that may be typed, all of one kind. */
export function longestTyped(kind: string): Typed {
  const piece = pieces[kind]
  if (!piece) throw new Error(`There is no ${kind}.`)
  const apart = /^(?:prose|footnotes)$/.test(kind) ? '\n\n' : ''
  const start = kind === 'a table' ? '| a | b |\n|---|---|\n' : ''
  const text = (length: number) => {
    let made = start
    for (let at = 1; at <= 2800; at++) {
      const next = made + (made === start ? '' : apart) + piece(at)
      if (next.length > length) break
      made = next
    }
    return made
  }
  const line = (length: number) =>
    plain[kind]?.repeat(length).slice(0, length) ?? sentence.repeat(length).slice(0, length)
  const people = Array.from({ length: most.recipients }, (_, at) => ({
    name: line(most.name),
    office: line(most.office),
    address: `recipient-${at}@board.example`,
  }))
  return {
    draft: {
      ...emptyDraft,
      title: line(most.title),
      text: text(most.text),
      demands: Array.from({ length: most.demands }, () => line(most.demand)),
      recipients: people,
      employers: Array.from({ length: most.employers }, (_, at) => ({
        name: line(most.employer),
        domains: [`employer-${at}.example`],
      })),
      language: kind === 'Arabic in quotes' ? 'ar' : kind === 'Chinese without spaces' ? 'zh' : 'en',
    },
    note: text(longestNote),
    update: text(longestUpdate),
  }
}

/** Names, demands and titles, which have no Markdown. */
const plain: Record<string, string> = {
  'Chinese without spaces': '我们请求你们停止这样做',
  'Arabic in quotes': 'نحن نطلب منكم ',
  ampersands: '&&&& ',
}
