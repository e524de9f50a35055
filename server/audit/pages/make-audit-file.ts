import type { Core } from '../../core.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { revisionDocument } from '../../letter/rules.ts'
import { revisionsOf } from '../../letter/queries.ts'
import { Refusal, say } from '../../refusal.ts'
import { openNameList } from '../../signatures/name-list/open-name-list.ts'
import { openOpenings } from '../../signatures/name-list/open-openings.ts'
import { AUDIT_FORMAT } from '../check/audit-file.ts'
import { documentsOf, leavesBetween, logOf, type LogRow } from '../queries.ts'
import { checkpointShown, type PublishedCheckpoint } from '../checkpoint-of.ts'
import { keyOfLog } from '../signed-tree.ts'

const atOnce = 1000
const tries = 3

/**
 * Everything that a check of the count needs, in one file (docs/checking.md). The parts are read as they are sent, so that a
 * large log needs no memory. The file breaks off if a batch changes the list of names before it is sent.
 * @throws Refusal while the letter shows no count
 */
export async function makeAuditFile(core: Core, letter: AddressedLetter): Promise<AsyncIterable<string>> {
  return partsOf(core, letter, await stateOf(core, letter))
}

/** The hash of the list of names that the newest leaf about it has, and its nonce. */
type NamesHash = Pick<LogRow, 'names_hash' | 'names_nonce'>

/** The checkpoint, and the hash of the list of names that belongs to it. */
interface State {
  checkpoint: PublishedCheckpoint
  list: NamesHash
}

/** A batch between two reads changes both. */
async function stateOf(core: Core, letter: AddressedLetter): Promise<State> {
  for (let tried = 0; tried < tries; tried++) {
    const list = await listOf(core, letter)
    const checkpoint = await checkpointShown(core, letter)
    if (!checkpoint) throw new Refusal('not-found', 'no-count', say('audit-no-count-refusal'))
    if (isSame(await listOf(core, letter), list)) return { checkpoint, list }
  }
  throw countChangesRefusal()
}

async function listOf({ db }: Core, { id }: AddressedLetter): Promise<NamesHash> {
  return (await logOf(db, id)) ?? { names_hash: null, names_nonce: null }
}

function isSame({ names_hash: one }: NamesHash, { names_hash: other }: NamesHash): boolean {
  return one === null || other === null ? one === other : one.equals(other)
}

function countChangesRefusal(): Refusal {
  return new Refusal('unavailable', 'count-changes', say('audit-count-changes-refusal'))
}

async function* partsOf(core: Core, letter: AddressedLetter, { checkpoint, list }: State): AsyncGenerator<string> {
  const revisions = await revisionsOf(core.db, letter.id)
  const policies = await documentsOf(core.db, letter.id)
  const documents = [
    ...policies.map(({ hash, text }) => [hash.toString('hex'), text]),
    ...revisions.map((revision) => [revision.hash.toString('hex'), revisionDocument(revision)]),
  ]
  const head = {
    format: AUDIT_FORMAT,
    letter: letter.id,
    title: revisions.at(-1)?.title ?? '',
    page: `${core.config.origin}/letters/${letter.key}`,
    key: keyOfLog(core, letter.id),
    checkpoint: checkpoint.note,
    names_nonce: list.names_nonce?.toString('hex') ?? '',
    documents: Object.fromEntries(documents) as Record<string, string>,
  }
  yield `${JSON.stringify(head).slice(0, -1)},\n"leaves": [`
  yield* listed(core, letter.id, checkpoint.size, ({ leaf }) => leaf)
  yield '],\n"proofs": ['
  yield* listed(core, letter.id, checkpoint.size, ({ proof }) => proof)
  const unchanged = async () => {
    if (!isSame(await listOf(core, letter), list)) throw countChangesRefusal()
  }
  yield '],\n"names": [\n'
  yield* rowsOf(openNameList(core.db, letter.id), unchanged)
  // After the names, because a name that is hidden meanwhile must not be opened here alone.
  yield '],\n"openings": [\n'
  yield* rowsOf(openOpenings(core.db, letter), unchanged)
  yield ']}\n'
}

/** The rows of a list that is read part by part. `unchanged` throws if it is not the same list any more. */
async function* rowsOf(
  list: AsyncIterable<readonly unknown[]>,
  unchanged: () => Promise<void>,
): AsyncGenerator<string> {
  let first = true
  for await (const rows of list) {
    await unchanged()
    yield `${first ? '' : ',\n'}${rows.map((row) => JSON.stringify(row)).join(',\n')}`
    first = false
  }
  // Also if a batch left no row.
  await unchanged()
}

/** One part of each leaf, as the elements of a list. Read twice, because the file has all leaves before all proofs. */
async function* listed(
  { db }: Core,
  letterId: string,
  size: number,
  part: (leaf: { leaf: string; proof: string | null }) => string | null,
): AsyncGenerator<string> {
  for (let from = 0; from < size; from += atOnce) {
    const leaves = await leavesBetween(db, letterId, from, Math.min(from + atOnce, size))
    yield `${from > 0 ? ',' : ''}\n${leaves.map((leaf) => JSON.stringify(part(leaf))).join(',\n')}`
  }
}
