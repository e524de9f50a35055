import { withLineEnds } from '../server/text/typed-text.ts'
import { earlierBy, firstSendingBy, holdersOf, statementBy, type Holder } from './anonymity/credential.ts'
import type { Bytes } from './anonymity/bytes.ts'
import { keyTyped } from './anonymity/key-typed.ts'
import { Page } from './anonymity/page.ts'
import { Refused, serverAt, type Server } from './anonymity/server.ts'
import { parseSigningKey } from './anonymity/signing-key.ts'

type Purpose = 'publish' | 'ask' | 'withdraw'

const ways = { ask: '/mine', withdraw: '/withdrawal' } as const
const stateWords: Record<string, string> = {
  batch: 'statement-waits',
  waiting: 'statement-unread',
  public: 'statement-published',
  declined: 'statement-declined',
  none: 'statement-none',
}

/** A statement without a name. This page signs it, so the signing key never leaves the browser. */
class Statement {
  readonly #page: Page
  readonly #server: Server
  /** True if some statements of the letter have no own key. */
  readonly #earlier: boolean

  constructor(page: Page, earlier: boolean) {
    this.#page = page
    this.#server = serverAt(`/api/v1${page.path}`, page.onWait)
    this.#earlier = earlier
  }

  start(): void {
    const act = (purpose: Purpose) => () => this.#page.attempt(undefined, () => this.#act(purpose))
    // A closed letter takes no more statements. The Enter key then asks for the state.
    this.#page.onSubmit({ statement: act(this.#page.input('text') ? 'publish' : 'ask') })
    this.#page.onAct({ ask: act('ask'), withdraw: act('withdraw') })
  }

  async #act(purpose: Purpose): Promise<void> {
    const seed = parseSigningKey(keyTyped(this.#page, 'signing_key'))
    if (!seed) return
    this.#page.announce('sending')
    const terms = await this.#server.terms('signature')
    const holders = holdersOf(seed, terms)
    const state =
      purpose === 'publish'
        ? await this.#publish(seed, terms.letter, holders)
        : await this.#stateBy(seed, terms.letter, holders, purpose)
    this.#page.announce(purpose === 'withdraw' ? 'statement-withdrawn' : (stateWords[state] ?? 'statement-none'))
  }

  /** Sends a statement. The key of the signature signs only the first sending, when no statement of this key waits yet. */
  async #publish(seed: Bytes, letter: string, holders: readonly Holder[]): Promise<string> {
    // Normalized as on the server, so that the signed text equals the stored one.
    const text = withLineEnds(this.#page.typed('text')).normalize('NFC').trim()
    const sent = { ...statementBy({ seed, letter }, 'publish', text), text }
    const bodies = [
      () => sent,
      ...holders.map((holder) => () => ({ ...sent, signature: firstSendingBy(holder, text) })),
    ]
    for (const [index, body] of bodies.entries()) {
      try {
        return (await this.#server.statement('', body())).state
      } catch (error) {
        const goesOn = error instanceof Refused && ['signature-wanted', 'credential-unknown'].includes(error.code)
        if (!goesOn || index === bodies.length - 1) throw error
      }
    }
    throw new Error('no way to send the statement is left')
  }

  async #stateBy(
    seed: Bytes,
    letter: string,
    holders: readonly Holder[],
    purpose: 'ask' | 'withdraw',
  ): Promise<string> {
    const { state } = await this.#server.statement(ways[purpose], statementBy({ seed, letter }, purpose))
    // Statements from before the version of November 2026 have no own key.
    if (state !== 'none' || !this.#earlier) return state
    for (const holder of holders) {
      const earlier = await this.#server.statement(ways[purpose], earlierBy(holder, purpose))
      if (earlier.state !== 'none') return earlier.state
    }
    return 'none'
  }
}

const root = document.querySelector<HTMLElement>('[data-statement]')
if (root) new Statement(new Page(root), root.dataset['earlier'] !== undefined).start()
