import { Refused, type OnWait } from './server.ts'

/** A mistake that the person can correct before the server is asked. */
export class Wrong extends Error {
  readonly field: string | undefined

  constructor(sentence: string, field?: string) {
    super(sentence)
    this.field = field
  }
}

/**
 * One page with several steps. The server renders each step as a section, and one section is shown at a time. Templates hold the
 * sentences, also those that only a script shows; `data-text` marks where they appear. Each step has a heading that takes the
 * focus, and one live region announces progress.
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

  /** A number in a data attribute that the server rendered. */
  number(name: string): number {
    return Number(this.#root.dataset[name])
  }

  get shown(): string {
    return this.#shown
  }

  /**
   * A sentence in the language of the page, from its `<template data-words="name">`.
   * @param values by name. Each replaces `[name]` in the sentence.
   * @throws Error if the page lacks the sentence
   */
  words(name: string, values: Readonly<Record<string, string | number>> = {}): string {
    const template = this.#root.querySelector<HTMLTemplateElement>(`template[data-words="${name}"]`)
    if (!template) throw new Error(`the page lacks the words ${name}`)
    return Object.entries(values).reduce(
      (sentence, [value, text]) => sentence.replaceAll(`[${value}]`, String(text)),
      template.content.textContent,
    )
  }

  /** Announces one of the page's sentences. */
  announce(name: string, values?: Readonly<Record<string, string | number>>): void {
    this.say(this.words(name, values))
  }

  el(name: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(`[data-el="${name}"]`)
  }

  input(name: string): HTMLInputElement | HTMLTextAreaElement | null {
    return this.#root.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#f-${CSS.escape(name)}`)
  }

  typed(name: string): string {
    return this.input(name)?.value.trim() ?? ''
  }

  typedIn<Name extends string>(names: readonly Name[]): Record<Name, string> {
    return Object.fromEntries(names.map((name) => [name, this.typed(name)])) as Record<Name, string>
  }

  checked(name: string): boolean {
    const input = this.input(name)
    return input instanceof HTMLInputElement && input.checked
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

  /** Shows one step. Its heading takes the focus, except directly after loading, when the person has not done anything yet. */
  show(step: string, focus = true): void {
    this.clearErrors()
    this.say('')
    this.#shown = step
    for (const section of this.#root.querySelectorAll<HTMLElement>('[data-step]'))
      section.hidden = section.dataset['step']?.split(' ').includes(step) !== true
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

  /** For the server's client: shows that the page waits for a connection, and offers to retry now. */
  readonly onWait: OnWait = (wait) => {
    this.say(wait === null ? '' : this.words('unreachable', { seconds: wait.seconds }))
    this.reveal('lost', wait !== null)
    const button = this.el('try-now')
    if (button) button.onclick = wait?.tryNow ?? null
  }

  /** Shows an error message at the top and beside its field. */
  refuse(sentence: string, field?: string): void {
    this.clearErrors()
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

  /** Removes the error messages. */
  clearErrors(): void {
    this.reveal('errors', false)
    for (const wrong of this.#root.querySelectorAll('.field.wrong')) {
      wrong.classList.remove('wrong')
      wrong.querySelector('.error')?.remove()
      const input = wrong.querySelector('[aria-invalid]')
      input?.removeAttribute('aria-invalid')
      const hint = wrong.querySelector('.hint')
      if (hint) input?.setAttribute('aria-describedby', hint.id)
      else input?.removeAttribute('aria-describedby')
    }
  }

  /**
   * Runs an action and shows its error: the person's mistake, the server's refusal, or an answer that cannot be genuine. Typed
   * data stays.
   * @param field for a refusal that names no field of this page
   */
  async attempt(
    field: string | undefined,
    act: () => Promise<void>,
    refused?: (refusal: Refused) => boolean,
  ): Promise<void> {
    this.clearErrors()
    try {
      await act()
    } catch (error) {
      if (error instanceof Wrong) this.refuse(error.message, error.field)
      else if (!(error instanceof Refused)) this.refuse(this.words('not-genuine'))
      else if (refused?.(error) !== true)
        this.refuse(error.message, error.field !== undefined && this.input(error.field) ? error.field : field)
    }
  }

  /** Connects the buttons with `data-act` to their actions. */
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

  /** Runs one action at a time. Clicks during an action are ignored. */
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

function besideField(input: HTMLElement, field: string, sentence: string): void {
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

function linkTo(input: HTMLElement, sentence: string): HTMLElement {
  const link = document.createElement('a')
  link.href = `#${input.id}`
  link.textContent = sentence
  link.addEventListener('click', (event) => {
    event.preventDefault()
    input.focus()
  })
  return link
}

/** Yields to the browser before the next RSA operation, which takes a tenth of a second on a slow phone. */
export function breath(): Promise<void> {
  return new Promise((done) => setTimeout(done))
}
