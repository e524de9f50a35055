import type { SlipFault } from './slip.ts'

/** One sentence about a fault: the id of its message, and the message's variables. */
export type SlipSentence =
  | { id: 'slip-missing' | 'slip-key-mistyped' | 'slip-checksum'; values: Record<string, never> }
  | { id: 'slip-count'; values: { count: string } }
  | { id: 'slip-word-unknown'; values: { number: string; word: string } }
  | { id: 'slip-word-similar'; values: { number: string; word: string; similar: string } }
  | { id: 'slip-words-unknown'; values: { numbers: string } }
  | { id: 'slip-exchanged'; values: { first: string; second: string } }
  | { id: 'slip-misread'; values: { number: string; word: string; meant: string } }

const mostExplained = 3

/** The sentences that say what is wrong with a slip. The server and the browser show the same ones. */
export function slipSentences(fault: SlipFault): SlipSentence[] {
  switch (fault.fault) {
    case 'missing':
      return [{ id: 'slip-missing', values: {} }]
    case 'key':
      return [{ id: 'slip-key-mistyped', values: {} }]
    case 'words':
      return wordSentences(fault)
    case 'checksum':
      return [
        { id: 'slip-checksum', values: {} },
        ...fault.exchanged.map(({ first, second }) => {
          const values = { first: String(first), second: String(second) }
          return { id: 'slip-exchanged', values } as const
        }),
        ...fault.misread.map(({ number, word, meant }) => {
          const values = { number: String(number), word, meant }
          return { id: 'slip-misread', values } as const
        }),
      ]
  }
}

function wordSentences({ count, unknown }: Extract<SlipFault, { fault: 'words' }>): SlipSentence[] {
  const others = unknown.slice(mostExplained).map(({ number }) => String(number))
  return [
    ...(count === 12 ? [] : [{ id: 'slip-count', values: { count: String(count) } } as const]),
    ...unknown.slice(0, mostExplained).map(({ number, word, similar }): SlipSentence => {
      const values = { number: String(number), word }
      if (similar.length === 0) return { id: 'slip-word-unknown', values }
      return { id: 'slip-word-similar', values: { ...values, similar: similar.join(', ') } }
    }),
    ...(others.length === 0 ? [] : [{ id: 'slip-words-unknown', values: { numbers: others.join(', ') } } as const]),
  ]
}
