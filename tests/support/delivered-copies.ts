import type { TestServer } from './app.ts'
import { confirmed, signedLetter, three, type Campaign } from './deliveries.ts'

/** A letter whose copies for two executives have arrived, the path of its answers, and the id of each copy's mail. */
export async function deliveredCopies(
  server: TestServer,
): Promise<{ campaign: Campaign; base: string; copies: Record<string, string> }> {
  const campaign = await signedLetter(server, three)
  await confirmed(server, campaign, { to: ['Ada Hartley', '李小龍'] })
  await server.work()
  const rows = await server.parts.db
    .selectFrom('delivery as d')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .select(['r.name', 'd.message_id'])
    .where('r.letter_id', '=', campaign.letter.id)
    .execute()
  const copies = Object.fromEntries(rows.map(({ name, message_id }) => [name, message_id]))
  return { campaign, base: `/dashboard/letters/${campaign.letter.id}/answers`, copies }
}
