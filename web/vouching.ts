import { blindCodes, newCodeSecrets, type CodeSecrets } from './anonymity/blinded-code.ts'
import { CodeList } from './anonymity/code-list.ts'
import { Page, Wrong } from './anonymity/page.ts'
import { serverAt, type Refused, type Server } from './anonymity/server.ts'
import { TabStorage } from './anonymity/tab-storage.ts'

/**
 * Stored in the tab, so that a reload loses no code. The codes replace the secrets, because with the secrets and a copy of the
 * database the codes can be tied to the claim that drew them. The browser's files may keep both for longer (SECURITY.md).
 */
type Drawing = AwaitsCodes | { codes: string[] }

interface AwaitsCodes {
  challenge: string
  /** For each code. */
  secrets: CodeSecrets[]
}

/**
 * Draws vouching codes for others. The browser blinds them with random numbers that it never sends, the server signs them, and
 * the browser unblinds them.
 */
class Vouching {
  readonly #page: Page
  readonly #server: Server
  readonly #storage: TabStorage
  readonly #list: CodeList
  #drawing: Drawing | null

  constructor(page: Page) {
    this.#page = page
    this.#server = serverAt(`/api/v1${page.path}`, page.onWait)
    this.#storage = new TabStorage('vouching', page.path)
    this.#list = new CodeList(page, page.path)
    this.#drawing = drawingIn(this.#storage.read())
  }

  start(): void {
    const page = this.#page
    page.onSubmit({
      address: () => page.attempt('address', () => this.#askForCode()),
      code: () =>
        page.attempt(
          'code',
          () => this.#draw(),
          (refusal) => this.#refused(refusal),
        ),
    })
    page.onAct({
      ...this.#list.acts,
      again: () => this.#askAgain(),
      forget: () => {
        this.#storage.forget()
        location.reload()
      },
    })
    this.#list.openForPrint()
    if (this.#codes) this.#list.fill(this.#codes)
    page.show(this.#codes ? 'codes' : this.#awaited ? 'code' : 'address', false)
  }

  async #askForCode(): Promise<void> {
    const { challenge } = await this.#server.askToVouch(this.#page.typed('address'))
    const fresh = newCodeSecrets(this.#page.number('each'))
    // The secrets stay the same after a mistyped address or code, so that a repeated request draws the same codes and a lost
    // answer costs none.
    this.#go('code', { challenge, secrets: this.#awaited?.secrets ?? fresh })
    this.#page.input('code')?.focus()
  }

  #askAgain(): void {
    this.#page.show('address')
    this.#page.input('address')?.focus()
  }

  async #draw(): Promise<void> {
    if (!this.#awaited) return
    this.#page.announce('drawing')
    const { challenge, secrets } = this.#awaited
    const { letter, n } = await this.#server.vouching()
    const asked = blindCodes(secrets, { letter, n: n ?? '', verification: 'vouched' })
    const { signatures } = await this.#server.drawCodes(challenge, {
      code: this.#page.typed('code'),
      blinded: asked.blinded,
    })
    const codes = asked.finish(signatures)
    if (!codes) throw new Wrong(this.#page.words('not-genuine'))
    this.#go('codes', { codes })
  }

  /** The server lost the code, or the page is too old. Another one must be requested with the typed address. */
  #refused({ code, message }: Refused): boolean {
    if (code !== 'code-lost' && code !== 'page-expired') return false
    this.#page.show('address')
    this.#page.refuse(message, 'address')
    return true
  }

  #go(step: 'code' | 'codes', drawing: Drawing): void {
    this.#drawing = drawing
    this.#storage.write(JSON.stringify(drawing))
    if (this.#codes) this.#list.fill(this.#codes)
    this.#page.show(step)
    if (this.#storage.refused) this.#page.announce('keeps-nothing')
  }

  get #awaited(): AwaitsCodes | undefined {
    return this.#drawing && 'secrets' in this.#drawing ? this.#drawing : undefined
  }

  get #codes(): string[] | undefined {
    return this.#drawing && 'codes' in this.#drawing ? this.#drawing.codes : undefined
  }
}

function drawingIn(stored: string | null): Drawing | null {
  try {
    const drawing = JSON.parse(stored ?? 'null') as Drawing | null
    // An earlier version of this page kept the secrets beside the codes.
    return drawing && 'codes' in drawing ? { codes: drawing.codes } : drawing
  } catch {
    return null
  }
}

const root = document.querySelector<HTMLElement>('[data-vouching]')
if (root) new Vouching(new Page(root)).start()
