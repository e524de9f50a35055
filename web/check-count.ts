import { FluentBundle, FluentResource } from '@fluent/bundle'
import { checkAudit } from '../server/audit/check/check-audit.ts'
import { checkpointIn, receiptIn } from '../server/audit/check/checkpoint-in.ts'
import { explainResult } from '../server/audit/check/explain-result.ts'
import type { CheckResult } from '../server/audit/check/result.ts'
import { webSignatures } from '../server/audit/check/web-signatures.ts'
import type { Message } from '../server/messages/message.ts'

/**
 * Checks a count in a file that was opened from the disk. The file holds this script and the sentences, and its policy forbids every
 * request.
 */
interface Words {
  locales: string[]
  rightToLeft: boolean
  /** The message file, in Fluent. */
  messages: string
}

const form = document.querySelector('form')
const sentences = document.getElementById('words')?.textContent
if (form && sentences) {
  const { locales, rightToLeft, messages } = JSON.parse(sentences) as Words
  const bundle = new FluentBundle(locales, { useIsolating: rightToLeft })
  bundle.addResource(new FluentResource(messages))

  const inWords = ({ id, values }: Message): string => {
    const pattern = bundle.getMessage(id)?.value
    // Only numbers and texts stand in these messages.
    return pattern ? bundle.formatPattern(pattern, values) : id
  }
  const announce = (message: Message | null) => show('state', message ? inWords(message) : '')

  const check = async (audit: File) => {
    const files = [...(input('older').files ?? [])]
    const pasted = input('pasted').value.trim()
    const notes = await Promise.all(files.map(bytesOf))
    if (pasted !== '') notes.push(new TextEncoder().encode(pasted))
    const receipts = await Promise.all([...(input('receipts').files ?? [])].map(bytesOf))
    const result = await checkAudit(await bytesOf(audit), {
      signatures: await webSignatures(),
      older: notes.map(checkpointIn),
      receipts: receipts.map(receiptIn),
      progress: shown((percent) => announce({ id: 'audit-check-file-progress', values: { percent } })),
    })
    announce(null)
    showResult(result, inWords)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const button = form.querySelector('button')
    const [audit] = input('audit').files ?? []
    part('result').hidden = true
    if (!audit) {
      announce({ id: 'audit-check-file-none', values: {} })
      input('audit').focus()
      return
    }
    if (button?.disabled !== false) return
    button.disabled = true
    check(audit)
      .catch(() => announce({ id: 'audit-check-file-failed', values: {} }))
      .finally(() => (button.disabled = false))
  })
}

function showResult(result: CheckResult, inWords: (message: Message) => string): void {
  const explained = explainResult(result)
  show('verdict', inWords(explained.verdict))
  part('verdict').classList.toggle('bad', !result.ok)
  show('letter', result.title === '' ? '' : inWords({ id: 'audit-check-file-letter', values: { title: result.title } }))
  show('standing', inWords(explained.standing))
  show('key', result.key)
  show('root', result.root)
  list(
    'errors',
    explained.errors.map((each) => each.map(inWords).join(' ')),
  )
  for (const name of ['proved', 'word', 'compare'] as const) list(name, explained[name].map(inWords))
  part('counted').hidden = result.tally.length === 0
  const rows = result.tally.map(({ revision, group, class: of, standing }) => {
    const row = document.createElement('tr')
    const cells = [
      inWords({ id: 'audit-check-text', values: { revision } }),
      inWords({ id: 'audit-check-group', values: { group } }),
      inWords({ id: 'audit-check-class', values: { class: of } }),
      standing.toLocaleString(document.documentElement.lang),
    ]
    row.append(...cells.map((text) => element('td', text)))
    row.lastElementChild?.classList.add('number')
    return row
  })
  part('counted')
    .querySelector('tbody')
    ?.replaceChildren(...rows)
  part('result').hidden = false
  part('verdict').focus()
}

/** Lets the page be drawn from time to time. Waiting more often would take longer than the check. */
function shown(tell: (percent: number) => void): (share: number) => Promise<void> {
  let last = 0
  return async (share) => {
    if (performance.now() - last < 200) return
    tell(Math.floor(share * 100))
    await new Promise((done) => setTimeout(done))
    last = performance.now()
  }
}

function list(name: string, texts: readonly string[]): void {
  part(name).hidden = texts.length === 0
  part(name)
    .querySelector('ul')
    ?.replaceChildren(...texts.map((text) => element('li', text)))
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}

function show(name: string, text: string): void {
  part(name).textContent = text
}

/** @throws Error if the file has no such element */
function part(name: string): HTMLElement {
  const found = document.getElementById(name)
  if (!found) throw new Error(name)
  return found
}

function input(name: string): HTMLInputElement {
  return part(name) as HTMLInputElement
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer())
}
