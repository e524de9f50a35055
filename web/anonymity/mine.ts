import type { BucketJson, CredentialsJson } from '../../server/anonymity/schemas.ts'
import { personFields } from '../../server/crypto/credential.ts'
import { inBase64url } from './bytes.ts'
import {
  bucketOf,
  credentialId,
  holdersOf,
  namingBy,
  signatureFor,
  verifierOf,
  withdrawalBy,
  type Holder,
} from './credential.ts'
import { openedFacets } from './facets.ts'
import { keyTyped } from './key-typed.ts'
import { Wrong, type Page } from './page.ts'
import { serverAt, type Server } from './server.ts'
import { parseSigningKey } from './signing-key.ts'

type PublishedOne = BucketJson['signatures'][number]

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
    this.#page.announce('looking')
    const terms = await this.#server.terms('signature')
    const holders = holdersOf(seed, terms)
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

  #show(holder: Holder, terms: CredentialsJson, published: PublishedOne | undefined): void {
    this.#found = holder
    this.#published = published
    const stands = published?.withdrawn === false
    const earlier = stands && published.revision !== terms.revision.number
    const state = stands ? 'counted' : published ? 'withdrawn' : 'unknown'
    const page = this.#page
    page.show('found')
    page.write('found-heading', page.words(`${state}-heading`))
    page.write('found-words', page.words(`${state}-words`))
    page.reveal('agree', earlier && terms.issuance !== 'ended')
    page.reveal('naming', (stands || !published) && terms.issuance === 'open')
    page.reveal('withdrawal', stands || !published)
  }

  async #withdraw(): Promise<void> {
    const holder = this.#holder()
    await this.#change(holder, 'withdraw', { proof: withdrawalBy(holder), ...(await this.#facets(holder)) })
    this.#done('withdrew')
  }

  async #agree(): Promise<void> {
    const holder = this.#holder()
    const { revision } = await this.#server.terms('signature')
    const opened = await this.#opened(holder)
    const { revision_hash, commitment, proof } = signatureFor(holder, revision.hash, opened?.commitment)
    await this.#change(holder, 'agree', { revision_hash, commitment, proof, ...(opened && { facets: opened.facets }) })
    this.#done('agreed')
  }

  async #putName(): Promise<void> {
    const holder = this.#holder()
    const visibility = document.querySelector<HTMLInputElement>('input[name=visibility]:checked')?.value
    if (visibility === undefined) throw new Wrong(this.#page.words('visibility-missing'), 'visibility')
    const { revision } = await this.#server.terms('signature')
    const named = { revisionHashHex: revision.hash, visibility, ...this.#page.typedIn(personFields) }
    await this.#change(holder, 'to-named', { ...namingBy(holder, named), ...(await this.#facets(holder)) })
    this.#done('named')
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
    this.#page.announce('sending')
    await this.#server.change({ verifier: inBase64url(verifierOf(holder)), change, ...statement })
  }

  /** @param change `<change>-heading` and `<change>-words` are sentences of the page */
  #done(change: 'withdrew' | 'agreed' | 'named'): void {
    this.#page.show('done')
    this.#page.write('done-heading', this.#page.words(`${change}-heading`))
    this.#page.write('done-words', this.#page.words(`${change}-words`))
    this.#page.empty('signing_key')
    this.#found = undefined
  }

  #holder(): Holder {
    if (!this.#found) throw new Error('no signature was looked for')
    return this.#found
  }
}
