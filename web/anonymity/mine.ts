import { inBase64url } from './bytes.ts'
import { bucketOf, credentialId, namingBy, signatureFor, verifierOf, withdrawalBy, type Holder } from './credential.ts'
import { openedFacets } from './facets.ts'
import { Wrong, type Page } from './page.ts'
import { serverAt, type LetterTerms, type Published, type Server } from './server.ts'
import { keyTyped } from './signing.ts'
import { parseSigningKey } from './signing-key.ts'

type PublishedOne = Published['signatures'][number]

/**
 * The page to see, withdraw or change an anonymous signature. The signing key never leaves the browser; only statements signed by
 * derived keys are sent.
 */
export class Mine {
  readonly #page: Page
  readonly #server: Server
  #found: Holder | undefined
  #published: PublishedOne | undefined

  constructor(page: Page) {
    this.#page = page
    this.#server = serverAt(`/api/v1${page.path}`, page.onWait)
  }

  start(): void {
    const page = this.#page
    page.onSubmit({
      find: () => page.attempt('signing_key', () => this.#find()),
      name: () => page.attempt('name', () => this.#putName()),
    })
    page.onAct({
      withdraw: () => page.attempt(undefined, () => this.#withdraw()),
      agree: () => page.attempt(undefined, () => this.#agree()),
      'another-key': () => page.show('find'),
    })
    page.show('find', false)
  }

  async #find(): Promise<void> {
    const seed = parseSigningKey(keyTyped(this.#page, 'signing_key'))
    if (!seed) return
    // From here on, the key is only in memory. Browsers keep the content of form fields.
    this.#page.empty('signing_key')
    this.#page.say('Looking …')
    const terms = await this.#server.terms('signature')
    // A signing key has one signature, but the page does not know its verification class, so it tries each.
    const holders = [...new Set(terms.issuers.map((issuer) => issuer.class))].map((verification) => ({
      seed,
      letter: terms.letter,
      verification,
    }))
    for (const holder of holders) {
      const published = await this.#lookUp(holder)
      if (published) {
        this.#show(holder, terms, published)
        return
      }
    }
    if (holders[0]) this.#show(holders[0], terms, undefined)
  }

  /**
   * Fetches a part of the list with a thousand signatures or more, or the whole list. So a log on the network path does not learn
   * which signature it is.
   */
  async #lookUp(holder: Holder): Promise<PublishedOne | undefined> {
    const id = credentialId(holder)
    const buckets = this.#page.number('buckets')
    const { signatures } = await this.#server.published(buckets, bucketOf(id, buckets))
    return signatures.find((each) => each.id === inBase64url(id))
  }

  #show(holder: Holder, terms: LetterTerms, published: PublishedOne | undefined): void {
    this.#found = holder
    this.#published = published
    const stands = published?.withdrawn === false
    const earlier = stands && published.revision !== terms.revision.number
    const [heading, words] = stands ? stateWords.counted : published ? stateWords.withdrawn : stateWords.unknown
    const page = this.#page
    page.show('found')
    page.write('found-heading', heading)
    page.write('found-words', words)
    page.reveal('agree', earlier && terms.issuance !== 'ended')
    page.reveal('naming', (stands || !published) && terms.issuance === 'open')
    page.reveal('withdrawal', stands || !published)
  }

  async #withdraw(): Promise<void> {
    const holder = this.#holder()
    await this.#change(holder, 'withdraw', { proof: withdrawalBy(holder), ...(await this.#facets(holder)) })
    this.#done('You have withdrawn', 'The count follows with a batch.')
  }

  async #agree(): Promise<void> {
    const holder = this.#holder()
    const { revision } = await this.#server.terms('signature')
    const opened = await this.#opened(holder)
    const { revision_hash, commitment, proof } = signatureFor(holder, revision.hash, opened?.commitment)
    await this.#change(holder, 'agree', { revision_hash, commitment, proof, ...(opened && { facets: opened.facets }) })
    this.#done('You agreed to the present text', 'Your signature is counted there with a batch.')
  }

  async #putName(): Promise<void> {
    const holder = this.#holder()
    const visibility = document.querySelector<HTMLInputElement>('input[name=visibility]:checked')?.value
    if (visibility === undefined) throw new Wrong('Choose who may see your name.', 'visibility')
    const { revision } = await this.#server.terms('signature')
    const named = { revisionHashHex: revision.hash, visibility, name: this.#page.typed('name') }
    await this.#change(holder, 'to-named', { ...namingBy(holder, named), ...(await this.#facets(holder)) })
    this.#done(
      'Your name is on its way',
      'The anonymous signature is taken back, and the named one is counted with a batch. Your signing key stays the same; use it on the page “Change or withdraw your signature” from now on.',
    )
  }

  /** The facets of the signature, so that the counters can subtract them. Nobody but the holder of the key knows them. */
  async #opened(holder: Holder) {
    const commitment = this.#published?.commitment
    if (commitment === undefined || /^A+$/.test(commitment)) return null
    return openedFacets(holder, (await this.#server.letter()).facets, commitment)
  }

  async #facets(holder: Holder) {
    const opened = await this.#opened(holder)
    return opened && { facets: opened.facets }
  }

  async #change(holder: Holder, change: string, statement: Record<string, unknown>): Promise<void> {
    this.#page.say('Sending …')
    await this.#server.change({ verifier: inBase64url(verifierOf(holder)), change, ...statement })
  }

  #done(heading: string, words: string): void {
    this.#page.show('done')
    this.#page.write('done-heading', heading)
    this.#page.write('done-words', words)
    this.#page.empty('signing_key')
    this.#found = undefined
  }

  #holder(): Holder {
    if (!this.#found) throw new Error('no signature was looked for')
    return this.#found
  }
}

const stateWords = {
  counted: ['Your signature is counted', 'It stands with the others, as “verified, anonymous”.'],
  withdrawn: ['You withdrew', 'The signature is no longer counted. The address that was used for it stays used.'],
  unknown: [
    'Not among those that are counted',
    'It may wait for its batch, or have been withdrawn before it was counted, or this key may belong to another letter.',
  ],
} as const
