import { setTimeout as wait } from 'node:timers/promises'
import type { Stage } from './campaign-types.ts'
import { readCode } from './client.ts'
import type { Rehearsal } from './rehearse.ts'
import { answer, coveringNote, inventedLetter } from './text.ts'

export interface Delivered {
  recipientPage: string
  counts: { delivered: number; names_in_pdf: number | null; pdf_bytes: number }
}

interface Copy {
  name: string
  state: string
  names: number | null
}

/** Announced on the page, confirmed by both owners, sent to each recipient; one confirms receipt and answers; the answer is published. */
export async function deliverAndAnswer(campaign: Stage & { rehearsal: Rehearsal; letter: string }): Promise<Delivered> {
  const { owners, letterId } = campaign
  const stages = `/desk/letters/${letterId}/stages`
  const { recipients } = await owners[0].get<{ recipients: { id: string }[] }>(stages)
  const draft = { recipients: recipients.map(({ id }) => id), disclosure: 'names', note: coveringNote }
  const { id } = await owners[0].post<{ id: string }>(stages, draft)
  await owners[0].post(`${stages}/${id}/announcement`, { version: 1 })
  await untilNoticeIsOver(campaign, id)
  for (const owner of owners) await owner.post(`${stages}/${id}/confirmation`)
  const copies = await untilSent(campaign, id)
  const { page, pdf } = await firstMail(campaign)
  await answerOnPage(campaign, page)
  return {
    recipientPage: page,
    counts: {
      delivered: copies.filter(({ state }) => state === 'accepted').length,
      names_in_pdf: copies[0]?.names ?? null,
      pdf_bytes: pdf,
    },
  }
}

async function untilNoticeIsOver({ owners: [owner], letterId }: Stage, stageId: string): Promise<void> {
  const { stages } = await owner.get<{ stages: { id: string; notice_until: string | null }[] }>(
    `/desk/letters/${letterId}/stages`,
  )
  const until = stages.find(({ id }) => id === stageId)?.notice_until
  if (until) await wait(Math.max(0, new Date(until).getTime() - Date.now()) + 50)
}

async function untilSent({ owners: [owner], letterId }: Stage, stageId: string): Promise<Copy[]> {
  for (let tries = 0; tries < 300; tries++) {
    const { stages } = await owner.get<{ stages: { id: string; state: string; deliveries: Copy[] }[] }>(
      `/desk/letters/${letterId}/stages`,
    )
    const stage = stages.find(({ id }) => id === stageId)
    if (stage?.state === 'done') return stage.deliveries
    await wait(100)
  }
  throw new Error('the delivery did not end')
}

/** What the first recipient finds in the mailbox: the letter with its PDF, and the way to the private page. */
async function firstMail({ rehearsal }: { rehearsal: Rehearsal }): Promise<{ page: string; pdf: number }> {
  const address = inventedLetter.recipients[0]?.address
  const mail = await rehearsal.catcher.waitFor((each) => each.to === address && each.attachments.length > 0)
  const page = /https?:\/\/\S+\/r\/[\w-]+/.exec(mail.text)?.[0]
  if (page === undefined) throw new Error('the mail does not lead to a page')
  return { page, pdf: mail.attachments[0]?.content.length ?? 0 }
}

async function answerOnPage(
  { anybody, owners: [owner], letterId, rehearsal }: Stage & { rehearsal: Rehearsal },
  page: string,
) {
  const at = `/recipients/${page.slice(page.lastIndexOf('/') + 1)}`
  await anybody.post(`${at}/receipt`)
  const before = rehearsal.catcher.mails().length
  const { challenge } = await anybody.post<{ challenge: string }>(`${at}/answers/codes`, { text: answer })
  const code = await readCode(rehearsal.catcher, inventedLetter.recipients[0]?.address ?? '', before)
  await anybody.post(`${at}/answers`, { challenge, code, text: answer })
  const answers = `/desk/letters/${letterId}/answers`
  const [received] = (await owner.get<{ answers: { id: string }[] }>(answers)).answers
  if (!received) throw new Error('the answer did not reach the desk')
  await owner.post(`${answers}/${received.id}/publication`)
  await owner.post(`${answers}/${received.id}/verdict`, { counts: true })
}
