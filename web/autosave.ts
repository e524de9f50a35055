import { showBeside, typedFields, type AboutFields } from './fields/beside.ts'

/**
 * Saves a form of the dashboard shortly after the last input (debounced, in milliseconds), through the same verb as its button.
 * Without this script, the button saves.
 */
const pause = 1500

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) autosave(form)

interface Answer extends AboutFields {
  message: string
  version?: number
  base?: string
}

function autosave(form: HTMLFormElement): void {
  const status = form.querySelector('[data-autosave-status]')
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<void> | undefined
  let typedMeanwhile = false

  const say = (words: string) => {
    if (status) status.textContent = words
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(save, pause)
  }
  const save = () => {
    if (saving) typedMeanwhile = true
    else saving = attempt().finally(over)
  }
  const attempt = async () => {
    try {
      form.dispatchEvent(new Event('autosave-sends'))
      const { ok, answer } = await send(form)
      say(answer.message)
      if (answer.errors) showBeside(typedFields(form), answer)
      if (!ok) return
      takeOver(form, answer)
      form.dispatchEvent(new Event('autosave-saved'))
      await showSample()
    } catch {
      say(form.dataset['unreachable'] ?? '')
    }
  }
  const over = () => {
    saving = undefined
    form.dispatchEvent(new Event('autosave-over'))
    if (typedMeanwhile) soon()
    typedMeanwhile = false
  }

  form.addEventListener('input', () => {
    say('')
    soon()
  })
  if (wasTyped(form)) soon()
  // One save at a time: the button waits for the running save and then sends the version that it returned.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer)
    if (!saving) return
    event.preventDefault()
    const { submitter } = event
    typedMeanwhile = false
    // Clicks the button, because some supported browsers lack requestSubmit.
    void saving.then(() => submitter?.click())
  })
}

/** Whether somebody typed before this script ran. */
function wasTyped(form: HTMLFormElement): boolean {
  return [...form.elements].some(
    (field) =>
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value !== field.defaultValue,
  )
}

async function send(form: HTMLFormElement): Promise<{ ok: boolean; answer: Answer }> {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  const response = await fetch(form.dataset['autosave'] ?? '', { method: 'POST', body: fields, redirect: 'error' })
  return { ok: response.ok, answer: (await response.json()) as Answer }
}

/** Shows the sample beside the form, if the page has one, with what was saved. */
async function showSample(): Promise<void> {
  const shown = document.querySelector('[data-sample]')
  if (!shown) return
  const page = await (await fetch(location.pathname)).text()
  const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('[data-sample]')
  if (fresh) shown.replaceWith(fresh)
}

function takeOver(form: HTMLFormElement, answer: Answer): void {
  for (const [name, value] of Object.entries({ version: answer.version, base: answer.base })) {
    const hidden = form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
    if (hidden && value !== undefined) hidden.value = String(value)
  }
}
