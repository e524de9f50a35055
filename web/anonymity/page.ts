import { Refused, type OnWait } from './server.ts'

/** Something that the person can put right, before the server is asked. */
export class Wrong extends Error {
  readonly field: string | undefined

  constructor(sentence: string, field?: string) {
    super(sentence)
    this.field = field
  }
}

/**
 * One page of several steps: sections that the server has written, of which one is shown. Words are in the templates; what only
 * happens here is put into `data-text`. Every step has a heading that takes the focus, and one live region says what goes on.
 */
export class Page {
  readonly #root: HTMLElement
  #busy = false
  #shown = ''

  constructor(root: HTMLElement) {
    this.#root = root
    root.hidden = false
  }

  get path(): string {
    return this.#root.dataset['path'] ?? ''
  }

  /** A number that the server has written into the page. */
  number(name: string): number {
    return Number(this.#root.dataset[name])
  }

  get shown(): string {
    return this.#shown
  }

  el(name: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(`[data-el="${name}"]`)
  }

  input(name: string): HTMLInputElement | null {
    return this.#root.querySelector<HTMLInputElement>(`#f-${name}`)
  }

  typed(name: string): string {
    return this.input(name)?.value.trim() ?? ''
  }

  empty(name: string): void {
    const input = this.input(name)
    if (input) input.value = ''
  }

  reveal(name: string, visible = true): void {
    const element = this.el(name)
    if (element) element.hidden = !visible
  }

  write(name: string, words: string): void {
    for (const element of this.#root.querySelectorAll(`[data-text="${name}"]`)) element.textContent = words
  }

  /** Shows one step. Its heading takes the focus, unless the page has only just come and nobody has done anything yet. */
  show(step: string, focus = true): void {
    this.mend()
    this.say('')
    this.#shown = step
    for (const section of this.#root.querySelectorAll<HTMLElement>('[data-step]'))
      section.hidden = section.dataset['step'] !== step
    let reached = false
    for (const mark of this.#root.querySelectorAll<HTMLElement>('[data-mark]')) {
      const current = mark.dataset['mark']?.split(' ').includes(step) === true
      reached ||= current
      mark.classList.toggle('done', !reached)
      if (current) mark.setAttribute('aria-current', 'step')
      else mark.removeAttribute('aria-current')
    }
    if (!focus) return
    window.scrollTo(0, 0)
    this.#root.querySelector<HTMLElement>(`[data-step="${step}"] [tabindex="-1"]`)?.focus({ preventScroll: true })
  }

  say(words: string): void {
    const status = this.el('status')
    if (status && status.textContent !== words) status.textContent = words
  }

  /** For the server's client: what to say, and how not to wait. */
  readonly onWait: OnWait = (wait) => {
    this.say(
      wait === null ? '' : `The server cannot be reached. Nothing is lost: trying again in ${inSeconds(wait.seconds)}.`,
    )
    this.reveal('lost', wait !== null)
    const button = this.el('try-now')
    if (button) button.onclick = wait?.tryNow ?? null
  }

  /** A sentence that says what to put right: on top, and beside its field. */
  refuse(sentence: string, field?: string): void {
    this.mend()
    this.say('')
    const summary = this.el('errors')
    const input = field === undefined ? null : this.input(field)
    if (input?.closest('.field') && field !== undefined) besideField(input, field, sentence)
    const item = document.createElement('li')
    item.append(input ? linkTo(input, sentence) : sentence)
    this.el('error-list')?.replaceChildren(item)
    if (!summary) return
    summary.hidden = false
    summary.focus()
  }

  /** Takes away what was put right. */
  mend(): void {
    this.reveal('errors', false)
    for (const wrong of this.#root.querySelectorAll('.field.wrong')) {
      wrong.classList.remove('wrong')
      wrong.querySelector('.error')?.remove()
      const input = wrong.querySelector('input')
      input?.removeAttribute('aria-invalid')
      const hint = wrong.querySelector('.hint')
      if (hint) input?.setAttribute('aria-describedby', hint.id)
      else input?.removeAttribute('aria-describedby')
    }
  }

  /** Says what is wrong: the person's, the server's refusal, or an answer that cannot be genuine. What was typed stays. */
  async attempt(
    field: string | undefined,
    act: () => Promise<void>,
    refused?: (refusal: Refused) => boolean,
  ): Promise<void> {
    this.mend()
    try {
      await act()
    } catch (error) {
      if (error instanceof Wrong) this.refuse(error.message, error.field)
      else if (!(error instanceof Refused)) this.refuse(garbled)
      else if (refused?.(error) !== true) this.refuse(error.message, field)
    }
  }

  /** What the buttons with `data-act` do. */
  onAct(acts: Record<string, () => void | Promise<void>>): void {
    for (const button of this.#root.querySelectorAll<HTMLButtonElement>('button[data-act]'))
      button.addEventListener('click', () => void this.once(button, acts[button.dataset['act'] ?? '']))
  }

  onSubmit(acts: Record<string, () => void | Promise<void>>): void {
    for (const form of this.#root.querySelectorAll<HTMLFormElement>('form[data-form]'))
      form.addEventListener('submit', (event) => {
        event.preventDefault()
        void this.once(form.querySelector('button[type=submit]'), acts[form.dataset['form'] ?? ''])
      })
  }

  /** One thing at a time: a second click on anything waits for nobody and does nothing. */
  async once(button: HTMLElement | null, act: (() => void | Promise<void>) | undefined): Promise<void> {
    if (this.#busy || !act) return
    this.#busy = true
    button?.setAttribute('aria-disabled', 'true')
    try {
      await act()
    } finally {
      this.#busy = false
      button?.removeAttribute('aria-disabled')
    }
  }
}

export const garbled =
  'The server’s answer is not what the letter’s published keys would sign. Nothing was signed with it. Try again; if it happens again, tell the organizers, and sign nothing here until they know why.'

function besideField(input: HTMLInputElement, field: string, sentence: string): void {
  const error = document.createElement('p')
  error.className = 'error'
  error.id = `e-${field}`
  error.textContent = sentence
  input.before(error)
  input.closest('.field')?.classList.add('wrong')
  input.setAttribute('aria-invalid', 'true')
  const hint = input.getAttribute('aria-describedby')
  input.setAttribute('aria-describedby', hint === null ? error.id : `${hint} ${error.id}`)
}

function linkTo(input: HTMLInputElement, sentence: string): HTMLElement {
  const link = document.createElement('a')
  link.href = `#${input.id}`
  link.textContent = sentence
  link.addEventListener('click', (event) => {
    event.preventDefault()
    input.focus()
  })
  return link
}

function inSeconds(seconds: number): string {
  return seconds === 1 ? 'a second' : `${String(seconds)} seconds`
}

/** Lets the browser draw and listen before the next piece of arithmetic: a slow phone takes a tenth of a second for each. */
export function breath(): Promise<void> {
  return new Promise((done) => setTimeout(done))
}

/** An instant of the server's, in words and in its own zone; the browser's clock is asked nothing. */
export function inWords(iso: string): string {
  const instant = new Date(iso)
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(instant)
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' }).format(instant)
  return `${time} UTC on ${date}`
}
