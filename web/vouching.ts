import { joined } from '../server/crypto/credential.ts'
import { vouchMessage, writeVouch } from '../server/crypto/vouch.ts'
import { blind, finalize, prepared, publicKey, type Blinded, type PublicKey } from './anonymity/blind-rsa.ts'
import { fromBase64url, inBase64url, toNumber, type Bytes } from './anonymity/bytes.ts'
import { copied } from './anonymity/copied.ts'
import { Page, Wrong } from './anonymity/page.ts'
import { qrCode } from './anonymity/qr-code.ts'
import { save } from './anonymity/save.ts'
import { serverAt, type Refused, type Server } from './anonymity/server.ts'
import { TabStorage } from './anonymity/tab-storage.ts'

/**
 * Stored in the tab, so that a reload loses no code. The codes replace the secrets, because with the secrets and a copy of the
 * database the codes can be tied to the claim that drew them. The browser's files may keep both for longer (SECURITY.md).
 */
type Drawing = AwaitsCodes | { codes: string[] }

interface AwaitsCodes {
  challenge: string
  /** For each code: its prefix, and the salt and factor of its blinding, in base64url. */
  secrets: [string, string, string][]
}

/**
 * Draws vouching codes for others. The browser blinds them with random numbers that it never sends, the server signs them, and
 * the browser unblinds them.
 */
class Vouching {
  readonly #page: Page
  readonly #server: Server
  readonly #storage: TabStorage
  #drawing: Drawing | null

  constructor(page: Page) {
    this.#page = page
    this.#server = serverAt(`/api/v1${page.path}`, page.onWait)
    this.#storage = new TabStorage('vouching', page.path)
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
      save: () =>
        save(
          'codes.txt',
          'text/plain',
          this.#links()
            .map((link) => `${link}\n`)
            .join('\n'),
        ),
      print: () => print(),
      again: () => this.#askAgain(),
      forget: () => {
        this.#storage.forget()
        location.reload()
      },
    })
    // Also if the browser's own menu prints. What is folded is not printed.
    addEventListener('beforeprint', () => {
      for (const picture of document.querySelectorAll<HTMLDetailsElement>('.codes details')) picture.open = true
    })
    if (this.#codes) this.#list()
    page.show(this.#codes ? 'codes' : this.#awaited ? 'code' : 'address', false)
  }

  async #askForCode(): Promise<void> {
    const { challenge } = await this.#server.askToVouch(this.#page.typed('address'))
    const fresh = Array.from({ length: this.#page.number('each') }, (): [string, string, string] => [
      random(32),
      random(48),
      random(400),
    ])
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
    const key = publicKey(fromBase64url(n ?? ''), Uint8Array.of(1, 0, 1))
    const message = vouchMessage(letter)
    const all = secrets.map(([prefix, salt, factor]) => ({
      prefix: fromBase64url(prefix),
      blinded: blinded(key, fromBase64url(prefix), message, salt, factor),
    }))
    const { signatures } = await this.#server.drawCodes(challenge, {
      code: this.#page.typed('code'),
      blinded: all.map(({ blinded: each }) => inBase64url(each.message)),
    })
    const codes = all.map(({ prefix, blinded: each }, index) => {
      const signature = finalize(key, each, fromBase64url(signatures[index] ?? ''))
      if (!signature) throw new Wrong(this.#page.words('not-genuine'))
      return writeVouch(inBase64url(joined(prefix, signature)))
    })
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
    if (step === 'codes') this.#list()
    this.#page.show(step)
    if (this.#storage.refused) this.#page.announce('keeps-nothing')
  }

  get #awaited(): AwaitsCodes | undefined {
    return this.#drawing && 'secrets' in this.#drawing ? this.#drawing : undefined
  }

  get #codes(): string[] | undefined {
    return this.#drawing && 'codes' in this.#drawing ? this.#drawing.codes : undefined
  }

  #links(): string[] {
    return (this.#codes ?? []).map((code) => `${location.origin}${this.#page.path}/vouched#${code}`)
  }

  #list(): void {
    this.#page.el('codes')?.replaceChildren(...this.#links().map((link, index) => this.#item(link, index + 1)))
  }

  #item(link: string, number: number): HTMLLIElement {
    const page = this.#page
    const row = document.createElement('li')
    const text = document.createElement('textarea')
    text.readOnly = true
    text.rows = 4
    text.value = link
    text.setAttribute('aria-label', page.words('code-link', { number }))
    text.addEventListener('focus', () => text.select())
    const copy = document.createElement('button')
    copy.type = 'button'
    copy.className = 'button'
    copy.textContent = page.words('code-copy', { number })
    copy.addEventListener('click', () => {
      text.select()
      void copied(link, () => text.select()).then((done) =>
        page.announce(done ? 'code-copied' : 'code-selected', { number }),
      )
    })
    const picture = document.createElement('details')
    const summary = document.createElement('summary')
    summary.textContent = page.words('code-picture', { number })
    const onPaper = document.createElement('p')
    onPaper.className = 'on-paper'
    onPaper.textContent = page.words('code-paper', { number })
    picture.append(summary, qrCode(link, page.words('code-qr', { number })), onPaper)
    row.append(text, copy, picture)
    return row
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

function random(bytes: number): string {
  return inBase64url(crypto.getRandomValues(new Uint8Array(bytes)))
}

function blinded(key: PublicKey, prefix: Bytes, message: Bytes, salt: string, factor: string): Blinded {
  return blind(key, prepared(prefix, message), fromBase64url(salt), toNumber(fromBase64url(factor)) % key.n)
}

const root = document.querySelector<HTMLElement>('[data-vouching]')
if (root) new Vouching(new Page(root)).start()
