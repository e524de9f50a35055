import { obtainCredential, reasonIn, redeem, type Credential, type Scene } from './anonymous.ts'
import { inParallel, readCode } from './client.ts'
import type { Person } from './people.ts'

/** How many people act at the same time. */
export const abreast = 8

export interface Signed {
  signed: number
  /** Without those whose names wait: if one of them withdrew, too few might be left. */
  keys: string[]
  /** Addresses that have signed. */
  verified: string[]
  /** Credentials whose holders sign with them later. */
  waiting: Credential[]
  refused: string[]
}

export async function signAll(scene: Scene, persons: readonly Person[], waiting: number): Promise<Signed> {
  const result: Signed = { signed: 0, keys: [], verified: [], waiting: [], refused: [] }
  await inParallel(persons, abreast, async (person) => {
    try {
      if (person.visibility === 'together') await signWaiting(scene, person)
      else if (person.visibility !== 'anonymous') result.keys.push(await signNamed(scene, person))
      else {
        const credential = await obtainCredential(scene, person)
        if (result.waiting.length < waiting) return void result.waiting.push(credential)
        await redeem(scene, credential)
      }
      result.signed++
      result.verified.push(person.address)
    } catch (error) {
      result.refused.push(reasonIn(error))
    }
  })
  return result
}

/** Once enough stand together, nobody can choose that any more. A person who comes a moment later lets the organizers see the name. */
async function signWaiting(scene: Scene, person: Person): Promise<void> {
  try {
    await signNamed(scene, person)
  } catch (error) {
    if (!String(error).includes('visibility')) throw error
    await signNamed(scene, { ...person, visibility: 'withheld' })
  }
}

export async function signNamed({ rehearsal, anybody, letter }: Scene, person: Person): Promise<string> {
  const before = rehearsal.catcher.mails().length
  const asked = await anybody.post<{ challenge: string; signing_key: string }>(`/letters/${letter}/signings`, person)
  const code = await readCode(rehearsal.catcher, person.address, before)
  await anybody.post(`/letters/${letter}/signings/${asked.challenge}/confirmation`, { code })
  return asked.signing_key
}
