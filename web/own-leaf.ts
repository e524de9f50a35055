import { bucketBits, bucketOf } from '../server/audit/buckets.ts'
import { parseLeaf, type Leaf } from '../server/audit/leaf.ts'
import { fromBase64 } from '../server/crypto/base64.ts'
import { credentialClasses } from '../server/crypto/credential.ts'
import { leafHash, verifyMany } from '../server/crypto/merkle-tree.ts'
import { parseVerifierKey, verifyCheckpoint, type Checkpoint } from '../server/crypto/signed-note.ts'
import { inHex, utf8, type Bytes } from './anonymity/bytes.ts'
import { credentialId } from './anonymity/credential.ts'
import { keyTyped } from './anonymity/key-typed.ts'
import { Page } from './anonymity/page.ts'
import { deriveSecret, parseSigningKey } from './anonymity/signing-key.ts'

/**
 * Finds the own leaf in a letter's log. The slip stays in the browser. The server is asked for whole parts of the log, each shared by
 * a thousand leaves or more, and always for one of each kind of signature.
 */
const root = document.querySelector<HTMLElement>('[data-own-leaf]')

interface Listed {
  checkpoint: string
  numbers: number[]
  leaves: string[]
  proof: string[]
}

interface Found {
  number: number
  leaf: Leaf
}

if (root) {
  const page = new Page(root)
  page.onSubmit({ find: () => page.attempt('signing_key', () => find(page, root)) })
  page.onAct({ again: () => page.show('find') })
  page.show('find', false)
}

async function find(page: Page, { dataset }: HTMLElement): Promise<void> {
  const seed = parseSigningKey(keyTyped(page, 'signing_key'))
  if (!seed) return
  page.empty('signing_key')
  page.announce('looking')
  const letter = dataset['letter'] ?? ''
  const ids = [
    deriveSecret(seed, letter, 'leaf'),
    ...credentialClasses.map((verification) => credentialId({ seed, letter, verification })),
  ]
  const tree = await read(`${page.path}/log/checkpoint`).then((answer) => answer.text())
  const checkpoint = genuine(tree, dataset['key'] ?? '')
  const found: Found[] = []
  for (const id of ids) found.push(...(await leavesOf(page.path, id, checkpoint, dataset['key'] ?? '')))
  show(page, found, checkpoint.size)
}

async function leavesOf(path: string, id: Bytes, { size }: Checkpoint, key: string): Promise<Found[]> {
  const bits = bucketBits(size)
  const answer = await read(`${path}/log/leaves/${bits}/${bucketOf(id, bits)}`)
  const listed = (await answer.json()) as Listed
  const { root, size: newest } = genuine(listed.checkpoint, key)
  const texts = listed.leaves.map(utf8)
  const proof = listed.proof.map((hash) => fromBase64(hash) ?? new Uint8Array())
  const tree = { indexes: listed.numbers, size: newest, root }
  if (texts.length > 0 && !verifyMany(tree, texts.map(leafHash), proof))
    throw new Error('the leaves are not in the tree')
  const own = inHex(id)
  return listed.leaves.flatMap((text, at) => {
    const leaf = parseLeaf(text)
    return leaf && 'id' in leaf && leaf.id === own ? [{ number: (listed.numbers[at] ?? 0) + 1, leaf }] : []
  })
}

/** @throws Error unless the key of the page signed the checkpoint */
function genuine(note: string, key: string): Checkpoint {
  const verifier = parseVerifierKey(key)
  const checkpoint = verifier && verifyCheckpoint(note, verifier)
  if (!checkpoint) throw new Error('the checkpoint is not signed by the letter')
  return checkpoint
}

async function read(path: string): Promise<Response> {
  const answer = await fetch(path, { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' })
  if (!answer.ok) throw new Error(`${path} is not there`)
  return answer
}

function show(page: Page, found: readonly Found[], size: number): void {
  const last = found.at(-1)?.leaf.kind
  const state = last === undefined ? 'unknown' : last === 'add' || last === 'change' ? 'standing' : 'ended'
  page.show('found')
  page.write('heading', page.words(`${state}-heading`))
  page.write(
    'words',
    page.words(`${state}-words`, { size: new Intl.NumberFormat(document.documentElement.lang).format(size) }),
  )
  page.el('entries')?.replaceChildren(...found.map((each) => entry(page, each)))
}

function entry(page: Page, { number, leaf }: Found): HTMLElement {
  const item = document.createElement('li')
  const words = page.words(`entry-${leaf.kind}`, {
    number: new Intl.NumberFormat(document.documentElement.lang).format(number),
    ...('group' in leaf && {
      group: page.words(`group-${leaf.group}`),
      class: page.words(`class-${leaf.verification}`),
      revision: leaf.revision,
    }),
  })
  item.textContent = words
  return item
}
