import type { Credential } from './credential.ts'

/** How far somebody has come with one letter. In memory: nothing of it is written to the disk. */
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
 * The one thing that survives a reload: the page for which a code was mailed. Phones drop the page while somebody looks at the mail.
 *
 * It is in the tab's session storage, which browsers write to the disk, to restore the tab after a crash. So the signing key and
 * everything that derives from it stay in memory. Before the code is entered a lost key costs nothing, because a new one takes its
 * place; afterwards the signing key, which its holder has noted, and another code bring everything back.
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

  /** Of the challenge that a code was mailed for; null where none is awaited. */
  read(): string | null {
    try {
      const challenge = sessionStorage.getItem(this.#name)
      if (challenge === null || /^[\w-]{1,40}$/.test(challenge)) return challenge
      // Left by an earlier version of this page, with the signing key in it.
      this.forget()
      return null
    } catch {
      this.#refused = true
      return null
    }
  }

  write(challenge: string): void {
    try {
      sessionStorage.setItem(this.#name, challenge)
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
