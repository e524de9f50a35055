import { createAccount } from '../../server/organizers/accounts/create-account.ts'
import { startSession } from '../../server/organizers/accounts/start-session.ts'
import { addDoubtfulNames } from '../../server/signatures/doubtful-name-queries.ts'
import { releaseBreakdown } from '../../server/signatures/batch/release-breakdown.ts'
import { Connection, getRequest, openConnections } from './client.ts'
import { alternate, median, timesRow, type BenchRow } from './row.ts'
import type { Stage } from './stage.ts'

const rounds = 9
const requests = 40

/** The first page of a letter's dashboard with 100,000 signatures. The reference is that with 450. */
export async function dashboardRow(stage: Stage): Promise<BenchRow> {
  const { app, core } = await stage.beside()
  const now = new Date()
  const address = 'bench@personal.example'
  const account = await createAccount(core, { normal: address, mailTo: address, name: 'Bench' }, now)
  const { refreshToken } = await startSession(core, account, 'bench', now)
  const letters = [await stage.crowdedLetter(450), await stage.crowdedLetter(100_000)]
  for (const letter of letters) {
    const member = { letter_id: letter.id, organizer_id: account.id, role: 'owner' as const }
    await core.db.insertInto('membership').values(member).execute()
    await core.db
      .updateTable('signature')
      .set({ resemblance: 'no' })
      .where('letter_id', '=', letter.id)
      .where('id', '<', Buffer.alloc(16, 5))
      .execute()
    await releaseBreakdown(core.db, letter, now)
    await addDoubtfulNames(core.db, letter.id)
  }
  const [small = '', large = ''] = letters.map(({ id }) => `/dashboard/letters/${id}`)
  const cookie = await sessionCookie(app.url, small, refreshToken)
  const [connection] = await openConnections(app.url, 1)
  if (!connection) throw new Error('no connection')
  const time = (path: string) => () => timeOf(connection, getRequest(path, cookie))
  try {
    await time(small)()
    await time(large)()
    const { ours, reference } = await alternate(rounds, time(large), time(small))
    return timesRow('dashboard/growth', ours, reference, `${String(rounds)} rounds of ${String(requests)} requests`)
  } finally {
    connection.close()
  }
}

/** The median time of an answer, in milliseconds. */
async function timeOf(connection: Connection, request: Buffer): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < requests; count++) {
    const began = performance.now()
    const { status } = await connection.ask(request)
    if (status !== 200) throw new Error(`answered ${String(status)}`)
    times.push(performance.now() - began)
  }
  return median(times)
}

export async function sessionCookie(url: string, path: string, refreshToken: string): Promise<string> {
  const connection = await Connection.open(url)
  try {
    const { status, head } = await connection.ask(getRequest(path, `renewal=${refreshToken}`))
    const session = /set-cookie: (session=[^;]+)/i.exec(head)?.[1]
    if (status !== 200 || session === undefined) throw new Error('the organizer is not signed in')
    return session
  } finally {
    connection.close()
  }
}
