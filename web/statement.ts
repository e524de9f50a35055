import { ask } from './anonymity/ask.ts'
import { inBase64url } from './anonymity/bytes.ts'
import { statementBy, verifierOf, type Holder } from './anonymity/credential.ts'
import { parseSigningKey } from './anonymity/signing-key.ts'

/** A statement without a name, signed here: the signing key never leaves this page, and what goes out carries nothing else. */

type Purpose = 'publish' | 'ask' | 'withdraw'

const root = document.querySelector<HTMLElement>('[data-statement]')
const path = `/api/v1${root?.dataset['path'] ?? ''}`
let busy = false

const ways: Record<Purpose, string> = { publish: '', ask: '/mine', withdraw: '/withdrawal' }
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
  // As the server keeps it, so that what is signed is what stands there.
  const text = purpose === 'publish' ? typed('text').replace(/\r\n?/g, '\n').normalize('NFC').trim() : ''
  const { letter, issuers } = await ask<{ letter: string; issuers: { class: string }[] }>(`${path}/credentials`)
  const classes = [...new Set(issuers.map((issuer) => issuer.class))]
  for (const [index, verification] of classes.entries()) {
    const holder: Holder = { seed, letter, verification }
    const signed = { verifier: inBase64url(verifierOf(holder)), proof: statementBy(holder, purpose, text) }
    try {
      const { state } = await ask<{ state: string }>(
        `${path}/statements${ways[purpose]}`,
        purpose === 'publish' ? { ...signed, text } : signed,
      )
      return purpose === 'withdraw' ? 'No statement of this signature is here any more.' : (words[state] ?? state)
    } catch (error) {
      // One key, one signature; but which class proved it, only its holder may remember.
      if ((error as { code?: string }).code !== 'credential-unknown' || index === classes.length - 1) throw error
    }
  }
  throw new Error('This letter has no anonymous signatures.')
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
