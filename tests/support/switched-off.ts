import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { testServer, type Code, type ServerOptions, type TestServer } from './app.ts'
import { testFolder } from './database.ts'

/**
 * Switches a defence off in a copy of the server. In the copy, the defence's expression has an alternative, which is used while
 * the defence's name is active. If an attack succeeds only with the alternative, this one expression prevents the attack.
 */
export type Defence = { name: string; to: string } & (
  | {
      /** Path below the project's folder. */
      file: string
      /** An expression that occurs once in the file; with `sql`, a part of a statement. */
      from: string
      sql?: true
    }
  | {
      /** A function of the database. */
      routine: string
      from: string
    }
)

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Switched {
  server: TestServer
  /** Runs `act` with this defence off. */
  without: <T>(name: string, act: () => Promise<T>) => Promise<T>
  /** Imports a module of the copy, by its path below `server/`. */
  module: (path: string) => Promise<unknown>
}

/** A copy of the code with switches. Returns its folder. */
export function codeWithSwitches(defences: readonly Defence[]): string {
  const folder = testFolder()
  for (const name of ['server', 'templates', 'web', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  for (const name of ['node_modules', 'migrations']) symlinkSync(join(root, name), join(folder, name))
  for (const defence of defences) if ('file' in defence) putSwitch(folder, defence)
  return folder
}

/** Runs `act` while the switch of this name is off. */
export async function switchedOff<T>(name: string, act: () => Promise<T>): Promise<T> {
  process.env['SWITCHED_OFF'] = name
  try {
    return await act()
  } finally {
    delete process.env['SWITCHED_OFF']
  }
}

export async function serverWithSwitches(defences: readonly Defence[], options: ServerOptions = {}): Promise<Switched> {
  const folder = codeWithSwitches(defences)
  // The signing threads must see the switch too.
  replaceOnce(join(folder, 'server/anonymity/blind-signing/pool.ts'), 'execArgv: [],', sharedEnvironment)
  const module = (path: string) => import(join(folder, 'server', path)) as Promise<unknown>
  const [app, keys, tasks, pageCache, limits] = await Promise.all(
    ['app.ts', 'db/keys/keys.ts', 'tasks.ts', 'http/page-cache.ts', 'http/limits.ts'].map(module),
  )
  const code = { ...(app as Code), ...(keys as Code), ...(tasks as Code), ...(pageCache as Code), ...(limits as Code) }
  const server = await testServer({ ...options, code })
  const without = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    const whole = new Map<string, string>()
    for (const defence of defences)
      if (defence.name === name && 'routine' in defence) await breakRoutine(server, defence, whole)
    try {
      return await switchedOff(name, act)
    } finally {
      for (const definition of whole.values()) await sql.raw(definition).execute(server.parts.db)
    }
  }
  return { server, without, module }
}

/** Stores the original definition, so that it can be restored. */
async function breakRoutine(
  { parts }: TestServer,
  { routine, from, to }: { routine: string; from: string; to: string },
  whole: Map<string, string>,
): Promise<void> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_functiondef(${routine}::regproc) as definition`.execute(parts.db)
  const definition = rows[0]?.definition ?? ''
  await sql.raw(replacedOnce(definition, from, to, routine)).execute(parts.db)
  whole.set(routine, whole.get(routine) ?? definition)
}

const sharedEnvironment = "execArgv: [], env: Symbol.for('nodejs.worker_threads.SHARE_ENV') as never,"

function putSwitch(folder: string, { name, file, from, to, sql: inSql }: Extract<Defence, { file: string }>): void {
  const off = `process.env['SWITCHED_OFF'] === ${JSON.stringify(name)}`
  const switched = inSql ? `\${${off} ? sql\`${to}\` : sql\`${from}\`}` : `(${off} ? ${to} : ${from})`
  replaceOnce(join(folder, file), from, switched)
}

function replaceOnce(path: string, from: string, to: string): void {
  writeFileSync(path, replacedOnce(readFileSync(path, 'utf8'), from, to, path))
}

/** @throws if the expression no longer occurs once: a test that switches nothing off proves nothing */
export function replacedOnce(text: string, from: string, to: string, where = 'it'): string {
  const parts = text.split(from)
  if (parts.length !== 2) throw new Error(`${where} has ${String(parts.length - 1)} times: ${from}`)
  return parts.join(to)
}
