import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { deleteCodesOf } from '../../mailbox/mailed-code-queries.ts'
import type { Purged } from '../life.ts'
import { eraseThreads } from '../threads/queries.ts'
import { nameGone } from '../../signatures/stored-name-queries.ts'

/** Purges a letter within the caller's transaction, which holds the letter's lock. */
export async function purgeRows(db: Db, letterId: string): Promise<Purged> {
  const of = (query: RawBuilder<unknown>) =>
    query.execute(db).then(({ numAffectedRows }) => Number(numAffectedRows ?? 0n))
  const stages = sql`(select id from stage where letter_id = ${letterId})`
  const deliveries = sql`(select id from delivery where stage_id in ${stages})`
  const removal_requests = await of(sql`delete from name_claim where letter_id = ${letterId}`)
  const sealed = sql`(name_sealed is not null or held_sealed is not null)`
  const sealed_names = await of(sql`update signature set ${nameGone} where letter_id = ${letterId} and ${sealed}`)
  const names = await of(sql`update signature set ${nameGone} where letter_id = ${letterId} and name is not null`)
  // Without its verifier, a signing key opens nothing. Nothing is left that its holder could take away.
  await of(sql`update signature set verifier = null, resemblance = null, doubtful = false, claim_tag = null, removal_due = null,
      facets_sealed = null, for_log_sealed = null
    where letter_id = ${letterId}`)
  const unpublished_answers = await of(sql`delete from response where letter_id = ${letterId} and published_at is null`)
  await of(sql`update response set text_sealed = null, answered_by_sealed = null where letter_id = ${letterId}`)
  await of(sql`delete from response_pdf
    where published_at is null and response_id in (select id from response where letter_id = ${letterId})`)
  for (const table of ['recipient_challenge', 'delegation', 'bounce'])
    await of(sql`delete from ${sql.table(table)} where delivery_id in ${deliveries}`)
  const recipients_pages = await of(sql`delete from recipient_page where delivery_id in ${deliveries}`)
  await of(sql`update delivery set last_answer = null, address_sealed = null where stage_id in ${stages}`)
  await of(sql`update delivery set state = 'cancelled', next_try_at = null
    where stage_id in ${stages} and state in ('queued', 'printed')`)
  await of(sql`update snapshot set list_sealed = null where stage_id in ${stages} and list_sealed is not null`)
  const delivered_copies = await of(sql`update copy_pdf set sealed = null
    where delivery_id in ${deliveries} and sealed is not null`)
  await of(sql`update stage set covering_note = '', late_because = null, approved_addresses = null, approved_contact = null, approved_place = null
    where letter_id = ${letterId}`)
  await of(sql`update snapshot set note = '', press_contact = null, second_place = null where stage_id in ${stages}`)
  for (const table of ['stage_change', 'stage_stop', 'stage_photo', 'call_recipient'])
    await of(sql`delete from ${sql.table(table)} where stage_id in ${stages}`)
  await of(sql`delete from recipient where letter_id = ${letterId} and press_of is not null`)
  await of(sql`delete from returned_mail where letter_id = ${letterId}`)
  await of(sql`delete from letter_update where letter_id = ${letterId} and text is null`)
  await of(sql`delete from subscriber_challenge where letter_id = ${letterId}`)
  const asked_for_updates = await of(sql`delete from subscriber where letter_id = ${letterId}`)
  const recipients_addresses = await of(
    sql`update recipient set address_sealed = null where letter_id = ${letterId} and address_sealed is not null`,
  )
  const tables = [
    ...['claim', 'claim_bucket', 'claim_count'],
    'challenge',
    'mailed_code',
    'refused_mail',
    'code_total',
    'mine_alone',
    'approval',
    'approval_look',
    'draft_version',
    'invitation',
    'review_link',
  ]
  for (const table of [...tables, 'changed_signature', 'handed_over', 'waiting_statement', 'statement'])
    await of(sql`delete from ${sql.table(table)} where letter_id = ${letterId}`)
  await eraseThreads(db, letterId)
  await deleteCodesOf(db, letterId)
  // The table is unlogged and shared by several letters. The function rewrites it without this letter's rows.
  await of(sql`select from take_pending(${letterId})`)
  const activity = await of(sql`delete from activity where letter_id = ${letterId}`)
  await of(sql`update employer set people = null where letter_id = ${letterId}`)
  const drafts = await of(
    sql`update letter set draft_sealed = null, savers_sealed = null, press_contact = null, second_place = null
    where id = ${letterId} and draft_sealed is not null`,
  )
  await sql`update letter set names_doubtful = 0, names_checked = 0, drafting_kept = false where id = ${letterId}`.execute(
    db,
  )
  return {
    names,
    sealed_names,
    drafts,
    activity,
    recipients_addresses,
    unpublished_answers,
    recipients_pages,
    removal_requests,
    delivered_copies,
    asked_for_updates,
    organizers_accounts: await endMemberships(db, letterId),
  }
}

/** Deletes everything that is sealed under the draft's key. Cancels waiting copies, because nobody can read their addresses. */
export async function eraseDraftRows(db: Db, letterId: string): Promise<void> {
  const stages = sql`(select id from stage where letter_id = ${letterId})`
  await sql`update letter set draft_sealed = null, savers_sealed = null where id = ${letterId}`.execute(db)
  await eraseThreads(db, letterId)
  await sql`delete from letter_update where letter_id = ${letterId} and text is null`.execute(db)
  await sql`update recipient set address_sealed = null where letter_id = ${letterId}`.execute(db)
  await sql`update approval set detail_sealed = null where letter_id = ${letterId}`.execute(db)
  await sql`delete from approval_look where letter_id = ${letterId}`.execute(db)
  await sql`delete from review_link where letter_id = ${letterId}`.execute(db)
  await sql`delete from draft_version where letter_id = ${letterId}`.execute(db)
  await sql`delete from approval_refusal
    where approval_id in (select id from approval where letter_id = ${letterId})`.execute(db)
  await sql`delete from stage_change where stage_id in ${stages}`.execute(db)
  await sql`update delivery set address_sealed = null where stage_id in ${stages}`.execute(db)
  await sql`delete from delegation where delivery_id in (select id from delivery where stage_id in ${stages})`.execute(
    db,
  )
  await sql`update delivery set state = 'cancelled', next_try_at = null
    where stage_id in ${stages} and state in ('queued', 'printed')`.execute(db)
}

/**
 * Ends the memberships of the letter's organizers. Deletes an account, with its address and sessions, if it has no other letter.
 * @returns how many accounts were deleted
 */
async function endMemberships(db: Db, letterId: string): Promise<number> {
  const members = await db
    .deleteFrom('membership')
    .where('letter_id', '=', letterId)
    .returning('organizer_id')
    .execute()
  if (members.length === 0) return 0
  const { numDeletedRows } = await db
    .deleteFrom('organizer')
    .where(
      'id',
      'in',
      members.map(({ organizer_id }) => organizer_id),
    )
    .where((is) =>
      is.not(is.exists(is.selectFrom('membership').select('letter_id').whereRef('organizer_id', '=', 'organizer.id'))),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Counts what stays after a purge. */
export async function countKept(db: Db, letterId: string): Promise<{ signatures: number; revisions: number }> {
  const { rows } = await sql<{ signatures: number; revisions: number }>`
    select (select coalesce(sum(count), 0)::int from tally where letter_id = ${letterId}) as signatures,
      (select count(*)::int from revision where letter_id = ${letterId}) as revisions`.execute(db)
  return rows[0] ?? { signatures: 0, revisions: 0 }
}
