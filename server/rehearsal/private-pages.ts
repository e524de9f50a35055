import { readCode } from './client.ts'
import type { Campaign } from './deliver.ts'
import { counsel, inventedLetter } from './text.ts'

/** The second executive asks for a month, with a code. */
export async function askForAMonth(campaign: Campaign): Promise<void> {
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  await actOnPage(campaign, inventedLetter.recipients[1]?.address ?? '', 'time', { until })
}

/**
 * The third executive lets a lawyer answer, with a code.
 * @returns the address of the lawyer's page
 */
export async function letCounselAnswer(campaign: Campaign): Promise<string> {
  await actOnPage(campaign, inventedLetter.recipients[2]?.address ?? '', 'delegation', counsel)
  return pageMailedTo(campaign, counsel.address)
}

async function actOnPage(
  campaign: Campaign,
  address: string,
  act: 'time' | 'delegation',
  typed: object,
): Promise<void> {
  const { anybody, rehearsal } = campaign
  const page = await pageMailedTo(campaign, address)
  const at = `/recipients/${page.slice(page.lastIndexOf('/') + 1)}/${act}`
  const before = rehearsal.catcher.mails().length
  const { challenge } = await anybody.post<{ challenge: string }>(`${at}/codes`, typed)
  const code = await readCode(rehearsal.catcher, address, before)
  await anybody.post(at, { challenge, code, ...typed })
}

async function pageMailedTo({ rehearsal }: Campaign, address: string): Promise<string> {
  const link = /https?:\/\/\S+\/r\/[\w-]+/
  const mail = await rehearsal.catcher.waitFor((each) => each.to === address && link.test(each.text))
  return link.exec(mail.text)?.[0] ?? ''
}
