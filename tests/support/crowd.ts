import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import { randomId } from '../../server/crypto/keyed-hash.ts'
import { newSigningKey, parseSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'
import type { ChosenFacets } from '../../server/facets/rules.ts'
import { sealFacets } from '../../server/facets/secrets.ts'
import { sealedName } from '../../server/signatures/stored-name.ts'
import type { TestServer } from './app.ts'

export interface Signatory {
  name?: string | null
  visibility?: 'withheld' | 'recipients' | 'public'
  employer?: string
  resemblance?: 'yes' | 'no' | 'unclear'
  facets?: ChosenFacets
}
export interface Stands {
  id: string
  signingKey: string
}

/** Many signatories who have confirmed and wait for their batch, without one mail each. For tests of later steps. */
export async function crowd(
  server: TestServer,
  letter: AddressedLetter,
  signatories: readonly Signatory[],
): Promise<Stands[]> {
  const { db } = server.parts
  const employers = await db.selectFrom('employer').selectAll().where('letter_id', '=', letter.id).execute()
  const stands: Stands[] = []
  for (const { name = 'Ann Lee', visibility = 'public', employer, resemblance = 'yes', facets } of signatories) {
    const id = randomId()
    const signingKey = newSigningKey()
    const seed = parseSigningKey(signingKey)
    if (!seed) throw new Error('a key that was just made')
    await db
      .insertInto('waiting_signature')
      .values({
        id,
        letter_id: letter.id,
        revision: letter.revision,
        visibility,
        class: 'mailbox',
        employer_id: employers.find((one) => one.name === (employer ?? employers[0]?.name))?.id ?? null,
        verifier: signatoryKeys(seed, letter.id).publicKey,
        name_sealed: name === null ? null : sealedName(server.parts, { id, letter_id: letter.id }, { name: name }),
        resemblance: name === null ? null : resemblance,
        claim_tag: visibility === 'public' ? randomBytes(32) : null,
        facets_sealed: facets ? sealFacets(server.parts, letter.id, id, facets) : null,
      })
      .execute()
    stands.push({ id: id.toString('base64url'), signingKey })
  }
  return stands
}

export function times(count: number, signatory: Signatory): Signatory[] {
  return Array.from({ length: count }, (_, index) => ({
    ...signatory,
    ...(signatory.name && { name: `${signatory.name} ${String.fromCharCode(65 + (index % 26))}` }),
  }))
}

/** Computes the tally again from the signatures. */
export async function recount(server: TestServer, letter: AddressedLetter): Promise<string[]> {
  const rows = await server.parts.db
    .selectFrom('signature')
    .select(['revision', 'class', 'visibility', 'employer_id', (is) => is.fn.countAll<string>().as('count')])
    .where('letter_id', '=', letter.id)
    .where('counted', '=', true)
    .groupBy(['revision', 'class', 'visibility', 'employer_id'])
    .execute()
  return rows.map((row) => JSON.stringify({ ...row, count: Number(row.count) })).sort()
}

export async function tally(server: TestServer, letter: AddressedLetter): Promise<string[]> {
  const rows = await server.parts.db
    .selectFrom('tally')
    .select(['revision', 'class', 'visibility', 'employer_id', 'count'])
    .where('letter_id', '=', letter.id)
    .where('count', '>', 0)
    .execute()
  return rows.map((row) => JSON.stringify(row)).sort()
}
