import { execFileSync } from 'node:child_process'

/** Copies what is in a folder into another one, with the rights of each file. `cpSync` is not used: Node 24 loses the rights of folders. */
export function copyFolder(from: string, to: string): void {
  execFileSync('cp', ['-a', `${from}/.`, to])
}
