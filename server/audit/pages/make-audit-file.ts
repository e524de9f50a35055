import type { Core } from '../../core.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { revisionDocument } from '../../letter/rules.ts'
import { revisionsOf } from '../../letter/queries.ts'
import { Refusal, say } from '../../refusal.ts'
import { openNameList, type OpenedEntry } from '../../signatures/name-list/open-name-list.ts'
import { AUDIT_FORMAT } from '../check/audit-file.ts'
import { documentsOf, leavesBetween } from '../queries.ts'
import { checkpointShown, type PublishedCheckpoint } from '../checkpoint-of.ts'
import { keyOfLog } from './show-audit.ts'

const atOnce = 1000
const tries = 3

/**
 * Everything that a check of the count needs, in one file (docs/checking-a-count.md). The parts are read as they are sent, so that a
 * large log needs no memory.
 * @throws Refusal while the letter shows no count
 */
export async function makeAuditFile(core: Core, letter: AddressedLetter): Promise<AsyncIterable<string>> {
  const { checkpoint, names } = await readNames(core, letter)
  return partsOf(core, letter, checkpoint, names)
}

/** The checkpoint, and the list of names that belongs to it. A batch between the two reads changes both. */
async function readNames(
  core: Core,
  letter: AddressedLetter,
): Promise<{ checkpoint: PublishedCheckpoint; names: OpenedEntry[] }> {
  for (let tried = 0; tried < tries; tried++) {
    const checkpoint = await checkpointShown(core, letter)
    if (!checkpoint) throw new Refusal('not-found', 'no-count', say('audit-no-count-refusal'))
    const names = await openNameList(core.db, letter)
    if ((await checkpointShown(core, letter))?.size === checkpoint.size) return { checkpoint, names }
  }
  throw new Refusal('unavailable', 'count-changes', say('audit-count-changes-refusal'))
}

async function* partsOf(
  core: Core,
  letter: AddressedLetter,
  checkpoint: PublishedCheckpoint,
  names: readonly OpenedEntry[],
): AsyncGenerator<string> {
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
    documents: Object.fromEntries(documents) as Record<string, string>,
  }
  yield `${JSON.stringify(head).slice(0, -1)},\n"leaves": [`
  yield* listed(core, letter.id, checkpoint.size, ({ leaf }) => leaf)
  yield '],\n"proofs": ['
  yield* listed(core, letter.id, checkpoint.size, ({ proof }) => proof)
  yield '],\n"names": [\n'
  for (let from = 0; from < names.length; from += atOnce) {
    const part = names.slice(from, from + atOnce).map((name) => JSON.stringify(name))
    yield `${from > 0 ? ',\n' : ''}${part.join(',\n')}`
  }
  yield ']}\n'
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
