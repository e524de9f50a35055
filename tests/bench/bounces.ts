import type { ReturnedMail } from '../../server/mail/bounces/returned-mail.ts'
import { bouncesIn, expectedBounces, ownBounces, type ExpectedBounce } from '../support/bounces.ts'
import { readReturnedMail } from '../support/returned.ts'
import type { BenchRow } from './row.ts'

/**
 * Reads returned mails, and compares what each says with what it means. `BOUNCES` names a folder with other mails and their
 * `expected.json`; without it, the project's own fixtures are read.
 */
export async function bounceRow(name: keyof typeof questions): Promise<BenchRow> {
  const folder = process.env['BOUNCES']
  const { of, holds } = questions[name]
  const asked = expectedBounces(folder === undefined ? ownBounces : bouncesIn(folder)).filter(of)
  const said = await Promise.all(asked.map((each) => readReturnedMail(each.mail())))
  const count = said.filter(holds).length
  return {
    name,
    ours: count / asked.length,
    reference: null,
    unit: 'share',
    ratio: null,
    note: `${count} of ${asked.length}`,
  }
}

interface Question {
  of: (mail: ExpectedBounce) => boolean
  holds: (says: ReturnedMail) => boolean
}

const isReport = (says: ReturnedMail) => says.kind === 'report'
const deletes = (says: ReturnedMail) => says.kind === 'report' && says.gone

/** The share of these mails of which this holds. */
const questions = {
  'bounces/read': { of: ({ bounce }) => bounce, holds: isReport },
  'bounces/gone': { of: ({ gone }) => gone, holds: deletes },
  'bounces/wrong': { of: ({ bounce, gone }) => bounce && !gone, holds: deletes },
  'bounces/taken': { of: ({ bounce }) => !bounce, holds: isReport },
} satisfies Record<string, Question>
