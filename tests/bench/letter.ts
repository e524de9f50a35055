import { addressed, type AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomUUID } from 'node:crypto'
import type { Core } from '../../server/core.ts'
import { startCollecting } from '../../server/letters/lifecycle/publish.ts'
import { lockLetter } from '../../server/letter/queries.ts'
import { emptyDraft, type LetterDraft } from '../../server/letter/rules.ts'
import { sealDraft } from '../../server/letter/secrets.ts'
import { insertLetter } from '../../server/letters/write-queries.ts'

const paragraphs = [
  'We load, sort and carry what this company sells, and we write the programs that tell us when. Since the spring those programs count the seconds between two parcels, and a manager who has never stood at the belt is sent a list of the slowest of us each evening.[^1]',
  'We do not object to being *measured*; a warehouse that does not know what it moves does not last. We object to being measured **in secret**, by rules that nobody explains and nobody can appeal against. Three of us were sent home in March for pauses that were, as it turned out, the time it takes to help a colleague who had fallen.[^2]',
  'The board has said that the system is an experiment. An experiment on people has a plan, an end and a question, and those who are part of it may say no. We asked for the plan in April and again in June. We were told that it is confidential.',
  'Some of us built the system. We were told that it would find broken belts, and it did: eleven of them in the first month, two before anybody was hurt. We are proud of that part. It was turned on people by changing one line, without a review, and we write this letter because the next line may be as short.',
  'We ask for nothing that other companies of this size do not already do. What is measured can be shown to those who are measured; what is decided by a number can be looked at by a person; and a pause to help somebody up need not be a reason.',
  'We sign with our work addresses, so that you can be sure that we work here, and we decide each for ourselves who sees our names. Please answer us in the same way: in writing, and where all of us can read it.',
]

/** A typical length for an open letter. */
export const benchDraft: LetterDraft = {
  ...emptyDraft,
  title: 'Show us what is measured, and let a person decide',
  text: `${paragraphs.join('\n\n')}\n\n[^1]: Minutes of the works meeting of 14 May.\n[^2]: Letter of the safety committee, 2 April.\n`,
  demands: [
    'Publish what the system measures, to those whom it measures.',
    'Let no number send anybody home without a person who looks at the case and signs for it.',
    'Review every change of purpose with those who do the work.',
  ],
  recipients: [
    { name: 'Ines Halvorsen', office: 'Head of Operations', address: 'ines.halvorsen@board.example' },
    { name: 'Tomasz Brandt', office: 'Chief executive', address: 'tomasz.brandt@board.example' },
  ],
  employers: [
    { name: 'Lantern Freight', domains: ['lantern.example'] },
    { name: 'Lantern Systems', domains: ['systems.lantern.example'] },
  ],
}

export interface LetterSettings {
  batchSize?: number
  firstThreshold?: number
  batchMinutes?: number
}

/** An open letter, made by the verbs that open one, without an organizer. */
export async function openBenchLetter(
  core: Core,
  slug: string,
  settings: LetterSettings = {},
  draft = benchDraft,
): Promise<AddressedLetter> {
  const now = new Date()
  const id = randomUUID()
  core.keys.createForDraft(id)
  const letter = await insertLetter(core.db, {
    id,
    slug,
    draft_sealed: sealDraft(core, id, draft),
    visibilities: ['withheld', 'recipients', 'public'],
    batch_minutes: settings.batchMinutes ?? 60,
    batch_size: settings.batchSize ?? 1,
    first_threshold: settings.firstThreshold ?? 0,
    created_on: now.toISOString().slice(0, 10),
  })
  core.keys.createForLetter(letter.id)
  return core.db.transaction().execute(async (trx) => {
    const locked = await lockLetter(trx, letter.id)
    if (!locked) throw new Error('the letter is gone')
    return addressed(core, await startCollecting(core, trx, locked, draft, 'open', now))
  })
}
