import {
  BaseComment,
  parse,
  Visitor,
  type Entry,
  type Message,
  type MessageReference,
  type Pattern,
  type VariableReference,
} from '@fluent/syntax'
import { readdirSync, readFileSync } from 'node:fs'
import { standingNames } from '../../server/messages/standing-values.ts'

const folder = new URL('../../templates/locales/', import.meta.url)

/** A message as translators see it: its variables, and the comment that says where it appears. */
export interface WrittenMessage {
  id: string
  file: string
  /** Those that its caller gives. Includes those of the messages that it refers to, and no standing values. */
  variables: string[]
  /** Ids of the messages that its text refers to: `{ letter-others }`. */
  references: string[]
  /** Names of the elements in its text: `<help>…</help>` → `help`. */
  elements: string[]
  /** The comments that explain the message to translators: of its file (`###`), of its group (`##`) and its own. */
  comment: string
}

/**
 * All messages of a language, in the order of its files.
 * @throws if an entry of a file cannot be parsed
 */
export function writtenMessages(tag: string): WrittenMessage[] {
  const place = new URL(`${tag}/`, folder)
  const files = readdirSync(place, { recursive: true }).map(String).sort()
  const messages = files
    .filter((file) => file.endsWith('.ftl'))
    .flatMap((file) => {
      const { body } = parse(readFileSync(new URL(file, place), 'utf8'), {})
      const broken = body.find(({ type }) => type === 'Junk')
      if (broken) throw new Error(`${tag}/${file}: ${JSON.stringify(broken)}`)
      const ofFile = body.filter(({ type }) => type === 'ResourceComment').map(commentOf)
      let ofGroup = ''
      return body.flatMap((entry) => {
        if (entry.type === 'GroupComment') ofGroup = commentOf(entry)
        return isMessage(entry) ? [written(entry, file, [...ofFile, ofGroup, commentOf(entry.comment)].join('\n'))] : []
      })
    })
  const own = new Map(messages.map((message) => [message.id, message]))
  const allVariables = ({ variables, references }: WrittenMessage): string[] => [
    ...variables,
    ...references.flatMap((id) => allVariables(referred(own, id))),
  ]
  return messages.map((message) => ({ ...message, variables: [...new Set(allVariables(message))].sort() }))
}

function referred(messages: ReadonlyMap<string, WrittenMessage>, id: string): WrittenMessage {
  const message = messages.get(id)
  if (!message) throw new Error(`no message ${id}`)
  return message
}

function isMessage(entry: Entry): entry is Message {
  return entry.type === 'Message'
}

function commentOf(entry: unknown): string {
  return entry instanceof BaseComment ? entry.content : ''
}

function written(message: Message, file: string, comment: string): WrittenMessage {
  const variables = new Set<string>()
  const references = new Set<string>()
  const elements = new Set<string>()
  const visitor = new (class extends Visitor {
    override visitVariableReference(node: VariableReference): void {
      variables.add(node.id.name)
    }
    override visitMessageReference(node: MessageReference): void {
      references.add(node.id.name)
    }
    override visitPattern(node: Pattern): void {
      const text = node.elements.map((part) => (part.type === 'TextElement' ? part.value : '')).join('')
      for (const [, name = ''] of text.matchAll(/<([a-z][a-z0-9-]*)>/g)) elements.add(name)
      this.genericVisit(node)
    }
  })()
  visitor.visit(message)
  for (const name of standingNames) variables.delete(name)
  return {
    id: message.id.name,
    file,
    variables: [...variables],
    references: [...references],
    elements: [...elements].sort(),
    comment,
  }
}

/** The differences between a language's messages and the English ones. A message that it lacks is shown in English. */
export function comparedWithEnglish(
  english: readonly Pick<WrittenMessage, 'id'>[],
  other: readonly Pick<WrittenMessage, 'id'>[],
): { lacks: string[]; superfluous: string[] } {
  const without = (all: typeof english, some: typeof english) =>
    all.map(({ id }) => id).filter((id) => !some.some((message) => message.id === id))
  return { lacks: without(english, other), superfluous: without(other, english) }
}

/** The text of server/messages/ids.ts, which gives each message and its variables a type. */
export function typedIds(): string {
  const lines = writtenMessages('en').map(({ id, variables }) => {
    const values = variables.map((name) => `'${name}': MessageValue`).join('; ')
    return `  '${id}': ${values === '' ? 'object' : `{ ${values} }`}`
  })
  const types = lines.some((line) => line.includes('MessageValue'))
    ? "import type { MessageValue } from './value.ts'\n"
    : ''
  return `// Made by \`npm run messages\` from templates/locales/en/. A test compares the two.
${types}
/** Every message, with the variables that it needs. */
export interface Messages {
${lines.join('\n')}
}

export type MessageId = keyof Messages
`
}
