import type { CredentialsJson } from '../../server/anonymity/schemas.ts'
import { counting, saveCredential, type Counting } from './counting.ts'
import { readFile } from './credential-file.ts'
import { holdersOf, restored, type Credential, type Holder } from './credential.ts'
import { signatureHere } from './facets.ts'
import { Wrong, type Page } from './page.ts'
import { serverAt, type Refused, type Server } from './server.ts'
import { parseSigningKey } from './signing-key.ts'

interface Opened {
  holder: Holder
  credential: Credential
  signingKey: string
  /** The hash of the revision that the page last announced as the one to sign. */
  revisionHash: string
}

/** Signing with a saved credential: on another day, from another network, without an address. */
export class FromFile {
  readonly #page: Page
  readonly #server: Server
  readonly #count: Counting
  #opened: Opened | undefined

  constructor(page: Page) {
    this.#page = page
    this.#server = serverAt(`/api/v1${page.path}`, page.onWait)
    this.#count = counting({
      page,
      server: this.#server,
      holder: () => this.#open().holder,
      accepted: () => {},
      counted: () => (this.#opened = undefined),
      dropped: (refusal) => {
        page.show('sign')
        if (!this.#refused(refusal)) page.refuse(refusal.message)
      },
    })
  }

  start(): void {
    this.#page.onSubmit({ file: () => this.#page.attempt('file', () => this.#openFile()) })
    this.#page.onAct({
      ...this.#count.acts,
      'sign-now': () =>
        this.#page.attempt(
          undefined,
          () => this.#sign(),
          (refusal) => this.#refused(refusal),
        ),
      'save-credential': () => this.#saveAgain(),
    })
    this.#page.show('file', false)
  }

  #open(): Opened {
    if (!this.#opened) throw new Error('no credential is open')
    return this.#opened
  }

  async #openFile(): Promise<void> {
    const page = this.#page
    const [chosen] = (page.input('file') as HTMLInputElement | null)?.files ?? []
    if (!chosen) throw new Wrong(page.words('file-missing'), 'file')
    // No credential is this large. The bound avoids reading a large file, for example a film.
    const file = chosen.size > 100_000 ? null : readFile(await chosen.text())
    const seed = file && parseSigningKey(file.signingKey)
    if (!file || !seed) throw new Wrong(page.words('file-unreadable'), 'file')
    const terms = await this.#server.terms('signature')
    if (!file.isFor(terms.letter)) throw new Wrong(page.words('file-of-other-letter'), 'file')
    const restoredAs = (holder: Holder) => {
      const credential = restored(holder, terms.issuers, file.signatures)
      return credential ? [{ holder, credential }] : []
    }
    const [found] = holdersOf(seed, terms).flatMap(restoredAs)
    if (!found) throw new Wrong(page.words('file-not-genuine'), 'file')
    this.#opened = { ...found, signingKey: file.signingKey, revisionHash: terms.revision.hash }
    page.show('sign')
    page.reveal('changed', !file.isOfText(terms.letter, terms.revision.hash))
  }

  async #sign(): Promise<void> {
    this.#page.announce('signing')
    const { credential, holder, revisionHash } = this.#open()
    const terms = await this.#server.terms('signature')
    if (terms.revision.hash !== revisionHash) {
      this.#showChanged(terms)
      return
    }
    await this.#count.redeem({ ...credential, ...signatureHere(holder, revisionHash) }, terms)
  }

  /** The letter has changed since the person could read it. It is signed only when the button is pressed again. */
  #showChanged({ revision }: CredentialsJson): void {
    this.#open().revisionHash = revision.hash
    this.#page.reveal('changed')
    this.#page.announce('letter-changed')
  }

  #refused({ code }: Refused): boolean {
    if (code !== 'text-changed') return false
    void this.#page.attempt(undefined, async () => this.#showChanged(await this.#server.terms('signature')))
    return true
  }

  #saveAgain(): void {
    const { holder, ...rest } = this.#open()
    saveCredential(this.#page, { letter: holder.letter, ...rest })
  }
}
