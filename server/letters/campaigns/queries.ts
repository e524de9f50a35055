import { sql, type Selectable } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Schema } from '../../db/schema.ts'
import type { LetterRow } from '../../letter/queries.ts'

export type CampaignRow = Selectable<Schema['campaign']>

export async function campaignBySlug(db: Db, slug: string): Promise<CampaignRow | undefined> {
  return db.selectFrom('campaign').selectAll().where('slug', '=', slug).executeTakeFirst()
}

/** The campaign in which a letter stands. */
export async function campaignOf(db: Db, letterId: string): Promise<CampaignRow | undefined> {
  return db
    .selectFrom('campaign')
    .innerJoin('campaign_letter', 'campaign_letter.campaign_id', 'campaign.id')
    .selectAll('campaign')
    .where('campaign_letter.letter_id', '=', letterId)
    .executeTakeFirst()
}

/** The campaign to which an invitation leads. */
export async function campaignInvitedTo(db: Db, hash: Buffer): Promise<CampaignRow | undefined> {
  return db.selectFrom('campaign').selectAll().where('invitation_hash', '=', hash).executeTakeFirst()
}

/** Locks a campaign until the transaction ends, so that one letter at a time joins or leaves. Comes after the letter's lock. */
export async function lockCampaign(db: Db, id: string): Promise<CampaignRow | undefined> {
  return db.selectFrom('campaign').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function countInCampaign(db: Db, campaignId: string): Promise<number> {
  const { count } = await db
    .selectFrom('campaign_letter')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('campaign_id', '=', campaignId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

function publicLettersIn(db: Db, campaignId: string) {
  return db
    .selectFrom('letter')
    .innerJoin('campaign_letter', 'campaign_letter.letter_id', 'letter.id')
    .where('campaign_letter.campaign_id', '=', campaignId)
    .where('letter.public', '=', true)
    .where('letter.state', 'in', ['open', 'closed'])
}

/** The public letters of a campaign, in the order of their addresses, so that nothing shows which one joined when. */
export async function lettersInCampaign(db: Db, campaignId: string): Promise<LetterRow[]> {
  return publicLettersIn(db, campaignId).selectAll('letter').orderBy('letter.slug').execute()
}

/** The same letters, with the title of each. */
export async function titlesInCampaign(db: Db, campaignId: string) {
  return publicLettersIn(db, campaignId)
    .innerJoin('revision', (on) =>
      on.onRef('revision.letter_id', '=', 'letter.id').onRef('revision.number', '=', 'letter.revision'),
    )
    .select(['letter.id', 'letter.slug', 'revision.title', 'revision.language'])
    .orderBy('letter.slug')
    .execute()
}

/** Takes an advisory lock, so that two campaigns do not choose the same slug. */
export async function lockCampaignSlugs(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('campaign slug'))`.execute(db)
}

export async function campaignSlugsFrom(db: Db, slug: string): Promise<string[]> {
  const rows = await db.selectFrom('campaign').select('slug').where('slug', 'like', `${slug}%`).execute()
  return rows.map((row) => row.slug)
}

export async function insertCampaign(db: Db, row: { slug: string; title: string; begun_by: string }): Promise<string> {
  const { id } = await db.insertInto('campaign').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function addToCampaign(db: Db, campaignId: string, letterId: string): Promise<void> {
  await db.insertInto('campaign_letter').values({ campaign_id: campaignId, letter_id: letterId }).execute()
}

/** Replaces the invitation. Null takes it away. */
export async function storeInvitation(
  db: Db,
  campaignId: string,
  stored: { invitation_hash: Buffer; invitation_sealed: Buffer } | null,
): Promise<void> {
  await db
    .updateTable('campaign')
    .set(stored ?? { invitation_hash: null, invitation_sealed: null })
    .where('id', '=', campaignId)
    .execute()
}

/**
 * Takes a letter out of its campaign. If it began the campaign, nobody can invite any more. Deletes a campaign without letters.
 * @returns the campaign. Undefined if the letter stands in none
 */
export async function takeOutOfCampaign(db: Db, letterId: string): Promise<CampaignRow | undefined> {
  const found = await campaignOf(db, letterId)
  const campaign = found && (await lockCampaign(db, found.id))
  if (!campaign) return undefined
  const { numDeletedRows } = await db
    .deleteFrom('campaign_letter')
    .where('letter_id', '=', letterId)
    .where('campaign_id', '=', campaign.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return undefined
  if (campaign.begun_by === letterId) {
    await storeInvitation(db, campaign.id, null)
    await db.updateTable('campaign').set({ begun_by: null }).where('id', '=', campaign.id).execute()
  }
  if ((await countInCampaign(db, campaign.id)) === 0)
    await db.deleteFrom('campaign').where('id', '=', campaign.id).execute()
  return campaign
}
