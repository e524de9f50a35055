import { sql } from 'kysely'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import type { Core } from '../../server/core.ts'
import { randomId } from '../../server/crypto/keyed-hash.ts'
import { sealedName } from '../../server/signatures/stored-name.ts'
import { moveTallies, setBatchTimes } from '../../server/signatures/batch/queries.ts'

/** Rows that one statement inserts. */
const chunk = 100_000

/**
 * Inserts counted signatures with SQL alone, because there may be a million: half withheld, three of ten public, two of ten
 * anonymous. Each has a claim, and every tenth a subscriber. What is sealed is random, because nothing here opens it.
 */
export async function insertMany(core: Core, letter: AddressedLetter, count: number): Promise<void> {
  const { db } = core
  for (let from = 0; from < count; from += chunk) {
    const numbers = sql`generate_series(${from + 1}::int, ${Math.min(count, from + chunk)}::int) as n`
    const key = (what: string) => sql`sha256((${letter.id}::text || ${what}::text || n)::bytea)`
    await sql`
      insert into signature (id, letter_id, revision, visibility, class, verifier, name, name_sealed, resemblance, doubtful, named)
      select substring(${key('id')} for 16), ${letter.id}, 1,
        case when n % 10 < 5 then 'withheld' when n % 10 < 8 then 'public' else 'anonymous' end, 'mailbox',
        case when n % 10 < 8 then ${key('verifier')} end,
        case when n % 10 between 5 and 7 then 'Ana Lindqvist ' || n end,
        case when n % 10 < 5 then ${key('name')} || ${key('more')} end,
        case when n % 10 < 8 then case when n % 20 = 0 then 'no' else 'yes' end end, n % 20 = 0, n % 10 < 8
      from ${numbers} order by 1`.execute(db)
    await sql`
      insert into credential (id, letter_id, class, public_key, prefix, signatures, revision, commitment, proof)
      select ${key('id')}, ${letter.id}, 'mailbox', ${key('key')}, ${key('prefix')},
        array[decode(repeat(md5(n::text), 24), 'hex')], 1, sha256(''), ${key('one')} || ${key('two')}
      from ${numbers} where n % 10 > 7 order by 1`.execute(db)
    await sql`insert into claim (letter_id, tag, request_hash)
      select ${letter.id}, ${key('claim')}, ${key('request')} from ${numbers} order by 2`.execute(db)
    await sql`insert into subscriber (id, letter_id, address_tag, address_sealed)
      select substring(${key('subscriber')} for 16), ${letter.id}, ${key('address')}, ${key('a')} || ${key('b')}
      from ${numbers} where n % 10 = 0 order by 1`.execute(db)
  }
  await sql`select fill_claim_buckets()`.execute(db)
  const now = new Date()
  const tallied = (visibility: string, by: number) => ({
    revision: 1,
    class: 'mailbox',
    visibility,
    employer_id: null,
    by,
  })
  await moveTallies(db, letter.id, now.toISOString().slice(0, 10), [
    tallied('withheld', count * 0.5),
    tallied('public', count * 0.3),
    tallied('anonymous', count * 0.2),
  ])
  await sql`update letter set names_doubtful = ${Math.floor(count / 20)}::int where id = ${letter.id}`.execute(db)
  await setBatchTimes(db, letter.id, { nextBatchAt: letter.next_batch_at, asOf: now, collecting: false })
}

/**
 * Makes this many signatures wait, with their claims: half withheld, three of ten public, two of ten anonymous. Every twentieth
 * signatory asks for updates.
 */
export async function letWait(core: Core, letter: AddressedLetter, count: number, round: string): Promise<void> {
  const { db } = core
  const key = (what: string) => sql`sha256((${letter.id}::text || ${round}::text || ${what}::text || n)::bytea)`
  await sql`insert into claim (letter_id, tag, request_hash)
    select ${letter.id}, ${key('claim')}, ${key('request')} from generate_series(1, ${count}::int) as n`.execute(db)
  await sql`insert into subscriber (id, letter_id, address_tag, address_sealed)
    select substring(${key('subscriber')} for 16), ${letter.id}, ${key('address')}, ${key('a')} || ${key('b')}
    from generate_series(1, ${Math.ceil(count / 20)}::int) as n`.execute(db)
  const named = Array.from({ length: count * 0.8 }, (_, index) => {
    const id = randomId()
    const place = { id, letter_id: letter.id }
    const name_sealed = sealedName(core, place, { name: `Ana Lindqvist ${index}` })
    return { id, name_sealed, public: index % 8 < 3, resemblance: index % 16 === 0 ? 'no' : 'yes' }
  })
  await sql`
    insert into waiting_signature (id, letter_id, revision, visibility, class, verifier, name_sealed, resemblance)
    select w.id, ${letter.id}::uuid, 1, case when w.open then 'public' else 'withheld' end, 'mailbox', sha256(w.id), w.name, w.resemblance
    from unnest(${named.map(({ id }) => id)}::bytea[], ${named.map((each) => each.name_sealed)}::bytea[],
      ${named.map((each) => each.public)}::boolean[], ${named.map((each) => each.resemblance)}::text[]) as w (id, name, open, resemblance)`.execute(
    db,
  )
  await sql`insert into pending (id, letter_id, class, public_key, prefix, signatures, revision, commitment, proof)
    select ${key('id')}, ${letter.id}, 'mailbox', ${key('key')}, ${key('prefix')},
      array[decode(repeat(md5(n::text), 24), 'hex')], 1, sha256(''), ${key('one')} || ${key('two')}
    from generate_series(1, ${count * 0.2}::int) as n order by 1`.execute(db)
}
