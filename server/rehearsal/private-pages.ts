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

/** Where anybody who holds a recipient's copy can check it. The QR code of its PDF leads there. */
export async function checkOfFirstCopy({ rehearsal }: Campaign): Promise<string> {
  const shown = /\b[A-Z]{4}-[A-Z]{4}-[A-Z]{4}\b/
  const address = inventedLetter.recipients[0]?.address
  const mail = await rehearsal.catcher.waitFor(({ to, text }) => to === address && shown.test(text))
  return `${rehearsal.server.parts.config.origin}/check?code=${shown.exec(mail.text)?.[0] ?? ''}`
}

async function pageMailedTo({ rehearsal }: Campaign, address: string): Promise<string> {
  const link = /https?:\/\/\S+\/r\/[\w-]+/
  const mail = await rehearsal.catcher.waitFor((each) => each.to === address && link.test(each.text))
  return link.exec(mail.text)?.[0] ?? ''
}
