import type { Client } from './client.ts'
import type { Rehearsal } from './rehearse.ts'

/** What `playCampaign` in campaign.ts is given, and what it leaves. */
export interface CampaignOptions {
  rehearsal: Rehearsal
  /** Markdown and CSV of the user's own instead of what is invented. */
  letterFile?: string | undefined
  signatoriesFile?: string | undefined
  /** One line of progress. */
  say: (line: string) => void
}

export interface Played {
  /** Name of the link (letter, dashboard, mail, recipient …) → address. In the order in which to look at them. */
  links: Record<string, string>
  counts: Record<string, unknown>
  /** The public timeline, a line for each event. */
  timeline: string[]
  /** Step → seconds. */
  seconds: Record<string, number>
}

/** Who acts in the campaign, and on which letter. */
export interface Stage {
  anybody: Client
  owners: [Client, Client]
  letterId: string
}
