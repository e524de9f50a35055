import { checkAudit } from '../audit/check/check-audit.ts'
import { nodeSignatures } from '../audit/check/node-signatures.ts'
import type { Rehearsal } from './rehearse.ts'

/**
 * Checks the log of a letter with the file that its page offers, as a stranger does.
 * @returns the result in words
 */
export async function checkLog({ server }: Rehearsal, letter: string): Promise<string> {
  const file = await download(`${server.url}/letters/${letter}/audit.json`)
  const { ok, errors, size, standing } = await checkAudit(file, { signatures: nodeSignatures() })
  if (!ok) throw new Error(`the log has errors: ${errors.map(({ code }) => code).join(', ')}`)
  return `The check of the log finds no error: it has ${size} entries, and ${standing} signatures stand in it.`
}

/** The server breaks the file off if a batch closes meanwhile. */
async function download(url: string, attempts = 5): Promise<Uint8Array> {
  try {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`${url} was answered ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  } catch (error) {
    if (attempts === 1) throw error
    return download(url, attempts - 1)
  }
}
