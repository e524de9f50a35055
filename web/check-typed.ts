import { faultInTyped, tidyText, withLineEnds } from '../server/text/typed-text.ts'
import { showBeside, typedFields, type AboutFields } from './fields/beside.ts'

/**
 * Shows beside a field, while somebody types, why its text would be refused. The server checks again. Texts of people who sign stay
 * in the browser until they send the form. A field with `data-check` is an organizer's: the server reads its Markdown.
 */
const pause = 500

for (const form of document.querySelectorAll<HTMLFormElement>('form:not([data-autosave])'))
  for (const field of typedFields(form)) watch(field, form)

function watch(field: HTMLInputElement | HTMLTextAreaElement, form: HTMLFormElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const check = async () => {
    const typed = field.value
    const about = await aboutText(field, form)
    // An older answer must not replace a newer one.
    if (about && field.value === typed) showBeside([field], about)
  }
  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void check(), pause)
  })
}

async function aboutText(
  field: HTMLInputElement | HTMLTextAreaElement,
  form: HTMLFormElement,
): Promise<AboutFields | null> {
  const path = field.dataset['check']
  if (path === undefined) return { errors: faultOf(field).map((message) => ({ field: field.name, message })) }
  const csrf = form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? ''
  const body = new URLSearchParams({ _csrf: csrf, [field.name]: field.value })
  try {
    const answer = await fetch(path, { method: 'POST', body, redirect: 'error' })
    return answer.ok ? ((await answer.json()) as AboutFields) : null
  } catch {
    return null
  }
}

function faultOf(field: HTMLInputElement | HTMLTextAreaElement): string[] {
  const { value } = field
  // The server removes some characters from pasted answers. What is signed is never changed, so they are refused there.
  const whole = 'strict' in field.dataset ? withLineEnds(value) : tidyText(value)
  const most = Number(field.dataset['most'] ?? Infinity)
  if (whole.length > most) return inWords('text-too-long', { most })
  const fault =
    field instanceof HTMLTextAreaElement ? faultInTyped(whole, 'many') : faultInTyped(value.replace(/\s+/g, ' '), 'one')
  return fault !== null && typeof fault === 'object' && 'id' in fault ? inWords(fault.id, fault.values) : []
}

function inWords(id: string, values: Readonly<Record<string, unknown>>): string[] {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-typed="${id}"]`)
  const numbers = new Intl.NumberFormat(document.documentElement.lang)
  const sentence = Object.entries(values).reduce(
    (words, [name, value]) =>
      words.replaceAll(`[${name}]`, typeof value === 'number' ? numbers.format(value) : String(value)),
    template?.content.textContent ?? '',
  )
  return sentence === '' ? [] : [sentence]
}
