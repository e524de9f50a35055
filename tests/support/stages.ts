import { randomUUID } from 'node:crypto'
import { lockLetter } from '../../server/letter/queries.ts'
import { fireStage } from '../../server/delivery/stages/fire-stage.ts'
import { setConditions } from '../../server/delivery/stages/condition-queries.ts'
import { startStage } from '../../server/delivery/stages/start-stage.ts'
import { recipientsOf, stageOf } from '../../server/delivery/queries.ts'
import type { Disclosure } from '../../server/delivery/rules.ts'
import type { StageKind } from '../../server/delivery/stage.ts'
import type { TestServer } from './app.ts'
import type { Campaign } from './deliveries.ts'

export interface PlannedStage {
  kind?: StageKind
  disclosure?: Disclosure
  /** Names of recipients; all recipients if empty. */
  to?: readonly string[]
  /** Starts after this many days without an answer to another stage. */
  silence?: { after: string; days: number }
  note?: string
}

let stages = 0

/**
 * Plans and announces a stage now, through the verbs that the plan's conditions or owners use.
 * @returns its id
 */
export async function announcedStage(server: TestServer, { letter }: Campaign, stage: PlannedStage): Promise<string> {
  const core = server.parts
  const { kind = 'mail', disclosure = 'count', to, silence, note = '' } = stage
  const recipients = (await recipientsOf(core.db, letter.id)).filter(({ name }) => !to || to.includes(name))
  const id = randomUUID()
  stages++
  await core.db.transaction().execute(async (trx) => {
    const locked = await lockLetter(trx, letter.id)
    await trx
      .insertInto('stage')
      .values({ id, letter_id: letter.id, number: stages, kind, disclosure, covering_note: note })
      .execute()
    if (kind === 'mail' || kind === 'by-hand')
      await trx
        .insertInto('stage_recipient')
        .values(recipients.map((each) => ({ stage_id: id, recipient_id: each.id })))
        .execute()
    if (silence) await setConditions(trx, id, [{ kind: 'silence', ...silence }])
    await fireStage(core, trx, locked!, (await stageOf(trx, id))!, { decidedAt: server.now(), now: server.now() })
  })
  return id
}

/** Starts a stage now. Its mails wait for the queue. */
export async function startedStage(server: TestServer, campaign: Campaign, stage: PlannedStage = {}): Promise<string> {
  const id = await announcedStage(server, campaign, stage)
  await server.parts.db.transaction().execute(async (trx) => {
    const locked = await lockLetter(trx, campaign.letter.id)
    await startStage(server.parts, trx, locked!, (await stageOf(trx, id))!, server.now())
  })
  return id
}
