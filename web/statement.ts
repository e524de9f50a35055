import { ask } from './anonymity/ask.ts'
import type { Bytes } from './anonymity/bytes.ts'
import { earlierBy, firstSendingBy, statementBy, type Holder } from './anonymity/credential.ts'
import { parseSigningKey } from './anonymity/signing-key.ts'

/** A statement without a name. This page signs it, so the signing key never leaves the browser. */

type Purpose = 'publish' | 'ask' | 'withdraw'

const root = document.querySelector<HTMLElement>('[data-statement]')
const path = `/api/v1${root?.dataset['path'] ?? ''}`
let busy = false

const ways = { ask: '/mine', withdraw: '/withdrawal' }
const words: Record<string, string> = {
  batch: 'Your statement waits, sealed, for the next batch.',
  waiting: 'The organizers have your statement, and have not decided yet.',
  public: 'Your statement is published.',
  declined: 'The organizers declined your statement, and its text is erased.',
  none: 'There is no statement of this signature here.',
}

function el(name: string): HTMLElement | null {
  return root?.querySelector<HTMLElement>(`[data-el="${name}"]`) ?? null
}

function typed(name: string): string {
  return root?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#f-${name}`)?.value ?? ''
}

async function act(purpose: Purpose): Promise<string> {
  const seed = parseSigningKey(typed('signing_key'))
  if (!seed)
    throw new Error(
      'That is no signing key: it has 27 letters, digits and signs. Look for one that is missing or mistyped.',
    )
  const { letter, issuers } = await ask<{ letter: string; issuers: { class: string }[] }>(`${path}/credentials`)
  // A signing key has one signature, but the page does not know its verification class, so it tries each.
  const holders = [...new Set(issuers.map((issuer) => issuer.class))].map((verification): Holder => ({
    seed,
    letter,
    verification,
  }))
  if (purpose === 'publish') return publish(seed, letter, holders)
  const state = await stateBy(seed, letter, holders, purpose)
  return purpose === 'withdraw' ? 'No statement of this signature is here any more.' : (words[state] ?? state)
}

/** Sends a statement. The key of the signature signs only the first sending, when no statement of this key waits yet. */
async function publish(seed: Bytes, letter: string, holders: readonly Holder[]): Promise<string> {
  // Normalized as on the server, so that the signed text equals the stored one.
  const text = typed('text').replace(/\r\n?/g, '\n').normalize('NFC').trim()
  const sent = { ...statementBy({ seed, letter }, 'publish', text), text }
  const bodies = [() => sent, ...holders.map((holder) => () => ({ ...sent, signature: firstSendingBy(holder, text) }))]
  for (const [index, body] of bodies.entries()) {
    try {
      const { state } = await ask<{ state: string }>(`${path}/statements`, body())
      return words[state] ?? state
    } catch (error) {
      const { code } = error as { code?: string }
      const goesOn = code === 'signature-wanted' || code === 'credential-unknown'
      if (!goesOn || index === bodies.length - 1) throw error
    }
  }
  throw new Error('This letter has no anonymous signatures.')
}

async function stateBy(
  seed: Bytes,
  letter: string,
  holders: readonly Holder[],
  purpose: 'ask' | 'withdraw',
): Promise<string> {
  const way = `${path}/statements${ways[purpose]}`
  const { state } = await ask<{ state: string }>(way, statementBy({ seed, letter }, purpose))
  // Statements from before the version of November 2026 have no own key. The page says whether the letter has any.
  if (state !== 'none' || root?.dataset['earlier'] === undefined) return state
  for (const holder of holders) {
    const earlier = await ask<{ state: string }>(way, earlierBy(holder, purpose))
    if (earlier.state !== 'none') return earlier.state
  }
  return 'none'
}

async function once(purpose: Purpose): Promise<void> {
  const [errors, error, status] = [el('errors'), el('error'), el('status')]
  if (busy || !errors || !error || !status) return
  busy = true
  errors.hidden = true
  status.textContent = 'Sending …'
  try {
    status.textContent = await act(purpose)
  } catch (problem) {
    status.textContent = ''
    error.textContent = problem instanceof Error ? problem.message : String(problem)
    errors.hidden = false
    errors.focus()
  } finally {
    busy = false
  }
}

if (root) {
  root.hidden = false
  root.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault()
    const purpose = event.submitter?.getAttribute('value')
    void once(purpose === 'ask' || purpose === 'withdraw' ? purpose : 'publish')
  })
}
