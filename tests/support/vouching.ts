import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import { blind, finalize, prepare } from '../../server/crypto/blind-rsa.ts'
import { codeMessage, writeCode, type CodeClass } from '../../server/crypto/one-time-code.ts'
import { pathOf, type Answer } from './anonymous.ts'
import type { TestServer } from './app.ts'
import { api, keyOf, post, requestCode } from './stories.ts'

/** A person who vouches for others, with the values that their browser would hold. */

interface BlindedCode {
  blinded: string
  /** Makes the code from the letter's answer. */
  written: (answer: string) => string
}

export async function askToVouch(server: TestServer, letter: AddressedLetter, address: string) {
  return requestCode(server, pathOf(letter, 'vouching/challenges'), { address })
}

export async function blindedCodes(server: TestServer, letter: AddressedLetter, count: number): Promise<BlindedCode[]> {
  const { json } = await api(server, null, 'GET', `/letters/${keyOf(letter)}/vouching`)
  return blindedWith(letter.id, json.n as string, 'vouched', count)
}

/** @param key the letter's key that signs codes of this class, in base64url */
export function blindedWith(letterId: string, key: string, verification: CodeClass, count: number): BlindedCode[] {
  const n = Buffer.from(key, 'base64url')
  return Array.from({ length: count }, () => {
    const prefix = randomBytes(32)
    const prepared = prepare(prefix, Buffer.from(codeMessage(verification, letterId)))
    const { blinded, inverse } = blind(n, prepared, randomBytes(48), randomBytes(400))
    return {
      blinded: blinded.toString('base64url'),
      written: (answer: string) => {
        const signature = finalize(n, prepared, Buffer.from(answer, 'base64url'), inverse)
        return writeCode({ verification, base64url: Buffer.concat([prefix, signature]).toString('base64url') })
      },
    }
  })
}

export function drawWith(
  server: TestServer,
  letter: AddressedLetter,
  { challenge, code }: { challenge: string; code: string },
  codes: readonly Pick<BlindedCode, 'blinded'>[],
): Promise<Answer> {
  const blinded = codes.map((each) => each.blinded)
  return post(server, pathOf(letter, `vouching/challenges/${challenge}/draw`), { code, blinded })
}

/** Goes from an address that has signed to finished codes. */
export async function drawCodes(
  server: TestServer,
  letter: AddressedLetter,
  address: string,
  count: number,
): Promise<string[]> {
  const asked = await askToVouch(server, letter, address)
  const codes = await blindedCodes(server, letter, count)
  const { status, json } = await drawWith(server, letter, asked, codes)
  if (status !== 200) throw new Error(JSON.stringify(json))
  return (json['signatures'] as string[]).map((answer, index) => codes[index]!.written(answer))
}
