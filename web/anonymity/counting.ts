import type { CredentialsJson, RedeemedJson, RedemptionJson } from '../../server/anonymity/schemas.ts'
import { credentialId, receiptHolds, type Holder } from './credential.ts'
import { fileText } from './credential-file.ts'
import type { Page } from './page.ts'
import { save } from './save.ts'
import { Refused, waiting, type Server } from './server.ts'

/** The last step of both ways of signing: at once, and with a saved credential. */
export interface Counting {
  /** Sends the signature, and repeats the request in the background until it is counted. @throws Refused */
  redeem(redemption: RedemptionJson, terms: CredentialsJson): Promise<void>
  acts: Record<string, () => void>
}

interface Watched {
  page: Page
  server: Server
  holder: () => Holder
  /** Called when the server has accepted the signature. */
  accepted: () => void
  counted: () => void
  /** Called when the server refuses the signature after it had accepted it. */
  dropped: (refusal: Refused) => void
}

const firstPause = 15
const longestPause = 300

export function counting({ page, server, holder, accepted, counted, dropped }: Watched): Counting {
  let askNow = () => {}
  let receipt: RedeemedJson['receipt'] = null

  function show(answer: RedeemedJson, terms: CredentialsJson): boolean {
    if (answer.state === 'counted') {
      counted()
      page.show('counted')
      return true
    }
    const good = answer.receipt && receiptHolds(answer.receipt, terms.receipt_key, credentialId(holder()))
    receipt = good ? answer.receipt : null
    if (page.shown !== 'accepted') page.show('accepted')
    page.write('counted-at', answer.counted_words ?? '')
    page.reveal('receipt', receipt !== null)
    return false
  }

  async function goOnAsking(redemption: RedemptionJson, terms: CredentialsJson): Promise<void> {
    // The pauses are relative, because the browser's clock may be wrong and is not used.
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
      await waiting(pause * (0.75 + Math.random() / 2), (now) => (askNow = now))
      try {
        if (show(await server.redeem(terms.redeem_origin, redemption), terms)) return
        page.announce('not-counted-yet')
      } catch (refusal) {
        // Too many requests, a pause of the letter and a malformed answer do not undo the acceptance.
        if (!(refusal instanceof Refused) || refusal.status === 429 || refusal.code === 'letter-paused') continue
        dropped(refusal)
        return
      }
    }
  }

  return {
    redeem: async (redemption, terms) => {
      const answer = await server.redeem(terms.redeem_origin, redemption)
      accepted()
      if (!show(answer, terms)) void goOnAsking(redemption, terms)
    },
    acts: {
      'ask-again': () => {
        page.announce('asking')
        askNow()
      },
      'save-receipt': () => {
        if (!receipt) return
        save('receipt.txt', 'text/plain', `${receipt.text}signature ${receipt.signature}\n`)
        page.announce('saved-as', { file: 'receipt.txt' })
      },
    },
  }
}

/** Saves the file to sign later. Its name says nothing about its purpose. */
export function saveCredential(page: Page, file: Parameters<typeof fileText>[0]): void {
  save('saved.json', 'application/json', fileText(file))
  page.announce('saved-as', { file: 'saved.json' })
}
