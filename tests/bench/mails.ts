import { randomBytes } from 'node:crypto'
import nodemailer from 'nodemailer'
import PostalMime from 'postal-mime'
import { readConfig } from '../../server/config.ts'
import type { Core } from '../../server/core.ts'
import { announce } from '../../server/delivery/stages/announce.ts'
import { confirmDelivery } from '../../server/delivery/stages/confirm-delivery.ts'
import { addStage } from '../../server/delivery/plan/change-stage.ts'
import { noConditions } from '../../server/delivery/stages/conditions.ts'
import { insertCrowd } from './crowd.ts'
import { benchDraft, openBenchLetter } from './letter.ts'
import { alternate, rateRow, type BenchRow } from './row.ts'
import { coreBeside, end, firstLine, start, startApp } from './server.ts'

/**
 * A delivery to this many recipients, with letter and list as text, HTML and PDF. The reference is pooled nodemailer with the
 * same mails.
 */
export async function mailRow(name: string, mails: number, rounds: number): Promise<BenchRow> {
  const smtp = start('smtp-process.ts')
  const url = await firstLine(smtp)
  const app = await startApp({ WORKER: 'on', SMTP_URL: url })
  const { core: beside, database } = coreBeside(app)
  const core = { ...beside, config: readConfig({ SMTP_URL: url, LIMITS: 'off' }) }
  const pool = nodemailer.createTransport({ url, pool: true, logger: false })
  const { id: organizer } = await core.db
    .insertInto('organizer')
    .values({ address_tag: randomBytes(32), address_sealed: randomBytes(64), name: 'Rosa', created_on: '2026-01-01' })
    .returning('id')
    .executeTakeFirstOrThrow()
  let letters = 0
  const delivered = async () => {
    const send = await readyToSend(core, organizer, `delivered-${letters++}`, mails)
    await send.confirm()
    return perSecond(mails, () => allAccepted(core, send.stage, mails))
  }
  try {
    await delivered()
    smtp.stdin?.write('\n')
    const message = await asSent(await firstLine(smtp))
    const bare = () =>
      perSecond(mails, () =>
        Promise.all(
          Array.from({ length: mails }, (_, index) => pool.sendMail({ ...message, to: `r${index}@board.example` })),
        ),
      )
    await bare()
    return rateRow(name, 'mails/s', await alternate(rounds, delivered, bare), 'text, HTML and PDF each')
  } finally {
    pool.close()
    await database.close()
    await app.stop()
    await end(smtp, 'SIGTERM')
  }
}

/** Everything up to the confirmation. It is not timed, because the comparison is about sending. */
async function readyToSend(core: Core, organizer: string, slug: string, mails: number) {
  const recipients = Array.from({ length: mails }, (_, index) => ({
    name: `Recipient ${index}`,
    office: 'Member of the board',
    address: `r${index}@board.example`,
  }))
  const letter = await openBenchLetter(core, slug, {}, { ...benchDraft, recipients })
  await insertCrowd(core, letter, 450)
  await core.db.updateTable('letter').set({ notice_hours: 0 }).where('id', '=', letter.id).execute()
  await core.db
    .insertInto('membership')
    .values({ letter_id: letter.id, organizer_id: organizer, role: 'owner' })
    .execute()
  const rows = await core.db.selectFrom('recipient').select('id').where('letter_id', '=', letter.id).execute()
  const input = {
    kind: 'mail',
    recipients: rows.map(({ id }) => id),
    press: '',
    note: 'We ask for an answer.',
    disclosure: 'names',
    conditions: noConditions,
  }
  const stage = await addStage(core, organizer, letter.id, input, new Date())
  await announce(core, { id: organizer }, letter.id, { stageId: stage, version: 1 }, new Date())
  return { stage, confirm: () => confirmDelivery(core, { id: organizer }, letter.id, stage, new Date()) }
}

async function allAccepted(core: Core, stage: string, mails: number): Promise<void> {
  for (;;) {
    const rows = await core.db
      .selectFrom('delivery')
      .select(['state', (is) => is.fn.countAll<number>().as('count')])
      .where('stage_id', '=', stage)
      .groupBy('state')
      .execute()
    const accepted = rows.find(({ state }) => state === 'accepted')?.count ?? 0
    if (accepted === mails) return
    if (rows.some(({ state }) => state === 'refused' || state === 'unsure')) throw new Error('a mail was not accepted')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function perSecond(mails: number, send: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await send()
  return (mails * 1000) / (performance.now() - began)
}

/** The parts of a mail that we sent, so that the reference can send it too. */
async function asSent(raw: string) {
  const { subject = '', text = '', html = '', attachments } = await PostalMime.parse(Buffer.from(raw, 'base64'))
  return {
    from: 'letters@localhost',
    subject,
    text,
    html,
    attachments: attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? 'letter.pdf',
      contentType: mimeType,
      content: Buffer.from(content as ArrayBuffer),
    })),
  }
}
