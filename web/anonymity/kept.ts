import type { RedemptionJson } from '../../server/anonymity/schemas.ts'
import type { Credential } from './credential.ts'
import { TabStorage } from './tab-storage.ts'

/** The progress of signing one letter. It stays in memory only and is never written to the disk. */
export interface Progress {
  step: Step
  signingKey: string
  /** A vouching code, used in place of an address. */
  vouch?: string
  /** Set while the code is awaited. */
  challenge?: string
  /** Set once the issuers have signed. */
  credential?: Credential
  /** The hash, in hex, of the revision that the person could read at that time. */
  revisionHash?: string
  /** The signing key of the named signature that the anonymous one replaces, until that signature is gone. */
  named?: string
  /** Set before the signature is sent: its exact content. */
  redemption?: RedemptionJson
}
export type Step = 'address' | 'code' | 'sign' | 'accepted' | 'counted'

/**
 * The only data that survives a reload: the challenge for which a code was mailed. Phones drop the page while a person looks at
 * the mail.
 *
 * It is stored in the tab's session storage, which browsers write to the disk to restore the tab after a crash. So the signing
 * key, and everything derived from it, stays in memory. Before the code is entered, a lost key costs nothing, because a new one
 * replaces it. After that, the signing key, which its holder has noted, and another code restore everything.
 */
export class Kept {
  readonly #storage: TabStorage

  constructor(letterPath: string) {
    this.#storage = new TabStorage('anonymous', letterPath)
  }

  get refused(): boolean {
    return this.#storage.refused
  }

  /** Stores nothing and reads it back, to find out whether the browser stores anything for this tab. */
  works(): boolean {
    const before = this.#storage.read() ?? ''
    this.#storage.write(before)
    if (before === '') this.forget()
    return !this.refused
  }

  /** The challenge for which a code was mailed, and whether its page was shown before. Null when no code is awaited. */
  read(): { challenge: string; shownBefore: boolean } | null {
    const stored = this.#storage.read()
    if (stored === null) return null
    const [, first, challenge] = /^(\+)?([\w-]{1,40})$/.exec(stored) ?? []
    if (challenge !== undefined) return { challenge, shownBefore: first === undefined }
    // An earlier version of this page stored the signing key here.
    this.forget()
    return null
  }

  /** @param shown `first`: the page for the code has not been shown yet */
  write(challenge: string, shown: 'first' | 'before' = 'before'): void {
    this.#storage.write(shown === 'first' ? `+${challenge}` : challenge)
  }

  forget(): void {
    this.#storage.forget()
  }
}
