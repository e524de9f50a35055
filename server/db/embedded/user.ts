import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { StartProblem } from '../start-problem.ts'

/** PostgreSQL refuses to run as root, and initdb as somebody without an entry in /etc/passwd. Every system has `nobody`. */
const NOBODY = '65534'

export interface Confinement {
  /** What to put before a command of PostgreSQL. Every part of it replaces itself, so the process stays our child. */
  prefix: readonly string[]
  /** Who owns PostgreSQL's files, seen from here. */
  owner: number
}

const dieWithParent = ['setpriv', '--pdeathsig', 'INT']

const namespace: Confinement = {
  prefix: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--', ...dieWithParent, '--'],
  owner: process.getuid?.() ?? 0,
}

/** Where user namespaces are forbidden (most containers). The capability lets it reach a data folder below a 0700 home. */
const nobody: Confinement = {
  prefix: [
    ...dieWithParent,
    ...['--reuid', NOBODY, '--regid', NOBODY, '--clear-groups'],
    ...['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override', '--'],
  ],
  owner: Number(NOBODY),
}

/** How PostgreSQL can be run by whoever runs us. */
export function confinement(): Confinement {
  if (process.getuid?.() !== 0 && hasName()) return { prefix: [...dieWithParent, '--'], owner: namespace.owner }
  if (works(namespace)) return namespace
  if (process.getuid?.() === 0 && works(nobody)) return nobody
  throw new StartProblem(
    'The embedded PostgreSQL cannot run as this user: it needs util-linux (setpriv, unshare) and an ordinary user with an entry in /etc/passwd. Run as such a user, or set DATABASE_URL to a PostgreSQL 18 of your own.',
  )
}

/** Hands PostgreSQL its files after the way it is run has changed, such as from a plain machine into a container. */
export function giveTo({ owner }: Confinement, path: string): void {
  if (statSync(path).uid === owner) return
  const { status } = spawnSync('chown', ['-R', `${String(owner)}:${String(owner)}`, path], { stdio: 'ignore' })
  if (status !== 0)
    throw new StartProblem(`${path} belongs to another user. Start as the user who made it, or change its owner.`)
}

function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch {
    return false
  }
}

function works({ prefix: [command, ...rest] }: Confinement): boolean {
  return command !== undefined && spawnSync(command, [...rest, 'true'], { stdio: 'ignore' }).status === 0
}
