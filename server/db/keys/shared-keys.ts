import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { connectionNames } from '../connection.ts'
import { listen } from '../listen.ts'
import type { Db } from '../pool.ts'
import { StartProblem } from '../start-problem.ts'
import { say, type Message } from '../../messages/message.ts'

const channel = 'shared_keys'
const namePrefix = `${connectionNames.keys} ` as const
/** Milliseconds. A working process answers within a few. A process that hangs must not block others. */
const mostWait = 3_000

type Said = { ask: string; by: string } | { answer: string; by: string; hash: string | null }

export interface SharedKeys {
  /** @throws StartProblem if a process of the same database reads another folder */
  prove(report: (sentence: Message) => void): Promise<void>
  close(): Promise<void>
}

/**
 * Proves that all processes of one database share one KEYS_DIR. With two copies, deleting a key from one would destroy nothing.
 * A new process writes a file with random content, and the running ones answer with its hash. Each process answers until it is
 * closed.
 * @param direct URL that leads directly to the database, for LISTEN
 */
export async function shareKeys(db: Db, direct: string, folder: string): Promise<SharedKeys> {
  const me = randomBytes(8).toString('hex')
  const answers = new Map<string, string | null>()
  let asked = ''

  const hear = async (payload: string): Promise<void> => {
    const said = JSON.parse(payload) as Said
    if ('answer' in said) {
      if (said.answer === asked) answers.set(said.by, said.hash)
    } else if (said.by !== me && /^[0-9a-f]{32}$/.test(said.ask))
      await tell(db, { answer: said.ask, by: me, hash: hashIn(fileOf(folder, said.ask)) })
  }
  // A failed answer counts as missing: see mostWait.
  const onPayload = (payload: string) => void hear(payload).catch(() => undefined)
  // Other processes find this process in pg_stat_activity by the name of this connection.
  const listener = { onPayload, onHeard: () => undefined, onLost: () => undefined }
  const told = await listen(direct, channel, listener, { name: `${namePrefix}${me}` })

  return {
    prove: async (report) => {
      const others = await othersThan(db, me)
      if (others.length === 0) return
      asked = randomBytes(16).toString('hex')
      const file = fileOf(folder, asked)
      const content = randomBytes(32)
      writeFileSync(file, content, { mode: 0o600, flag: 'wx' })
      try {
        await tell(db, { ask: asked, by: me })
        for (let waited = 0; waited < mostWait && others.some((each) => !answers.has(each)); waited += 20)
          await wait(20)
      } finally {
        rmSync(file, { force: true })
      }
      const hash = sha256(content)
      if ([...answers.values()].some((each) => each !== hash)) throw new StartProblem(say('keys-other-folder'))
      const silent = others.filter((each) => !answers.has(each)).length
      if (silent > 0) report(say('keys-process-silent', { silent, others: others.length }))
    },
    close: () => told.close(),
  }
}

async function othersThan(db: Db, me: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select application_name as name from pg_stat_activity
    where datname = current_database() and starts_with(application_name, ${namePrefix})`.execute(db)
  return rows.map(({ name }) => name.slice(namePrefix.length)).filter((name) => name !== me)
}

async function tell(db: Db, said: Said): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(said)})`.execute(db)
}

function fileOf(folder: string, nonce: string): string {
  return join(folder, `nonce-${nonce}`)
}

function hashIn(path: string): string | null {
  try {
    return sha256(readFileSync(path))
  } catch {
    return null
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
