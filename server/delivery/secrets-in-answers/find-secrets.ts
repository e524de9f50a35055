import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { addressesOf } from '../../organizers/member-queries.ts'
import { openOrganizerAddress } from '../../organizers/secrets.ts'
import { checkCodeHash, pageTokenHash } from '../secrets.ts'
import { secretHashes } from './queries.ts'
import {
  addressIn,
  checkCodesIn,
  linksIn,
  pageTokenAmong,
  returnAddressesIn,
  type FoundSecret,
} from './secret-places.ts'

export type { FoundSecret }

/**
 * Finds what must not be published in texts that somebody sent: links that only one person has, the secret part of such a link alone,
 * check codes and return addresses of copies, and addresses of the letter's organizers. An answer that quotes the mail to its recipient contains some.
 * @param owner whether an owner sees the result. Others are not told which addresses are organizers', because they could try out guesses.
 * @returns for each text what it contains, each once and as it stands there
 */
export async function findSecrets(
  core: Core,
  letterId: string,
  texts: readonly string[],
  { owner, db = core.db }: { owner: boolean; db?: Db },
): Promise<FoundSecret[][]> {
  if (texts.length === 0) return []
  const { tokens, codes } = await secretHashes(db, letterId)
  const organizers = owner
    ? (await addressesOf(db, letterId)).map(({ address_tag, address_sealed }) =>
        openOrganizerAddress(core, address_tag, address_sealed),
      )
    : []
  const hashes = inHex(tokens)
  return texts.map((text) => secretsIn(core, text, { hashes, codes: inHex(codes), organizers }))
}

function inHex(hashes: readonly Buffer[]): ReadonlySet<string> {
  return new Set(hashes.map((hash) => hash.toString('hex')))
}

interface Secrets {
  /** Of the tokens of private pages, in hexadecimal. */
  hashes: ReadonlySet<string>
  /** Of the check codes of copies, in hexadecimal. */
  codes: ReadonlySet<string>
  /** Their addresses. */
  organizers: readonly string[]
}

function secretsIn(core: Core, text: string, { hashes, codes, organizers }: Secrets): FoundSecret[] {
  const { config } = core
  const { PUBLIC_URL, REDEEM_ORIGIN, BOUNCE_ADDRESS } = config.values
  const hosts = [PUBLIC_URL, ...(REDEEM_ORIGIN === undefined ? [] : [REDEEM_ORIGIN])].map((url) => new URL(url).host)
  const found = [...linksIn(text, hosts), ...returnAddressesIn(text, BOUNCE_ADDRESS ?? '')]
  const isToken = (token: string) => hashes.has(pageTokenHash(token).toString('hex'))
  const token = hashes.size === 0 ? undefined : pageTokenAmong(text, isToken)
  if (token !== undefined && !found.some(({ what }) => what.includes(token))) found.push({ kind: 'link', what: token })
  const isCode = (code: string) => codes.has(checkCodeHash(core, code).toString('hex'))
  if (codes.size > 0) found.push(...checkCodesIn(text, isCode))
  for (const address of organizers) {
    const what = addressIn(text, address)
    if (what !== null) found.push({ kind: 'organizer', what })
  }
  return found.filter(({ what }, index) => found.findIndex((each) => each.what === what) === index)
}
