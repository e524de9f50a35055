import type { CredentialsJson } from '../../server/anonymity/schemas.ts'
import { readCode, writeCode } from '../../server/crypto/one-time-code.ts'
import { counting, saveCredential, type Counting } from './counting.ts'
import { replacementProof, request, unblind, type Holder } from './credential.ts'
import { signatureHere } from './facets.ts'
import { Kept, type Progress, type Step } from './kept.ts'
import { keyTyped } from './key-typed.ts'
import { breath, Wrong, type Page } from './page.ts'
import { serverAt, type Refused, type Server } from './server.ts'
import { newSigningKey, parseSigningKey } from './signing-key.ts'
import { SlipCards } from './slip-card.ts'

const steps: Step[] = ['address', 'code', 'sign', 'accepted', 'counted']

/**
 * The steps from an address to a counted signature. The browser creates the slip before it sends anything, and shows it before the
 * code is entered. If a tab or an answer is lost after that, the slip and another code restore everything.
 */
export class Signing {
  readonly #page: Page
  readonly #kept: Kept
  readonly #server: Server
  readonly #slip = new SlipCards()
  readonly #count: Counting
  #progress: Progress
  /** The step of each history entry of this page. The entry itself stores only a number, because browsers write it to the disk. */
  readonly #entries: Step[] = []
  #terms: CredentialsJson | undefined
  /** True once the person has saved the file to sign later, which holds the slip. */
  #saved = false
  /** True if the first page of signing has asked for the code, and this page is shown for the first time. */
  readonly #fromFirstPage: boolean

  constructor(page: Page) {
    this.#page = page
    this.#kept = new Kept(page.path)
    this.#server = serverAt(`/api/v1${page.path}`, page.onWait)
    const kept = this.#kept.read()
    this.#progress = withVouch(begunBefore(page, kept?.challenge ?? null))
    const goesOn = this.#progress.step === 'code' && kept !== null
    this.#fromFirstPage = goesOn && !kept.shownBefore
    // The page has made a new slip only if it was loaded again.
    page.reveal('fresh-key', goesOn && kept.shownBefore)
    if (goesOn) this.#kept.write(kept.challenge)
    this.#count = counting({
      page,
      server: this.#server,
      holder: () => this.#holder(),
      accepted: () => this.#keep({ ...this.#progress, step: 'accepted' }),
      // Nothing is needed any more, and erased data cannot prove anything.
      counted: () => {
        this.#keep({ step: 'counted', signingKey: '' })
        this.#slip.clear()
      },
      dropped: (refusal) => this.#refused(refusal) || page.refuse(refusal.message),
    })
  }

  start(): void {
    const page = this.#page
    this.#slip.start()
    page.onSubmit({ address: () => this.#askForCode(), code: () => this.#prove() })
    page.onAct({
      ...this.#count.acts,
      'use-vouch': () => this.#proveByVouch(),
      'own-key': () => this.#askForOwnKey(),
      'another-code': () => this.#anotherCode(),
      'other-address': () => this.#go('address'),
      'sign-now': () => this.#sign(),
      'save-credential': () => this.#save(),
      forget: () => this.#forget(),
    })
    window.addEventListener('popstate', ({ state }) => this.#show(this.#reachable(state), true))
    // The address is used and the slip may not be noted yet. Without the slip, nothing can restore the signature.
    window.addEventListener('beforeunload', (event) => {
      if (page.shown === 'sign' && !this.#saved) event.preventDefault()
    })
    const { step } = this.#progress
    // Back must stay on this page, because only this page holds what the code has proved.
    if (this.#fromFirstPage) this.#enter('address', 'replaceState')
    this.#enter(step, this.#fromFirstPage ? 'pushState' : 'replaceState')
    this.#show(step, false)
    if (this.#kept.refused) page.announce('keeps-nothing')
  }

  #holder(): Holder {
    const seed = parseSigningKey(this.#progress.signingKey)
    if (!seed || !this.#terms) throw new Error('there is no signing key yet')
    return { seed, letter: this.#terms.letter, verification: this.#verification }
  }

  /** The verification class: a code to a work address, or the class of a one-time code. Each class has its own issuers. */
  get #verification(): string {
    return readCode(this.#progress.vouch ?? '')?.verification ?? 'mailbox'
  }

  #keep(progress: Progress): void {
    this.#progress = progress
    const { step, challenge, named } = progress
    // A reload loses the key of the named signature. Without the key, the server would answer that the address is used.
    if (step === 'code' && challenge !== undefined && named === undefined) this.#kept.write(challenge)
    else this.#kept.forget()
  }

  #enter(step: Step, way: 'pushState' | 'replaceState'): void {
    const current = typeof history.state === 'number' && this.#entries.length > 0 ? history.state : -1
    const entry = way === 'pushState' ? current + 1 : Math.max(0, current)
    this.#entries[entry] = step
    history[way](entry, '')
  }

  async #freshTerms(phase: 'proof' | 'signature' = 'signature'): Promise<CredentialsJson> {
    return (this.#terms = await this.#server.terms(phase))
  }

  #show(step: Step, focus: boolean): void {
    if (this.#progress.signingKey !== '') this.#slip.fill(this.#progress.signingKey)
    const vouched = this.#progress.vouch !== undefined
    this.#page.reveal('vouch', vouched)
    this.#page.reveal('by-address', !vouched)
    this.#page.reveal('address-words', !vouched)
    this.#page.reveal('own-key-offer', !vouched)
    if (vouched) {
      this.#page.write('address-heading', this.#page.words('vouch-heading'))
      this.#page.write('proved', this.#page.words('vouch-spent'))
    }
    this.#showUsed(false)
    this.#page.show(step, focus)
  }

  /** Goes to a step and adds a history entry, so that the browser's back button leads to the step before. */
  #go(step: Step, way: 'pushState' | 'replaceState' = 'pushState'): void {
    const progress = this.#progress
    if (!progress.credential || steps.indexOf(step) > steps.indexOf(progress.step)) this.#keep({ ...progress, step })
    this.#enter(step, way)
    this.#show(step, true)
  }

  /** History navigation never returns to a step before a proved address, or before a signature that was sent. */
  #reachable(state: unknown): Step {
    const { step, credential, challenge } = this.#progress
    const wanted = typeof state === 'number' ? this.#entries[state] : undefined
    if (step === 'accepted' || step === 'counted') return step
    if (credential) return 'sign'
    return wanted === 'code' && challenge !== undefined ? 'code' : 'address'
  }

  #askForOwnKey(): void {
    if (this.#page.shown !== 'address') this.#go('address')
    this.#page.reveal('own-key')
    this.#page.reveal('own-key-offer', false)
    this.#page.input('signing_key')?.focus()
  }

  async #askForCode(): Promise<void> {
    const ask = async () => {
      const named = this.#namedKey()
      const own = this.#page.typed('signing_key') === '' ? '' : keyTyped(this.#page, 'signing_key')
      // A key that was shown stays the same when the address changes.
      const signingKey = own || this.#progress.signingKey || newSigningKey()
      const { challenge } = await this.#server.askForCode(this.#page.typed('address'), this.#page.checked('mine_alone'))
      this.#keep({ step: 'code', signingKey, challenge, ...(named !== undefined && { named }) })
      for (const field of ['signing_key', 'named_key']) this.#page.empty(field)
      this.#page.reveal('fresh-key', false)
      this.#go('code')
    }
    await this.#page.attempt('address', ask, (refusal) => {
      if (refusal.code === 'address-perhaps-shared') this.#page.reveal('mine-alone')
      return false
    })
  }

  /** The key of the named signature is typed once: its field is emptied when the code has been requested. */
  #namedKey(): string | undefined {
    if (!this.#page.input('named_key')) return undefined
    if (this.#page.typed('named_key') === '' && this.#progress.named !== undefined) return this.#progress.named
    return keyTyped(this.#page, 'named_key')
  }

  async #anotherCode(): Promise<void> {
    const ask = async () => {
      await this.#server.anotherCode(this.#progress.challenge ?? '')
      this.#page.announce('another-code-asked')
    }
    await this.#page.attempt('code', ask, (refusal) => this.#refused(refusal))
  }

  async #prove(): Promise<void> {
    this.#page.announce('proving')
    const prove = async () => {
      const { letter, issuers, revision } = await this.#freshTerms('proof')
      await breath()
      const blinded = request(this.#holder(), issuers)
      const body = { code: this.#page.typed('code'), blinded, ...this.#takenBack(letter, blinded) }
      const { signatures } = await this.#server.issue(this.#progress.challenge ?? '', body)
      await breath()
      this.#hold(signatures, issuers, revision.hash)
      for (const field of ['address', 'code']) this.#page.empty(field)
      this.#go('sign', 'replaceState')
    }
    await this.#page.attempt('code', prove, (refusal) => this.#refused(refusal))
  }

  /** The proof without an address: a one-time code is spent on the credential. */
  async #proveByVouch(): Promise<void> {
    const prove = async () => {
      const own = this.#page.typed('own_key') === '' ? '' : keyTyped(this.#page, 'own_key')
      this.#keep({ ...this.#progress, signingKey: own || this.#progress.signingKey || newSigningKey() })
      this.#page.announce('proving')
      const { issuers, revision } = await this.#freshTerms()
      const blinded = request(this.#holder(), issuers)
      const { signatures } = await this.#server.issueVouched({ vouch: this.#progress.vouch, blinded })
      this.#hold(signatures, issuers, revision.hash)
      this.#page.empty('own_key')
      this.#go('sign', 'replaceState')
    }
    await this.#page.attempt(undefined, prove)
  }

  #hold(signatures: unknown, issuers: CredentialsJson['issuers'], revisionHash: string): void {
    const given = Array.isArray(signatures) ? (signatures as Parameters<typeof unblind>[2]) : []
    const credential = unblind(this.#holder(), issuers, given)
    if (!credential) throw new Wrong(this.#page.words('not-genuine'))
    const { signingKey, vouch } = this.#progress
    this.#keep({ step: 'sign', signingKey, credential, revisionHash, ...(vouch !== undefined && { vouch }) })
  }

  #takenBack(letter: string, blinded: ReturnType<typeof request>) {
    const seed = this.#progress.named === undefined ? null : parseSigningKey(this.#progress.named)
    return seed && { from_named: replacementProof({ seed, letter }, blinded) }
  }

  async #sign(): Promise<void> {
    this.#page.announce('signing')
    const sign = async () => {
      const { credential, revisionHash } = this.#progress
      const terms = await this.#freshTerms()
      if (!credential || terms.revision.hash !== revisionHash) {
        this.#showChanged(terms)
        return
      }
      const redemption = { ...credential, ...signatureHere(this.#holder(), terms.revision.hash) }
      this.#keep({ ...this.#progress, redemption })
      await this.#count.redeem(redemption, terms)
    }
    await this.#page.attempt(undefined, sign, (refusal) => this.#refused(refusal))
  }

  /** The letter has changed since the person could read it. It is signed only when the button is pressed again. */
  #showChanged(terms: CredentialsJson): void {
    this.#keep({ ...this.#progress, step: 'sign', revisionHash: terms.revision.hash })
    this.#show('sign', true)
    this.#page.reveal('changed')
    this.#page.announce('letter-changed')
  }

  async #save(): Promise<void> {
    await this.#page.attempt(undefined, async () => {
      const { credential, revisionHash = '', signingKey } = this.#progress
      const { letter } = this.#terms ?? (await this.#freshTerms())
      if (credential) saveCredential(this.#page, { letter, signingKey, revisionHash, credential })
      this.#saved = true
      this.#page.reveal('saved')
    })
  }

  #forget(): void {
    this.#kept.forget()
    this.#progress = { step: 'address', signingKey: '' }
    this.#slip.clear()
    // The back button must not show the old page, which browsers keep in their back/forward cache.
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) location.reload()
    })
    location.replace(this.#page.path)
  }

  /** Changes the page after a refusal. @returns whether the refusal has already been shown */
  #refused(refusal: Refused): boolean {
    if (refusal.code === 'text-changed') {
      void this.#page.attempt(undefined, async () => this.#showChanged(await this.#freshTerms()))
      return true
    }
    // The code was lost, or the page is too old. Another code must be requested with the address.
    if (refusal.code === 'code-lost' || refusal.code === 'page-expired') {
      this.#go('address', 'replaceState')
      this.#page.refuse(refusal.message, 'address')
      return true
    }
    if (this.#progress.step === 'accepted') {
      this.#keep({ ...this.#progress, step: 'sign' })
      this.#show('sign', true)
    }
    // Perhaps the same person used the address, in another tab or earlier.
    if (refusal.code === 'address-used') this.#showUsed(true)
    return false
  }

  /** With a used address, the key that was created for this page has no signature. */
  #showUsed(used: boolean): void {
    this.#page.reveal('used', used)
    this.#page.reveal('early-key', !used)
  }
}

/**
 * Restores a page that was reloaded while its code was awaited. Its signing key is lost, and a new one costs nothing, because no
 * key is bound to anything before the code is entered.
 */
function begunBefore(page: Page, challenge: string | null): Progress {
  const goesOn = challenge !== null && page.input('named_key') === null
  return goesOn ? { step: 'code', signingKey: newSigningKey(), challenge } : { step: 'address', signingKey: '' }
}

/**
 * Takes a one-time code from the URL fragment, which browsers do not send to servers, and removes it from the address bar. It is
 * ignored when a credential exists already.
 */
function withVouch(progress: Progress): Progress {
  const code = readCode(location.hash)
  if (!code) return progress
  const vouch = writeCode(code)
  history.replaceState(null, '', location.pathname)
  // The existing key is kept, because it may have been created for this code: the same key repeats the same request and gets the
  // same answer.
  return progress.credential ? progress : { step: 'address', signingKey: progress.signingKey || newSigningKey(), vouch }
}
