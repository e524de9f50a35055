import { bucketBits, bucketOf } from '../server/audit/buckets.ts'
import { commitmentOf, commitmentSalt } from '../server/audit/commitments.ts'
import { parseLeaf, searchedBy, type Leaf, type LeafOf } from '../server/audit/leaf.ts'
import { fromBase64 } from '../server/crypto/base64.ts'
import { credentialClasses } from '../server/crypto/credential.ts'
import { leafHash, verifyMany } from '../server/crypto/merkle-tree.ts'
import { parseVerifierKey, verifyCheckpoint, type Checkpoint } from '../server/crypto/signed-note.ts'
import { tidyName } from '../server/text/tidy-name.ts'
import { inHex, utf8, type Bytes } from './anonymity/bytes.ts'
import { credentialId } from './anonymity/credential.ts'
import { keyTyped } from './anonymity/key-typed.ts'
import { Page, Wrong } from './anonymity/page.ts'
import { deriveSecret, parseSigningKey } from './anonymity/signing-key.ts'

/**
 * Finds the own leaf in a letter's log. The slip stays in the browser. The server is asked for whole parts of the log, each shared by
 * a thousand leaves or more, and always for one of each kind of signature that the letter has, and for one name if there are any that
 * wait.
 */
const root = document.querySelector<HTMLElement>('[data-own-leaf]')

interface Log {
  page: Page
  /** The key that signs its checkpoints. */
  key: string
  /** How many first bits of an id the server may learn. */
  bits: number
}

interface Listed {
  checkpoint: string
  numbers: number[]
  leaves: string[]
  proof: string[]
}

const groups = {
  anonymous: 'group-anonymous',
  hidden: 'group-hidden',
  public: 'group-public',
  together: 'group-together',
} as const

type OwnLeaf = Extract<Leaf, { group: unknown }>

interface Found<Kind extends Leaf = OwnLeaf> {
  number: number
  leaf: Kind
}

/** A name that waits, or waited, for others. `commit` is the leaf that fixes it. */
interface HeldName {
  typed: boolean
  commit: Found<LeafOf<'commit'>> | undefined
}

const entries = {
  add: 'entry-add',
  change: 'entry-change',
  withdraw: 'entry-withdraw',
  invalidate: 'entry-invalidate',
  lost: 'entry-lost',
} as const satisfies Record<OwnLeaf['kind'], string>

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
  const classes = (dataset['credentials'] ?? '').split(' ')
  const offered = credentialClasses.filter((verification) => classes.includes(verification))
  const ids = [
    deriveSecret(seed, letter, 'leaf'),
    ...offered.map((verification) => credentialId({ seed, letter, verification })),
  ]
  const log: Log = { page, key: dataset['key'] ?? '', bits: Number(dataset['bits']) }
  const checkpoint = genuine(log, await (await read(log, 'checkpoint')).text())
  // The log can have fewer ids than leaves, never more.
  log.bits = Math.min(log.bits, bucketBits(checkpoint.size))
  const found: Found[] = []
  for (const id of ids) found.push(...(await leavesOf(log, id)).filter(isOwn))
  const name = tidyName(page.typed('held_name'))
  page.empty('held_name')
  const round = Number(dataset['round'] ?? 0)
  const held: HeldName | null = round === 0 ? null : { typed: name !== '', commit: undefined }
  if (held) {
    // Without a name it asks for a part too, so that the request does not tell who has a name that waits.
    const commitment = commitmentOf(commitmentSalt(deriveSecret(seed, letter, 'together'), round), name)
    held.commit = (await leavesOf(log, commitment)).find(isCommit)
  }
  show(page, found, checkpoint.size)
  if (held) showName(page, found, held)
}

function isOwn(found: Found<Leaf>): found is Found {
  return 'group' in found.leaf
}

function isCommit(found: Found<Leaf>): found is Found<LeafOf<'commit'>> {
  return found.leaf.kind === 'commit'
}

async function leavesOf(log: Log, id: Bytes): Promise<Found<Leaf>[]> {
  const answer = await read(log, `leaves/${log.bits}/${bucketOf(id, log.bits)}`)
  const listed = (await answer.json()) as Listed
  const { root, size: newest } = genuine(log, listed.checkpoint)
  const texts = listed.leaves.map(utf8)
  const proof = listed.proof.map((hash) => fromBase64(hash) ?? new Uint8Array())
  const tree = { indexes: listed.numbers, size: newest, root }
  if (texts.length > 0 && !verifyMany(tree, texts.map(leafHash), proof)) throw new Wrong(log.page.words('not-in-tree'))
  const own = inHex(id)
  return listed.leaves.flatMap((text, at) => {
    const leaf = parseLeaf(text)
    return leaf && searchedBy(leaf) === own ? [{ number: (listed.numbers[at] ?? 0) + 1, leaf }] : []
  })
}

/** @throws Wrong unless the key of the page signed the checkpoint */
function genuine({ page, key }: Log, note: string): Checkpoint {
  const verifier = parseVerifierKey(key)
  const checkpoint = verifier && verifyCheckpoint(note, verifier)
  if (!checkpoint) throw new Wrong(page.words('not-in-tree'))
  return checkpoint
}

/** @throws Wrong if the server does not answer, or has made a new checkpoint since */
async function read({ page }: Log, file: string): Promise<Response> {
  const plain = { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' } as const
  const answer = await fetch(`${page.path}/log/${file}`, plain).catch(() => null)
  if (answer?.ok !== true) throw new Wrong(page.words('no-answer'))
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

/** Says whether the name is fixed, to somebody whose signature stands together with others or who typed a name. */
function showName(page: Page, found: readonly Found[], { typed, commit }: HeldName): void {
  const last = found.at(-1)?.leaf
  const isTogether = last?.group === 'together' && (last.kind === 'add' || last.kind === 'change')
  const number = new Intl.NumberFormat(document.documentElement.lang).format(commit?.number ?? 0)
  const words = commit ? 'name-fixed' : typed ? 'name-not-fixed' : 'name-not-typed'
  page.reveal('name', typed || isTogether)
  page.write('name', page.words(words, { number }))
}

function entry(page: Page, { number, leaf }: Found): HTMLElement {
  const item = document.createElement('li')
  const words = page.words(entries[leaf.kind], {
    number: new Intl.NumberFormat(document.documentElement.lang).format(number),
    group: page.words(groups[leaf.group]),
    class: page.words(`class-${leaf.verification}`),
    revision: leaf.revision,
  })
  item.textContent = words
  return item
}
