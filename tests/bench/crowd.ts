import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import type { Core } from '../../server/core.ts'
import { randomId } from '../../server/crypto/keyed-hash.ts'
import { notifyLetter } from '../../server/db/notify.ts'
import { employersOf } from '../../server/letter/queries.ts'
import { inventPeople } from '../../server/rehearsal/people.ts'
import {
  insertSignatures,
  moveTallies,
  setBatchTimes,
  type CountedSignature,
} from '../../server/signatures/batch/queries.ts'
import { noName } from '../../server/signatures/stored-name-queries.ts'
import { sealedName } from '../../server/signatures/stored-name.ts'

export interface CrowdOptions {
  /** Everybody signs publicly. Otherwise they choose as the people of a rehearsal do. */
  public?: boolean
}

const chunk = 10_000

/**
 * Inserts counted signatures directly into the tables, as a batch would, including tallies and batch times. They have no claims.
 */
export async function insertCrowd(
  core: Core,
  letter: AddressedLetter,
  count: number,
  options: CrowdOptions = {},
): Promise<void> {
  const now = new Date()
  const employers = await employersOf(core.db, letter.id)
  const domains = employers.map((each) => each.domains[0] ?? '')
  const rows = inventPeople(count, [domains[0] ?? '', domains[1] ?? domains[0] ?? '']).map(
    (person): CountedSignature => {
      const id = randomId()
      const isPublic = options.public === true || person.visibility === 'public'
      return {
        id,
        revision: letter.revision,
        visibility: isPublic ? 'public' : person.visibility,
        class: 'mailbox',
        employer_id: employers.find(({ domains: [own] }) => person.address.endsWith(`@${own ?? ''}`))?.id ?? null,
        verifier: randomBytes(32),
        ...noName,
        ...(isPublic
          ? { name: person.name }
          : { name_sealed: sealedName(core, { id, letter_id: letter.id }, { name: person.name }) }),
        resemblance: null,
        claim_tag: null,
        named: true,
      }
    },
  )
  rows.sort((a, b) => a.id.compare(b.id))
  await core.db.transaction().execute(async (trx) => {
    for (let from = 0; from < rows.length; from += chunk)
      await insertSignatures(trx, letter.id, rows.slice(from, from + chunk))
    await moveTallies(trx, letter.id, now.toISOString().slice(0, 10), tallied(rows))
    await setBatchTimes(trx, letter.id, { nextBatchAt: letter.next_batch_at, asOf: now, collecting: false })
    await notifyLetter(trx, letter.id)
  })
}

function tallied(rows: readonly CountedSignature[]) {
  const cells = new Map<string, Parameters<typeof moveTallies>[3][number]>()
  for (const { revision, class: verification, visibility, employer_id } of rows) {
    const key = JSON.stringify([revision, verification, visibility, employer_id])
    const by = (cells.get(key)?.by ?? 0) + 1
    cells.set(key, { revision, class: verification, visibility, employer_id, by })
  }
  return [...cells.values()]
}
