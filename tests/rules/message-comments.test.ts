import { describe, expect, test } from 'vitest'
import { writtenMessages, type WrittenMessage } from '../support/message-files.ts'
import { filesIn, readSource } from '../support/sentences.ts'

const messages = writtenMessages('en')
/** Variables that mean the same in every message, so that one table explains them. */
const usual = readSource('docs/languages.md')
  .split('\n')
  .filter((line) => line.startsWith('| `$'))
  .flatMap((line) => variablesNamed(line.split('|')[1] ?? ''))

function variablesNamed(text: string): string[] {
  return [...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name)
}

type Explained = Pick<WrittenMessage, 'id' | 'variables' | 'references' | 'comment'>

/** The variables that neither the table nor a comment names: of the message, or of a message that it refers to. */
function unexplained({ variables, references, comment }: Explained, all: readonly Explained[]): string[] {
  const others = all.filter(({ id }) => references.includes(id))
  const elsewhere = (name: string) =>
    others.some((other) => other.variables.includes(name) && !unexplained(other, all).includes(name))
  const named = [...usual, ...variablesNamed(comment)]
  return variables.filter((name) => !named.includes(name) && !elsewhere(name))
}

test('each variable of a message is explained to translators, by docs/languages.md or by a comment', () => {
  const wanting = messages.map((message) => ({ id: message.id, unexplained: unexplained(message, messages) }))
  expect(wanting.filter(({ unexplained }) => unexplained.length > 0)).toEqual([])
})

test('docs/languages.md explains only variables that messages use', () => {
  const used = new Set(filesIn('templates/locales/en/', '.ftl').flatMap((file) => variablesNamed(readSource(file))))
  expect(usual.filter((name) => !used.has(name))).toEqual([])
})

describe('a variable', () => {
  const part = { id: 'part', variables: ['zone'], references: [], comment: 'Like “9 March in Europe/Berlin”.' }
  const whole = { id: 'whole', variables: ['count', 'zone'], references: ['part'], comment: '' }

  test('that no comment names is found, also where another message brings it', () => {
    expect(unexplained(part, [part, whole])).toEqual(['zone'])
    expect(unexplained(whole, [part, whole])).toEqual(['zone'])
    expect(unexplained({ ...part, comment: '$zones are places.' }, [])).toEqual(['zone'])
  })

  test('is explained by a comment of its message, or of the message that brings it', () => {
    const named = { ...part, comment: '$zone is the name of a time zone.' }
    expect(unexplained(named, [named, whole])).toEqual([])
    expect(unexplained(whole, [named, whole])).toEqual([])
  })
})
