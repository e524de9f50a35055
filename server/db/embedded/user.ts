import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

/**
 * The user id of `nobody`, which exists everywhere. PostgreSQL refuses to run as root, and initdb needs a user with an entry in
 * /etc/passwd.
 */
const nobodyId = '65534'

export interface Confinement {
  /** Commands that precede a command of PostgreSQL. Each replaces itself by exec, so that the process stays our child. */
  prefix: readonly string[]
  /** User id of the owner of PostgreSQL's files, outside of any namespace. */
  owner: number
}

const dieWithParent = ['setpriv', '--pdeathsig', 'INT']

const namespace: Confinement = {
  prefix: ['unshare', '--user', `--map-user=${nobodyId}`, `--map-group=${nobodyId}`, '--', ...dieWithParent, '--'],
  owner: process.getuid?.() ?? 0,
}

/**
 * Used if user namespaces are forbidden (most containers). The capability allows access to a data folder below a home with mode
 * 0700.
 */
const nobody: Confinement = {
  prefix: [
    ...dieWithParent,
    ...['--reuid', nobodyId, '--regid', nobodyId, '--clear-groups'],
    ...['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override', '--'],
  ],
  owner: Number(nobodyId),
}

/**
 * Returns how PostgreSQL can run, given the user of this process.
 * @throws StartProblem
 */
export function confinement(): Confinement {
  if (process.getuid?.() !== 0 && hasName()) return { prefix: [...dieWithParent, '--'], owner: namespace.owner }
  if (works(namespace)) return namespace
  if (process.getuid?.() === 0 && works(nobody)) return nobody
  throw new StartProblem(say('embedded-wrong-user'))
}

/** Changes the owner of PostgreSQL's files if it runs differently than before, for example after a move into a container. */
export function giveTo({ owner }: Confinement, path: string): void {
  if (statSync(path).uid === owner) return
  const { status } = spawnSync('chown', ['-R', `${String(owner)}:${String(owner)}`, path], { stdio: 'ignore' })
  if (status !== 0) throw new StartProblem(say('embedded-other-owner', { path }))
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
