import { vouchMessage, writeVouch } from '../server/crypto/vouch.ts'
import { ask } from './anonymity/ask.ts'
import { blind, finalize, prepared, publicKey, type Blinded, type PublicKey } from './anonymity/blind-rsa.ts'
import { fromBase64url, inBase64url, joined, toNumber, type Bytes } from './anonymity/bytes.ts'
import { qrCode } from './anonymity/qr-code.ts'
import { save } from './anonymity/save.ts'

/**
 * Draws vouching codes for others. The browser blinds them with random numbers that it never sends, the server signs them, and
 * the browser unblinds them.
 */

interface Kept {
  challenge: string
  /** For each code: its prefix, and the salt and factor of its blinding, in base64url. */
  secrets: [string, string, string][]
  codes?: string[]
}

const root = document.querySelector<HTMLElement>('[data-vouching]')
const path = root?.dataset['path'] ?? ''
const api = `/api/v1${path}/vouching`
const name = `vouching ${path}`
let kept: Kept | null = null
let busy = false

function el(selector: string): HTMLElement {
  const found = root?.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`the page lacks ${selector}`)
  return found
}

function typed(field: string): string {
  return root?.querySelector<HTMLInputElement>(`#f-${field}`)?.value ?? ''
}

function show(step: 'address' | 'code' | 'codes'): void {
  for (const each of root?.querySelectorAll<HTMLElement>('[data-step]') ?? [])
    each.hidden = each.dataset['step'] !== step
  if (step === 'codes') list()
}

function remember(progress: Kept): void {
  kept = progress
  try {
    sessionStorage.setItem(name, JSON.stringify(progress))
  } catch {
    say('This browser keeps nothing for this page: do not reload it.')
  }
}

function say(words: string): void {
  el('[data-el=status]').textContent = words
}

async function terms(): Promise<{ letter: string; key: PublicKey }> {
  const { letter, n } = await ask<{ letter: string; n: string | null }>(api)
  return { letter, key: publicKey(fromBase64url(n ?? ''), Uint8Array.of(1, 0, 1)) }
}

async function askForCode(): Promise<void> {
  const address = typed('address').trim()
  const { challenge } = await ask<{ challenge: string }>(`${api}/challenges`, { address })
  const random = (bytes: number) => inBase64url(crypto.getRandomValues(new Uint8Array(bytes)))
  const fresh = Array.from({ length: Number(root?.dataset['each']) }, (): [string, string, string] => [
    random(32),
    random(48),
    random(400),
  ])
  // The secrets stay the same after a mistyped address or code, so that a repeated request draws the same codes and a lost answer
  // costs none.
  remember({ challenge, secrets: kept?.secrets ?? fresh })
  show('code')
  el('[name=code]').focus()
}

async function draw(): Promise<void> {
  if (!kept) return
  say('Drawing …')
  const { letter, key } = await terms()
  const message = vouchMessage(letter)
  const all = kept.secrets.map(([prefix, salt, factor]) => ({
    prefix: fromBase64url(prefix),
    blinded: blinded(key, fromBase64url(prefix), message, salt, factor),
  }))
  const { signatures } = await ask<{ signatures: string[] }>(`${api}/challenges/${kept.challenge}/draw`, {
    code: typed('code'),
    blinded: all.map(({ blinded: each }) => inBase64url(each.message)),
  }).catch((error: unknown) => {
    // The server lost the code. Another one must be requested with the typed address.
    if ((error as { code?: string }).code === 'code-lost') show('address')
    throw error
  })
  const codes = all.map(({ prefix, blinded: each }, index) => {
    const signature = finalize(key, each, fromBase64url(signatures[index] ?? ''))
    if (!signature)
      throw new Error('The server’s answer is not what the letter’s published key would sign. Tell the organizers.')
    return writeVouch(inBase64url(joined(prefix, signature)))
  })
  say('')
  remember({ ...kept, codes })
  show('codes')
  el('#codes-heading').focus()
}

function blinded(key: PublicKey, prefix: Bytes, message: Bytes, salt: string, factor: string): Blinded {
  return blind(key, prepared(prefix, message), fromBase64url(salt), toNumber(fromBase64url(factor)) % key.n)
}

function linkOf(code: string): string {
  return `${location.origin}${path}/vouched#${code}`
}

function list(): void {
  el('[data-el=codes]').replaceChildren(...(kept?.codes ?? []).map(item))
}

function item(code: string, index: number): HTMLLIElement {
  const row = document.createElement('li')
  const text = document.createElement('textarea')
  text.readOnly = true
  text.rows = 4
  text.value = linkOf(code)
  text.setAttribute('aria-label', `Code ${String(index + 1)}, as a link`)
  text.addEventListener('focus', () => text.select())
  const copy = document.createElement('button')
  copy.type = 'button'
  copy.className = 'button'
  copy.textContent = `Copy code ${String(index + 1)}`
  copy.addEventListener('click', () => {
    text.select()
    void copied(text.value).then((done) =>
      say(`Code ${String(index + 1)} is ${done ? 'copied.' : 'selected: copy it by hand.'}`),
    )
  })
  const picture = document.createElement('details')
  const summary = document.createElement('summary')
  summary.textContent = `Code ${String(index + 1)} as a picture, to be photographed`
  picture.append(summary, qrCode(linkOf(code), `Code ${String(index + 1)} as a QR code`))
  row.append(text, copy, picture)
  return row
}

/** The clipboard API exists only in secure contexts. @returns whether the text was copied */
async function copied(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined
  const done = await clipboard?.writeText(text).then(
    () => true,
    () => false,
  )
  return done ?? false
}

async function once(act: () => Promise<void>): Promise<void> {
  if (busy) return
  busy = true
  el('[data-el=errors]').hidden = true
  try {
    await act()
  } catch (error) {
    say('')
    el('[data-el=error]').textContent = error instanceof Error ? error.message : String(error)
    el('[data-el=errors]').hidden = false
    el('[data-el=errors]').focus()
  } finally {
    busy = false
  }
}

function start(): void {
  if (!root) return
  root.hidden = false
  try {
    kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Kept | null
  } catch {
    kept = null
  }
  const on = (step: string, act: () => Promise<void>) =>
    el(`form[data-step=${step}]`).addEventListener('submit', (event) => {
      event.preventDefault()
      void once(act)
    })
  on('address', askForCode)
  on('code', draw)
  el('[data-act=save]').addEventListener('click', () =>
    save('codes.txt', 'text/plain', (kept?.codes ?? []).map((code) => `${linkOf(code)}\n`).join('\n')),
  )
  el('[data-act=again]').addEventListener('click', () => {
    el('[data-el=errors]').hidden = true
    show('address')
    el('[name=address]').focus()
  })
  el('[data-act=forget]').addEventListener('click', () => {
    try {
      sessionStorage.removeItem(name)
    } catch {
      // Nothing was stored.
    }
    location.reload()
  })
  show(kept?.codes ? 'codes' : kept ? 'code' : 'address')
}

start()
