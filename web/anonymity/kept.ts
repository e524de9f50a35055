import type { Credential } from './credential.ts'

/** How far somebody has come with one letter. */
export interface Progress {
  step: Step
  signingKey: string
  /** A code from somebody verified, in place of an address. */
  vouch?: string
  /** While the code is awaited. */
  challenge?: string
  /** Once the issuers have signed. */
  credential?: Credential
  /** The text that was there to read then, as its hash in hex. */
  revisionHash?: string
  /** Where an anonymous signature takes the place of a named one: that one's signing key, until it has gone. */
  named?: string
  /** Once the server has accepted it: the very content, so that the same is sent again. */
  redemption?: Credential & Record<string, unknown>
}
export type Step = 'address' | 'code' | 'key' | 'sign' | 'accepted' | 'counted'

/**
 * In the tab's session storage: a reload, a crash of the browser or the way back lose nothing. Never in local storage, which outlives
 * the tab and is seen by all others: on a device that is shared it would go on proving who signed. Where storage is refused the page
 * goes on without, and says so.
 */
export class Kept {
  readonly #name: string
  #refused = false

  constructor(letterPath: string) {
    this.#name = `anonymous ${letterPath}`
  }

  get refused(): boolean {
    return this.#refused
  }

  read(): Progress | null {
    try {
      const text = sessionStorage.getItem(this.#name)
      const progress = text === null ? null : (JSON.parse(text) as Progress | null)
      return typeof progress?.signingKey === 'string' && typeof progress.step === 'string' ? progress : null
    } catch {
      this.#refused = true
      return null
    }
  }

  write(progress: Progress): void {
    try {
      sessionStorage.setItem(this.#name, JSON.stringify(progress))
    } catch {
      this.#refused = true
    }
  }

  forget(): void {
    try {
      sessionStorage.removeItem(this.#name)
    } catch {
      this.#refused = true
    }
  }
}
