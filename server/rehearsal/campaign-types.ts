import type { Client } from './client.ts'
import type { Rehearsal } from './rehearse.ts'

/** Input of `playCampaign` in campaign.ts. */
export interface CampaignOptions {
  rehearsal: Rehearsal
  /** Markdown and CSV files of the user, in place of the invented letter and people. */
  letterFile?: string | undefined
  signatoriesFile?: string | undefined
  /** Receives one line of progress. */
  say: (line: string) => void
}

export interface Played {
  /** Name of the link (letter, dashboard, mail, recipient …) → address. In the order in which to look at them. */
  links: Record<string, string>
  counts: Record<string, unknown>
  /** The public timeline, one line for each event. */
  timeline: string[]
  /** Step → seconds. */
  seconds: Record<string, number>
}

/** The people who act in the campaign, and their letter. */
export interface Stage {
  anybody: Client
  owners: [Client, Client]
  letterId: string
}
