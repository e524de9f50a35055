import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testFolder } from './database.ts'

const docs = fileURLToPath(new URL('../../docs', import.meta.url))

/** True where the second verifier can run: Python 3 with python3-cryptography. */
export const hasPython = spawnSync('python3', ['-c', 'import cryptography']).status === 0

/** A file to check, and checkpoints of earlier looks. */
export interface Checked {
  json: Uint8Array
  older?: readonly string[]
  /** Only for the verifier in TypeScript. */
  receipts?: readonly string[]
}

/** The results of the Python verifier. One process for all files, because each start takes longer than a small check. */
export function checkedInPython(files: readonly Checked[]): unknown[] {
  const folder = testFolder()
  const named = files.map(({ json, older = [] }, index) => {
    const path = join(folder, `${index}.json`)
    writeFileSync(path, json)
    return { path, older }
  })
  const list = join(folder, 'files')
  writeFileSync(list, JSON.stringify(named))
  const script = `
import json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
from check_count import check
files = json.load(open(sys.argv[2], encoding="utf-8"))
print(json.dumps([check(open(each["path"], "rb").read(), each["older"]) for each in files]))`
  const output = execFileSync('python3', ['-c', script, docs, list], { maxBuffer: 1e9 })
  return JSON.parse(output.toString()) as unknown[]
}
