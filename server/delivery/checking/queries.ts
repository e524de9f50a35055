import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { LetterState } from '../../letter/rules.ts'
import type { SnapshotTally } from '../snapshot.ts'
import type { Disclosure, DeliveryState } from '../rules.ts'

export interface CheckedCopy {
  letter_id: string
  slug: string
  public: boolean
  press_contact: string | null
  title: string
  language: string
  revision: number
  revision_hash: Buffer
  name: string
  office: string
  kind: 'mail' | 'by-hand'
  state: DeliveryState
  delivered_at: Date | null
  handed_on: string | null
  disclosure: Disclosure
  tally: SnapshotTally
  as_of: Date
  answer_by: string | null
  names: number
  content_hash: Buffer
  /** The hashes of earlier versions, in hexadecimal. A copy that was sent or printed again may have one of them. */
  earlier: string[]
}

/**
 * Finds a copy by the hash of its check code, in whatever state the copy is: somebody who has the code has the copy, also if a mail
 * server has reported later that it could not be delivered. Copies of purged letters have no codes any more.
 */
export async function copyByCheck(db: Db, hash: Buffer): Promise<CheckedCopy | undefined> {
  const { rows } = await sql<CheckedCopy & { letter_state: LetterState }>`
    select l.id as letter_id, l.slug, l.public, n.press_contact, r.title, r.language, r.number as revision, r.hash as revision_hash,
      p.name, p.office, s.kind, d.state, d.accepted_at as delivered_at, s.handed_on::text as handed_on, s.disclosure,
      n.tally, n.as_of, n.answer_by::text as answer_by, e.names, e.content_hash,
      array(select encode(b.content_hash, 'hex') from snapshot_edition b
        where b.stage_id = s.id and b.since_revision = d.since_revision and b.version < n.version order by b.version) as earlier
    from recipient_page t
    join delivery d on d.id = t.delivery_id
    join recipient p on p.id = d.recipient_id
    join stage s on s.id = d.stage_id
    join letter l on l.id = s.letter_id
    left join copy_pdf f on f.delivery_id = d.id
    join snapshot n on n.stage_id = s.id and n.version = coalesce(d.snapshot_version, f.version)
    join snapshot_edition e on e.stage_id = s.id and e.version = n.version and e.since_revision = d.since_revision
    join revision r on r.letter_id = l.id and r.number = n.revision
    where t.check_hash = ${hash} and l.state <> 'purged'`.execute(db)
  return rows[0]
}
