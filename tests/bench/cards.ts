import { sql } from 'kysely'
import { timesOf } from './anonymous.ts'
import { getRequest, openConnections } from './client.ts'
import { timesRow, type BenchRow } from './row.ts'
import type { Stage } from './stage.ts'

const letters = 20

/** /healthz while the cards of twenty letters are drawn repeatedly. The reference is /healthz alone. */
export async function healthRow(stage: Stage): Promise<BenchRow> {
  const { app, core } = await stage.beside()
  const drawn = await Promise.all(Array.from({ length: letters }, (_, index) => stage.letter(`card-${String(index)}`)))
  const [watcher, ...askers] = await openConnections(app.url, letters + 1)
  if (!watcher) throw new Error('no connection')
  const health = getRequest('/healthz')
  let over = false
  let cards = 0
  const draw = async () => {
    while (!over) {
      for (const { id } of drawn) await sql`select pg_notify('letter', ${id})`.execute(core.db)
      const answers = await Promise.all(
        askers.map((asker, index) => asker.ask(getRequest(`/letters/${drawn[index]?.slug ?? ''}/card.png`))),
      )
      for (const { status } of answers) if (status !== 200) throw new Error(`answered ${status}`)
      cards += letters
    }
  }
  try {
    await timesOf(watcher, health, 500)
    const idle = await timesOf(watcher, health, 3000)
    const drawing = draw()
    const busy = await timesOf(watcher, health, 3000)
    over = true
    await drawing
    const slowest = `slowest ${Math.max(...busy).toFixed(0)} against ${Math.max(...idle).toFixed(0)} ms`
    return timesRow('health/cards', busy, idle, `${slowest}, ${String(cards)} cards`)
  } finally {
    for (const connection of [watcher, ...askers]) connection.close()
  }
}
