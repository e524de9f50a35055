import type { CheckBegunJson, HandedOverJson } from '../server/in-person/schemas.ts'
import { blindCodes, newCodeSecrets, type CodeSecrets } from './anonymity/blinded-code.ts'
import { CodeList } from './anonymity/code-list.ts'
import { Page, Wrong } from './anonymity/page.ts'
import { TabStorage } from './anonymity/tab-storage.ts'

/** Stored in the tab, so that a reload loses no code. The browser's files may keep it for longer (SECURITY.md). */
interface Made {
  codes: string[]
  /** The secrets of the last request, until its answer arrives. Repeating the request with them uses up no further code. */
  secrets: CodeSecrets[] | null
}

/** Milliseconds in which the server has to answer. */
const patience = 30_000

/** Makes codes that an organizer hands over after an in-person check. The browser blinds them, as it does codes to vouch with. */
class InPersonCheck {
  readonly #page: Page
  readonly #root: HTMLElement
  readonly #storage: TabStorage
  readonly #list: CodeList
  #made: Made
  #left: number

  constructor(root: HTMLElement) {
    this.#root = root
    this.#page = new Page(root)
    this.#storage = new TabStorage('in-person', this.#page.path)
    this.#list = new CodeList(this.#page, this.#page.path)
    this.#made = madeIn(this.#storage.read())
    this.#left = this.#page.number('left')
  }

  start(): void {
    this.#page.onSubmit({ make: () => this.#page.attempt('count', () => this.#make()) })
    this.#page.onAct({
      ...this.#list.acts,
      forget: () => {
        this.#storage.forget()
        location.reload()
      },
    })
    this.#list.openForPrint()
    this.#show()
  }

  async #make(): Promise<void> {
    this.#page.announce('making')
    const secrets = this.#made.secrets ?? newCodeSecrets(this.#count())
    this.#keep({ ...this.#made, secrets })
    const { letter, n } = await this.#ask<CheckBegunJson>('beginning', {})
    const asked = blindCodes(secrets, { letter, n, verification: 'reviewed' })
    const { signatures } = await this.#ask<HandedOverJson>('codes', { blinded: asked.blinded })
    const codes = asked.finish(signatures)
    this.#keep({ codes: [...(codes ?? []), ...this.#made.codes], secrets: null })
    if (!codes) throw new Wrong(this.#page.words('not-genuine'))
    this.#left = Math.max(0, this.#left - codes.length)
    this.#show()
    this.#page.announce(this.#storage.refused ? 'keeps-nothing' : 'made', { number: codes.length })
    document.getElementById('codes-heading')?.focus()
  }

  /** @throws Wrong */
  #count(): number {
    const count = Number(this.#page.typed('count'))
    if (Number.isInteger(count) && count >= 1 && count <= this.#page.number('most')) return count
    throw new Wrong(this.#page.words('count-wrong'), 'count')
  }

  /** Asks once. Without an answer, the person presses the button again, and the same codes are asked for. */
  async #ask<Answer>(act: string, body: object): Promise<Answer> {
    const tooLong = new AbortController()
    const timer = setTimeout(() => tooLong.abort(), patience)
    const answer = await fetch(`${this.#root.dataset['action'] ?? ''}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': this.#root.dataset['csrf'] ?? '' },
      body: JSON.stringify(body),
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      signal: tooLong.signal,
    }).catch(() => null)
    clearTimeout(timer)
    if (answer?.status === 401 || answer?.status === 403) throw new Wrong(this.#page.words('signed-out'))
    const json = (await answer?.json().catch(() => null)) as (Answer & { message?: string }) | null | undefined
    if (answer?.ok === true && json) return json
    if (answer?.status !== 409 || json?.message === undefined) throw new Wrong(this.#page.words('no-answer'))
    // The server has refused, so these codes will never exist.
    this.#keep({ ...this.#made, secrets: null })
    throw new Wrong(json.message, 'count')
  }

  #keep(made: Made): void {
    this.#made = made
    this.#storage.write(JSON.stringify(made))
  }

  #show(): void {
    const { codes } = this.#made
    this.#list.fill(codes)
    this.#page.reveal('none', codes.length === 0)
    this.#page.reveal('some', codes.length > 0)
    this.#page.write('left', this.#page.words('left', { number: this.#left }))
  }
}

function madeIn(stored: string | null): Made {
  try {
    return (JSON.parse(stored ?? 'null') as Made | null) ?? { codes: [], secrets: null }
  } catch {
    return { codes: [], secrets: null }
  }
}

const root = document.querySelector<HTMLElement>('[data-in-person]')
if (root) new InPersonCheck(root).start()
