import { setTimeout as wait } from 'node:timers/promises'
import { agree } from './agree.ts'
import type { Stage } from './campaign-types.ts'
import { readCode, type Client } from './client.ts'
import type { Rehearsal } from './rehearse.ts'
import { answer, answerByMail, assistant, coveringNote, escalationNote, inventedLetter } from './text.ts'

export interface Delivered {
  recipientPage: string
  counts: { delivered: number; names_in_pdf: number | null; pdf_bytes: number }
}

export type Campaign = Stage & { rehearsal: Rehearsal; letter: string }

/** Ids of the stages. */
export type Plan = [first: string, second: string, third: string]

interface Copy {
  name: string
  state: string
  names: number | null
}

interface PlannedStage {
  id: string
  state: string
  notice_until: string | null
  deliveries: Copy[]
}

/**
 * Plans three stages: to one executive once enough have signed and the names that wait have appeared, to the others after a day without
 * an answer, and a delivery by hand.
 */
export async function planStages(stage: Stage, least: number, needed: number | null): Promise<Plan> {
  const { recipients } = await stage.owners[0].get<{ recipients: { id: string; name: string }[] }>(stagesPath(stage))
  const [first = '', ...others] = inventedLetter.recipients.map(
    ({ name }) => recipients.find((each) => each.name === name)?.id ?? '',
  )
  const one = await planned(stage, {
    recipients: [first],
    disclosure: 'names',
    note: coveringNote,
    conditions: { count: { class: 'workers', least }, ...(needed !== null && { together: true }) },
    answer_days: 1,
  })
  const two = await planned(stage, {
    recipients: others,
    disclosure: 'names',
    note: escalationNote,
    conditions: { silence: { after: one, days: 1 } },
    answer_days: 7,
  })
  const three = await planned(stage, {
    kind: 'by-hand',
    recipients: others.slice(-1),
    disclosure: 'count',
    answer_days: 7,
  })
  return [one, two, three]
}

async function planned(stage: Stage, input: object): Promise<string> {
  const { id } = await stage.owners[0].post<{ id: string }>(stagesPath(stage), input)
  const [first, second] = stage.owners
  await first.post(`${stagesPath(stage)}/${id}/approval`, { version: 1 })
  await agree(second, stage.letterId)
  return id
}

function stagesPath({ letterId }: Stage): string {
  return `/dashboard/letters/${letterId}/stages`
}

async function stageNow(campaign: Stage, id: string): Promise<PlannedStage | undefined> {
  const { stages } = await campaign.owners[0].get<{ stages: PlannedStage[] }>(stagesPath(campaign))
  return stages.find((stage) => stage.id === id)
}

async function untilIt(campaign: Stage, id: string, state: string): Promise<PlannedStage> {
  for (let tries = 0; tries < 600; tries++) {
    const stage = await stageNow(campaign, id)
    if (stage?.state === state) return stage
    await wait(100)
  }
  throw new Error(`a stage did not come to be ${state}`)
}

/** Waits for a stage that starts automatically. */
export async function untilSent(campaign: Stage, id: string): Promise<void> {
  await untilIt(campaign, id, 'done')
}

export async function deliverByHand(campaign: Stage, id: string): Promise<void> {
  await campaign.owners[0].post(`${stagesPath(campaign)}/${id}/announcement`, { version: 1 })
  await untilIt(campaign, id, 'sending')
  const today = new Date().toISOString().slice(0, 10)
  await campaign.owners[0].post(`${stagesPath(campaign)}/${id}/hand-over`, { handed_on: today })
}

/** The first executive's office confirms receipt and answers. The owners publish the answer and mark it as one. */
export async function answered(campaign: Campaign, plan: Plan): Promise<Delivered> {
  const { page, pdf } = await firstMail(campaign)
  await answerOnPage(campaign, page)
  const stages = await Promise.all(plan.map((id) => untilIt(campaign, id, 'done')))
  const copies = stages.flatMap(({ deliveries }) => deliveries)
  return {
    recipientPage: page,
    counts: {
      delivered: copies.filter(({ state }) => state === 'accepted').length,
      names_in_pdf: stages[1]?.deliveries[0]?.names ?? null,
      pdf_bytes: pdf,
    },
  }
}

/** Reads the first recipient's mail: it must have the PDF and the link to the private page. */
async function firstMail({ rehearsal }: { rehearsal: Rehearsal }): Promise<{ page: string; pdf: number }> {
  const address = inventedLetter.recipients[0]?.address
  const mail = await rehearsal.catcher.waitFor((each) => each.to === address && each.attachments.length > 0)
  const page = /https?:\/\/\S+\/r\/[\w-]+/.exec(mail.text)?.[0]
  if (page === undefined) throw new Error('the mail does not lead to a page')
  return { page, pdf: mail.attachments[0]?.content.length ?? 0 }
}

async function answerOnPage({ anybody, owners: [owner], letterId, rehearsal }: Campaign, page: string): Promise<void> {
  const at = `/recipients/${page.slice(page.lastIndexOf('/') + 1)}`
  await anybody.post(`${at}/receipt`)
  const before = rehearsal.catcher.mails().length
  const typed = { text: answer, by: assistant }
  const { challenge } = await anybody.post<{ challenge: string }>(`${at}/answers/codes`, typed)
  const code = await readCode(rehearsal.catcher, inventedLetter.recipients[0]?.address ?? '', before)
  await anybody.post(`${at}/answers`, { challenge, code, ...typed })
  const answers = `/dashboard/letters/${letterId}/answers`
  const [received] = (await owner.get<{ answers: { id: string }[] }>(answers)).answers
  if (!received) throw new Error('the answer did not reach the dashboard')
  await owner.post(`${answers}/${received.id}/publication`)
  await owner.post(`${answers}/${received.id}/verdict`, { verdict: 'answers' })
}

/** The second executive replies by mail. An organizer records the reply from its file, and the owners publish it. */
export async function answeredByMail({ owners: [owner], letterId, rehearsal }: Campaign): Promise<void> {
  const address = inventedLetter.recipients[1]?.address
  const copy = await rehearsal.catcher.waitFor((each) => each.to === address && each.attachments.length > 0)
  const file = await rehearsal.answering.reply(copy, answerByMail)
  const answers = `/dashboard/letters/${letterId}/answers`
  const mail = file.toString('base64')
  const { signature } = await owner.post<{ signature: string }>(`${answers}/mail`, { mail })
  if (signature !== 'recipient') throw new Error(`the signature of the reply is ${signature}`)
  const { id } = await owner.post<{ id: string }>(`${answers}/mail/recording`, { mail })
  await owner.post(`${answers}/${id}/publication`)
}

interface Event {
  kind: string
  on: string
  days: number | null
  by: string | null
  until: string | null
  recipients: { name: string }[]
}

/** Returns the timeline as anybody reads it in the API. */
export async function timelineOf(anybody: Client, letter: string): Promise<string[]> {
  const { delivery } = await anybody.get<{ delivery: { events: Event[] } | null }>(`/letters/${letter}`)
  return (delivery?.events ?? []).map(({ kind, on, days, by, until, recipients }) => {
    const more = [
      recipients.map(({ name }) => name).join(', '),
      days === null ? '' : `after ${days} ${days === 1 ? 'day' : 'days'} without an answer`,
      by === null ? '' : `by ${by}`,
      until === null ? '' : `until ${until}`,
    ]
    return [on, kind.padEnd(14), more.filter((each) => each !== '').join(', ')].join('  ').trimEnd()
  })
}
